# SPDX[-]FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bill of licences of a repository: which licence its files and its metadata name."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable

from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.facts import EntryKind, Known, Unseen
from ospo_policy.model.licence import Bill, BilledFile, LicenceStatement
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.licences import expressions
from ospo_policy.parsers.licences.declared import declared
from ospo_policy.parsers.licences.identify import identify
from ospo_policy.parsers.licences.statements import headers, statements
from ospo_policy.parsers.selection import LICENCE_STATEMENTS
from ospo_policy.parsers.text import decode

MAX_BYTES = 50_000_000
TOP = 5_000
"""Bytes of a file that headers are looked for in."""


def bill(path: str) -> Bill:
    """The bill of the repository at a path. Raises `UnreadableError`."""
    repository = open_repository(path)
    facts = repository.collect(Needs(tree=True, contents=frozenset({"licence", LICENCE_STATEMENTS})), profile="", now=0)
    assert not isinstance(facts.tree, Unseen)
    texts = {name: fact.value.text for name, fact in facts.contents.items() if isinstance(fact, Known)}
    paths = [entry.path for entry in facts.tree.value.entries if entry.kind is EntryKind.FILE]
    files, left_out = [], []
    for name, data in repository.data(paths, MAX_BYTES):
        if data is None:
            left_out.append(name)
        else:
            files.append(_file(name, data, texts.get(name)))
    commit = facts.commit.value if isinstance(facts.commit, Known) else ""
    own = {_stem(name): text for name, text in texts.items() if _stem(name).startswith("LicenseRef-")}
    return Bill(facts.name, commit, declared(texts), tuple(files), tuple(left_out), own)


def _stem(path: str) -> str:
    return re.sub(r"(?i)\.(?:txt|md|rst|html?)$", "", posixpath.basename(path))


def _file(path: str, data: bytes, text: str | None) -> BilledFile:
    decoded = decode(data[:TOP])
    top = decoded.text if decoded else ""
    found = _ids(headers(path, top))
    if text is not None:
        found += [match.id for match in identify(text, path).matches if not match.is_exception]
        found += [_stem(path)] if _stem(path).startswith("LicenseRef-") else []
        found += _ids(one for one in statements(path, text) if one.scope != "part")
    holders = tuple(dict.fromkeys(" ".join(line.split())[:200] for line in _COPYRIGHT.findall(top)))
    return BilledFile(path, hashlib.sha1(data, usedforsecurity=False).hexdigest(), tuple(dict.fromkeys(found)), holders)


_COPYRIGHT = re.compile(
    r"(?mi)^.{0,20}?((?:SPDX[-]FileCopyrightText:|Copyright \(c\)|Copyright \u00a9|Copyright \d{4}|\u00a9)[^\n]{1,200})"
)


def _ids(said: Iterable[LicenceStatement]) -> list[str]:
    return [id_ for one in said for id_ in expressions.ids(one.expression)]
