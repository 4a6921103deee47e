# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which licences the files named, or the licence files of a repository, hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ospo_policy.model.errors import UsageError
from ospo_policy.model.facts import Content, Fact, Known, Unseen
from ospo_policy.model.licence import LicenceText, LookedAt, TextKind
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.selection import LICENCE_STATEMENTS, select_all

MAX_BYTES = 2_000_000
EVERYWHERE = tuple(
    f"**/{name}{ending}" for name in ("LICENSE", "LICENCE", "COPYING", "UNLICENSE") for ending in ("", ".*", "-*")
)


def look(paths: Iterable[str], *, everywhere: bool = False) -> list[LookedAt]:
    """Each file named, and for each folder the licence files of the repository that it is.

    Raises `UsageError` for a path that does not exist, `UnreadableError` for a repository that cannot be read.
    """
    seen: list[LookedAt] = []
    for path in paths or (".",):
        if os.path.isdir(path):
            seen += _repository(path, everywhere)
        elif os.path.exists(path):
            seen.append(_file(path))
        else:
            raise UsageError(message("licence.no-such-path", path=path))
    return seen


def _repository(path: str, everywhere: bool) -> Iterator[LookedAt]:
    from ospo_policy.forges.local.reader import open_repository
    from ospo_policy.parsers.licences.statements import statements

    selectors = frozenset(("licence", LICENCE_STATEMENTS, *(EVERYWHERE if everywhere else ())))
    facts = open_repository(path).collect(Needs(tree=True, contents=selectors), profile="", now=0)
    prefix = "" if path in (".", "./") else path.rstrip("/") + "/"
    assert not isinstance(facts.tree, Unseen)
    wanted = set(select_all(facts.tree.value, selectors - {LICENCE_STATEMENTS}))
    stated = tuple(
        one
        for name in select_all(facts.tree.value, (LICENCE_STATEMENTS,))
        if isinstance(content := facts.contents[name], Known)
        for one in statements(name, content.value.text)
    )
    for name in sorted(wanted, key=lambda name: (name.count("/"), name)):
        yield _looked(prefix + name, facts.contents[name])._replace(stated=stated)


def _file(path: str) -> LookedAt:
    from ospo_policy.parsers.text import decode

    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(message("licence.unreadable", path=path, reason=error.strerror or "?")) from error
    decoded = decode(data[:MAX_BYTES])
    if decoded is None:
        return LookedAt(path, None, reason=message("unseen.not-text", path=path))
    return _looked(path, Known(Content(path, decoded.text, truncated=len(data) > MAX_BYTES)))


def _looked(path: str, content: Fact[Content]) -> LookedAt:
    from ospo_policy.parsers.licences.identify import identify

    if isinstance(content, Unseen):
        return LookedAt(path, None, reason=content.reason)
    found = identify(content.value.text, path)
    if content.value.truncated and found.kind is TextKind.NONE:
        found = LicenceText(TextKind.UNKNOWN)
    return LookedAt(path, found, content.value.text)


def official(id_: str, language: str) -> str:
    """The official text of a licence, "" where the tool only has its fingerprint."""
    from ospo_policy.parsers.licences import catalogue, index

    wanted = {id_, *catalogue.variants(id_)}
    for entry in index.index().entries:
        if entry.kind != "notice" and entry.language == language and wanted & set(entry.ids) and entry.text:
            return index.official_text(entry.number)
    return ""
