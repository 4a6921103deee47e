# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections of GraphQL: a list of items, filtered, ordered and cut into pages by the arguments that all have alike."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from tests.forges.github_server.limits import refusal

Read = Callable[[Any, str], Any]


class Edge(NamedTuple):
    """An item with what its edge tells: the size of a language, the role of a member."""

    node: Any
    more: Mapping[str, Any]


ORDER_FIELDS = {
    "NAME": "name",
    "CREATED_AT": "createdAt",
    "UPDATED_AT": "updatedAt",
    "PUSHED_AT": "pushedAt",
    "STARGAZERS": "stargazerCount",
    "SIZE": "size",
    "TAG_COMMIT_DATE": "date",
    "ALPHABETICAL": "name",
}
EQUAL = ("isFork", "isArchived", "isLocked", "hasIssuesEnabled", "visibility", "headRefName", "baseRefName", "tagName")


def connection(items: Sequence[Any], arguments: Mapping[str, Any], read: Read) -> dict[str, Any]:
    """The page of a connection."""
    chosen = ordered(filtered(items, arguments, read), arguments.get("orderBy"), read)
    start, end = 0, len(chosen)
    if arguments.get("after") is not None:
        start = _position(arguments["after"], "after") + 1
    if arguments.get("before") is not None:
        end = _position(arguments["before"], "before")
    if arguments.get("first") is not None:
        end = min(end, start + int(arguments["first"]))
    elif arguments.get("last") is not None:
        start = max(start, end - int(arguments["last"]))
    page = chosen[start:end]
    edges = [
        {"cursor": cursor(start + place), "node": some.node, **some.more}
        if isinstance(some, Edge)
        else {"cursor": cursor(start + place), "node": some}
        for place, some in enumerate(page)
    ]
    sizes = [some.more.get("size", 0) for some in items if isinstance(some, Edge)]
    return {
        "totalCount": len(chosen),
        "totalSize": sum(sizes),
        "dependenciesCount": 0,
        "edges": edges,
        "nodes": [edge["node"] for edge in edges],
        "pageInfo": {
            "hasNextPage": end < len(chosen),
            "hasPreviousPage": start > 0,
            "startCursor": edges[0]["cursor"] if edges else None,
            "endCursor": edges[-1]["cursor"] if edges else None,
        },
    }


def cursor(place: int) -> str:
    """A cursor: opaque to clients."""
    return base64.b64encode(f"cursor:v2:{place}".encode()).decode()


def _position(given: str, argument: str) -> int:
    try:
        return int(base64.b64decode(given).decode().removeprefix("cursor:v2:"))
    except ValueError:
        raise refusal("INVALID_CURSOR_ARGUMENTS", f"`{given}` does not appear to be a valid cursor.") from None


def filtered(items: Sequence[Any], arguments: Mapping[str, Any], read: Read) -> list[Any]:
    """The items that the arguments choose."""
    kept = list(items)
    equal = {name: arguments.get(name) for name in EQUAL} | {
        "login": (arguments.get("filterBy") or {}).get("createdBy")
    }
    for name, value in equal.items():
        if value is not None:
            kept = [some for some in kept if read(some, name) == value]
    if arguments.get("privacy"):
        kept = [some for some in kept if bool(read(some, "isPrivate")) == (arguments["privacy"] == "PRIVATE")]
    states = arguments.get("states") or (arguments.get("filterBy") or {}).get("states")
    if states:
        kept = [some for some in kept if read(some, "state") in states]
    if arguments.get("labels"):
        kept = [
            some for some in kept if {label["name"] for label in read(some, "labels") or ()} & set(arguments["labels"])
        ]
    if arguments.get("itemTypes"):
        kept = [some for some in kept if _constant(read(some, "__typename")) in arguments["itemTypes"]]
    if arguments.get("answered") is not None:
        kept = [some for some in kept if bool(read(some, "isAnswered")) == arguments["answered"]]
    since = arguments.get("since") or (arguments.get("filterBy") or {}).get("since")
    if since:
        dates = ("updatedAt", "createdAt", "committedDate")
        kept = [some for some in kept if next((date for key in dates if (date := read(some, key))), "") >= since]
    if arguments.get("query"):
        kept = [some for some in kept if arguments["query"].lower() in str(read(some, "name")).lower()]
    return kept


def ordered(items: list[Any], order: Mapping[str, str] | None, read: Read) -> list[Any]:
    """The items in the order that was asked for."""
    name = ORDER_FIELDS.get(order["field"]) if order else None
    if order is None or name is None:
        return items

    def key(some: Any) -> Any:
        value = read(some, name)
        return (value is not None, value.lower() if isinstance(value, str) else value or 0, read(some, "number") or 0)

    return sorted(items, key=key, reverse=order["direction"] == "DESC")


def _constant(name: str) -> str:
    """`IssueComment` as `ISSUE_COMMENT`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name or "").upper()
