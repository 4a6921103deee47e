# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Conditions: checked when they are read, three-valued when they are computed."""

from __future__ import annotations

import pytest

from ospo_policy.model.facts import Fact, History, Known, Repository, Tree, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.cel import CelError, condition
from ospo_policy.parsers.conditions import decide

UNSEEN = Unseen(message("unseen.not-asked"))


def repository(**fields: object) -> Repository:
    facts: dict[str, Fact[object]] = {name: Known(value) for name, value in fields.items()}
    return Repository(
        id="local:.",
        name="example",
        commit=UNSEEN,
        tree=Known(Tree([])),
        contents={},
        heads={},
        fields=facts,
        history=History(Known(()), Known(1_000_000), UNSEEN),
        profile="B",
        now=1_000_000 + 3 * 86_400 + 5,
    )


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("repo.profile == 'B'", True),
        ("repo.name.startsWith('x')", False),
        ("repo.tags == 0 && repo.files == 0", True),
        ("repo.days_since_last_commit == 3", True),
        ("repo.topics.exists(t, t == 'api')", True),
        ("!repo.fork", None),
        ("repo.fork || repo.profile == 'B'", True),
        ("repo.fork && repo.profile == 'A'", False),
        ("repo.profile == 'B' && repo.fork", None),
        ("repo.fork ? true : true", None),
        ("repo.name == 'repo.fork'", False),
    ],
)
def test_unseen_matters_only_where_the_answer_depends_on_it(expression: str, answer: bool | None) -> None:
    found = decide(condition(expression), repository(topics=["api"]))
    assert (None if isinstance(found, Message) else found) is answer


@pytest.mark.parametrize(
    ("expression", "column"),
    [("repo.forkk", 5), ("repo.name == 3", 11), ("repo.name ==", 13), ("repo.name", 1), ("'a' + 'b'", 1)],
)
def test_mistakes_are_found_when_the_condition_is_read(expression: str, column: int) -> None:
    with pytest.raises(CelError) as caught:
        condition(expression).compile()
    assert caught.value.column == column


def test_a_hostile_expression_ends_soon() -> None:
    nested = "repo.topics"
    for name in "abcdefg":
        nested = f"repo.topics.map({name}, {nested}.size() > 0 ? '1' : '2')"
    answer = decide(condition(f"{nested}.size() > 0"), repository(topics=["x"] * 60))
    assert isinstance(answer, Message)
    assert answer.key == "cel.no-answer"
