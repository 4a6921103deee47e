# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which licence a text is: every licence and exception of SPDX's list, and texts that Europe's administrations use.

How it is decided: the text is cut into words (`words`), the known texts that share runs of words with it
are laid beside it (`alignment`), and the one that accounts for most of it with the fewest differences is
taken; then what is left is looked at in the same way. A text of which too much is missing, or which is cut
short, is unknown: nothing is guessed.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

from ospo_policy.model.licence import LicenceMatch, LicenceText, TextKind
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.licences import alignment, catalogue, index, words

COVERAGE = 0.93
"""Share of a known text's words that must be there."""
CHANGES = 0.33
"""Words missing and inserted, as a share of the known text, at most."""
CUT = 0.02
"""Share of a known text that may be missing at its end."""
MOST = 12
"""Licences of one text that are told, at most."""
_ENOUGH = 0.3
_CANDIDATES = 16


class Found(NamedTuple):
    """A known text that was found, where it lies in the words that were looked at, and how well."""

    entry: index.Entry
    aligned: alignment.Alignment

    @property
    def coverage(self) -> float:
        """Share of the words that must be there which are there."""
        return 1 - self.aligned.missing / self.entry.firm

    @property
    def changes(self) -> float:
        """Words missing and inserted, as a share of the known text."""
        return (self.aligned.missing + min(self.aligned.inserted, self.entry.firm)) / self.entry.firm

    def is_accepted(self) -> bool:
        """Whether so much is there, and so little else, that the text is this one."""
        firm = self.entry.firm
        if self.aligned.cut > max(CUT * firm, min(8, firm // 8)):
            return False
        return self.coverage >= COVERAGE and self.changes <= CHANGES


def identify(text: str, path: str = "") -> LicenceText:
    """The licences that a text holds; `path` tells whether it is named like a licence."""
    folded = words.fold(text)
    numbers = words.sequence(folded)
    left = list(range(len(numbers)))
    taken: list[tuple[Found, list[int]]] = []
    nearest = ""
    while left and len(taken) < MOST:
        rest = array("H", [numbers[place] for place in left]) if len(left) < len(numbers) else numbers
        best, near = _best(rest, text if not taken else "")
        nearest = nearest or near
        if best is None:
            break
        begin, end = best.aligned.begin, best.aligned.end
        taken.append((best, left[begin:end]))
        left = left[:begin] + left[end:]
    only_notices = all(found.entry.kind != "text" for found, _ in taken)
    if not taken or (only_notices and path and not _NAMED_LIKE_ONE.search(path)):
        return _nothing(text, path, nearest)
    return _read(text, words.lines(folded), taken, left)


def _best(numbers: array[int], text: str) -> tuple[Found | None, str]:
    """The known text that accounts best for these words, and the id of the nearest one if none does."""
    runs = words.grams(numbers)
    accepted: list[Found] = []
    nearest, closest = "", 0.0
    enough, margin, least = 0, 0.0, 0.0
    for entry, share in _candidates(set(runs)):
        if share < least or min(1.0, share + margin) * entry.length < enough * 0.98:
            continue
        aligned = alignment.align(numbers, runs, index.reference(entry.number))
        if aligned is None:
            continue
        found = Found(entry, aligned)
        if found.is_accepted():
            accepted.append(found)
            if aligned.missing == aligned.inserted == 0 and aligned.explained >= 0.99 * len(numbers):
                least = 0.99  # nothing is left to explain better: only texts that are as much alike are looked at
            if aligned.explained > enough:
                enough, margin = aligned.explained, 0.15 if found.changes > 0.005 else 0.02
        elif entry.kind == "text" and share > closest and share >= _ENOUGH:
            nearest, closest = _preferred(entry), share
    if not accepted:
        return None, nearest
    return min(accepted, key=lambda found: _cost(found, len(numbers), text)), nearest


def _candidates(runs: set[int]) -> list[tuple[index.Entry, float]]:
    """The known texts that share enough runs of words, those that share most first."""
    known = index.index()
    counts: dict[int, int] = {}
    for run in known.keys.keys() & runs:
        for number in known.groups[known.keys[run]]:
            counts[number] = counts.get(number, 0) + 1
    shared = [(known.entries[number], count) for number, count in counts.items()]
    good = [(entry, count) for entry, count in shared if count >= _ENOUGH * entry.sampled]
    largest = sorted(good, key=_rank)
    return [(entry, count / entry.sampled) for entry, count in largest[:_CANDIDATES]]


def _rank(pair: tuple[index.Entry, int]) -> tuple[bool, float, int]:
    """Texts that are wholly there first, then those that share most."""
    entry, count = pair
    return (count < 0.97 * entry.sampled, -count * entry.length / entry.sampled, entry.number)


def _cost(found: Found, total: int, text: str) -> tuple[float, ...]:
    """What is unexplained, in words; then, between equals, texts before notices, the version that is named."""
    aligned, entry = found.aligned, found.entry
    unexplained = aligned.missing + (total - aligned.explained) + aligned.filled * 0.1
    id_ = _preferred(entry)
    info = catalogue.info(id_)
    return (
        unexplained,
        1 if info is not None and info.deprecated and entry.kind == "text" and not catalogue.variants(id_) else 0,
        ("text", "notice", "exception").index(entry.kind),
        0 if _names_version(id_, text) else 1,
        0 if info is not None and info.osi else 1,
        len(id_),
        entry.number,
    )


_VERSION = LazyRegex(r"\d+(?:\.\d+)+[a-z]?")


def _names_version(id_: str, text: str) -> bool:
    version = _VERSION.search(id_)
    return version is not None and version[0] in text[:3000]


def _preferred(entry: index.Entry) -> str:
    """The id to tell of those that share a text: the family, else what is not deprecated, shortest first.

    Texts that SPDX lists under several ids are told under one; `LicenceMatch.variants` has the others.
    """
    ids = entry.ids
    families = {catalogue.family(id_) for id_ in ids}
    if entry.kind == "text" and len(families) < len(ids):
        known = [family for family in families if catalogue.variants(family)]
        if known:
            return min(known, key=lambda family: (len(family), family))

    def order(id_: str) -> tuple[bool, bool, int, str]:
        info = catalogue.info(id_)
        return (info is not None and info.deprecated, info is None or not info.osi, len(id_), id_)

    return min(ids, key=order)


def _read(text: str, lines: array[int], taken: list[tuple[Found, list[int]]], left: list[int]) -> LicenceText:
    matches = [_match(found, span, lines) for found, span in taken]
    matches.sort(key=lambda match: match.first_line)
    is_text = any(not match.is_notice for match in matches)
    line = _additional(text, [lines[place] for place in left if place < len(lines)]) if is_text else 0
    return LicenceText(
        TextKind.LICENCE, _expression(matches), tuple(matches), additional=line > 0, additional_line=line
    )


def _match(found: Found, span: list[int], lines: array[int]) -> LicenceMatch:
    entry, aligned = found.entry, found.aligned
    id_ = _preferred(entry)
    variants = catalogue.variants(id_) if entry.kind == "text" else ()
    changed = aligned.missing + aligned.inserted
    last = len(lines) - 1
    return LicenceMatch(
        id_,
        variants or tuple(sorted(other for other in entry.ids if other != id_)),
        is_exception=entry.kind == "exception",
        is_notice=entry.kind == "notice",
        confidence=round(max(0.0, 1 - changed / (entry.firm + aligned.inserted)), 4),
        coverage=round(found.coverage, 4),
        modified=changed > entry.firm // 300 and entry.kind == "text",
        first_line=lines[min(span[0], last)],
        last_line=lines[min(span[-1], last)],
        language=entry.language,
    )


def _expression(matches: list[LicenceMatch]) -> str:
    parts: list[str] = []
    for match in matches:
        if match.is_exception and parts and " WITH " not in parts[-1]:
            parts[-1] += f" WITH {match.id}"
        elif not match.is_exception and match.id not in parts:
            parts.append(match.id)
    return " AND ".join(parts)


_OWN = LazyRegex(
    r"(?i)copyright|\(c\)|\u00a9|all rights reserved|tous droits r|licen[cs]ed? under|sous (?:la )?licen[cs]e|https?://"
    r"|^\W*(?:the )?[\w .,()/-]{0,60}licen[cs][ei]|spdx|end of terms"
)


def _additional(text: str, left: list[int]) -> int:
    """The line where terms beside the licences' own begin, 0 if what is left is titles, holders and the like."""
    counts: dict[int, int] = {}
    for line in left:
        counts[line] = counts.get(line, 0) + 1
    rows = text.split("\n")
    telling = [(line, count) for line, count in counts.items() if count >= 4 and not _OWN.search(rows[line - 1][:400])]
    return min(line for line, _ in telling) if sum(count for _, count in telling) >= 15 else 0


_TAG = LazyRegex(r"SPDX[-]License-Identifier:[ \t]*([\w.+-]{2,60})[ \t]*$")
_NAMED_LIKE_ONE = LazyRegex(
    r"(?i)(?:^|/)(?:un)?licen[cs]es?/|(?:^|[/._-])(?:un)?(?:licen[cs]e|copying)[^/]*$|licenza|lizenz|licentie"
)
_LEGAL = LazyRegex(
    r"(?i)licen[cs]|copyright|warrant|garantie|droits|rechte|rights|diritti|public domain|domaine public"
)
_OTHERS = LazyRegex(
    r"(?i)third[- ]party|dependenc|tierces?\b|drittanbieter|following (?:packages|libraries|components)|node_modules|npm package"
)


def _nothing(text: str, path: str, nearest: str) -> LicenceText:
    """A tag alone is a notice; a text that is named and reads like a licence is unknown; all else is none."""
    for line in text.split("\n", 40)[:40] if len(text) < 2000 else []:
        tag = _TAG.search(line[:200])
        id_ = catalogue.canonical(tag[1]) if tag else None
        if id_ is not None and path and _NAMED_LIKE_ONE.search(path):
            return LicenceText(TextKind.LICENCE, id_, (LicenceMatch(id_, is_notice=True, coverage=0.0),))
    named = bool(path) and _NAMED_LIKE_ONE.search(path) is not None
    if _OTHERS.search(text[:2000]) and not nearest:
        return LicenceText(TextKind.NONE)
    if nearest or (named and _LEGAL.search(text[:20_000])):
        return LicenceText(TextKind.UNKNOWN, nearest=nearest)
    return LicenceText(TextKind.NONE)
