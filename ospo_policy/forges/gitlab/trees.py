# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Listings of commits, many projects in one document, never for a commit that is known."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ospo_policy.forges.folders import key_of
from ospo_policy.forges.gitlab import queries, rest
from ospo_policy.forges.gitlab.bulk import Bulk
from ospo_policy.forges.gitlab.folders import read_folders
from ospo_policy.forges.gitlab.graph import Graph
from ospo_policy.forges.gitlab.told import nodes
from ospo_policy.forges.gitlab.transport import Transport
from ospo_policy.model.facts import Entry, EntryKind, Tree
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.reach import Reach, reach
from ospo_policy.parsers.selection import select_all
from ospo_policy.ports.forges import KnownTree, Listed, ObjectCache

MAX_ENTRIES = 100_000
MAX_PAGES_AT_ONCE = 16
MAX_SIZED = 2_000
"""Files of one repository whose sizes are asked for; the rest stays without one."""

Found = KnownTree | Message


class Listings(NamedTuple):
    """Listings by native id, or why there is none; `of_folders` are those of some folders alone."""

    found: dict[str, Found]
    of_folders: frozenset[str] = frozenset()


class _Job(NamedTuple):
    """A listing on its way: what is known, and the cursors of the pages that come next."""

    listed: Listed
    entries: tuple[tuple[Entry, str], ...] = ()
    pages: int = 0
    cursors: tuple[str | None, ...] = (None,)


class Ways(NamedTuple):
    """How listings are asked for: without `graph`, by REST."""

    graph: Graph | None
    bulk: Bulk
    transport: Transport


def read_trees(ways: Ways, repositories: Sequence[Listed], needs: Needs, cache: ObjectCache) -> Listings:
    """The listing of each repository's head, whole where it is small or where a rule may look anywhere."""
    places = reach(needs.selectors) if ways.graph is not None and not needs.tree else None
    partial = _known_in_part(repositories, places, needs, cache) if places is not None else {}
    left = [listed for listed in repositories if listed.native_id not in partial]
    found, jobs = _known(ways, left, cache)
    if ways.graph is not None and (len(jobs) > 1 or places is not None):
        jobs = _first_pages(ways.bulk, jobs, found, cache)
    if ways.graph is not None and places is not None:
        large = [job.listed for job in jobs if job.pages]
        read = read_folders(ways.graph, large, places, cache)
        partial |= {number: tree for number, tree in read.items() if _is_enough(tree, needs)}
        jobs = [job for job in jobs if job.listed.native_id not in partial]
    return Listings({**found, **_whole(ways, jobs, cache), **partial}, frozenset(partial))


def _known_in_part(
    repositories: Sequence[Listed], places: Reach, needs: Needs, cache: ObjectCache
) -> dict[str, KnownTree]:
    """Listings of some folders that were made before, of those that are not known as a whole."""
    found: dict[str, KnownTree] = {}
    for listed in repositories:
        head = listed.head or ""
        known = cache.tree(key_of(head, places)) if cache.tree(head) is None else None
        if known is not None and _is_enough(known, needs):
            found[listed.native_id] = known
    return found


def _is_enough(tree: KnownTree, needs: Needs) -> bool:
    """Whether no rule compares what is there with all other paths."""
    return not select_all(Tree(entry for entry, _ in tree.entries), sorted(needs.tree_with))


def _known(ways: Ways, repositories: Sequence[Listed], cache: ObjectCache) -> tuple[dict[str, Found], list[_Job]]:
    """What is known, or what REST tells; and what is to be asked for."""
    found: dict[str, Found] = {}
    jobs: list[_Job] = []
    for listed in repositories:
        known = cache.tree(listed.head or "")
        if known is not None:
            found[listed.native_id] = known
        elif ways.graph is None:
            tree = rest.tree(ways.transport, listed.native_id, listed.head or "")
            found[listed.native_id] = _kept(listed, tree, cache)
        else:
            jobs.append(_Job(listed))
    return found, jobs


def _whole(ways: Ways, jobs: list[_Job], cache: ObjectCache) -> dict[str, Found]:
    """Whole listings, a few pages of several projects at a time."""
    found: dict[str, Found] = {}
    while jobs and ways.graph is not None:
        asked = {job.listed.id.partition(":")[2]: job for job in jobs}
        jobs = []
        for answered in ways.graph.all([_question(job) for job in asked.values()]):
            job = asked[answered.question.project]
            after = answered.found if isinstance(answered.found, Message) else _read(job, answered.found)
            if isinstance(after, _Job):
                jobs.append(after)
                continue
            if after is None:  # very many submodules, or pages that do not follow on each other
                after = rest.tree(ways.transport, job.listed.native_id, job.listed.head or "")
            found[job.listed.native_id] = _kept(job.listed, after, cache)
    return found


def _first_pages(bulk: Bulk, jobs: Sequence[_Job], found: dict[str, Found], cache: ObjectCache) -> list[_Job]:
    """Put small listings into `found`, many at once; what is left to be asked of one project or another."""
    left = {job.listed.native_id: job for job in jobs}
    for number, told in bulk.ask(list(left), lambda _lacking: queries.FIRST_PAGE):
        repository, job = told.node.get("repository"), left[number]
        if told.failed or not isinstance(repository, dict) or _head(repository) != job.listed.head:
            continue  # asked by itself, at the commit that was listed
        after = _read(job, repository)
        if isinstance(after, _Job):
            left[number] = after
        elif isinstance(after, KnownTree):
            found[number] = _kept(job.listed, after, cache)
            del left[number]
    return list(left.values())


def _head(repository: Mapping[str, Any]) -> object:
    tree = repository.get("tree")
    commit = tree.get("lastCommit") if isinstance(tree, dict) else None
    return commit.get("sha") if isinstance(commit, dict) else None


def _kept(listed: Listed, tree: Found, cache: ObjectCache) -> Found:
    if isinstance(tree, KnownTree) and listed.head:
        cache.keep_tree(listed.head, tree)
    return tree


def _question(job: _Job) -> queries.Question:
    path = job.listed.id.partition(":")[2]
    return queries.tree(path, job.listed.head or "", job.cursors, submodules=job.pages == 0)


def _read(job: _Job, repository: Mapping[str, Any]) -> _Job | Found | None:
    """What is known after an answer: the whole listing, what to ask next, or None where REST must list it."""
    tree = repository.get("tree")
    if not isinstance(tree, dict):
        return message("gitlab.no-tree", id=job.listed.id)
    entries, pages, last = list(job.entries), job.pages, None
    if job.pages == 0:
        if _has_more(tree.get("submodules")):
            return None
        entries += [_entry(node, "160000") for node in nodes(tree.get("submodules"))]
    for at in range(len(job.cursors)):
        connection = tree.get(f"b{at}")
        info = connection.get("pageInfo") if isinstance(connection, dict) else None
        if not isinstance(info, dict):
            return message("gitlab.no-tree", id=job.listed.id)
        entries += [_entry(node, node.get("mode")) for node in nodes(connection)]
        pages, last = pages + 1, info
        if info.get("hasNextPage") is not True:
            return KnownTree(tuple(entries))
        if at + 1 < len(job.cursors) and info.get("endCursor") != job.cursors[at + 1]:
            return None
    if pages * queries.TREE_PAGE >= MAX_ENTRIES:
        return KnownTree(tuple(entries), truncated=True)
    end = str((last or {}).get("endCursor"))
    return _Job(job.listed, tuple(entries), pages, _following(end, pages))


def _has_more(connection: object) -> bool:
    info = connection.get("pageInfo") if isinstance(connection, dict) else None
    return isinstance(info, dict) and info.get("hasNextPage") is True


def _entry(node: Mapping[str, Any], mode: object) -> tuple[Entry, str]:
    return Entry(str(node.get("path")), rest.kind(mode)), str(node.get("sha"))


def _cursor(items: int) -> str:
    return base64.urlsafe_b64encode(str(items).encode()).decode().rstrip("=")


def _following(end: str, pages: int) -> tuple[str, ...]:
    """The next cursors. Those of lists are numbers of items: where the last one is, the ones after it are known."""
    if end != _cursor(pages * queries.TREE_PAGE):
        return (end,)
    more = min(2 * pages, MAX_PAGES_AT_ONCE)
    return tuple(_cursor((pages + at) * queries.TREE_PAGE) for at in range(more))


def read_sizes(graph: Graph, repositories: Mapping[str, Listed], trees: Listings, cache: ObjectCache) -> None:
    """Put the sizes of files into the listings that lack them."""
    questions: list[queries.Question] = []
    owners: dict[str, str] = {}
    for number, tree in trees.found.items():
        if isinstance(tree, Message):
            continue
        listed = repositories[number]
        path = listed.id.partition(":")[2]
        owners[path] = number
        lacking = [entry.path for entry, _ in tree.entries if entry.kind is EntryKind.FILE and entry.size is None]
        questions += [
            queries.blobs(path, listed.head or "", lacking[at : at + 100])
            for at in range(0, min(len(lacking), MAX_SIZED), 100)
        ]
    sizes: dict[str, dict[str, int]] = {}
    for answered in graph.all(questions):
        if isinstance(answered.found, Message):
            continue
        told = sizes.setdefault(owners[answered.question.project], {})
        for node in nodes(answered.found.get("blobs")):
            size = str(node.get("size"))  # a BigInt comes as text
            if size.isascii() and size.isdigit():
                told[str(node.get("path"))] = int(size)
    for number, told in sizes.items():
        tree = trees.found[number]
        assert isinstance(tree, KnownTree)
        entries = tuple((entry._replace(size=told.get(entry.path, entry.size)), oid) for entry, oid in tree.entries)
        sized = tree._replace(entries=entries)
        is_part = number in trees.of_folders  # which has another name in the cache
        trees.found[number] = sized if is_part else _kept(repositories[number], sized, cache)
