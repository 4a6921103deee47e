# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions beside the tags of releases: older, equal, newer, and what cannot be compared."""

from __future__ import annotations

import pytest

from ospo_policy.model.facts import Tag
from ospo_policy.parsers.versions import Behind, behind, numbers

DAY = 1_738_368_000  # 2025-02-01


def tags(*names: str) -> list[Tag]:
    return [Tag(name, DAY, signed=False) for name in names]


@pytest.mark.parametrize(
    ("said", "parts"),
    [("1.2.3", (1, 2, 3)), ("v1.2.0", (1, 2)), ("V1", (1,)), ("release-2.0", (2,)), ("version 3", (3,)), ("2026-01-31", (2026, 1, 31)),
     ("1.0+build.5", (1,)), ("0.0", (0,)), ("1.0-rc1", None), ("1.0.dev0", None), ("core@1.2", None), ("", None), ("latest", None),
     ("9" * 5_000, None)],
)  # fmt: skip
def test_numbers_of_a_version(said: str, parts: tuple[int, ...] | None) -> None:
    assert numbers(said) == parts


@pytest.mark.parametrize(
    ("version", "released", "names", "found"),
    [
        ("1.0", "", ("v1.0.0",), None), ("1.0", "", ("v1.1",), Behind("v1.1")), ("1.2", "", ("v1.1",), None),
        ("1.9", "", ("v1.10",), Behind("v1.10")), ("2.0", "", ("v2.0", "v1.9.5"), None),
        ("1.0", "", ("20240131",), None), ("2024.1", "", ("v3.0",), None), ("2024.1", "", ("2025.1",), Behind("2025.1")),
        ("1.0", "", ("v2.0-rc1",), None), ("1.0", "", (), None), ("next", "2020-01-01", ("v1",), None),
        ("", "2025-01-01", ("v1",), Behind("v1", "2025-02-01")), ("", "2025-01-31", ("v1",), None), ("", "2026-01-31", ("v1",), None),
        ("", "soon", ("v1",), None), ("", "", ("v1",), None),
    ],
)  # fmt: skip
def test_a_file_that_is_behind(version: str, released: str, names: tuple[str, ...], found: Behind | None) -> None:
    assert behind(version, released, tags(*names)) == found


def test_a_tag_without_a_day_is_not_compared_by_day() -> None:
    assert behind("", "2020-01-01", [Tag("v1", None, signed=False)]) is None
