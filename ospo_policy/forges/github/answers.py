# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an answer of GitHub means: a limit, too much asked for, a missing scope, or data. Its text is hostile."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

SLOW = frozenset({"RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED"})
REFUSED_WHOLE = frozenset({"INSUFFICIENT_SCOPES", "undefinedField"})
_LIMIT = "secondary rate limit"
_WENT_WRONG = "something went wrong"
MOST_SAID = 200
"""Characters of GitHub's own words that are shown."""


class Sent(NamedTuple):
    """An answer as it came; the names of headers are in small letters."""

    status: int
    headers: Mapping[str, Any]
    body: str


class Left(NamedTuple):
    """What is left of the requests of an hour, and of how many."""

    remaining: int
    limit: int


def left(sent: Sent) -> Left | None:
    """What an answer tells of the limit."""
    remaining, limit = (_number(sent.headers.get(f"x-ratelimit-{name}")) for name in ("remaining", "limit"))
    return None if remaining is None or limit is None else Left(int(remaining), int(limit))


def is_closed(sent: Sent) -> bool:
    """Whether nothing is answered here at all, though it may be elsewhere: not so where one has to sign in anew."""
    return sent.status in (403, 404, 405, 410) and "x-github-sso" not in sent.headers


def json_value(body: str) -> Any:
    """The JSON of an answer, None where it is none."""
    try:
        return json.loads(body) if body else None
    except (ValueError, RecursionError):
        return None


def json_object(body: str) -> dict[str, Any]:
    """The object of an answer, empty where it is none."""
    value = json_value(body)
    return value if isinstance(value, dict) else {}


def errors(document: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The errors of an answer of GraphQL."""
    found = document.get("errors")
    return tuple(error for error in found if isinstance(error, dict)) if isinstance(found, list) else ()


def kind(error: Mapping[str, Any]) -> str:
    """GitHub's word for an error."""
    more = error.get("extensions")
    return str(error.get("type") or (more.get("code") if isinstance(more, dict) else ""))


def steps(error: Mapping[str, Any]) -> tuple[str | int, ...]:
    """The keys and numbers that lead to what an error concerns."""
    path = error.get("path")
    return tuple(step for step in path if isinstance(step, str | int)) if isinstance(path, list) else ()


def refused_words(found: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The fields for which GitHub refuses a whole document, by its sentences: these errors have no path.

    A classic token lacks a scope, or an older Enterprise Server does not know the field.
    """
    names = (
        re.search(r"'(\w{1,100})' field|^Field '(\w{1,100})'", str(one.get("message", ""))[:1_000]) for one in found
    )
    return frozenset(name[1] or name[2] for name in names if name)


def is_too_much(status: int, document: Mapping[str, Any], kinds: Iterable[str]) -> bool:
    """Whether GitHub broke down or gave up, so that less may do: also an answer that is cut off, or no JSON."""
    if status >= 500 or SLOW & set(kinds):
        return True
    if status != 200 or isinstance(document.get("data"), dict):
        return False
    told = [str(error.get("message", ""))[:MOST_SAID].lower() for error in errors(document)]
    return not document or any(text.startswith(_WENT_WRONG) for text in told)


def cost(data: Mapping[str, Any]) -> int:
    """The points that a query took."""
    told = data.get("rateLimit")
    points = told.get("cost") if isinstance(told, dict) else 0
    return points if isinstance(points, int) else 0


def said(body: str) -> str:
    """The first words of GitHub about a refusal."""
    document = json_object(body)
    found = errors(document)
    return str((found[0] if found else document).get("message", ""))[:MOST_SAID]


def is_limit(sent: Sent) -> bool:
    """Whether a refusal is a limit, and not a missing right."""
    if sent.status == 429:
        return True
    return sent.status == 403 and (
        "retry-after" in sent.headers
        or _number(sent.headers.get("x-ratelimit-remaining")) == 0
        or "rate limit" in sent.body[:2_000].lower()
    )


def is_limit_of_graphql(document: Mapping[str, Any]) -> bool:
    """Whether status 200 hides a limit: that of an hour has a kind, that of a minute only its sentence."""
    found = errors(document)
    return any(kind(one) == "RATE_LIMITED" for one in found) or (
        not document.get("data") and any(_LIMIT in str(one.get("message", ""))[:MOST_SAID].lower() for one in found)
    )


def pause(sent: Sent, now: float, usual: float) -> float:
    """The seconds that GitHub wants one to wait; `usual` where it names none."""
    after = _number(sent.headers.get("retry-after"))
    if after is not None:
        return max(0.0, after)
    reset = _number(sent.headers.get("x-ratelimit-reset"))
    if _number(sent.headers.get("x-ratelimit-remaining")) == 0 and reset is not None:
        return max(1.0, reset - now + 1)
    return usual


def _number(value: object) -> float | None:
    try:
        found = float(str(value))
    except ValueError:
        return None
    return found if math.isfinite(found) else None
