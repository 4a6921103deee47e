# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `inventory list` prints: what would be read, and why not the rest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import Problem
from ospo_policy.model.inventory import LeftOut, Place, Resolved, Row
from ospo_policy.model.message import message

SCHEMA_VERSION = "1"


def as_text(resolved: Resolved, rows: Sequence[Row] | None, path: str, say: Catalogue) -> str:
    """By forge: the owners that would be read; then what would not, with the reason. With rows: the repositories too."""
    if not resolved.places and not resolved.left_out:
        return say("inventory.list.nothing", path=path) + "\n"
    out: list[str] = []
    if resolved.places:
        out.append(say("inventory.list.read"))
        for (name, host, type_), places in _by_forge(resolved.places).items():
            shown = host if name == host else f"{name}, {host}"
            out.append(f"  {say.shown(shown)} ({type_})")
            out += [f"    {_place(place, say)}" for place in places]
    if resolved.left_out:
        out.append(say("inventory.list.not-read"))
        out += [f"  {_named(one.host, one.owner, say)}: {say.text(one.reason)}" for one in resolved.left_out]
    out.append(_sum(resolved, say))
    if rows is not None:
        out += ["", *_repositories(rows, say)]
    return "\n".join(out) + "\n"


def _place(place: Place, say: Catalogue) -> str:
    """An owner, and what narrows it."""
    parts = [say.shown(place.owner) if place.owner is not None else say("inventory.whole")]
    sources = [place.source] if place.source else []
    for include in (place.entry.include, *(source.include for source in sources)):
        parts += [say("inventory.only", patterns=include)] if include else []
    exclude = (*place.entry.exclude, *(pattern for source in sources for pattern in source.exclude))
    parts += [say("inventory.without", patterns=exclude)] if exclude else []
    parts += [say("inventory.where", condition=place.entry.where)] if place.entry.where else []
    return "; ".join(parts) if say.language == "en" else "\u00a0; ".join(parts)


def _named(host: str, owner: str | None, say: Catalogue) -> str:
    return say.shown(f"{host}/{owner}") if owner is not None else f"{say.shown(host)} ({say('inventory.whole')})"


def _by_forge(places: Iterable[Place]) -> dict[tuple[str, str, str], list[Place]]:
    found: dict[tuple[str, str, str], list[Place]] = {}
    for place in places:
        found.setdefault((place.forge, place.host, place.type.value), []).append(place)
    return found


def _sum(resolved: Resolved, say: Catalogue) -> str:
    whole = sum(place.owner is None for place in resolved.places)
    return say(
        "inventory.list.sum",
        forges=message("inventory.count.forges", count=len(_by_forge(resolved.places))),
        owners=message("inventory.count.owners", count=len(resolved.places) - whole),
        whole=message("inventory.count.whole", count=whole),
        rest=message("inventory.count.not-read", count=len(resolved.left_out)),
    )


def _repositories(rows: Sequence[Row], say: Catalogue) -> list[str]:
    """The repositories that forges list: those that would be read, then the others with their reasons."""
    read = [row for row in rows if row.reason is None]
    rest = [row for row in rows if row.reason is not None]
    out = [say("inventory.list.read"), *(f"  {say.shown(row.id)}" for row in read)] if read else []
    if rest:
        out.append(say("inventory.list.not-read"))
    for row in rest:
        named = say.shown(row.id) if row.id else _named(row.place.host, row.place.owner, say)
        out.append(f"  {named}: {say.text(row.reason)}" if row.reason else "")
    counts = {
        "read": message("inventory.count.repositories", count=len(read)),
        "rest": message("inventory.count.not-listed", count=len(rest)),
    }
    return [*out, say("inventory.list.repositories", **counts)]


def as_json(resolved: Resolved, rows: Sequence[Row] | None, version: str, say: Catalogue) -> str:
    """The same for programs."""
    document: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ospo-policy", "version": version},
        "read": [_place_object(place) for place in resolved.places],
        "not_read": [_left_out_object(one, say) for one in resolved.left_out],
        "problems": problems_objects(resolved.problems, say),
    }
    if rows is not None:
        document["repositories"] = [
            {
                "id": row.id or None,
                "url": row.url,
                "entry": row.place.number,
                "reason": say.text(row.reason) if row.reason else None,
                "code": row.reason.key if row.reason else None,
                "failure": row.is_failure,
            }
            for row in rows
        ]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _place_object(place: Place) -> dict[str, object]:
    source = place.source
    return {
        "forge": place.forge,
        "type": place.type.value,
        "host": place.host,
        "url": place.url,
        "owner": place.owner,
        "entry": place.number,
        "include": list(place.entry.include),
        "list_include": list(source.include) if source else [],
        "exclude": [*place.entry.exclude, *(source.exclude if source else ())],
        "where": place.entry.where,
        "pso_id": source.pso_id if source else None,
        "name": source.name if source else None,
        "ospo_url": source.ospo_url if source else None,
        "floss_policy": source.floss_policy if source else None,
        "at": str(source.at) if source else None,
    }


def _left_out_object(one: LeftOut, say: Catalogue) -> dict[str, object]:
    return {
        "host": one.host,
        "owner": one.owner,
        "entry": one.number,
        "reason": say.text(one.reason),
        "code": one.reason.key,
        "since": one.reason.arguments.get("since"),
        "failure": one.is_failure,
        "at": str(one.at) if one.at.file else None,
    }


def problems_objects(problems: Iterable[Problem], say: Catalogue) -> list[dict[str, object]]:
    """Mistakes of lists, for programs."""
    return [
        {
            "file": problem.position.file,
            "line": problem.position.line,
            "column": problem.position.column,
            "code": problem.message.key,
            "message": say.text(problem.message),
            "hint": say.text(problem.hint) if problem.hint else None,
        }
        for problem in problems
    ]
