# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What GitHub may answer instead of all that was asked for: a part of it, or a refusal that something else may get round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ospo_policy.model.message import Message
from ospo_policy.ports.forges import ForgeUnavailableError


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
