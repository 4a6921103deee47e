# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a security.txt file, by RFC 9116 (https://www.rfc-editor.org/rfc/rfc9116).

Fields that the RFC does not name are ignored, as it says; a signature (OpenPGP, cleartext) is left out and not verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from ospo_policy.model.message import Message, message
from ospo_policy.parsers.lazy_regex import LazyRegex

_FIELD = LazyRegex(r"([A-Za-z][A-Za-z0-9-]{0,60})[ \t]*:[ \t]*(.*)")
_MOMENT = LazyRegex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")
_EMAIL = LazyRegex(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]{2,}")
_ADDRESSES = ("acknowledgments", "canonical", "contact", "encryption", "hiring", "policy", "csaf")
_ONCE = ("expires", "preferred-languages")
MAX_LINES = 2_000


class Mistake(NamedTuple):
    """What is wrong, and on which line; 0 for the whole file."""

    line: int
    message: Message


class _Field(NamedTuple):
    line: int
    name: str
    value: str


def mistakes(text: str, now: int) -> tuple[Mistake, ...]:
    """What is wrong with a file at a moment (seconds since 1970), in its order."""
    fields: list[_Field] = []
    found: list[Mistake] = []
    for number, line in _unsigned(text):
        said = _FIELD.fullmatch(line)
        if said is not None:
            fields.append(_Field(number, said[1].lower(), said[2].strip()))
        else:
            found.append(Mistake(number, message("security-txt.not-a-field")))
    for name in _ONCE:
        several = [field for field in fields if field.name == name]
        found += [Mistake(field.line, message("security-txt.twice", field=_shown(name))) for field in several[1:]]
    if not any(field.name == "contact" for field in fields):
        found.append(Mistake(0, message("security-txt.no-contact")))
    if not any(field.name == "expires" for field in fields):
        found.append(Mistake(0, message("security-txt.no-expires")))
    for field in fields:
        wrong = _wrong_with(field, now)
        if wrong is not None:
            found.append(Mistake(field.line, wrong))
    return tuple(sorted(found, key=lambda mistake: mistake.line))


def _unsigned(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, without what belongs to a signature."""
    header = False
    for number, raw in enumerate(text.lstrip("\ufeff").split("\n")[:MAX_LINES], 1):
        line = raw.strip()
        if line.startswith("-----BEGIN PGP SIGNATURE"):
            return
        if line.startswith("-----BEGIN PGP SIGNED MESSAGE"):
            header = True
        elif header:
            header = bool(line)  # up to an empty line: which hash was used
        elif line and not line.startswith("#"):
            yield number, line.removeprefix("- ")


def _shown(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))


def _wrong_with(field: _Field, now: int) -> Message | None:
    """What is wrong with one field."""
    shown, said = _shown(field.name), field.value[:200]
    if field.name in ("contact", "expires") and not said:
        return message("security-txt.empty", field=shown)
    if field.name == "expires":
        return _expires(said, now)
    if field.name not in _ADDRESSES:
        return None
    if said.lower().startswith("http://"):
        return message("security-txt.not-secure", field=shown, found=said)
    if field.name == "contact" and not said.lower().startswith(("https://", "mailto:", "tel:")):
        if _EMAIL.fullmatch(said):
            return message("security-txt.bare-address", found=said)
        return message("security-txt.bad-contact", found=said)
    return None


def _expires(said: str, now: int) -> Message | None:
    if not _MOMENT.fullmatch(said.upper()):
        return message("security-txt.bad-date", found=said)
    try:
        moment = datetime.fromisoformat(said.upper())
        seconds = moment.timestamp()
        day = moment.astimezone(UTC).date().isoformat()
    except (ValueError, OverflowError):
        return message("security-txt.bad-date", found=said)
    return message("security-txt.expired", date=day) if seconds < now else None
