# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `apply` says before it begins: how long each forge takes at its own pace."""

from __future__ import annotations

import pytest

from ospo_policy.cli.apply import pace
from ospo_policy.engine.planning import Entry, Part, Subject
from ospo_policy.engine.wanted import Action, Wanted, WantedRequest
from ospo_policy.messages import Catalogue
from ospo_policy.model.organisation import ForgeType
from ospo_policy.ports.requests import Content

REQUEST = WantedRequest((Content("Add", {"SECURITY.md": "x"}),), "", "t", "t", {})
NOTHING = Part(Action.NOTHING)


def entries(kind: ForgeType, count: int, action: Action = Action.OPEN) -> list[Entry]:
    name = kind.value
    return [
        Entry(
            Subject(f"{name}:{number}", name, kind, str(number), "ville", str(number), "", "", "en"),
            Wanted("main", "", REQUEST), (), (), (), Part(action), NOTHING, NOTHING,
        )
        for number in range(count)
    ]  # fmt: skip


SAID: dict[str, tuple[list[Entry], list[str]]] = {
    "nothing": ([], []),
    "a moment": (entries(ForgeType.GITHUB, 5), []),
    "a folder of repositories": (entries(ForgeType.LOCAL, 400), []),
    "some minutes on GitHub": (
        entries(ForgeType.GITHUB, 50),
        ["github: at most 200 changes, in about 4 minutes. They are sent a second apart, and 450 in an hour, since GitHub allows about 500. "
         "What is left then goes on by itself in the next hour."],
    ),
    "some hours on GitHub": (
        entries(ForgeType.GITHUB, 400),
        ["github: at most 1600 changes, in about 3 hours and 5 minutes. They are sent a second apart, and 450 in an hour, since GitHub allows "
         "about 500. What is left then goes on by itself in the next hour."],
    ),
    "the same on GitLab and Forgejo": (
        entries(ForgeType.GITLAB, 400) + entries(ForgeType.FORGEJO, 400, Action.CLOSE) + entries(ForgeType.GITHUB, 1),
        ["forgejo: at most 1200 changes, in about 20 minutes. They are sent a second apart, to leave the server to those who work on it; "
         "where it asks for a longer wait, it gets it.",
         "gitlab: at most 800 changes, in about 14 minutes. They are sent a second apart, to leave the server to those who work on it; "
         "where it asks for a longer wait, it gets it."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_what_is_said(name: str) -> None:
    some, said = SAID[name]
    assert pace(some, Catalogue("en")) == said
    assert len(pace(some, Catalogue("fr"))) == len(said)


def test_french() -> None:
    (told,) = pace(entries(ForgeType.GITHUB, 400), Catalogue("fr"))
    assert "1600 modifications au plus, en 3 heures et 5 minutes environ" in told
