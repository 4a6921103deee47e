# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of forges and owners that others keep: read them, and choose from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ospo_policy.model.errors import PolicyError, Problem, UsageError
from ospo_policy.model.inventory import Inventory, Source
from ospo_policy.model.message import Message, message
from ospo_policy.parsers import inventories
from ospo_policy.parsers.nearest import suggestion
from ospo_policy.parsers.text import decode

MAX_BYTES = 2_000_000
_HARMLESS = frozenset({"yaml.duplicate-key", "inventory.misspelt", "grammar.date", "grammar.url"})
"""Mistakes beside which every entry of the list was understood."""


def read_list(path: str, shown: str | None = None) -> Inventory:
    """The list at a path, named `shown` in messages. Raises `UsageError` where there is nothing to read."""
    shown = shown or path
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        key = "file.not-there" if isinstance(error, FileNotFoundError) else "file.not-readable"
        what = message("inventory.list.unreadable", path=shown, reason=Message(key))
        raise UsageError(what, Message("inventory.list.hint")) from None
    text = decode(data) if len(data) <= MAX_BYTES else None
    if text is None:
        raise UsageError(message("inventory.unreadable", path=shown, limit=MAX_BYTES), Message("inventory.list.hint"))
    return inventories.read(text.text, shown)


def loses_entries(problems: Iterable[Problem]) -> bool:
    """Whether a mistake of a list kept an entry of it from being understood."""
    return any(problem.message.key not in _HARMLESS for problem in problems)


def matches(source: Source, pso_ids: Sequence[str], ospos: Sequence[str], hosts: Sequence[str]) -> bool:
    """Whether an entry of a list has one of the values asked for, of each kind that is asked for."""
    return (
        (not pso_ids or _folded(source.pso_id) in [_folded(one) for one in pso_ids])
        and (not ospos or (source.ospo_url is not None and _page(source.ospo_url) in [_page(one) for one in ospos]))
        and (not hosts or source.host in [one.lower() for one in hosts])
    )


def import_list(path: str, pso_ids: Sequence[str], ospos: Sequence[str], hosts: Sequence[str]) -> Inventory:
    """The entries of the list at a path that are asked for.

    Raises `UsageError` where the list has none, `PolicyError` where nothing of it could be understood.
    """
    found = read_list(path)
    if not found.sources:
        raise PolicyError(found.problems)
    _exists("--pso-id", pso_ids, [source.pso_id for source in found.sources], _folded)
    _exists("--ospo", ospos, [source.ospo_url for source in found.sources], _page)
    _exists("--forge", hosts, [source.host for source in found.sources], _folded)
    chosen = tuple(source for source in found.sources if matches(source, pso_ids, ospos, hosts))
    if not chosen:
        raise UsageError(message("inventory.import.none", path=path), Message("inventory.import.none.hint"))
    return found._replace(sources=chosen)


def _exists(option: str, wanted: Sequence[str], known: Iterable[str | None], fold: Callable[[str | None], str]) -> None:
    """Raise `UsageError` for a value that no entry has: a misspelt one would go unnoticed beside good ones."""
    values = {fold(one): one for one in known if one}
    for one in wanted:
        if fold(one) not in values:
            near = suggestion(one, values.values()) if values else None
            hint = (
                near if near is not None and near.key == "bind.did-you-mean" else Message("inventory.import.none.hint")
            )
            raise UsageError(message("inventory.import.no-such", option=option, value=one), hint)


def _folded(text: str | None) -> str:
    return (text or "").strip().casefold()


def _page(url: str | None) -> str:
    """An address without what does not tell pages apart."""
    return _folded(url).rpartition("://")[2].removeprefix("www.").rstrip("/")
