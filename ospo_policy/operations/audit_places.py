# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The places that an audit reads, and their forges, opened: from the command line, or from the organisation's file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ospo_policy.model.errors import PolicyError, UsageError
from ospo_policy.model.inventory import LeftOut, Place, Resolved
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import Forge, ForgeType, InventoryEntry
from ospo_policy.model.policy import Identifier, Url
from ospo_policy.operations import forges
from ospo_policy.operations.forge_terms import Terms
from ospo_policy.operations.inventory import entry_problems, resolve
from ospo_policy.operations.policies import Organisation
from ospo_policy.operations.side_by_side import Waits
from ospo_policy.ports import forges as port


class Places(NamedTuple):
    """What to read: places, their forges by name, what is left out, and what a reader must know of lists."""

    places: tuple[Place, ...]
    forges: Mapping[str, port.Forge]
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Message, ...] = ()

    @property
    def usage(self) -> dict[str, port.Usage]:
        """What was spent so far on each forge."""
        return {name: forge.usage for name, forge in self.forges.items()}


def places_of(
    local: str | None, owners: Mapping[str, tuple[str, ...]], organisation: Organisation | None, now: int, terms: Terms
) -> Places:
    """What the command line names, else the inventory of the organisation's file. Raises `OspoPolicyError`."""
    if local is not None:
        entry = InventoryEntry("local")
        return Places(
            (Place("local", ForgeType.LOCAL, "local", local, None, entry, 0),), {"local": _local(local, "local", terms)}
        )
    if any(owners.values()):
        return _named(owners, now, terms)
    if organisation is None or not organisation.document.inventory:
        raise UsageError(Message("audit.nothing"), Message("audit.nothing.hint"))
    problems = entry_problems(organisation)
    if problems:
        raise PolicyError(problems)
    resolved = resolve(organisation)
    notices = tuple(message("audit.list-problem", at=str(one.position), what=one.message) for one in resolved.problems)
    return Places(resolved.places, opened(organisation, resolved, now, terms), resolved.left_out, notices)


def opened(
    organisation: Organisation, resolved: Resolved, now: int, terms: Terms | None = None
) -> dict[str, port.Forge]:
    """The forges of an inventory, by their names in the organisation's file or by their hosts. Raises `UsageError`."""
    terms = (terms or Terms(Waits()))._replace(folder=os.path.dirname(organisation.path))
    found: dict[str, port.Forge] = {}
    for name, forge in forges_of(resolved.places, organisation).items():
        found[name] = _opened(name, forge, now, terms)
    return found


def forges_of(places: Iterable[Place], organisation: Organisation | None) -> dict[str, Forge]:
    """The forges of some places by their names: as the organisation's file has them, else by their addresses alone."""
    named = organisation.document.forges if organisation is not None else {}
    found: dict[str, Forge] = {}
    for place in places:
        if place.forge not in found:
            found[place.forge] = named.get(Identifier(place.forge)) or Forge(place.type, Url(place.url))
    return found


def _named(owners: Mapping[str, tuple[str, ...]], now: int, terms: Terms) -> Places:
    """The owners that options name, on the instance that the environment names, else the public one."""
    places: list[Place] = []
    found: dict[str, port.Forge] = {}
    for name, some in owners.items():
        if some:
            type_ = ForgeType(name)
            here = Forge(type_, forges.instance_url(type_))
            found[name] = forges.open_forge(name, here, now, terms)
            entry = InventoryEntry(name, tuple(some))
            host = (here.url or "").partition("://")[2].partition("/")[0]
            places += (Place(name, type_, host, here.url or "", owner.strip("/"), entry, 0) for owner in some)
    return Places(tuple(places), found)


def _opened(name: str, forge: Forge, now: int, terms: Terms) -> port.Forge:
    return (
        _local(forge.url or ".", name, terms)
        if forge.type is ForgeType.LOCAL
        else forges.open_forge(name, forge, now, terms)
    )


def _local(folder: str, name: str, terms: Terms) -> port.Forge:
    from ospo_policy.forges.local.organisation import LocalForge

    try:
        return LocalForge(folder, name, committed=terms.committed)
    except port.ForgeUnavailableError as error:
        raise UsageError(error.message, error.hint) from None
