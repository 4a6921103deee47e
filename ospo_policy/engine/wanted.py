# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What should be in a repository, as a request, settings and an issue; and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ospo_policy.model.message import Message
from ospo_policy.parsers.request_marker import Ask
from ospo_policy.ports.requests import Content

REQUEST, ISSUE, CLOSING, HANDS_OFF = "request", "issue", "closing", "hands-off"
"""The kinds of our texts, as their marks name them."""
ALL = "*"
"""Stands for every rule, where what people refused can no longer be told."""


class Action(Enum):
    """What becomes of a request or an issue."""

    OPEN = "open"
    UPDATE = "update"
    CLOSE = "close"
    TIDY = "tidy"
    KEEP = "keep"
    NOTHING = "nothing"
    LEAVE = "leave"
    REFUSED = "refused"
    SKIP = "skip"


class Words(NamedTuple):
    """What we say when a request or an issue is closed by us, and once when it is left to people."""

    closing: str = ""
    hands_off: str = ""


class WantedRequest(NamedTuple):
    """The request as it should be. `text` is without its mark; `digest` is that of the branch's files."""

    contents: tuple[Content, ...]
    digest: str
    title: str
    text: str
    asks: Mapping[str, Ask]
    is_draft: bool = False
    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()


class WantedIssue(NamedTuple):
    """The issue as it should be. `text` is without its mark."""

    title: str
    text: str
    asks: Mapping[str, Ask]
    labels: tuple[str, ...] = ()
    confidential: bool = False


class Answered(NamedTuple):
    """The numbers of our closed requests and issues that were known when something was planned: the plan takes them into account."""

    requests: frozenset[int] = frozenset()
    issues: frozenset[int] = frozenset()


class Wanted(NamedTuple):
    """Everything that should be in a repository. `unsure` are rules whose outcome is not known: what asks for them stays.

    What people close after the plan was made, beside what is `answered`, is an answer to it; None where that cannot be told.
    """

    base: str
    head: str
    request: WantedRequest | None = None
    issue: WantedIssue | None = None
    settings: Mapping[str, object] = {}
    unsure: frozenset[str] = frozenset()
    opted_out: bool = False
    request_words: Words = Words()
    issue_words: Words = Words()
    answered: Answered | None = None


class Manners(NamedTuple):
    """How an organisation wants it: names for our branch, by preference; the label by which a team opts out."""

    branches: tuple[str, ...]
    opt_out_label: str = "no-ospo-policy"
    forks: bool = False


class Settled(NamedTuple):
    """Nothing is left to do: what became of it, why, and of which request or issue."""

    action: Action
    reason: Message
    url: str = ""
