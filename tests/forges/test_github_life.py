# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of a request on the test GitHub, killed before and after every write in turn, and run again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest

from ospo_policy.engine.lifecycle import next_step
from ospo_policy.engine.wanted import Action, Manners, Settled, Wanted, WantedIssue, WantedRequest, Words
from ospo_policy.forges.github.requests import GitHubRequests
from ospo_policy.model.change import files_digest
from ospo_policy.parsers.request_marker import Ask
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import Content, MovedError, State
from tests.forges.github_server.writing import BRANCHES, Desk, desk, digest

SIGNED = "\n\nSigned-off-by: Ada Exemple <ada@example.org>"
ASKS = {"licence-present": Ask(1)}
HOW = Manners(BRANCHES, forks=True)
WORDS = Words("Thank you.", "We leave it to you.")


def wanted(*contents: dict[str, str | None], issue: bool = False, **more: Any) -> Wanted:
    """A request of one commit for each set of files."""
    files = {path: text for one in contents for path, text in one.items()}
    made = tuple(Content(f"Step {number}{SIGNED}", one) for number, one in enumerate(contents))
    request = WantedRequest(made, files_digest(files), "Good practice", "Dear team", ASKS) if contents else None
    advice = WantedIssue("A choice for you", "Dear team", ASKS) if issue else None
    return Wanted("main", "", request, advice, request_words=WORDS, issue_words=WORDS, **more)


def live(ville: Desk, want: Wanted, token: str = "t-write") -> Settled:
    """Step after step, as a run does, until nothing is left to do."""
    hub, listed = ville.forge(token), ville.listed()
    seen = ville.seen(forge=hub)
    for _ in range(20):
        step = next_step(want, seen, HOW)
        if isinstance(step, Settled):
            return step
        try:
            seen = hub.perform(listed, seen, step)
        except MovedError:
            seen = ville.seen(forge=GitHubRequests("gh", hub._transport))
    raise AssertionError("it does not end")


class Life(NamedTuple):
    """What was wanted before, what people did then, and what is wanted now."""

    before: Sequence[Wanted | Callable[[Desk], object]]
    want: Wanted
    ends: Action
    token: str = "t-write"


FIRST = wanted({"LICENSE": "MIT\n"}, {"SECURITY.md": "# Security\n"})
SECOND = wanted({"LICENSE": "EUPL\n", "README.md": "# Eau\n\nMore.\n"}, {"SECURITY.md": "# Security\n"})
THIRD = wanted({"LICENSE": "EUPL\n"}, {"README.md": "# Eau\n\nMore.\n"})


def conflict(ville: Desk) -> None:
    ville.people.push("ville/eau", "main", {"LICENSE": "Something\n"})


LIVES = {
    "open": Life((), FIRST, Action.KEEP),
    "update": Life((FIRST,), SECOND, Action.KEEP),
    "update on a new base": Life((FIRST, conflict), SECOND, Action.KEEP),
    "close": Life((FIRST,), wanted(), Action.NOTHING),
    "again after a merge": Life((FIRST, lambda ville: ville.people.merge("ville/eau", 1)), THIRD, Action.KEEP),
    "again after a squash": Life((FIRST, lambda ville: ville.people.merge("ville/eau", 1, squash=True)), THIRD, Action.KEEP),
    "hands off": Life((FIRST, lambda ville: ville.people.push("ville/eau", BRANCHES[0], {"a": "b"})), SECOND, Action.LEAVE),
    "issue": Life((), wanted(issue=True), Action.KEEP),
    "issue closed": Life((wanted(issue=True),), wanted(), Action.NOTHING),
    "fork": Life((), FIRST, Action.KEEP, "t-read"),
    "fork updated": Life((FIRST,), SECOND, Action.KEEP, "t-read"),
    "fork closed": Life((FIRST,), wanted(), Action.NOTHING, "t-read"),
}  # fmt: skip


def prepared(ville: Desk, life: Life) -> None:
    ville.add()
    for before in life.before:
        if isinstance(before, Wanted):
            live(ville, before, life.token)
        else:
            before(ville)


@pytest.mark.parametrize("name", LIVES)
def test_a_run_that_is_killed_at_any_write_is_made_good_by_the_next_one(name: str) -> None:
    life = LIVES[name]
    with desk() as ville:
        prepared(ville, life)
        since = len(ville.world.log)
        assert live(ville, life.want, life.token).action is life.ends
        writes = len(ville.writes(since))
        clean = digest(ville.world)
        live(ville, life.want, life.token)
        assert len(ville.writes(since)) == writes  # nothing is left to do
    assert writes
    for number in range(writes):
        for carried_out in (False, True):
            with desk() as ville:
                prepared(ville, life)
                ville.world.kill(number, carried_out=carried_out)
                with pytest.raises(ForgeUnavailableError):
                    live(ville, life.want, life.token)
                ville.world.faults.clear()
                assert live(ville, life.want, life.token).action is life.ends
                assert digest(ville.world) == clean, (number, carried_out)


def test_a_refusal_is_kept_by_github_itself() -> None:
    with desk() as ville:
        prepared(ville, LIVES["update"])
        ville.people.close("ville/eau", 1)
        seen = ville.seen()
        assert (seen.requests[0].state, seen.requests[0].by_us) == (State.CLOSED, True)
        assert '"licence\\u002dpresent"' in seen.requests[0].text
