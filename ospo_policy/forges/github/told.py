# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What GitHub told, held to the form that it must have: its answers are data of strangers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.model.facts import Fact, Known, Tag, Unseen
from ospo_policy.model.fields import FIELDS, Right
from ospo_policy.model.message import Message, message

_TYPES: Mapping[str, type] = {"string": str, "bool": bool, "int": int, "list": list}


class More(NamedTuple):
    """What a listing told and `collect` wants: the history, and the number, which survives a change of name."""

    tags: Fact[tuple[Tag, ...]]
    last_commit: Fact[int]
    number: int | None


def number_of(more: object) -> int | None:
    """The number of a repository, where the listing told it."""
    return more.number if isinstance(more, More) else None


def refused(name: str, right: Right = "") -> Unseen:
    """A fact that GitHub does not tell to this token, or that it has no answer for; `right` is what it would take."""
    full = name if name.startswith("org.") else f"repo.{name}"
    right = right or FIELDS[full].right or "read"
    return Unseen(message(f"unseen.forge.{right}", name=full, what=Message(f"field.{full}")))


def typed(facts: Mapping[str, Fact[object]]) -> dict[str, Fact[object]]:
    """The facts, those of another type than the documented one unseen."""
    return {
        name: fact if isinstance(fact, Unseen) or _fits(name, fact) else refused(name) for name, fact in facts.items()
    }


def _fits(name: str, fact: Known[object]) -> bool:
    type_ = FIELDS[name if name.startswith("org.") else f"repo.{name}"].type
    value = fact.value
    if not isinstance(value, _TYPES[type_]) or (type_ == "int" and isinstance(value, bool)):
        return False
    return not isinstance(value, list) or all(isinstance(item, str) for item in value)


def name_of(value: object) -> str:
    """A name of an owner or a repository, which also stands in addresses. Raises `ValueError`."""
    if not isinstance(value, str) or not re.fullmatch(r"[\w.\-]{1,100}", value, re.ASCII) or value in {".", ".."}:
        raise ValueError("no name")
    return value


def text_of(value: object) -> str:
    """A text. Raises `TypeError`."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def object_id_of(value: object) -> str | None:
    """The id of a Git object, or None where there is none. Raises `ValueError`."""
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", value):
        raise ValueError("no object id")
    return value
