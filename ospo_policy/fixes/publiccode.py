# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A publiccode.yml for a template, by the draft that `publiccode init` makes, with what the organisation gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ospo_policy.fixes.escaping import words
from ospo_policy.fixes.render import Block, Value
from ospo_policy.fixes.render import Gap as Open
from ospo_policy.messages import Catalogue
from ospo_policy.parsers.publiccode.draft import About, Contact, Description, Gap, Line, draft
from ospo_policy.parsers.publiccode.vocabularies import MAINTENANCE_TYPES, SOFTWARE_TYPES, STATUSES


def publiccode(
    about: About,
    given: Mapping[str, Value],
    organisation: Mapping[str, Value],
    holder: str,
    contacts: tuple[Contact, ...],
    language: str,
) -> Block:
    """The file, its gaps as comments that say what to write."""
    known = about._replace(
        descriptions=_descriptions(about.descriptions, given, language),
        platforms=_texts(given["platforms"]),
        development_status=_one_of(given["development_status"], STATUSES),
        software_type=_one_of(given["software_type"], SOFTWARE_TYPES),
        owner=words(holder),
        maintenance=_one_of(given["maintenance_type"], MAINTENANCE_TYPES),
        contacts=tuple(Contact(words(one.name), one.email) for one in contacts),
        localisation_ready=_one_of(given["localisation_ready"], ("true", "false")),
        languages=_texts(given["languages"]),
        organisation=words(str(organisation["organisation"])),
        organisation_uri=words(str(organisation["organisation_url"])),
    )
    block = written(draft(known), Catalogue(language))
    return block._replace(text=block.text.removesuffix("\n"))  # the template ends the last line


def written(lines: Iterable[Line], say: Catalogue) -> Block:
    """A draft as a file: each gap a comment that says what to write."""
    out: list[str] = []
    gaps: list[Open] = []
    for number, line in enumerate(lines, 1):
        if isinstance(line, Gap):
            hint = say.text(line.hint)
            gaps.append(Open(number, hint))
            out.append(f"{line.text}  # {say('publiccode.mark')} {hint}\n")
        else:
            out.append(f"{line}\n")
    return Block("".join(out), tuple(gaps))


def _descriptions(found: tuple[Description, ...], given: Mapping[str, Value], language: str) -> tuple[Description, ...]:
    """The descriptions, the first with what is given; where there is none, one in the language of the request."""
    first = found[0] if found else Description(language)
    long, features = words(str(given["long_description"])), _texts(given["features"])
    first = first._replace(
        language=first.language or language, long=first.long if len(first.long) >= 150 else long, features=features
    )
    return (first, *found[1:])


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(words(str(one)) for one in value) if isinstance(value, tuple) else ()


def _one_of(value: Value, allowed: tuple[str, ...]) -> str:
    return str(value) if value in allowed else ""
