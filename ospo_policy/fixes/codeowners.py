# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`codeowners`: the CODEOWNERS file is where forges read it, and every line of it has an effect.

What is unambiguous is repaired: an extension is taken off the name (CODEOWNERS.md), an account gets the sign that it lacks (`ada` becomes
`@ada`), a path gets the case that it has in the tree. A line that has no effect, as its pattern matches no file or is of a sort that
forges do not know, becomes a comment. An owner that is neither account nor address is left to people.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import NamedTuple

from ospo_policy.fixes.common import Whole, edited, find, tree_of, whole
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.codeowners import FOLDERS, joined, matches_something, parse
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

MOST_ENTRIES = 2_000
_ACCOUNT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?(?:/[\w.-]{1,60})?")


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The listing and the file."""
    return Needs(tree=True, contents=frozenset({"codeowners", "codeowners-ignored"}))


def repair(_params: Params, broken: Broken) -> Outcome:
    """The file with its lines put right, under the name that forges read."""
    facts = broken.facts
    named = find(facts, ("codeowners", "codeowners-ignored"))
    read = next((path for folder in FOLDERS if (path := f"{folder}CODEOWNERS") in named), None)
    if not named:
        return Unable(message("fix.no-file", files=Message("file-kind.codeowners")))
    path = read or named[0]
    found = whole(facts, path)
    if isinstance(found, Message):
        return Unable(found)
    paths = _paths(facts)
    if read is None and not any(matches_something(entry.pattern, paths) for entry in parse(found.text).entries):
        return Unable(message("fix.codeowners.prose", path=path))
    text = _mended(found, facts)
    if isinstance(text, Message):
        return Unable(text)
    if read is not None:
        return edited(broken, {path: text})
    folder = posixpath.dirname(path)
    new = posixpath.join(folder if f"{folder}/" in FOLDERS or not folder else "", "CODEOWNERS")
    return edited(broken, {path: None, new: text})


def _paths(facts: Repository) -> str:
    tree = tree_of(facts)
    return joined(tree.paths) if tree is not None else ""


def _mended(found: Whole, facts: Repository) -> str | Message:
    """The text with its lines put right; or what only people can put right."""
    gitlab = found.path.startswith((".gitlab/", ".forgejo/", ".gitea/"))
    lines = found.text.split("\n")
    parsed = parse(found.text, gitlab=gitlab)
    if len(parsed.entries) > MOST_ENTRIES:
        return message("fix.too-long", path=found.path)
    for mistake in sorted(parsed.mistakes, key=lambda one: (one.line, -one.column)):
        line = lines[mistake.line - 1]
        if mistake.key == "codeowners.bad-owner":
            owner = str(mistake.arguments["owner"])
            right = _account(owner)
            if right is None:
                return message("fix.codeowners.owner", path=found.path, line=mistake.line, owner=owner)
            at = mistake.column - 1
            lines[mistake.line - 1] = line[:at] + right + line[at + len(owner) :]
        else:
            lines[mistake.line - 1] = f"# {line}"
    tree = tree_of(facts)
    if tree is not None and tree.incomplete is None:
        _effective(lines, gitlab, tree.paths)
    text = "\n".join(lines)
    if not parse(text, gitlab=gitlab).entries:
        return message("fix.codeowners.nothing", path=found.path)
    return text


def _account(owner: str) -> str | None:
    """The account that is meant."""
    bare = owner.strip(",;")
    plain = bare.lstrip("@")
    if bare != owner and (bare.startswith("@") or ("@" in bare and "." in bare.rpartition("@")[2])):
        return bare
    return f"@{plain}" if _ACCOUNT.fullmatch(plain) else None


def _effective(lines: list[str], gitlab: bool, paths: Iterable[str]) -> None:
    """Lines whose pattern matches no file get the case of a path, or become comments."""
    every = tuple(paths)
    text = joined(every)
    by_case: dict[str, set[str]] = {}
    for path in every:
        parts = path.split("/")
        for depth in range(1, min(len(parts), 12) + 1):
            way = "/".join(parts[:depth])
            by_case.setdefault(way.lower(), set()).add(way)
    for entry in parse("\n".join(lines), gitlab=gitlab).entries:
        if matches_something(entry.pattern, text):
            continue
        line = lines[entry.line - 1]
        named = by_case.get(entry.pattern.strip("/").lower(), set())
        if len(named) == 1 and not set(entry.pattern) & set("*?\\["):
            (right,) = named
            lines[entry.line - 1] = line.replace(entry.pattern.strip("/"), right, 1)
        else:
            lines[entry.line - 1] = f"# {line}"


FIX = FixType("codeowners", Params, needs, repair)
