# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of our request, on every forge: each story of the table, and each again with a run that is killed on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lifecycle.local_place import LocalPlace
from tests.lifecycle.rows import ROWS, Row
from tests.lifecycle.story import MAX_DEATHS, Story


def stories(can: frozenset[str]) -> list[object]:
    return [pytest.param(row, id=row.name) for row in ROWS if row.needs <= can]


@pytest.mark.parametrize("row", stories(LocalPlace.can))
def test_in_a_folder_of_repositories(row: Row, tmp_path: Path) -> None:
    Story(LocalPlace(tmp_path)).play(row)


@pytest.mark.parametrize("row", stories(LocalPlace.can))
def test_in_a_folder_killed_after_every_write(row: Row, tmp_path: Path) -> None:
    place = LocalPlace(tmp_path / "begin")
    Story(place).begin(row)
    for after in range(1, MAX_DEATHS):
        if not Story(place.copy(tmp_path / str(after))).end(row, kill_after=after):
            return
    raise AssertionError("it never comes to an end")
