# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `licence` prints: one line a file and what is to be known of it; JSON; the difference from the official text."""

from __future__ import annotations

import difflib
import json
import re
import textwrap
from collections.abc import Callable, Iterable

from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.licence import LicenceMatch, LicenceText, LookedAt, TextKind

SCHEMA_VERSION = "1"


def as_text(files: Iterable[LookedAt], say: Catalogue) -> str:
    """A line a file: its path and its SPDX expression; below, what differs from the plain case."""
    out: list[str] = []
    for file in files:
        if file.found is None:
            out.append(f"{harmless(file.path)}: {say('licence.is-unread')}")
            out += [f"  {say.text(file.reason)}"] if file.reason else []
            continue
        shown = file.found.expression or say(f"licence.is-{file.found.kind.value}")
        out.append(f"{harmless(file.path)}: {shown}")
        out += [f"  {note}" for note in _notes(file, file.found, say)]
    return "\n".join(out) + "\n"


def _notes(file: LookedAt, found: LicenceText, say: Catalogue) -> Iterable[str]:
    if found.nearest and not found.matches:
        yield say("licence.nearest", id=found.nearest)
    for match in found.matches:
        if match.is_notice:
            yield say("licence.notice", id=match.id)
        if len(match.variants) > 1 and match.id + "-only" in match.variants:
            yield from _variant(file, match, say)
        if match.modified:
            yield say("licence.changed", id=match.id, share=f"{match.confidence:.0%}")
        if match.language != "en" and not match.is_notice:
            yield say("licence.language", id=match.id, language=match.language)
    if found.additional:
        yield say("licence.additional", line=found.additional_line)


def _variant(file: LookedAt, match: LicenceMatch, say: Catalogue) -> Iterable[str]:
    """Which variant of a family is meant, for each that is stated somewhere; or that none is."""
    places: dict[str, list[str]] = {}
    for one in file.stated:
        if one.expression in match.variants:
            places.setdefault(one.expression, []).append(f"{one.path}:{one.line}")
    for id_, where in places.items():
        yield say("licence.stated", id=id_, places=tuple(where[:5]))
    if not places:
        yield say("licence.family", id=match.id)


def as_json(files: Iterable[LookedAt], version: str) -> str:
    """The same for programs. `spdx` is null where no licence was recognised."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ospo-policy", "version": version},
        "files": [_file(file) for file in files],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _file(file: LookedAt) -> dict[str, object]:
    found = file.found
    if found is None:
        return {"path": file.path, "kind": "unread", "spdx": None, "confidence": 0.0, "coverage": 0.0, "licences": []}
    texts = found.matches
    return {
        "path": file.path,
        "kind": found.kind.value,
        "spdx": found.expression or None,
        "confidence": min((match.confidence for match in texts), default=0.0),
        "coverage": min((match.coverage for match in texts), default=0.0),
        "nearest": found.nearest or None,
        "additional_terms_line": found.additional_line or None,
        "licences": [_match(match) for match in texts],
        "stated": [
            {"path": one.path, "line": one.line, "said": one.said, "spdx": one.expression or None}
            for one in file.stated
        ],
    }


def _match(match: LicenceMatch) -> dict[str, object]:
    return {
        "id": match.id,
        "variants": list(match.variants),
        "kind": "exception" if match.is_exception else "notice" if match.is_notice else "text",
        "confidence": match.confidence,
        "coverage": match.coverage,
        "modified": match.modified,
        "first_line": match.first_line,
        "last_line": match.last_line,
        "language": match.language,
    }


def difference(files: Iterable[LookedAt], official: Callable[[str, str], str], say: Catalogue) -> str:
    """For each licence found, how its text differs from the official one, sentence by sentence."""
    out: list[str] = []
    for file in files:
        for match in file.found.matches if file.found else ():
            wanted = official(match.id, match.language)
            if match.is_notice or not wanted:
                out.append(say("licence.no-official", path=file.path, id=match.id, language=match.language))
                continue
            rows = file.text.split("\n")[match.first_line - 1 : match.last_line]
            lines = list(
                difflib.unified_diff(
                    _sentences(wanted),
                    _sentences("\n".join(rows)),
                    f"SPDX {match.id}",
                    harmless(file.path),
                    n=1,
                    lineterm="",
                )
            )
            out += [harmless(line) for line in lines] or [say("licence.identical", path=file.path, id=match.id)]
    return "\n".join(out) + "\n"


def _sentences(text: str) -> list[str]:
    """A text in lines that do not depend on how it was wrapped."""
    plain = re.sub(r"\s+", " ", text.replace("\u201c", '"').replace("\u201d", '"').replace("\u2019", "'"))
    rows: list[str] = []
    for sentence in re.split(r"(?<=[.;:!?])\s", plain):
        rows += textwrap.wrap(sentence, 96)
    return rows


def is_complete(files: Iterable[LookedAt]) -> bool:
    """Whether there is a file, and a licence was recognised in each."""
    looked = list(files)
    return bool(looked) and all(file.found and file.found.kind is TextKind.LICENCE for file in looked)
