# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The description templates that projects have from their groups, and from the whole instance.

A group names one of its projects, and an administrator one for the instance; of these, GitLab offers the templates for
issues and merge requests in every project below, from the nearest group up, beside the project's own
(ee/lib/gitlab/custom_file_templates.rb). Templates for licences and other files are offered to who makes such a file,
and are in no project before that: they count for nothing here. Nor do `.gitlab-profile` and the like, which show a page
of the group itself.

What the instance gives is told to administrators. But any project tells the names of all templates that it offers:
those that are neither its own nor its groups' come from the instance, or from a project of templates that is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

from ospo_policy.forges.gitlab import rest
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.forges.texts import content
from ospo_policy.model.facts import NOT_ASKED, Content, Entry, Fact, History, Known, Repository, Tree
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.selection import select_all
from ospo_policy.ports.forges import Listed, ObjectCache

FOLDERS = {"issues": ".gitlab/issue_templates", "merge_requests": ".gitlab/merge_request_templates"}
"""Of each type of template, as REST names it."""
MAX_PROBES = 20
"""Groups of which a project is asked for all its templates, where the instance gives some."""
MAX_TEMPLATES = 200
_NAME = re.compile(r"[^/\x00-\x1f\x7f]{1,200}")

Read: TypeAlias = Callable[[Listed, Needs, ObjectCache, int], Repository | Message]
"""Reads the facts of one project."""
Find: TypeAlias = Callable[[str], Listed | None]
"""A project by its number."""


class Templates(NamedTuple):
    """Templates by path: the id of each file, or a digest of its text, and the texts that were read."""

    source: str
    ids: Mapping[str, str] = {}
    texts: Mapping[str, Fact[Content]] = {}


class Inherited:
    """What the projects of one GitLab inherit."""

    def __init__(self, transport: Transport, find: Find, read: Read) -> None:
        self._transport, self._find, self._read = transport, find, read
        self._numbers: dict[str, str | None] = {}
        """The project of templates of each group, by path."""
        self._complete: set[str] = set()
        """Groups whose descendants are known."""
        self._read_once: dict[str, Templates | None] = {}
        self._beyond: dict[str, Templates] = {}
        """What no group that is seen explains, by the owner of the project that offers it."""
        self._probes = 0
        self._merged: dict[str, Templates] = {}
        self.roots: list[str] = []
        """The groups that were listed."""

    def of(
        self, repositories: Sequence[Listed], needs: Needs, cache: ObjectCache, now: int
    ) -> Iterator[tuple[Listed, Repository]]:
        """What the owners of the repositories inherit."""
        wanted = needs._replace(sizes=False, heads=frozenset(), fields=frozenset(), history=frozenset(), reuse=False)
        for owner, one in sorted(_one_of_each(repositories).items()):
            if owner not in self._merged:
                groups = [number for path in _upwards(owner) if (number := self._number(path)) is not None]
                each = (self._templates(number, wanted, cache, now) for number in dict.fromkeys(groups))
                found = [some for some in each if some is not None]
                found += self._from_beyond(owner, one, found, wanted, cache, now)
                self._merged[owner] = _merged(found)
            if self._merged[owner].ids:
                yield _as_repository(owner, one, self._merged[owner], now)

    def _number(self, group: str) -> str | None:
        """The project of templates of a group; those of all groups below a listed one are asked for together."""
        root = next((root for root in self.roots if group.startswith(f"{root}/")), None)
        if group not in self._numbers and root is not None and root not in self._complete:
            self._complete.add(root)
            self._numbers |= self._asked(lambda: rest.below(self._transport, root))
        if group not in self._numbers:
            found = self._asked(lambda: {group: rest.file_templates(self._transport, group)})
            self._numbers[group] = found.get(group)
        return self._numbers[group]

    def _asked(self, ask: Callable[[], dict[str, str | None]]) -> dict[str, str | None]:
        try:
            return ask()
        except (RefusedError, TooHeavyError):  # a user, or a group that is not shown
            return {}

    def _templates(self, number: str, needs: Needs, cache: ObjectCache, now: int) -> Templates | None:
        """Those of a project, which is read once."""
        if number not in self._read_once:
            try:
                listed = self._find(number)
            except (RefusedError, TooHeavyError):
                listed = None
            facts = self._read(listed, needs, cache, now) if listed is not None else None
            self._read_once[number] = _in_project(facts) if isinstance(facts, Repository) else None
        return self._read_once[number]

    def _from_beyond(
        self, owner: str, one: Listed, found: Sequence[Templates], needs: Needs, cache: ObjectCache, now: int
    ) -> list[Templates]:
        """What a project offers that is neither its own nor of a group that is seen."""
        known = next((self._beyond[path] for path in _upwards(owner) if path in self._beyond), None)
        if known is not None:
            return [known]
        if self._probes >= MAX_PROBES:
            return []
        self._probes += 1
        offered = self._offered(one.native_id)
        left = {path: name for path, name in offered.items() if not any(path in some.ids for some in found)}
        if left and one.head:
            own = self._read(one, needs._replace(contents=frozenset()), cache, now)
            own_tree = own.tree if isinstance(own, Repository) else NOT_ASKED
            left = {
                path: name for path, name in left.items() if isinstance(own_tree, Known) and path not in own_tree.value
            }
        if not left:  # what the whole instance gives, every project offers: there is none
            self._probes = MAX_PROBES
            return []
        self._beyond[owner] = self._from_instance(one.native_id, left, needs)
        return [self._beyond[owner]]

    def _offered(self, number: str) -> dict[str, tuple[str, str]]:
        """The templates that a project offers: type and name of each, by path."""
        found: dict[str, tuple[str, str]] = {}
        for type_, folder in FOLDERS.items():
            try:
                listed = self._transport.pages(f"/projects/{number}/templates/{type_}", MAX_TEMPLATES // 100)
            except (RefusedError, TooHeavyError):  # older servers do not know such types, and give none from elsewhere
                continue
            names = [str(one.get("name")) for one in listed if isinstance(one, dict)]
            found |= {f"{folder}/{name}.md": (type_, name) for name in names if _NAME.fullmatch(name)}
        return found

    def _from_instance(self, number: str, left: Mapping[str, tuple[str, str]], needs: Needs) -> Templates:
        wanted = set(select_all(Tree(map(Entry, left)), sorted(needs.contents)))
        texts: dict[str, Fact[Content]] = {}
        ids: dict[str, str] = {}
        for path, (type_, name) in sorted(left.items()):
            ids[path] = ""
            if path in wanted:
                text = self._text(f"/projects/{number}/templates/{type_}/{quote(name, safe='')}")
                texts[path] = content(path, text)
                ids[path] = sha256(text or b"").hexdigest()
        return Templates(self._transport.url, ids, texts)

    def _text(self, path: str) -> bytes | None:
        try:
            found = self._transport.get(path)
        except (RefusedError, TooHeavyError):
            return None
        text = found.get("content") if isinstance(found, dict) else None
        return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else None


def _one_of_each(repositories: Sequence[Listed]) -> dict[str, Listed]:
    """A repository of each owner, one with files where there is one."""
    found: dict[str, Listed] = {}
    for one in repositories:
        if one.owner not in found or (one.head and not found[one.owner].head):
            found[one.owner] = one
    return found


def _upwards(owner: str) -> Iterator[str]:
    """The owner and all groups above it, the nearest first."""
    while owner:
        yield owner
        owner = owner.rpartition("/")[0]


def _is_template(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return folder in FOLDERS.values() and name.endswith(".md")


def _in_project(facts: Repository) -> Templates:
    tree = facts.tree.value if isinstance(facts.tree, Known) else Tree(())
    paths = [path for path in tree.paths if _is_template(path)]
    commit = facts.commit.value if isinstance(facts.commit, Known) else ""
    texts = {path: facts.contents[path] for path in paths if path in facts.contents}
    return Templates(facts.id, dict.fromkeys(paths, commit), texts)


def _merged(found: Sequence[Templates]) -> Templates:
    """All of them; of two of the same name, the nearest."""
    ids: dict[str, str] = {}
    texts: dict[str, Fact[Content]] = {}
    for some in found:
        texts |= {path: text for path, text in some.texts.items() if path not in ids}
        ids |= {path: id_ for path, id_ in some.ids.items() if path not in ids}
    return Templates(", ".join(dict.fromkeys(some.source for some in found if some.ids)), ids, texts)


def _as_repository(owner: str, one: Listed, merged: Templates, now: int) -> tuple[Listed, Repository]:
    """The templates as if they were files of a repository, and how to know that they are as they were."""
    paths = sorted(merged.ids)
    head = sha256("\0".join(f"{path}\0{merged.ids[path]}" for path in paths).encode("utf-8", "surrogatepass"))
    listed = Listed(merged.source, one.forge, owner, "", "", merged.source, head.hexdigest(), {})
    tree = Known(Tree(map(Entry, paths)))
    history = History(NOT_ASKED, NOT_ASKED, NOT_ASKED)
    facts = Repository(merged.source, "", NOT_ASKED, tree, merged.texts, {}, {}, history, now=now)
    return listed, facts
