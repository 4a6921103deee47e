# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation's inventory: which owners of which forges are read, and why not the rest. From files alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ospo_policy.model.errors import PolicyError, Problem, UsageError
from ospo_policy.model.inventory import Ignored, LeftOut, Place, Resolved, Source
from ospo_policy.model.location import Position
from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import ListNode, MapNode, Node
from ospo_policy.model.organisation import Forge, ForgeType, InventoryEntry
from ospo_policy.operations.inventory_lists import matches, read_list
from ospo_policy.operations.organisation_file import organisation_file
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Organisation
from ospo_policy.parsers.inventories.addresses import SHARED_HOSTS, address
from ospo_policy.parsers.nearest import suggestion

ALL = "*"
_PUBLIC = {ForgeType.GITHUB: "github.com", ForgeType.GITLAB: "gitlab.com", ForgeType.LOCAL: "local"}
"""Where a forge is whose address is not told."""


class _Where(NamedTuple):
    """A forge of the organisation's file: its name, what it says, its host and its address."""

    name: str
    forge: Forge
    host: str
    url: str


def organisation_at(path: str) -> Organisation:
    """The organisation's file at a path. Raises `UsageError` where there is none, `PolicyError` for one that is wrong."""
    organisation = organisation_file(path, PackSources())
    problems = entry_problems(organisation)
    if problems:
        raise PolicyError(problems)
    return organisation


def entry_problems(organisation: Organisation) -> list[Problem]:
    """What is wrong with the inventory of an organisation's file that its types do not tell."""
    document = organisation.document
    problems: list[Problem] = []
    for number, entry in enumerate(document.inventory):
        at = _position(organisation.root, number)
        if entry.forge is not None and entry.forge not in document.forges:
            what = message(
                "organisation.unknown-forge", forge=entry.forge, number=number + 1, known=tuple(document.forges)
            )
            problems.append(Problem(at, what, suggestion(entry.forge, document.forges) if document.forges else None))
        elif entry.forge is None and entry.import_ is None:
            what = message("inventory.entry.nothing", number=number + 1)
            problems.append(Problem(at, what, Message("inventory.entry.nothing.hint")))
        elif entry.import_ is None and not entry.owners:
            what = message("inventory.entry.no-owners", number=number + 1)
            problems.append(Problem(at, what, Message("inventory.entry.no-owners.hint")))
        elif entry.import_ is None and (entry.pso_id or entry.ospo or entry.ignored):
            what = message("inventory.entry.only-import", number=number + 1)
            problems.append(Problem(at, what, Message("inventory.entry.only-import.hint")))
    return problems + _forge_problems(organisation)


def _forge_problems(organisation: Organisation) -> list[Problem]:
    """Forges that the inventory names, and of which nobody can tell where they are."""
    document = organisation.document
    nodes = organisation.root.values.get("forges")
    problems: list[Problem] = []
    used = {entry.forge for entry in document.inventory}
    for name, forge in document.forges.items():
        if name not in used:
            continue
        at = nodes.keys.get(name) if isinstance(nodes, MapNode) else None
        at = at or Position(organisation.root.position.file, 1, 1)
        if forge.url is None and forge.type not in _PUBLIC:
            problems.append(Problem(at, message("inventory.forge.no-url", name=name, type=forge.type.value),
                                    Message("inventory.forge.no-url.hint")))  # fmt: skip
        elif forge.url is not None and isinstance(found := address(forge.url), Message):
            problems.append(Problem(at, found, Message("inventory.bad-host.hint")))
    return problems


def resolve(organisation: Organisation) -> Resolved:
    """What an organisation's inventory comes to: the places that are read, and what is left out.

    The lists that it imports are read from the folder of its file. Never raises: a list that cannot be read is left out.
    """
    document = organisation.document
    forges = [_where(name, forge) for name, forge in document.forges.items()]
    found: list[Place | LeftOut] = []
    problems: list[Problem] = []
    ignored: list[tuple[str, str, Ignored]] = []
    for number, entry in enumerate(document.inventory, 1):
        at = _position(organisation.root, number - 1)
        if entry.import_ is None:
            found += _named(entry, number, at, forges)
            continue
        try:
            inventory = read_list(os.path.join(os.path.dirname(organisation.path), entry.import_), entry.import_)
        except UsageError as error:
            problems.append(Problem(at, error.message, error.hint))
            continue
        problems += inventory.problems
        if not entry.ignored:
            ignored += ((s.host, s.owner.casefold(), s.ignored) for s in inventory.sources if s.owner and s.ignored)
        found += (_imported(source, entry, number, forges) for source in _chosen(inventory.sources, entry, forges))
    places, left_out = _once(found)
    places = [place._replace(ignored=tuple(_below(place, ignored))) for place in places]
    return Resolved(tuple(places), tuple(left_out), tuple(problems))


def _position(root: MapNode, number: int) -> Position:
    """Where an entry of the inventory stands."""
    inventory: Node | None = root.values.get("inventory")
    items = inventory.items if isinstance(inventory, ListNode) else ()
    return items[number].position if number < len(items) else Position(root.position.file, 1, 1)


def _where(name: str, forge: Forge) -> _Where:
    """A forge with its host and its address."""
    host = _PUBLIC.get(forge.type, "")
    if forge.url is None:
        return _Where(name, forge, host, f"https://{host}" if forge.type is not ForgeType.LOCAL else "")
    found = address(forge.url)
    return _Where(name, forge, "" if isinstance(found, Message) else found.host, forge.url.rstrip("/"))


def _named(entry: InventoryEntry, number: int, at: Position, forges: Iterable[_Where]) -> Iterator[Place | LeftOut]:
    """The owners that an entry names itself."""
    where = next((one for one in forges if one.name == entry.forge), None)
    if where is None:
        return
    for name in entry.owners:
        owner = None if name == ALL else name.strip("/")
        if owner is None and where.host in SHARED_HOSTS:
            yield LeftOut(
                where.host, None, message("inventory.whole-public", host=where.host), number, at, is_failure=True
            )
        else:
            yield Place(where.name, where.forge.type, where.host, where.url, owner, entry, number)


def _chosen(sources: Iterable[Source], entry: InventoryEntry, forges: Iterable[_Where]) -> Iterator[Source]:
    """The entries of a list that an entry of the inventory asks for."""
    host = next((one.host for one in forges if one.name == entry.forge), None)
    owners = {owner.strip("/").casefold() for owner in entry.owners if owner != ALL}
    for source in sources:
        if owners and (source.owner or "").casefold() not in owners:
            continue
        if matches(source, entry.pso_id, entry.ospo, (host,) if host else ()):
            yield source


def _imported(source: Source, entry: InventoryEntry, number: int, forges: Iterable[_Where]) -> Place | LeftOut:
    """An entry of a list as a place to read, or why it is none."""
    if source.ignored is not None and not entry.ignored:
        reason = ignored_message(source.ignored)
        return LeftOut(source.host, source.owner, reason, number, source.ignored.at)
    where = next((one for one in forges if one.host == source.host), None)
    if where is not None:
        return Place(where.name, where.forge.type, where.host, where.url, source.owner, entry, number, source)
    if source.type is not None:
        return Place(source.host, source.type, source.host, source.url, source.owner, entry, number, source)
    reason = message("inventory.unknown-software", host=source.host)
    if source.software is not None:
        reason = message("inventory.not-readable", software=source.software)
    return LeftOut(source.host, source.owner, reason, number, source.at, is_failure=True)


def ignored_message(ignored: Ignored) -> Message:
    """That a list says not to look at something, in words."""
    if not ignored.since:
        return message("inventory.ignored", at=str(ignored.at))
    return message("inventory.ignored-since", since=ignored.since, at=str(ignored.at))


def _once(found: Iterable[Place | LeftOut]) -> tuple[list[Place], list[LeftOut]]:
    """The places, each once with the same filters; and what is left out."""
    places: dict[object, Place] = {}
    left_out: list[LeftOut] = []
    for one in found:
        if isinstance(one, LeftOut):
            left_out.append(one)
            continue
        source = one.source
        filters = (one.entry.include, one.entry.exclude, one.entry.where)
        narrow = (source.include, source.exclude) if source else ((), ())
        key = (one.url, one.type, one.owner and one.owner.casefold(), filters, narrow)
        first = places.setdefault(key, one)
        if first is not one:
            at = source.at if source else Position("", 0, 0)
            left_out.append(
                LeftOut(one.host, one.owner, message("inventory.twice", number=first.number), one.number, at)
            )
    return list(places.values()), left_out


def _below(place: Place, ignored: Iterable[tuple[str, str, Ignored]]) -> Iterator[tuple[str, Ignored]]:
    """The ignored owners that lie within a place: of a whole forge, all; of a group, those below it."""
    for host, owner, why in ignored:
        inside = place.owner is None or owner.startswith(f"{place.owner.casefold()}/")
        if host == place.host and inside:
            yield owner, why
