# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `inventory import` prints: sections of an organisation's file, JSON, or words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from ospo_policy.messages import Catalogue
from ospo_policy.model.inventory import Inventory, Source
from ospo_policy.model.message import message
from ospo_policy.outputs.inventory import SCHEMA_VERSION, problems_objects
from ospo_policy.parsers.yaml_quote import quoted

_PUBLIC = {"github": "https://github.com", "gitlab": "https://gitlab.com"}
_FOREIGN = re.compile(r"[^a-z0-9]*([.])[^a-z0-9]*|[^a-z0-9.]+")


def as_yaml(inventory: Inventory, path: str, say: Catalogue) -> str:
    """The sections `forges` and `inventory`; what is not taken over stands below as remarks."""
    taken = [source for source in inventory.sources if source.ignored is None and source.type is not None]
    left = [source for source in inventory.sources if source.ignored is not None or source.type is None]
    names = _forge_names(taken)
    out = [f"# {say('inventory.import.head', count=len(taken), path=path)}"]
    out.append("forges:" if names else "forges: {}")
    for (url, software), name in names.items():
        address = "" if _PUBLIC.get(software) == url else f", url: {quoted(url)}"
        out.append(f"  {quoted(name)}: {{type: {software}{address}}}")
    out.append("inventory:" if taken else "inventory: []")
    for (key, include, exclude), sources in _grouped(taken).items():
        if len(sources) == 1 and not (include or exclude):
            (item,) = sources
            out.append(f"  - {{forge: {quoted(names[key])}, owners: [{_owner(item)}]}}{_whose(item, say)}")
            continue
        out.append(f"  - forge: {quoted(names[key])}")
        out += ["    owners:", *(f"      - {_owner(source)}{_whose(source, say)}" for source in sources)]
        for word, globs in (("include", include), ("exclude", exclude)):
            out += [f"    {word}:", *(f"      - {quoted(glob)}" for glob in globs)] if globs else []
    if left:
        out.append(f"# {say('inventory.import.not-taken')}")
        out += [f"#   {_named(source, say)}: {_why(source, say)}" for source in left]
    return "\n".join(out) + "\n"


def _forge_names(sources: Iterable[Source]) -> dict[tuple[str, str], str]:
    """A name for each forge, by its address and software: its host, made an identifier."""
    names: dict[tuple[str, str], str] = {}
    for source in sources:
        key = (source.url, source.software or "")
        if key not in names:
            base = _FOREIGN.sub(lambda found: found[1] or "-", source.host).strip("-.") or "forge"
            name, count = base, 1
            while name in names.values():
                count += 1
                name = f"{base}-{count}"
            names[key] = name
    return names


_Group = tuple[tuple[str, str], tuple[str, ...], tuple[str, ...]]


def _grouped(sources: Iterable[Source]) -> Mapping[_Group, list[Source]]:
    """The entries by what stands once for several: forge and patterns. An owner is named once."""
    groups: dict[_Group, dict[str | None, Source]] = {}
    for source in sources:
        key = (source.url, source.software or "")
        owners = groups.setdefault((key, source.include, source.exclude), {})
        owners.setdefault(source.owner and source.owner.casefold(), source)
    return {group: list(owners.values()) for group, owners in groups.items()}


def _owner(source: Source) -> str:
    return quoted(source.owner) if source.owner is not None else '"*"'


def _whose(source: Source, say: Catalogue) -> str:
    """Whose an owner is, as a remark."""
    whose = " ".join(part for part in (source.name, source.pso_id) if part)
    return f"  # {say.shown(whose)}" if whose else ""


def _named(source: Source, say: Catalogue) -> str:
    return say.shown(f"{source.host}/{source.owner}") if source.owner else f"{source.host} ({say('inventory.whole')})"


def _why(source: Source, say: Catalogue) -> str:
    """Why an entry is not taken over."""
    if source.ignored is not None:
        key = "inventory.ignored-since" if source.ignored.since else "inventory.ignored"
        arguments = {"since": source.ignored.since} if source.ignored.since else {}
        return say(key, at=str(source.ignored.at), **arguments)
    if source.software is None:
        return say("inventory.unknown-software", host=source.host)
    return say("inventory.not-readable", software=source.software)


def as_text(inventory: Inventory, say: Catalogue) -> str:
    """By forge: owners, with whose they are; what is ignored, with its date."""
    out: list[str] = []
    by_forge: dict[tuple[str, str | None], list[Source]] = {}
    for source in inventory.sources:
        by_forge.setdefault((source.host, source.software), []).append(source)
    for (host, software), sources in by_forge.items():
        out.append(f"{host} ({software or '?'})")
        for source in sources:
            parts = [say.shown(source.owner) if source.owner else say("inventory.whole")]
            parts += [say.shown(part) for part in (source.name, source.pso_id) if part]
            parts += [_why(source, say)] if source.ignored is not None or source.type is None else []
            out.append(f"  {', '.join(parts)}")
    whole = sum(source.owner is None for source in inventory.sources)
    out.append(
        say(
            "inventory.import.sum",
            forges=message("inventory.count.forges", count=len({source.host for source in inventory.sources})),
            owners=message("inventory.count.owners", count=len(inventory.sources) - whole),
            whole=message("inventory.count.whole", count=whole),
            ignored=message("inventory.count.ignored", count=sum(s.ignored is not None for s in inventory.sources)),
        )
    )
    return "\n".join(out) + "\n"


def as_json(inventory: Inventory, path: str, version: str, say: Catalogue) -> str:
    """Every entry with all that the list says of it, for programs."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ospo-policy", "version": version},
        "file": path,
        "format": inventory.format.value,
        "sources": [_source_object(source) for source in inventory.sources],
        "problems": problems_objects(inventory.problems, say),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _source_object(source: Source) -> dict[str, object]:
    return {
        "host": source.host,
        "url": source.url,
        "software": source.software,
        "readable": source.type is not None,
        "owner": source.owner,
        "pso_id": source.pso_id,
        "name": source.name,
        "floss_policy": source.floss_policy,
        "ospo_url": source.ospo_url,
        "ignored": source.ignored is not None,
        "ignored_since": source.ignored.since or None if source.ignored else None,
        "ignored_at": str(source.ignored.at) if source.ignored else None,
        "include": list(source.include),
        "exclude": list(source.exclude),
        "line": source.at.line,
        "column": source.at.column,
    }
