# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes through the codec comes back the same: equal, of the same types, in the same order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.model.facts import Content, Entry, EntryKind, History, Known, ReuseReport, Tag, Unseen
from ospo_policy.model.message import Alternatives, LocalText, Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.store.codec import CodecError, digest, digest_of, dumps, loads
from tests.support.store import values


@given(values)
def test_every_value_of_the_model_comes_back(value: object) -> None:
    again = loads(dumps(value))
    assert again == value
    if "frozenset" not in dumps(value):  # the order of a set is nobody's
        assert repr(again) == repr(value)  # 1 is no True, a Location no tuple


@pytest.mark.parametrize(
    "value",
    [
        message("a", who=Alternatives(("x", LocalText({"fr": "y"}))), why=message("b", items=(1, 1.5, True, None))),
        Known(Content("README.md", "é\ud800", truncated=True)),
        Unseen(Message("unseen.not-read", {"path": "x"})),
        History(Known((Tag("v1", None, signed=True),)), Known(5), Unseen(Message("x"))),
        ReuseReport(False, 3, 2, 1, ("a",)),
        Entry("x", EntryKind.SYMLINK, 4),
        Needs(tree=True, contents=frozenset({"readme", "*.md"})),
        10**5000,
        -(2**63),
        float("inf"),
        {"bytes": ["tuple", "int"], "=level": ("must",)},
        "\ud83d\ude00",  # two halves, which JSON's escapes would join
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_comes_back(value: object) -> None:
    if not isinstance(value, (int, Needs)):  # Python prints no number so long, a set in any order
        assert repr(loads(dumps(value))) == repr(value)
    assert loads(dumps(value)) == value


def test_a_stranger_is_refused() -> None:
    with pytest.raises(TypeError):
        dumps(object())


@pytest.mark.parametrize(
    "text",
    [
        *("", "[", "[]", "[1]", '["nothing"]', '["=level","high"]', '["=none",1]', '["message",1,2,3]'),
        *('["int","x"]', '["bytes","*"]', '["map",1]', '["set",["list"]]', "[" * 100_000, "1" * 5000),
    ],
)
def test_a_damaged_text_is_told(text: str) -> None:
    with pytest.raises(CodecError):
        loads(text)


@given(st.text(), st.text())
def test_digests_tell_texts_apart(first: str, second: str) -> None:
    assert (digest(first, second) == digest(second, first)) == (first == second)
    assert digest(first, second) != digest(first + second)
    assert digest(None) != digest("")
    assert digest_of({"a": first, "b": second}) == digest_of({"b": second, "a": first})
