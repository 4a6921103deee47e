# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which requests and issues are ours: one list for all repositories of an owner, or one for each of a few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ospo_policy.forges.changing import text_of
from ospo_policy.forges.forgejo import rest
from ospo_policy.forges.forgejo.transport import RefusedError, Transport
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import Identity

FEW = 4
"""Repositories of an owner that are asked for one by one."""
MAX_PAGES = 40
"""Pages of one list, of fifty each, before it is done one by one after all."""
Node = dict[str, Any]


def repositories(transport: Transport, owner: str, wanted: Sequence[Listed]) -> dict[str, Node]:
    """The repositories of an owner as they are now, by their names; what is not listed is absent."""
    names = {listed.name for listed in wanted}
    found: dict[str, Node] = {}
    if len(wanted) > FEW:
        try:
            for node in rest.repositories(transport, owner):
                if node.get("name") in names:
                    found[text_of(node["name"])] = node
                if len(found) == len(names):
                    break
        except RefusedError:
            pass  # each tells why
    return found


def things(transport: Transport, owner: str, wanted: Sequence[Listed], me: Identity) -> dict[str, list[Node]]:
    """Our requests and issues, the newest first, by the repository's name; a repository that is absent is not told.

    Forgejo looks into its database where no words are searched for, so that nothing is seen late
    (modules/indexer/issues/indexer.go).
    """
    if len(wanted) > FEW:
        try:
            told, is_all = transport.some(
                "/repos/issues/search", MAX_PAGES, state="all", created="true", owner=owner, sort="newest"
            )
        except RefusedError:
            is_all = False
        if is_all:
            return _by_name(list(_ours(told, me)), owner, wanted)
    return {}


def things_of(transport: Transport, listed: Listed, me: Identity) -> list[Node]:
    """Our requests and issues in one repository, the newest first. Raises `RefusedError`."""
    at = rest.place(listed.owner, listed.name)
    told, is_all = transport.some(f"{at}/issues", MAX_PAGES, state="all", created_by=me.login, sort="newest")
    if not is_all:
        raise transport.not_understood()
    return list(_ours(told, me))


def _ours(told: Sequence[Node], me: Identity) -> Iterator[Node]:
    for one in told:
        user = one.get("user")
        if isinstance(user, dict) and str(user.get("login")).lower() == me.login.lower():
            yield one


def _by_name(told: Sequence[Node], owner: str, wanted: Sequence[Listed]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {listed.name: [] for listed in wanted}
    for one in told:
        where = one.get("repository")
        full = str(where.get("full_name")) if isinstance(where, dict) else ""
        of_owner, _, name = full.partition("/")
        if of_owner.lower() == owner.lower() and name in found:
            found[name].append(one)
    return found
