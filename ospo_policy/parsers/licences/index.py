# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index of known texts, as `tools/build_licence_index.py` writes it: `data/licences.bin`.

Read once a process, and only the entries of candidates are unpacked.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ospo_policy.parsers.licences.catalogue import DATA

MAGIC = b"OSPO-LICENCES-1\n"


class Entry(NamedTuple):
    """One known text. `ids` share it; `kind` is `text`, `exception` or `notice`.

    `length` counts its words, `firm` those that no copy may leave out, `sampled` the runs of words
    that it is found by.
    """

    number: int
    ids: tuple[str, ...]
    kind: str
    language: str
    length: int
    firm: int
    sampled: int
    offset: int
    packed: int
    text: int


class Reference(NamedTuple):
    """The words of a known text: `numbers` (16 bits each) and `soft` (1: omittable or replaceable, 2: words may stand before it, 3: a few)."""

    numbers: array[int]
    soft: bytes
    grams: Mapping[int, int]
    """Each run of words that occurs once, to its place."""


class Index(NamedTuple):
    """Every entry, and for each sampled run of words the entries that have it (`groups[keys[run]]`)."""

    entries: tuple[Entry, ...]
    keys: Mapping[int, int]
    groups: tuple[tuple[int, ...], ...]
    data: mmap.mmap
    base: int


@lru_cache(maxsize=1)
def index() -> Index:
    """The index, read at the first call."""
    with open(os.path.join(DATA, "licences.bin"), "rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    sizes = struct.unpack_from("<5I", data, len(MAGIC))
    at = len(MAGIC) + 20
    parts = []
    for size in sizes[:4]:
        parts.append(zlib.decompress(data[at : at + size]))
        at += size
    entries = tuple(Entry(n, tuple(row[0]), *row[1:]) for n, row in enumerate(json.loads(parts[0])))
    keys, which, flat = _numbers("I", parts[1]), _numbers("H", parts[2]), _numbers("H", parts[3])
    groups = []
    place = 0
    while place < len(flat):
        end = place + 1 + flat[place]
        groups.append(tuple(flat[place + 1 : end]))
        place = end
    return Index(entries, dict(zip(keys, which, strict=True)), tuple(groups), data, at)


def _numbers(code: str, data: bytes) -> array[int]:
    numbers = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@lru_cache(maxsize=64)
def reference(number: int) -> Reference:
    """The words of the entry with that number."""
    from ospo_policy.parsers.licences.words import grams

    known = index()
    entry = known.entries[number]
    start = known.base + entry.offset
    raw = zlib.decompress(known.data[start : start + entry.packed])
    numbers = _numbers("H", raw[entry.length :])
    return Reference(numbers, raw[: entry.length], unique(grams(numbers)))


def unique(runs: list[int]) -> dict[int, int]:
    """Each run of words that occurs exactly once, to its place."""
    places = dict(zip(runs, range(len(runs)), strict=True))
    if len(places) == len(runs):
        return places
    first = dict(zip(reversed(runs), range(len(runs) - 1, -1, -1), strict=True))
    return {run: place for run, place in places.items() if first[run] == place}


def official_text(number: int) -> str:
    """The official text of an entry, "" where only its fingerprint ships."""
    known = index()
    entry = known.entries[number]
    start = known.base + entry.offset + entry.packed
    return zlib.decompress(known.data[start : start + entry.text]).decode() if entry.text else ""
