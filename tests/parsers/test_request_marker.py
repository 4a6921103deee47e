# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The hidden mark of our texts: found again as it was written, and nothing else taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.parsers.request_marker import Ask, Marker, is_as_written, marked, marker_of, unmarked

lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
asks = st.dictionaries(
    st.text(min_size=1, max_size=30), st.builds(Ask, st.integers(0, 99), st.integers(0, 99)), max_size=5
)


@given(lines, lines, asks, st.booleans(), st.sampled_from(["request", "issue", "closing"]))
def test_what_is_written_is_read(title: str, text: str, asked: dict[str, Ask], closed: bool, kind: str) -> None:
    whole = marked(title, text, Marker(kind, asks=asked, closed=closed))
    found = marker_of(whole)
    assert found is not None
    assert (found.kind, found.asks, found.closed) == (kind, asked, closed)
    assert unmarked(whole).rstrip() == text.rstrip()
    assert is_as_written(title, whole, found)
    assert whole.count("-->") == 1 + text.count("-->")


@given(lines, lines)
def test_other_line_ends_are_no_edit(title: str, text: str) -> None:
    whole = marked(title, f"{text}\nsecond", Marker("request"))
    found = marker_of(whole.replace("\n", "\r\n"))
    assert found is not None
    assert is_as_written(title, whole.replace("\n", "\r\n"), found)


def test_an_edit_is_seen() -> None:
    whole = marked("Title", "Some text", Marker("request"))
    found = marker_of(whole)
    assert found is not None
    assert not is_as_written("Another", whole, found)
    assert not is_as_written("Title", whole.replace("Some", "Any"), found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello",
        "<!-- ospo-policy: {} -->",
        "<!-- ospo-policy: {broken} -->",
        '<!-- ospo-policy: {"v":2,"kind":"request"} -->',
        '<!-- ospo-policy: {"v":1,"kind":3} -->',
        '<!-- ospo-policy: {"v":1,"kind":"request"} --> and more',
        "<!-- ospo-policy: " + "[" * 10_000 + " -->",
        "\n" * 100_000,
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert marker_of(text) is None


def test_odd_asks_are_left_out() -> None:
    told = '<!-- ospo-policy: {"v":1,"kind":"request","asks":{"a":[1,2],"b":[true,1],"c":"x","d":[1]}} -->'
    found = marker_of(told)
    assert found is not None
    assert found.asks == {"a": Ask(1, 2)}


def test_what_is_newer() -> None:
    assert Ask(2, 1).is_newer(Ask(1, 1))
    assert Ask(1, 2).is_newer(Ask(1, 1))
    assert not Ask(1, 1).is_newer(Ask(1, 1))
    assert not Ask(1, 0).is_newer(Ask(2, 0))
