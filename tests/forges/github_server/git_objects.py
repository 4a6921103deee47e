# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Git's objects in memory, with Git's own ids: written from data, read from a repository on disk, written to disk."""

from __future__ import annotations

import hashlib
import subprocess
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

FILE, EXECUTABLE, SYMLINK, FOLDER, SUBMODULE = "100644", "100755", "120000", "40000", "160000"


class GitObject(NamedTuple):
    """An object: its id, its kind (blob, tree, commit, tag) and its bytes as Git hashes them."""

    oid: str
    kind: str
    data: bytes


class TreeEntry(NamedTuple):
    """An entry of one folder."""

    mode: str
    name: bytes
    oid: str

    @property
    def kind(self) -> str:
        """The kind of the object, in Git's word."""
        return {FOLDER: "tree", SUBMODULE: "commit"}.get(self.mode, "blob")


class File(NamedTuple):
    """A file to be written where its text alone does not tell all."""

    data: bytes
    mode: str = FILE


Files = Mapping[str, "str | bytes | File"]


class Store:
    """Every object of a world, once each: forks and copies share them, as on GitHub."""

    def __init__(self) -> None:
        self.objects: dict[str, GitObject] = {}
        self._entries: dict[str, tuple[TreeEntry, ...]] = {}

    def __getitem__(self, oid: str) -> GitObject:
        return self.objects[oid]

    def get(self, oid: str) -> GitObject | None:
        """The object, if it is there."""
        return self.objects.get(oid)

    def write(self, kind: str, data: bytes) -> str:
        """Keep an object; its id."""
        oid = hashlib.sha1(b"%s %d\0" % (kind.encode(), len(data)) + data, usedforsecurity=False).hexdigest()
        self.objects.setdefault(oid, GitObject(oid, kind, data))
        return oid

    def write_tree(self, files: Files) -> str:
        """Keep a tree of files by path; its id."""
        entries: list[TreeEntry] = []
        folders: dict[str, dict[str, str | bytes | File]] = {}
        for path, given in files.items():
            head, slash, rest = path.partition("/")
            if slash:
                folders.setdefault(head, {})[rest] = given
                continue
            file = given if isinstance(given, File) else File(given.encode() if isinstance(given, str) else given)
            oid = file.data.decode() if file.mode == SUBMODULE else self.write("blob", file.data)
            entries.append(TreeEntry(file.mode, _bytes(head), oid))
        entries += [TreeEntry(FOLDER, _bytes(name), self.write_tree(inside)) for name, inside in folders.items()]
        entries.sort(key=lambda entry: entry.name + (b"/" if entry.mode == FOLDER else b""))
        data = b"".join(b"%s %s\0%s" % (e.mode.encode(), e.name, bytes.fromhex(e.oid)) for e in entries)
        return self.write("tree", data)

    def write_commit(
        self,
        tree: str,
        parents: Iterable[str],
        message: str,
        date: int,
        person: str = "Ada <ada@example.org>",
        signature: str = "",
    ) -> str:
        """Keep a commit; its id."""
        lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
        lines += [f"author {person} {date} +0000", f"committer {person} {date} +0000"]
        lines += ["gpgsig " + signature.strip().replace("\n", "\n ")] if signature else []
        return self.write("commit", ("\n".join(lines) + f"\n\n{message}").encode())

    def write_tag(
        self, name: str, target: str, date: int, *, signed: bool = False, person: str = "Ada <ada@example.org>"
    ) -> str:
        """Keep an annotated tag; its id. The signature has the form of one, no more."""
        mark = "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n" if signed else ""
        head = f"object {target}\ntype {self[target].kind}\ntag {name}\ntagger {person} {date} +0000"
        return self.write("tag", f"{head}\n\n{name}\n{mark}".encode())

    def entries(self, oid: str) -> tuple[TreeEntry, ...]:
        """The entries of a tree."""
        found = self._entries.get(oid)
        if found is None:
            data, at, read = self[oid].data, 0, []
            while at < len(data):
                zero = data.index(b"\0", at)
                mode, _, name = data[at:zero].partition(b" ")
                read.append(TreeEntry(mode.decode(), name, data[zero + 1 : zero + 21].hex()))
                at = zero + 21
            found = self._entries[oid] = tuple(read)
        return found

    def walk(self, oid: str, prefix: bytes = b"") -> Iterable[tuple[bytes, TreeEntry]]:
        """Every path below a tree, folders before what they hold."""
        for entry in self.entries(oid):
            path = prefix + entry.name
            yield path, entry
            if entry.mode == FOLDER:
                yield from self.walk(entry.oid, path + b"/")

    def at(self, tree: str, path: bytes) -> TreeEntry | None:
        """What stands at a path below a tree; the tree itself for an empty path."""
        found = TreeEntry(FOLDER, b"", tree)
        for name in filter(None, path.split(b"/")):
            if found.mode != FOLDER:
                return None
            step = next((entry for entry in self.entries(found.oid) if entry.name == name), None)
            if step is None:
                return None
            found = step
        return found

    def peel(self, oid: str, kind: str) -> str | None:
        """The object of this kind that a tag, then a commit, leads to."""
        found = self.get(oid)
        while found is not None and found.kind != kind:
            onward = {"tag": b"object ", "commit": b"tree "}.get(found.kind, b"?")
            if not found.data.startswith(onward):
                return None
            found = self.get(found.data[len(onward) : len(onward) + 40].decode())
        return found.oid if found else None

    def reachable(self, roots: Iterable[str]) -> frozenset[str]:
        """Every object that these lead to."""
        queue, seen = list(roots), set[str]()
        while queue:
            oid = queue.pop()
            found = self.get(oid)
            if oid in seen or found is None:
                continue
            seen.add(oid)
            if found.kind == "tree":
                queue += [entry.oid for entry in self.entries(oid)]
            elif found.kind in {"commit", "tag"}:
                queue += [
                    line.split()[1] for line in headers(found) if line.startswith(("tree ", "parent ", "object "))
                ]
        return frozenset(seen)

    def load(self, folder: Path) -> dict[str, str]:
        """Keep every object of a repository on disk; its references with their ids, and HEAD's branch as `HEAD`."""
        run = ["git", "-C", str(folder)]
        listing = subprocess.run(
            [*run, "cat-file", "--batch", "--batch-all-objects"], check=True, capture_output=True
        ).stdout
        at = 0
        while at < len(listing):
            line_end = listing.index(b"\n", at)
            _, kind, size = listing[at:line_end].split()
            self.write(kind.decode(), listing[line_end + 1 : line_end + 1 + int(size)])
            at = line_end + 2 + int(size)
        refs = subprocess.run(
            [*run, "for-each-ref", "--format=%(refname) %(objectname)"], check=True, capture_output=True
        )
        found = dict(line.split() for line in refs.stdout.decode().splitlines())
        head = subprocess.run([*run, "symbolic-ref", "HEAD"], check=True, capture_output=True)
        return {**found, "HEAD": head.stdout.decode().strip()}

    def export(self, folder: Path, refs: Mapping[str, str], branch: str) -> None:
        """Write objects and references as a bare repository that Git reads."""
        (folder / "refs" / "heads").mkdir(parents=True)
        (folder / "HEAD").write_text(f"ref: refs/heads/{branch}\n")
        (folder / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
        for oid in self.reachable(refs.values()):
            found = self[oid]
            place = folder / "objects" / oid[:2] / oid[2:]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(zlib.compress(f"{found.kind} {len(found.data)}\0".encode() + found.data, 1))
        (folder / "objects").mkdir(exist_ok=True)
        (folder / "packed-refs").write_text("".join(f"{oid} {name}\n" for name, oid in sorted(refs.items())))


def headers(found: GitObject) -> list[str]:
    """The header lines of a commit or a tag."""
    return found.data.partition(b"\n\n")[0].decode("utf-8", "replace").split("\n")


def message(found: GitObject) -> str:
    """The message of a commit or a tag."""
    return found.data.partition(b"\n\n")[2].decode("utf-8", "replace")


def header(found: GitObject, name: str) -> str:
    """One header of a commit or a tag, or nothing."""
    return next((line[len(name) + 1 :] for line in headers(found) if line.startswith(name + " ")), "")


def person(found: GitObject, role: str) -> tuple[str, str, int]:
    """Name, e-mail and moment (in seconds since 1970) of an author, committer or tagger."""
    line = header(found, role)
    name, _, rest = line.partition(" <")
    email, _, moment = rest.partition("> ")
    return name, email, int(moment.split()[0]) if moment.split() else 0


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
