# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waivers as they are written: the organisation's file, and what a repository asks for in its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ospo_policy.engine.waive import Waivers
from ospo_policy.model.errors import Problem
from ospo_policy.model.location import Position
from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import Document, ListNode, MapNode, Node, ScalarNode
from ospo_policy.model.waivers import Waiver, WaiverAsk, WaiversDocument
from ospo_policy.parsers.binding import Binder
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.parsers.yaml_source import read

KEY = "waivers"
_TOLD = ("reason", "owner", "approver")
"""What must not be left blank: an exception without a reason or a person is none."""


def read_waivers(document: Document, name: str) -> tuple[Waivers, list[Problem]]:
    """The waivers of an organisation's file, and everything that is wrong with it. An empty file has none."""
    root = document.root
    if root is None or (isinstance(root, ScalarNode) and root.value is None):
        return Waivers(), list(document.problems)
    if isinstance(root, MapNode) and isinstance(root.values.get(KEY), ScalarNode) and root.values[KEY].value is None:  # type: ignore[union-attr]
        root = root._replace(values={key: node for key, node in root.values.items() if key != KEY})  # the last is gone
    binder = Binder(takes_parameters=False)
    bound = binder.bind(root, WaiversDocument, name)
    problems = [*document.problems, *binder.problems, *entry_problems(root)]
    if problems or not isinstance(root, MapNode):
        return Waivers(), problems
    entries = tuple(
        Waiver(**entry._asdict(), at=node.position) for entry, node in zip(bound.waivers, items(root), strict=True)
    )
    return Waivers(entries, bound.notice_days), []


def read_asks(text: str, file: str) -> tuple[Waiver, ...]:
    """What a repository asks for in its own file; none where the file or the ask is wrong."""
    if KEY not in text:
        return ()
    document = read(text, file)
    found: list[Waiver] = []
    for node in () if document.problems else items(document.root):  # a line less could be one that limits an ask
        ask: WaiverAsk = Binder(takes_parameters=False).bind(node, WaiverAsk, KEY)
        if ask is not MISSING and not _problems(node):
            told = ask._asdict()
            found.append(Waiver(told.pop("rule"), (), told.pop("reason"), approver=None, at=node.position, **told))
    return tuple(found)


def items(root: Node | None) -> tuple[Node, ...]:
    """The nodes of the list under `waivers`."""
    node = root.values.get(KEY) if isinstance(root, MapNode) else None
    return node.items if isinstance(node, ListNode) else ()


def entry_problems(root: Node | None) -> list[Problem]:
    """What is wrong with waivers that their types do not tell: spans that end before they begin, blanks, no repository."""
    return [problem for node in items(root) for problem in _problems(node)]


def _problems(node: Node) -> Iterable[Problem]:
    if not isinstance(node, MapNode):
        return []
    found: list[Problem] = []
    for key in _TOLD:
        value = node.values.get(key)
        if isinstance(value, ScalarNode) and not value.raw.strip():
            found.append(Problem(value.position, message("waiver.blank", key=key)))
    named = node.values.get("repositories")
    if isinstance(named, ListNode) and not named.items:
        found.append(Problem(named.position, Message("waiver.no-repositories"), Message("waiver.no-repositories.hint")))
    start, end = (_date(node.values.get(key)) for key in ("start", "end"))
    if start is not None and end is not None and end < start:
        at: Position = node.values["end"].position
        found.append(Problem(at, message("waiver.ends-before", start=start.isoformat(), end=end.isoformat())))
    return found


def _date(node: Node | None) -> dt.date | None:
    """The day that a node tells, None for what is no day, of which binding tells."""
    try:
        return dt.date.fromisoformat(node.raw) if isinstance(node, ScalarNode) else None
    except ValueError:
        return None
