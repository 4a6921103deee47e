# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a file when its template has a new version: nothing that people wrote is ever lost.

A file that nobody touched becomes the new text. One that people changed keeps their changes and gets the template's, by a
three-way merge line by line (Khanna, Kunal, Pierce: "A Formal Investigation of Diff3", 2007); where both changed the same lines, or
lines that touch, it stays as it is. Python's difflib finds the common lines: `merge3` would do the same under the GPL, and
`three-merge` merges characters, where half a sentence of each side is no clean merge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

from ospo_policy.fixes import stamp
from ospo_policy.fixes.render import Rendered
from ospo_policy.fixes.stamp import Stamp
from ospo_policy.fixes.templates import Template

MAX_LINES = 2_000
"""Longer files are not merged: finding their common lines could take minutes."""


class Outcome(Enum):
    """What an offer is, or why there is none."""

    NEW = "new"
    UPDATED = "updated"
    MERGED = "merged"
    CURRENT = "current"
    THEIRS = "theirs"
    UNKNOWN_BASE = "unknown-base"
    CONFLICT = "conflict"


class Offer(NamedTuple):
    """The file as it would be, stamp and all; None where it stays as it is."""

    outcome: Outcome
    text: str | None = None


def offer(
    template: Template,
    rendered: Rendered,
    there: str | None,
    base: str | None = None,
    remembered: Stamp | None = None,
) -> Offer:
    """What to make of a file. `there` is what stands in the repository, None where there is nothing.

    `base` is the text that an earlier version of the template made, without stamp, where somebody kept it; `remembered` the stamp
    of a file that shows none itself. `THEIRS`: no file of ours. `CURRENT`: the template has no new version, or it would say the
    same; that a value changed since (the contact, the year) is no reason to ask again. `UNKNOWN_BASE`: people changed it, and what
    we wrote is not known.
    """
    if there is None:
        return Offer(Outcome.NEW, stamp.stamped(template, rendered.text))
    found = stamp.read(there)
    written = found.stamp if found is not None else remembered
    if written is None or written.id != template.id or written.version > template.version:
        return Offer(Outcome.THEIRS)
    text = found.text if found is not None else there
    now = stamp.stamp_of(template, rendered.text)
    if now.version == written.version or now.digest == stamp.digest(text):
        return Offer(Outcome.CURRENT)
    if stamp.digest(text) == written.digest:
        return Offer(Outcome.UPDATED, stamp.stamped(template, rendered.text))
    if base is None or stamp.digest(base) != written.digest:
        return Offer(Outcome.UNKNOWN_BASE)
    merged = merge(base, rendered.text, text)
    if merged is None:
        return Offer(Outcome.CONFLICT)
    return Offer(Outcome.MERGED, stamp.with_stamp(template, merged, now))


def merge(base: str, ours: str, theirs: str) -> str | None:
    """The text with the changes of both sides; None where they touch the same lines, or a text is too long."""
    old, new, kept = (text.replace("\r\n", "\n").splitlines(keepends=True) for text in (base, ours, theirs))
    if max(len(old), len(new), len(kept)) > MAX_LINES:
        return None
    out: list[str] = []
    for start, end, by_us, by_them in _regions(old, new, kept):
        before = old[start:end]
        if by_us != by_them and before not in (by_us, by_them):
            return None
        out += by_them if by_us == before else by_us
    return "".join(out)


def _regions(
    old: Sequence[str], new: Sequence[str], kept: Sequence[str]
) -> Iterator[tuple[int, int, Sequence[str], Sequence[str]]]:
    """(begin, end) of each part of the old text, and what became of it on either side.

    Parts end where a line is common to all three; changes that touch are one part, so that they are never mixed.
    """
    in_new, in_kept = _places(old, new), _places(old, kept)
    at = at_new = at_kept = 0
    for line in range(len(old) + 1):
        if line < len(old) and not (line in in_new and line in in_kept):
            continue
        to_new = in_new.get(line, len(new))
        to_kept = in_kept.get(line, len(kept))
        yield at, line, new[at_new:to_new], kept[at_kept:to_kept]
        if line < len(old):
            yield line, line + 1, [new[to_new]], [kept[to_kept]]
        at, at_new, at_kept = line + 1, to_new + 1, to_kept + 1


def _places(old: Sequence[str], changed: Sequence[str]) -> dict[int, int]:
    """Each line of the old text that is kept, to its place in the changed one."""
    blocks = SequenceMatcher(None, old, changed, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
