# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Git in memory, for test forges that are written to: the same objects and ids as Git's, branches, and pushes.

`tests/forges/test_git_objects.py` holds the ids and the packs against Git itself.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ospo_policy.forges.git_objects import TREE, Object, TreeEntry, object_id, tree_of
from tests.forges.gitlab_server.world import File

KINDS = {1: "commit", 2: "tree", 3: "blob"}
NONE = "0" * 40


class Person(NamedTuple):
    """A name and an address."""

    name: str
    email: str


class Made(NamedTuple):
    """A commit, read."""

    oid: str
    tree: str
    parents: tuple[str, ...]
    author: Person
    committer: Person
    moment: int
    message: str


@dataclass
class MemoryGit:
    """A repository: objects by id, branches by name."""

    objects: dict[str, Object] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)

    def add(self, thing: Object) -> str:
        oid = object_id(thing, NONE)
        self.objects[oid] = thing
        return oid

    def commit(
        self, files: Mapping[str, File], parents: Sequence[str], message: str, author: Person, moment: int,
        committer: Person | None = None,
    ) -> str:  # fmt: skip
        """A commit of these files and no others."""
        who = [f"{one.name} <{one.email}> {moment} +0000" for one in (author, committer or author)]
        lines = [f"tree {self._tree(files)}", *(f"parent {one}" for one in parents)]
        lines += [f"author {who[0]}", f"committer {who[1]}"]
        return self.add(Object("commit", ("\n".join(lines) + "\n\n" + message).encode()))

    def _tree(self, files: Mapping[str, File]) -> str:
        entries: list[TreeEntry] = []
        folders: dict[str, dict[str, File]] = {}
        for path, file in files.items():
            first, _, rest = path.partition("/")
            if rest:
                folders.setdefault(first, {})[rest] = file
            else:
                oid = file.oid if file.mode == "160000" else self.add(Object("blob", file.data))
                entries.append(TreeEntry(file.mode, first, oid))
        entries += [TreeEntry(TREE, name, self._tree(inside)) for name, inside in folders.items()]
        return self.add(tree_of(entries))

    def read(self, oid: str) -> Made:
        """A commit."""
        head, _, message = self.objects[oid].data.decode().partition("\n\n")
        lines = [line.partition(" ")[::2] for line in head.split("\n")]
        told = dict(lines)
        people = {role: told[role].rpartition("> ") for role in ("author", "committer")}
        names = {role: Person(*text[0].split(" <", 1)) for role, text in people.items()}
        moment = int(people["committer"][2].split()[0])
        parents = tuple(value for key, value in lines if key == "parent")
        return Made(oid, told["tree"], parents, names["author"], names["committer"], moment, message)

    def entries(self, tree: str) -> list[TreeEntry]:
        """What a folder holds."""
        data, found = self.objects[tree].data, []
        while data:
            head, _, data = data.partition(b"\0")
            mode, _, name = head.partition(b" ")
            found.append(TreeEntry(mode.decode(), name.decode(), data[:20].hex()))
            data = data[20:]
        return found

    def walk(self, tree: str, at: str = "") -> list[tuple[str, TreeEntry]]:
        """Everything below a folder, folders too, with its path."""
        found: list[tuple[str, TreeEntry]] = []
        for entry in self.entries(tree):
            path = f"{at}{entry.name}"
            found.append((path, entry))
            if entry.mode == TREE:
                found += self.walk(entry.oid, f"{path}/")
        return found

    def files(self, commit: str) -> dict[str, File]:
        """The files of a commit."""
        return {
            path: File(entry.oid.encode() if entry.mode == "160000" else self.objects[entry.oid].data, entry.mode)
            for path, entry in self.walk(self.read(commit).tree)
            if entry.mode != TREE
        }

    def log(self, head: str, without: str | None = None) -> list[Made]:
        """The commits of one that another does not hold, children first."""
        gone = set[str]() if without is None else {one.oid for one in self.log(without)}
        seen: dict[str, Made] = {}
        waiting = [head]
        while waiting:
            oid = waiting.pop(0)
            if oid not in seen and oid not in gone:
                seen[oid] = self.read(oid)
                waiting += seen[oid].parents
        return list(seen.values())

    def base(self, one: str, other: str) -> str | None:
        """Where two histories part."""
        theirs = {made.oid for made in self.log(other)}
        return next((made.oid for made in self.log(one) if made.oid in theirs), None)

    def changed(self, before: str | None, after: str) -> dict[str, str | None]:
        """The texts of files that differ, None for those that are gone."""
        old, new = (self.files(before) if before else {}), self.files(after)
        names = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
        return {name: new[name].data.decode() if name in new else None for name in names}

    def conflicts(self, base: str, head: str) -> bool:
        """Whether both sides have changed the same file to something else."""
        since = self.base(base, head)
        theirs, ours = self.changed(since, base), self.changed(since, head)
        return any(name in theirs and theirs[name] != text for name, text in ours.items())

    def merged(self, base: str, head: str) -> dict[str, File]:
        """The files of a merge without conflicts."""
        files = self.files(base)
        for name, text in self.changed(self.base(base, head), head).items():
            if text is None:
                files.pop(name, None)
            else:
                files[name] = self.files(head)[name]
        return files

    def receive(self, body: bytes, forbidden: Mapping[str, str]) -> tuple[bytes, str, str | None]:
        """A push, as `git receive-pack` takes it: its report, the branch, and where it stood; `forbidden` are refused."""
        length = int(body[:4], 16)
        command = body[4:length].partition(b"\0")[0].decode()
        assert body[length : length + 4] == b"0000"
        before, after, name = command.split()
        branch = name.removeprefix("refs/heads/")
        if after != NONE:
            self.objects.update(unpack(body[length + 4 :]))
        there = self.refs.get(branch)
        why = forbidden.get(branch)
        if why is None and (there or NONE) != before:
            why = "fetch first"
        if why is None and after == NONE:
            del self.refs[branch]
        elif why is None:
            self.files(after)  # everything that it speaks of is there
            self.refs[branch] = after
        lines = [b"unpack ok\n", f"ok {name}\n".encode() if why is None else f"ng {name} {why}\n".encode()]
        return b"".join(b"%04x" % (len(line) + 4) + line for line in lines) + b"0000", branch, there


def unpack(pack: bytes) -> dict[str, Object]:
    """The objects of a pack without deltas."""
    assert hashlib.sha1(pack[:-20], usedforsecurity=False).digest() == pack[-20:]
    assert pack[:8] == b"PACK\0\0\0\x02"
    count, at = int.from_bytes(pack[8:12], "big"), 12
    found: dict[str, Object] = {}
    for _ in range(count):
        byte = pack[at]
        kind, size, shift = (byte >> 4) & 7, byte & 15, 4
        at += 1
        while byte & 0x80:
            byte = pack[at]
            size |= (byte & 0x7F) << shift
            shift, at = shift + 7, at + 1
        engine = zlib.decompressobj()
        data = engine.decompress(pack[at:-20])
        at = len(pack) - 20 - len(engine.unused_data)
        assert len(data) == size
        thing = Object(KINDS[kind], data)
        found[object_id(thing, NONE)] = thing
    assert at == len(pack) - 20
    return found
