# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a link inside a repository leads: to a file, a folder, an anchor, or nowhere."""

from __future__ import annotations

import posixpath
import re
import unicodedata
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


_BRANCHES = frozenset(("main", "master", "head", "develop", "dev", "trunk", "stable", "gh-pages"))
"""`../main/LICENSE` leads to a branch where the forge shows the file under `.../blob/BRANCH/`."""
_OWN_ANCHOR = LazyRegex(r"\{:? {0,3}#([\w:.-]{1,200})")
_HYPHENS = LazyRegex(r"-{2,}")


class Target(NamedTuple):
    """A place inside the repository; `path` is empty for the document itself."""

    path: str
    anchor: str


def resolve(document: str, target: str) -> Target | None:
    """The place that a link in a document names, or None for one that is not looked at.

    Addresses of the web, mail and telephone, and what templates fill in, are not looked at; nor are
    links relative to the forge's pages (`../../issues`), to another branch or another repository.
    Raises `ValueError` for a link that leaves the repository otherwise.
    """
    target = target.strip()
    if not target or target.startswith("//") or _SCHEME.match(target) or _TEMPLATE.search(unquote(target)):
        return None
    bare, _, anchor = target.partition("#")
    path = unquote(bare.partition("?")[0])
    if not path:
        return Target("", unquote(anchor))
    if path.startswith("/"):
        joined = posixpath.normpath(path.lstrip("/") or ".")
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(document), path))
    steps = joined.split("/")
    up = steps.count("..")
    if up:
        if _is_on_forge(up, steps[up:]):
            return None
        raise ValueError(target)
    # Issues and requests show their template below a page of their own, whatever its folder.
    if (steps[0] in _FORGE_PAGES or path.startswith("/")) and _is_template(document):
        return None
    return Target("" if joined == document else joined, unquote(anchor))


def _is_on_forge(up: int, rest: list[str]) -> bool:
    """Whether a path that leaves the root, that many steps up, leads to a page of the forge.

    A forge shows the root under `OWNER/REPOSITORY/blob/BRANCH/`: one step up are the branches, two
    steps up is the repository's own page, above it are the owner's other repositories.
    """
    if up > 2 or not rest:
        return up >= 2
    return rest[0] in _FORGE_PAGES or (up == 1 and rest[0].lower() in _BRANCHES)


def _is_template(document: str) -> bool:
    from ospo_policy.parsers.community_files import classify

    return classify(document) in ("issue-template", "request-template")


def is_forge_anchor(anchor: str) -> bool:
    """Whether an anchor is one that the forge makes itself: `#L10`, `#top`, `#readme`."""
    return _LINE_ANCHOR.fullmatch(anchor) is not None


def fold_anchor(anchor: str) -> str:
    """An anchor as it is compared here: what GitHub, GitLab or Forgejo would tell apart is the same.

    They differ on hyphens in a row and at the ends, and on the marks that follow an emoji.
    """
    anchor = anchor.lower().removeprefix("user-content-")
    if not anchor.isascii():
        anchor = "".join(char for char in anchor if not unicodedata.category(char).startswith("M"))
    return _HYPHENS.sub("-", anchor).strip("-")


def own_anchors(text: str) -> list[str]:
    """The ids that headings give themselves, for generators of documentation: `## Title {#mine}`."""
    return _OWN_ANCHOR.findall(text)
