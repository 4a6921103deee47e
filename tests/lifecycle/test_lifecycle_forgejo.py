# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of our pull request on the test Forgejo: each story of the table, and each again killed after every write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.forges.forgejo_server.server import Fault, Forgejo, serving
from tests.lifecycle.forgejo_place import ForgejoPlace
from tests.lifecycle.rows import ROWS, Row
from tests.lifecycle.story import MAX_DEATHS, Story

STORIES = [pytest.param(row, id=row.name) for row in ROWS if row.needs <= ForgejoPlace.can]


@pytest.fixture(scope="module")
def server() -> Iterator[Forgejo]:
    with serving() as running:
        yield running


@pytest.mark.parametrize("row", STORIES)
def test_on_forgejo(server: Forgejo, row: Row) -> None:
    Story(ForgejoPlace(server)).play(row)


@pytest.mark.parametrize("row", STORIES)
def test_on_forgejo_killed_after_every_write(server: Forgejo, row: Row) -> None:
    for after in range(1, MAX_DEATHS):
        story = Story(ForgejoPlace(server))
        story.begin(row)
        if not story.end(row, kill_after=after):
            return
    raise AssertionError("it never comes to an end")


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("row", STORIES)
def test_on_forgejo_with_every_answer_to_a_write_lost(server: Forgejo, row: Row, done: bool) -> None:
    """Whether it was carried out or not, it is seen, and nothing is done twice."""
    for after in range(MAX_DEATHS):
        place = ForgejoPlace(server)
        story = Story(place)
        story.begin(row)
        server.faults.append(Fault(0, writes=True, done=done, after=after))
        story.end(row, loses=True)
        if server.faults:
            return
    raise AssertionError("it never comes to an end")
