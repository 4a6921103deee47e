# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a text and a known text lie side by side: the words that both have, in the same order.

Runs of words that occur once in the known text are anchors; the longest chain of anchors that rises in
both texts is kept (a patience diff), grown word by word, and short gaps are compared in full.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

from ospo_policy.parsers.licences.index import Reference
from ospo_policy.parsers.licences.words import GRAM

GAP = 80
"""Words of a gap that are compared in full, at most."""
MOST_RUNS = 100
"""Runs that a chain is looked for among, at most, the longest ones."""
FREE, FEW = 60, 6
"""Words that may stand in a replaceable place, at most: one that is for any words, and one for one of a few."""


class Alignment(NamedTuple):
    """Where a known text lies in a text, in words.

    `begin` and `end` bound it in the text; `matched` counts the words that both have, `filled` those in
    replaceable places, `inserted` those that the known text has no place for; `missing` counts the words of
    the known text that had to be there and are not, `cut` those of them after its last word found.
    """

    begin: int
    end: int
    matched: int
    filled: int
    inserted: int
    missing: int
    cut: int

    @property
    def explained(self) -> int:
        """Words of the text that the known text accounts for."""
        return self.matched + self.filled


def align(text: array[int], runs: list[int], known: Reference) -> Alignment | None:
    """Lay a known text beside a text, whose runs of words are `words.grams(text)`."""
    blocks = _chain(_joined(text, known.numbers, _runs(runs, known)))
    if not blocks:
        return None
    blocks = _fill(text, known.numbers, _grow(text, known.numbers, blocks))
    return _measure(known, blocks)


_Block = tuple[int, int, int]


def _runs(runs: list[int], known: Reference) -> list[_Block]:
    """Anchors (place in the text, place in the known text), neighbours on one diagonal joined."""
    place = known.grams.get
    blocks: list[_Block] = []
    begin = start = 0
    wanted = -1
    for i, j in enumerate([place(run, -2) for run in runs]):
        if j == wanted:
            wanted += 1
            continue
        if wanted >= 0:
            blocks.append((begin, start, i - begin + GRAM - 1))
        begin, start = i, j
        wanted = j + 1 if j >= 0 else -1
    if wanted >= 0:
        blocks.append((begin, start, len(runs) - begin + GRAM - 1))
    return blocks


def _joined(text: array[int], known: array[int], blocks: list[_Block]) -> list[_Block]:
    """Neighbours on one diagonal joined where the words between them, which the known text has often, are the same."""
    joined: list[_Block] = []
    for i, j, n in blocks:
        if joined:
            a, b, m = joined[-1]
            if i - a == j - b and (i <= a + m or text[a + m : i] == known[b + m : j]):
                joined[-1] = (a, b, i + n - a)
                continue
        joined.append((i, j, n))
    return joined


def _chain(runs: list[_Block]) -> list[_Block]:
    """The chain that rises in both texts and holds most words, close together."""
    if len(runs) > MOST_RUNS:
        runs = sorted(sorted(runs, key=lambda run: -run[2])[:MOST_RUNS])
    best: list[float] = []
    before: list[int] = []
    for number, (i, j, n) in enumerate(runs):
        score, source = float(n), -1
        for earlier in range(number):
            a, b, m = runs[earlier]
            if b + m <= j + GRAM and b < j and a + m <= i + GRAM and a < i:
                apart = abs((i - a) - (j - b))
                reached = best[earlier] + n - min(apart, 30) * 0.1
                if reached > score:
                    score, source = reached, earlier
        best.append(score)
        before.append(source)
    chain: list[_Block] = []
    number = max(range(len(runs)), key=best.__getitem__) if runs else -1
    while number >= 0:
        chain.append(runs[number])
        number = before[number]
    return chain[::-1]


def _grow(text: array[int], known: array[int], blocks: list[_Block]) -> list[_Block]:
    """Blocks made as long as they can be, without overlap."""
    grown: list[_Block] = []
    low_i = low_j = 0
    for number, (i, j, n) in enumerate(blocks):
        skip = max(0, low_i - i, low_j - j)
        if n <= skip:
            continue
        begin, start, end = i + skip, j + skip, i + n
        while begin > low_i and start > low_j and text[begin - 1] == known[start - 1]:
            begin, start = begin - 1, start - 1
        high_i, high_j = blocks[number + 1][:2] if number + 1 < len(blocks) else (len(text), len(known))
        apart = start - begin
        while end < high_i and end + apart < high_j and text[end] == known[end + apart]:
            end += 1
        grown.append((begin, start, end - begin))
        low_i, low_j = end, end + apart
    return grown


def _fill(text: array[int], known: array[int], blocks: list[_Block]) -> list[_Block]:
    """Blocks, with what short gaps between, before and after them share."""
    from difflib import SequenceMatcher

    filled: list[_Block] = []
    low_i = low_j = 0
    last = (len(text), len(known), 0)
    for i, j, n in [*blocks, last]:
        start_i = low_i
        if not filled and not low_i and i - j > 0:
            start_i = max(0, i - j - 20)
        end_i, end_j = i, j
        if n == 0:
            end_i = min(i, low_i + (j - low_j) + 20)
        if 0 < end_j - low_j <= GAP and 0 < end_i - start_i <= GAP + 20:
            matcher = SequenceMatcher(None, text[start_i:end_i], known[low_j:end_j], autojunk=False)
            least = 1 if filled and n else 3
            filled += [(start_i + a, low_j + b, size) for a, b, size in matcher.get_matching_blocks() if size >= least]
        if n:
            filled.append((i, j, n))
        low_i, low_j = i + n, j + n
    return filled


def _room(soft: bytes, begin: int, end: int) -> int:
    """How many words a copy may have between two places of a known text."""
    size = len(soft)
    while end < size and soft[end] == 1:
        end += 1
    kinds = soft[begin : end + 1]
    if 2 in kinds or end == size:
        return FREE
    return FEW if 3 in kinds else 0


def _measure(known: Reference, blocks: list[_Block]) -> Alignment:
    soft = known.soft
    size = len(soft)
    matched = filled = inserted = missing = 0
    begin, end = blocks[0][0], blocks[-1][0] + blocks[-1][2]
    low_i, low_j = begin, 0
    for i, j, n in blocks:
        lost = j - low_j - soft.count(1, low_j, j)
        more = i - low_i
        missing += lost
        if more:
            free = min(more, _room(soft, low_j, j))
            filled += free
            more -= free
        inserted += more
        matched += n
        low_i, low_j = i + n, j + n
    cut = size - low_j - soft.count(1, low_j)
    return Alignment(begin, end, matched, filled, inserted, missing + cut, cut)
