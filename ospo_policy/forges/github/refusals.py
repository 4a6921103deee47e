# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What GitHub may answer instead of all that was asked for: a part of it, nothing, or a refusal; and what to say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ospo_policy.forges.github import answers
from ospo_policy.forges.github.identity import App, Token
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError

_AWAY = frozenset(
    {"NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "ProxyError", "SSLError", "ReadTimeout"}
)
"""What urllib3 and requests call a server that no connection leads to, or that never answers."""


class Answer(NamedTuple):
    """What GraphQL answered: the data there is, and each error with the path that it concerns."""

    data: Mapping[str, Any]
    errors: tuple[Mapping[str, Any], ...] = ()


class PartUnavailableError(ForgeUnavailableError):
    """One thing could not be read, again and again; others may be."""


class ListRefusedError(PartUnavailableError):
    """A list of REST is refused, with a status."""

    def __init__(self, status: int, reason: Message) -> None:
        super().__init__(reason)
        self.status = status


class GraphQLRefusedError(ForgeUnavailableError):
    """Nothing is answered through GraphQL, by this server or to this token; REST may answer."""


class TooMuchError(Exception):
    """GitHub could not answer so much at once: ask for less. `reason` is what to say where less cannot be asked for."""

    def __init__(self, reason: ForgeUnavailableError) -> None:
        super().__init__(reason.message.key)
        self.reason = reason


class WordsRefusedError(Exception):
    """GitHub refuses a whole document for these words in it: a scope is missing, or an older server lacks them."""

    def __init__(self, words: frozenset[str], reason: ForgeUnavailableError) -> None:
        super().__init__(reason.message.key)
        self.words, self.reason = words, reason


def is_away(error: Exception) -> bool:
    """Whether no connection leads to the server, or it never answers."""
    reason = getattr(next(iter(error.args), None), "reason", error)
    return type(reason).__name__ in _AWAY


def no_answer(host: str, error: Exception) -> ForgeUnavailableError:
    """The error for a connection that failed; addresses in its text are not shown."""
    what = message("github.no-answer", host=host, detail=type(error).__name__)
    return ForgeUnavailableError(what, Message("github.no-answer.hint"))


def not_accepted(host: str, identity: Token | App | None) -> ForgeUnavailableError:
    """The error for an identity that GitHub does not take."""
    what = "github.bad-app" if isinstance(identity, App) else "github.bad-token"
    what = "github.no-token" if identity is None else what
    return ForgeUnavailableError(message(what, host=host), Message(f"{what}.hint"))


def refused(host: str, sent: answers.Sent) -> ForgeUnavailableError:
    """The error for an answer that is none, in GitHub's words where it has some; nothing of what was sent is in it."""
    said = answers.said(sent.body)
    if not said:
        return ForgeUnavailableError(message("github.out-of-order", host=host, status=sent.status))
    return ForgeUnavailableError(message("github.refused", host=host, status=sent.status, said=said))
