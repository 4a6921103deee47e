# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`comptes-organismes-publics.yml`, the list behind code.gouv.fr.

The format is what the head of the file tells (codegouvfr/codegouvfr-data, comptes-organismes-publics.yml, as of 2025-09-24):
a forge by its domain name, with `forge` (its software), `owners` (absent for a forge that is wholly public code) and, at a
forge or an owner, `pso_id`, `floss_policy`, `ospo_url` and `ignored_since`. What a forge says holds for its owners, unless
they say otherwise.
"""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.model.errors import Problem
from ospo_policy.model.inventory import SOFTWARE, Ignored, Inventory, ListFormat, Source
from ospo_policy.model.location import Position
from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode
from ospo_policy.model.policy import DateText, Url
from ospo_policy.parsers.binding import kind_of
from ospo_policy.parsers.grammars import GRAMMARS
from ospo_policy.parsers.inventories import addresses
from ospo_policy.parsers.nearest import nearest, suggestion

OWNER_KEYS = ("pso_id", "ignored_since", "floss_policy", "ospo_url")
FORGE_KEYS = ("forge", "owners", *OWNER_KEYS)


class _Attributes(NamedTuple):
    """What a forge or an owner says of itself."""

    pso_id: str | None = None
    floss_policy: str | None = None
    ospo_url: str | None = None
    ignored: Ignored | None = None


class _Reader:
    """Reads the list, and notes what is wrong with it."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.problems: list[Problem] = []

    def problem(self, at: Position, what: Message, hint: Message | None = None) -> None:
        self.problems.append(Problem(at, what, hint))

    def forge(self, host: str, at: Position, node: Node) -> None:
        """A forge with its owners."""
        found = addresses.address(host)
        if isinstance(found, Message) or found.path:
            what = found if isinstance(found, Message) else message("inventory.bad-host", found=addresses.shown(host))
            return self.problem(at, what, Message("inventory.bad-host.hint"))
        if not isinstance(node, MapNode):
            return self.wrong_kind(node, host, "kind.mapping")
        self.misspelt(node, FORGE_KEYS)
        told = self.attributes(node, _Attributes())
        whole = Source(found.host, self.software(found.host, at, node), None, at, scheme=found.scheme)
        if "owners" in node.values:
            return self.owners(node.values["owners"], whole, told)
        if found.host in addresses.SHARED_HOSTS:
            what = message("inventory.whole-public", host=found.host)
            return self.problem(at, what, Message("inventory.whole-public.hint"))
        self.add(whole, told)
        return None

    def owners(self, node: Node, whole: Source, told: _Attributes) -> None:
        """The owners of a forge: a mapping to what they say, or just a list."""
        match node:
            case MapNode(values=values) if values:
                for name, child in values.items():
                    self.owner(name, node.keys[name], child, whole, told)
            case ListNode(items=items) if items:
                for item in items:
                    if isinstance(item, ScalarNode):
                        self.owner(item.raw, item.position, None, whole, told)
                    else:
                        self.wrong_kind(item, "owners", "kind.text")
            case _:
                self.problem(node.position, Message("inventory.no-owners"), Message("inventory.no-owners.hint"))

    def owner(self, name: str, at: Position, node: Node | None, whole: Source, told: _Attributes) -> None:
        """One owner."""
        path = addresses.owner(name)
        if isinstance(path, Message):
            return self.problem(at, path, Message("inventory.bad-owner.hint"))
        if isinstance(node, MapNode):
            self.misspelt(node, OWNER_KEYS)
            told = self.attributes(node, told)
        elif node is not None and not (isinstance(node, ScalarNode) and node.value is None):
            return self.wrong_kind(node, name, "kind.mapping")
        self.add(whole._replace(owner=path, at=at), told)
        return None

    def add(self, source: Source, told: _Attributes) -> None:
        self.sources.append(source._replace(**told._asdict()))

    def software(self, host: str, at: Position, node: MapNode) -> str | None:
        """The software of a forge; where it is not told, what its host tells."""
        value = node.values.get("forge")
        hint = suggestion(value.raw if isinstance(value, ScalarNode) else "", SOFTWARE)
        if value is None:
            self.problem(at, message("inventory.no-software", host=host), hint)
        elif isinstance(value, ScalarNode) and value.raw.lower() in SOFTWARE:
            return value.raw.lower()
        else:
            found = addresses.shown(value.raw) if isinstance(value, ScalarNode) else kind_of(value)
            self.problem(value.position, message("bind.bad-choice", key="forge", found=found), hint)
        return addresses.software(host)

    def attributes(self, node: MapNode, above: _Attributes) -> _Attributes:
        """What a forge or an owner says, over what the one above it says."""
        texts = {key: self.text(node, key) for key in OWNER_KEYS if key in node.values}
        for key in ("floss_policy", "ospo_url"):
            wrong = GRAMMARS[Url].wrong(texts[key] or "") if texts.get(key) else None
            if wrong is not None:
                self.problem(node.values[key].position, message("grammar.url", found=addresses.shown(str(texts[key]))))
                texts[key] = None
        since = texts.pop("ignored_since", None)
        ignored = self.ignored(node, since) if since is not None else above.ignored
        return _Attributes(
            texts.get("pso_id") or above.pso_id,
            texts.get("floss_policy") or above.floss_policy,
            texts.get("ospo_url") or above.ospo_url,
            ignored,
        )

    def ignored(self, node: MapNode, since: str) -> Ignored | None:
        """Since when it is to be left alone. With a date that is none, it is left alone all the same."""
        if since.lower() == "false":
            return None
        if GRAMMARS[DateText].wrong(since) is not None:
            if since.lower() != "true":
                self.problem(
                    node.values["ignored_since"].position, message("grammar.date", found=addresses.shown(since))
                )
            since = ""
        return Ignored(since, node.keys["ignored_since"])

    def text(self, node: MapNode, key: str) -> str | None:
        """The text under a key, as written; None where there is none."""
        value = node.values[key]
        if isinstance(value, ScalarNode):
            return value.raw.strip() or None if value.value is not None else None
        self.wrong_kind(value, key, "kind.text")
        return None

    def wrong_kind(self, node: Node, key: str, wanted: str) -> None:
        what = message("bind.wrong-type", key=addresses.shown(key), found=kind_of(node), expected=Message(wanted))
        self.problem(node.position, what)

    def misspelt(self, node: MapNode, known: tuple[str, ...]) -> None:
        """Keys that were probably meant to be others. What a list holds beyond is its own affair."""
        for key in node.values.keys() - set(known):
            near = nearest(key, known)
            if near is not None and near not in node.values:
                what = message("inventory.misspelt", found=addresses.shown(key))
                self.problem(node.keys[key], what, message("bind.did-you-mean", name=near))


def read(root: MapNode) -> Inventory:
    """The entries of the list. Never raises."""
    reader = _Reader()
    for host, node in root.values.items():
        reader.forge(host, root.keys[host], node)
    return Inventory(ListFormat.CODEGOUVFR, tuple(reader.sources), tuple(reader.problems))
