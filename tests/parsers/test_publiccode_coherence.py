# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions beside tags, addresses beside addresses."""

from __future__ import annotations

import time

import pytest

from ospo_policy.model.facts import Tag
from ospo_policy.parsers.publiccode.coherence import Address, address, any_version, is_behind, latest, stable_version


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("v1.2.3", (1, 2, 3)), ("1.2", (1, 2)), ("1.2.0", (1, 2)), ("release-2.0", (2,)), ("V3", (3,)), ("2024.12.01", (2024, 12, 1)),
        ("1.0+build.5", (1,)), ("version/1.4", (1, 4)), ("0", (0,)), ("1.0-rc1", None), ("latest", None), ("chart-1.2.3", None),
        ("", None), ("1.2.3.4.5", None), ("v" * 200, None),
    ],
)  # fmt: skip
def test_stable_versions(name: str, numbers: tuple[int, ...] | None) -> None:
    found = stable_version(name)
    assert (found.numbers if found else None) == numbers


def test_a_pre_release_has_numbers_too() -> None:
    found = any_version("2.0.0-beta.3")
    assert found is not None
    assert found.numbers == (2,)
    assert any_version("main") is None


def test_the_latest_is_the_highest() -> None:
    tags = (Tag("v1.10", 1, False), Tag("v1.9", 2, False), Tag("v2.0-rc1", 3, False), Tag("nightly", 4, False))
    found = latest(tags)
    assert found is not None
    assert found.name == "v1.10"
    assert latest(()) is None
    assert is_behind("1.9", tags) is None, "its own tag is the later one"
    assert is_behind("1.8", tags) is not None


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/Ville/Medusa", "https://github.com/ville/medusa.git", "http://www.github.com/ville/medusa/",
        "git@github.com:ville/medusa.git", "ssh://git@github.com/ville/medusa.git", "ssh://git@github.com:22/ville/medusa",
        "git+https://github.com/ville/medusa.git", "https://user:secret@github.com/ville/medusa",
        "https://github.com/ville/medusa/tree/main/docs", "https://github.com/ville/medusa?tab=readme#top",
    ],
)  # fmt: skip
def test_an_address_however_it_is_written(url: str) -> None:
    assert address(url) == Address("github.com", "ville", "medusa")


def test_addresses_that_name_no_repository() -> None:
    for url in ("", "medusa", "https://github.com/", "https://github.com/ville", "x" * 1000):
        assert address(url) is None
    assert address("https://gitlab.com/a/b/c/-/tree/main") == Address("gitlab.com", "a/b", "c")
    start = time.process_time()
    address("a:" * 250)
    stable_version("1." * 50)
    assert time.process_time() - start < 60
