# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of our merge request on the test GitLab: each story of the table, and each again killed after every write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.forges.gitlab_server.server import Fault, GitLab, serving
from tests.lifecycle.gitlab_place import GitLabPlace
from tests.lifecycle.rows import ROWS, Row
from tests.lifecycle.story import MAX_DEATHS, Story

STORIES = [pytest.param(row, id=row.name) for row in ROWS if row.needs <= GitLabPlace.can]


@pytest.fixture(scope="module")
def server() -> Iterator[GitLab]:
    with serving() as running:
        yield running


@pytest.mark.parametrize("row", STORIES)
def test_on_gitlab(server: GitLab, row: Row) -> None:
    Story(GitLabPlace(server)).play(row)


@pytest.mark.parametrize("how", ["without GraphQL", "old"])
@pytest.mark.parametrize("row", STORIES)
def test_on_other_gitlabs(server: GitLab, row: Row, how: str) -> None:
    """Servers whose GraphQL a proxy refuses, and those of the 13.12 era."""
    server.graphql, server.old = how != "without GraphQL", how == "old"
    try:
        Story(GitLabPlace(server)).play(row)
    finally:
        server.graphql, server.old = True, False


@pytest.mark.parametrize("row", STORIES)
def test_on_gitlab_killed_after_every_write(server: GitLab, row: Row) -> None:
    for after in range(1, MAX_DEATHS):
        story = Story(GitLabPlace(server))
        story.begin(row)
        if not story.end(row, kill_after=after):
            return
    raise AssertionError("it never comes to an end")


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("row", STORIES)
def test_on_gitlab_with_every_answer_to_a_write_lost(server: GitLab, row: Row, done: bool) -> None:
    """Whether it was carried out or not, it is seen, and nothing is done twice."""
    for after in range(MAX_DEATHS):
        place = GitLabPlace(server)
        story = Story(place)
        story.begin(row)
        server.faults.append(Fault(0, writes=True, done=done, after=after))
        story.end(row, loses=True)
        if server.faults:
            return
    raise AssertionError("it never comes to an end")
