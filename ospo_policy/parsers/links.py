# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a link inside a repository leads: to a file, a folder, an anchor, or nowhere."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote

from ospo_policy.parsers.lazy_regex import LazyRegex

_SCHEME = LazyRegex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TEMPLATE = LazyRegex(r"\{\{|\{%|\$\{|<%|\{[A-Za-z_]+\}")
_LINE_ANCHOR = LazyRegex(r"l\d+(?:c\d+)?(?:-l?\d+(?:c\d+)?)?|top|readme(?:-ov-file)?|", re.IGNORECASE)
_FORGE_PAGES = frozenset(
    [
        "issues",
        "wiki",
        "wikis",
        "releases",
        "tags",
        "discussions",
        "actions",
        "pulls",
        "pull",
        "security",
        "projects",
        "compare",
        "commits",
        "commit",
        "blob",
        "tree",
        "raw",
        "edit",
        "labels",
        "milestones",
        "graphs",
        "network",
        "packages",
        "deployments",
        "fork",
        "stargazers",
        "contributors",
        "merge_requests",
        "pipelines",
        "boards",
        "-",
        "archive",
        "settings",
    ]
)


class Target(NamedTuple):
    """A place inside the repository; `path` is empty for the document itself."""

    path: str
    anchor: str


def resolve(document: str, target: str) -> Target | None:
    """The place that a link in a document names, or None for one that is not looked at.

    Addresses of the web, mail and telephone, and what templates fill in, are not looked at; nor are
    links relative to the forge's pages (`../../issues`). Raises `ValueError` for a link that leaves
    the repository otherwise.
    """
    target = target.strip()
    if not target or target.startswith("//") or _SCHEME.match(target) or _TEMPLATE.search(target):
        return None
    bare, _, anchor = target.partition("#")
    path = unquote(bare.partition("?")[0])
    if not path:
        return Target("", unquote(anchor))
    if path.startswith("/"):
        joined = posixpath.normpath(path.lstrip("/") or ".")
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(document), path))
    if joined.startswith(".."):
        rest = joined.lstrip("./").partition("/")[0]
        if rest in _FORGE_PAGES:
            return None
        raise ValueError(target)
    return Target("" if joined == document else joined, unquote(anchor))


def is_forge_anchor(anchor: str) -> bool:
    """Whether an anchor is one that the forge makes itself: `#L10`, `#top`, `#readme`."""
    return _LINE_ANCHOR.fullmatch(anchor) is not None


def fold_anchor(anchor: str) -> str:
    """An anchor as forges compare it."""
    return anchor.lower().removeprefix("user-content-")
