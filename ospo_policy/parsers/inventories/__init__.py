# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of forges and owners: of code.gouv.fr, of publiccode crawlers, and as a table (CSV)."""

from __future__ import annotations

from ospo_policy.model.errors import Problem
from ospo_policy.model.inventory import Inventory, ListFormat
from ospo_policy.model.location import Position
from ospo_policy.model.message import Message
from ospo_policy.model.nodes import ListNode, MapNode
from ospo_policy.parsers import yaml_source
from ospo_policy.parsers.inventories import codegouvfr, publishers, table

MAX_PROBLEMS = 100
"""Mistakes told of one list; more are of one kind, and nobody reads them."""


def read(text: str, file: str) -> Inventory:
    """The entries of a list; `file` is the name that positions carry, and its extension tells a table. Never raises."""
    if file.lower().endswith((".csv", ".tsv")):
        return _bounded(table.read(text, file))
    document = yaml_source.read(text, file)
    match document.root:
        case MapNode() as root:
            found = codegouvfr.read(root)
        case ListNode() as root:
            found = publishers.read(root)
        case None:
            empty = () if document.problems else (Problem(Position(file, 1, 1), Message("pack.empty")),)
            found = Inventory(ListFormat.CODEGOUVFR, (), empty)
        case scalar:
            what, hint = Message("inventory.no-list"), Message("inventory.no-list.hint")
            found = Inventory(ListFormat.CODEGOUVFR, (), (Problem(scalar.position, what, hint),))
    problems = sorted((*document.problems, *found.problems), key=lambda problem: problem.position)
    return _bounded(found._replace(problems=tuple(problems)))


def _bounded(found: Inventory) -> Inventory:
    return found._replace(problems=found.problems[:MAX_PROBLEMS])
