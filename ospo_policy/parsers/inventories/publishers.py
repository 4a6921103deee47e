# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`publishers.yml`, the lists of publiccode crawlers.

The format is that of `common/publisher.go` of italia/publiccode-crawler (version 4): a list of publishers with `id`, `name`,
`orgs` (addresses of owners) and `repos` (addresses of single repositories). Its older names are read too: `organizations`
and `codice-iPA` of its `whitelistPA.yml`, and `groups` for `orgs`.
"""

from __future__ import annotations

from ospo_policy.model.errors import Problem
from ospo_policy.model.inventory import Inventory, ListFormat, Source
from ospo_policy.model.location import Position
from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode
from ospo_policy.parsers.binding import kind_of
from ospo_policy.parsers.inventories import addresses
from ospo_policy.parsers.nearest import nearest

OWNERS = ("orgs", "organizations", "groups")
KEYS = ("id", "name", "codice-iPA", "repos", *OWNERS)


class _Reader:
    """Reads the list, and notes what is wrong with it."""

    def __init__(self) -> None:
        self.sources: dict[tuple[str, str | None, str | None, str | None, bool], Source] = {}
        self.problems: list[Problem] = []

    def problem(self, at: Position, what: Message, hint: Message | None = None) -> None:
        self.problems.append(Problem(at, what, hint))

    def wrong_kind(self, node: Node, key: str, wanted: str) -> None:
        self.problem(node.position, message("bind.wrong-type", key=key, found=kind_of(node), expected=Message(wanted)))

    def publisher(self, node: Node) -> None:
        """A publisher with its owners and repositories."""
        if not isinstance(node, MapNode):
            return self.wrong_kind(node, "publisher", "kind.mapping")
        for key in node.values.keys() - set(KEYS):
            near = nearest(key, KEYS)
            if near is not None and near not in node.values:
                what = message("inventory.misspelt", found=addresses.shown(key))
                self.problem(node.keys[key], what, message("bind.did-you-mean", name=near))
        if not any(key in node.values for key in ("repos", *OWNERS)):
            self.problem(node.position, Message("inventory.no-addresses"), Message("inventory.no-addresses.hint"))
        name = _text(node, "name") or _text(node, "id")
        pso_id = _text(node, "codice-iPA") or _text(node, "id")
        for key in OWNERS:
            self.each(node, key, name, pso_id)
        self.each(node, "repos", name, pso_id)
        return None

    def each(self, node: MapNode, key: str, name: str | None, pso_id: str | None) -> None:
        """The addresses under a key."""
        value = node.values.get(key)
        if value is None or (isinstance(value, ScalarNode) and value.value is None):
            return
        if not isinstance(value, ListNode):
            self.wrong_kind(value, key, "kind.list")
            return
        for item in value.items:
            if isinstance(item, ScalarNode) and isinstance(item.value, str):
                self.address(item, key == "repos", name, pso_id)
            else:
                self.wrong_kind(item, key, "kind.text")

    def address(self, node: ScalarNode, is_repository: bool, name: str | None, pso_id: str | None) -> None:
        """One address. The repositories of one owner become one entry that includes only them."""
        found = addresses.address(node.raw)
        if isinstance(found, Message):
            return self.problem(node.position, found, Message("inventory.address.hint"))
        path = found.path
        if is_repository and len(path) < 2:
            what = message("inventory.no-repository", found=addresses.shown(node.raw))
            return self.problem(node.position, what, Message("inventory.address.hint"))
        if not path and found.host in addresses.SHARED_HOSTS:
            what = message("inventory.whole-public", host=found.host)
            return self.problem(node.position, what, Message("inventory.whole-public.hint"))
        include: tuple[str, ...] = ()
        if is_repository:
            *above, last = path
            path = tuple(above)
            include = (f"{'/'.join(above)}/{last.removesuffix('.git')}",)
        owner = "/".join(path) or None
        key = (found.host, owner, name, pso_id, is_repository)
        known = self.sources.get(key)
        if known is None:
            software = addresses.software(found.host)
            known = Source(found.host, software, owner, node.position, pso_id, name, scheme=found.scheme)
        self.sources[key] = known._replace(include=tuple(dict.fromkeys((*known.include, *include))))
        return None


def _text(node: MapNode, key: str) -> str | None:
    value = node.values.get(key)
    return value.raw.strip() or None if isinstance(value, ScalarNode) and value.value is not None else None


def read(root: ListNode) -> Inventory:
    """The entries of the list. Never raises."""
    reader = _Reader()
    for node in root.items:
        reader.publisher(node)
    return Inventory(ListFormat.PUBLISHERS, tuple(reader.sources.values()), tuple(reader.problems))
