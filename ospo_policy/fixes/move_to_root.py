# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`move-to-root`: a file that stands in a folder, where one reader does not look, stands at the root.

Under the name that the rule gives. Links that begin at the folder are written anew, where they are plain; where one is not, nothing
is proposed.
"""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from ospo_policy.fixes.common import Whole, edited, find, label, tree_of, whole
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Safety
from ospo_policy.parsers.outline import outline
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

_LINK = re.compile(r"(\]\()([^()\s#]+)")


class Params(NamedTuple):
    """The kind of file, and its name at the root."""

    kind: FileKind
    name: str


def needs(params: Params) -> Needs:
    """The listing and the file."""
    return Needs(tree=True, contents=frozenset({params.kind}))


def repair(params: Params, broken: Broken) -> Outcome:
    """The file at the root, and no longer in its folder."""
    facts, tree = broken.facts, tree_of(broken.facts)
    paths = [path for path in find(facts, (params.kind,)) if path.rpartition(".")[2] == params.name.rpartition(".")[2]]
    if tree is None or "/" in params.name or params.name in tree:
        return Unable(message("fix.name-taken", path=params.name))
    if not paths:
        return Unable(message("fix.no-file", files=label((params.kind,))))
    found = whole(facts, paths[0])
    text = _with_links(found) if isinstance(found, Whole) else found
    return Unable(text) if isinstance(text, Message) else edited(broken, {paths[0]: None, params.name: text})


def _with_links(found: Whole) -> str | Message:
    """The text with links as they are from the root."""
    folder = posixpath.dirname(found.path)
    relative = {
        link.target
        for link in outline(found.path, found.text).links
        if not re.match(r"[a-zA-Z][\w+.-]*:|//|[#/]", link.target)
    }
    if not folder or not relative:
        return found.text
    seen: set[str] = set()

    def moved(match: re.Match[str]) -> str:
        target = match[2]
        if target not in {one.partition("#")[0] for one in relative}:
            return match[0]
        seen.add(target)
        return match[1] + posixpath.normpath(posixpath.join(folder, target))

    text = _LINK.sub(moved, found.text)
    left = {one.partition("#")[0] for one in relative} - seen
    return message("fix.move.links", path=found.path, link=min(left)) if left else text


FIX = FixType("move-to-root", Params, needs, repair, safety=Safety.SAFE)
