# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of our request on the test GitHub: each story of the table, and each again killed after every write of its last run."""

from __future__ import annotations

import pytest

from tests.forges.github_server.faults import Fault, is_write
from tests.forges.github_server.writing import desk
from tests.lifecycle.github_place import GitHubPlace
from tests.lifecycle.rows import ROWS, Row
from tests.lifecycle.story import MAX_DEATHS, Story

STORIES = [pytest.param(row, id=row.name) for row in ROWS if row.needs <= GitHubPlace.can]


@pytest.mark.parametrize("row", STORIES)
def test_on_github(row: Row) -> None:
    with desk() as there:
        Story(GitHubPlace(there)).play(row)


# Labels come in a request of their own. They are not put on later: people may have taken them off.
KILLED = [one for one in STORIES if one.id != "labels are put on"]


@pytest.mark.parametrize("row", KILLED)
def test_on_github_killed_after_every_write(row: Row) -> None:
    for after in range(1, MAX_DEATHS):
        with desk() as there:
            story = Story(GitHubPlace(there))
            story.begin(row)
            if not story.end(row, kill_after=after):
                return
    raise AssertionError("it never comes to an end")


@pytest.mark.parametrize("row", STORIES)
def test_on_github_with_every_answer_to_a_write_lost(row: Row) -> None:
    """It was carried out, which is seen, and nothing is done twice; `tests.forges.test_github_life` has writes that were not."""
    for after in range(MAX_DEATHS):
        with desk() as there:
            story = Story(GitHubPlace(there))
            story.begin(row)
            there.world.faults.append(Fault("lost", when=is_write, after=after))
            story.end(row, loses=True)
            if there.world.faults:
                return
    raise AssertionError("it never comes to an end")
