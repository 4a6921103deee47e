# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Selectors: the ways in which a need names paths of a tree.

A selector is a kind of community file (`readme`, `security`: its usual names and places in many
languages), one of the named sets below (`@...`), or a glob.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ospo_policy.model.facts import EntryKind, Tree
from ospo_policy.model.needs import Needs

BINARY_CANDIDATES = "@binary-candidates"
SECRET_CANDIDATES = "@secret-candidates"
LICENCE_STATEMENTS = "@licence-statements"
SOURCE_FILES = "@source-files"
MANIFESTS = "@manifests"


def select(tree: Tree, selector: str) -> tuple[str, ...]:
    """The paths of the tree that a selector names: best first for a kind, else in tree order."""
    if selector not in tree.selected:
        if selector.startswith("@"):
            tree.selected[selector] = tuple(_named_set(tree, selector))
        elif is_kind(selector):
            from ospo_policy.parsers.community_files import KINDS, find_all

            tree.selected |= dict.fromkeys(KINDS, ()) | find_all(tree.paths)
        else:
            from ospo_policy.parsers.regex import compile_glob

            tree.selected[selector] = tuple(compile_glob(selector).select(tree.paths))
    return tree.selected[selector]


def covers(tree: Tree, needs: Needs) -> bool:
    """Whether a listing holds all paths that a rule may look at: one of some folders alone may not."""
    if tree.only is None:
        return True
    return not needs.tree and needs.selectors <= tree.only and not select_all(tree, needs.tree_with)


def is_kind(selector: str) -> bool:
    """Whether a selector is a kind of community file."""
    from ospo_policy.parsers.community_files import KINDS

    return selector in KINDS


def select_all(tree: Tree, selectors: Iterable[str]) -> tuple[str, ...]:
    """The paths that any of the selectors names, in the selectors' order, each once."""
    found = (path for selector in selectors for path in select(tree, selector))
    return tuple(dict.fromkeys(found))


def _named_set(tree: Tree, selector: str) -> Iterable[str]:
    """The paths of a named set. Links and submodules have no content of their own."""
    wanted: Callable[[str], object]
    if selector == BINARY_CANDIDATES:
        from ospo_policy.parsers.magic import is_candidate as wanted
    elif selector == SECRET_CANDIDATES:
        from ospo_policy.parsers.secret_files import candidate as wanted
    elif selector == LICENCE_STATEMENTS:
        from ospo_policy.parsers.licences.statements import is_candidate as wanted
    elif selector == SOURCE_FILES:
        from ospo_policy.parsers.licences.statements import is_source as wanted
    elif selector == MANIFESTS:
        from ospo_policy.parsers.ecosystems import manifest_at as wanted
    else:
        raise KeyError(selector)
    return (e.path for e in tree.entries if e.kind is EntryKind.FILE and wanted(e.path))
