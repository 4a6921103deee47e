# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The paths of repositories, in the cheapest way that tells enough, and never again for a commit that is known.

Where rules look into a few folders only, those are listed, fifty repositories a request. Else all of a repository, with
one request: of REST, which tells sizes too, or of Git's own protocol, which costs nothing of the hour's limit and has no
limit of its own, where few requests are left or where REST has cut a listing off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ospo_policy.forges.git_listing import GitRefusedError
from ospo_policy.forges.github import addresses, told
from ospo_policy.forges.github.folders import FolderReader
from ospo_policy.forges.github.refusals import PartUnavailableError
from ospo_policy.forges.github.transport import Transport
from ospo_policy.model.facts import Entry, EntryKind, Tree
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.reach import reach
from ospo_policy.parsers.selection import select_all
from ospo_policy.ports.forges import KnownTree, Listed, ObjectCache

RESERVE = 10
"""Percent of an hour's requests that listings leave to what only REST tells, and to others with the same token."""
HOPELESS = 3
"""Refusals one after another from which on nothing more is asked through Git's protocol."""


class Paths(NamedTuple):
    """The paths of a repository; `of_folders` if only some folders were listed."""

    tree: KnownTree
    of_folders: bool = False


class TreeReader:
    """Lists repositories."""

    def __init__(self) -> None:
        self._folders = FolderReader()
        self._refusals = 0

    def read(
        self,
        transport: Transport,
        repositories: Sequence[Listed],
        needs: Needs,
        cache: ObjectCache,
        *,
        has_graphql: bool = True,
    ) -> dict[str, Paths | Message]:
        """The listing of each repository by its id, or why there is none. All are of one owner, and have a head."""
        if not needs.listing:
            return {listed.id: Paths(KnownTree(())) for listed in repositories}
        found: dict[str, Paths | Message] = {}
        for listed in repositories:
            known = self._known(listed, needs, cache)
            if known is not None:
                found[listed.id] = Paths(known)
        places = reach(needs.selectors) if has_graphql and not needs.tree else None
        if places is not None:
            left = [listed for listed in repositories if listed.id not in found]
            for id_, tree in self._folders.read(transport, left, places, cache).items():
                if not select_all(Tree(entry for entry, _ in tree.entries), sorted(needs.tree_with)):
                    found[id_] = Paths(tree, of_folders=True)
        left = [listed for listed in repositories if listed.id not in found]
        for number, listed in enumerate(left):
            found[listed.id] = self.whole(transport, listed, needs, cache, waiting=len(left) - number)
        return found

    def whole(
        self, transport: Transport, listed: Listed, needs: Needs, cache: ObjectCache, waiting: int = 1
    ) -> Paths | Message:
        """The whole listing of a repository, one of so many that are still to be listed."""
        known = self._known(listed, needs, cache)
        if known is not None:
            return Paths(known)
        by_git = self._by_git(transport, listed) if _is_scarce(transport, waiting) and not needs.sizes else None
        tree = by_git or self._cut(listed, cache) or _by_rest(transport, listed)
        if isinstance(tree, Message):
            return tree
        if tree.truncated and by_git is None:
            tree = _with_sizes(self._by_git(transport, listed), tree)
        cache.keep_tree(listed.head or "", tree)
        return Paths(tree)

    def _known(self, listed: Listed, needs: Needs, cache: ObjectCache) -> KnownTree | None:
        """A whole listing that was made before. One by Git lacks the sizes, and will not do where they count."""
        known = cache.tree(listed.head or "")
        if known is None or known.truncated:
            return None
        is_sized = all(entry.size is not None for entry, _ in known.entries if entry.kind is EntryKind.FILE)
        return known if is_sized or not needs.sizes else None

    def _cut(self, listed: Listed, cache: ObjectCache) -> KnownTree | None:
        """A listing that REST has cut off before, and would again."""
        known = cache.tree(listed.head or "")
        return known if known is not None and known.truncated else None

    def _by_git(self, transport: Transport, listed: Listed) -> KnownTree | None:
        """A listing through Git's protocol; None where that cannot be had, here or at all."""
        if self._refusals >= HOPELESS:
            return None
        try:
            tree = transport.tree_by_git(listed.owner, listed.name, listed.head or "")
        except GitRefusedError:
            self._refusals += 1
            return None
        self._refusals = 0
        return tree


def _is_scarce(transport: Transport, waiting: int) -> bool:
    """Whether so many requests more would leave too few of this hour's."""
    left = transport.left()
    return left is not None and left.remaining - waiting < left.limit * RESERVE // 100


def _with_sizes(whole: KnownTree | None, cut: KnownTree) -> KnownTree:
    """The whole listing, with the sizes that are told of the part; the part alone where that is all there is."""
    if whole is None:
        return cut
    sizes = {entry.path: entry.size for entry, _ in cut.entries}
    entries = tuple((entry._replace(size=sizes.get(entry.path)), oid) for entry, oid in whole.entries)
    return whole._replace(entries=entries)


def _by_rest(transport: Transport, listed: Listed) -> KnownTree | Message:
    """The listing of a commit, by the number of its repository; by its name where a server knows no numbers.

    Where a name has changed, GitHub leads on, and PyGithub follows without `recursive`.
    """
    path, number = f"git/trees/{listed.head}?recursive=1", told.number_of(listed.more)
    try:
        status, found = transport.rest(f"{addresses.repository(listed.owner, listed.name, number)}/{path}")
        if status == 404 and number is not None:
            status, found = transport.rest(f"{addresses.repository(listed.owner, listed.name)}/{path}")
    except PartUnavailableError as error:
        return error.message
    if status != 200 or not isinstance(found, dict) or not isinstance(found.get("tree"), list):
        return message("github.no-tree", status=status)
    entries = tuple(entry for one in found["tree"] if (entry := _entry(one)) is not None)
    return KnownTree(entries, truncated=found.get("truncated") is True)


def _entry(one: object) -> tuple[Entry, str] | None:
    """A path of GitHub's listing; folders are left out, as in Git."""
    if not isinstance(one, dict):
        return None
    kinds = {"blob": EntryKind.FILE, "commit": EntryKind.SUBMODULE}
    kind = EntryKind.SYMLINK if one.get("mode") == "120000" else kinds.get(str(one.get("type")))
    size = one.get("size")
    if kind is None or not isinstance(one.get("path"), str):
        return None
    return Entry(one["path"], kind, size if isinstance(size, int) else None), str(one.get("sha", ""))
