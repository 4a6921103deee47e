# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commits made by hand are Git's own: the same ids, packs that it takes, and pushes that it refuses from elsewhere."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from ospo_policy.forges.git_objects import (
    TREE,
    NewTrees,
    Object,
    OddTreeError,
    TreeEntry,
    commit_of,
    object_id,
    push_body,
    refusal_of,
    tree_of,
)
from ospo_policy.ports.requests import Identity, StepRefusedError
from tests.forges.gitlab_server.world import File
from tests.forges.memory_git import MemoryGit, Person, unpack

WHO = Identity("ospo", "Office <of> the\nrest", "ospo@example.org")
FILES = {
    "README.md": "# Eau\n", "a": "x", "a.txt": "x", "a0": "x", "docs/é.md": "é", "docs/deep/er/x": "x", "lib/b/c": "1",
    "lib.txt": "lib", "lib-x": "2",
}  # fmt: skip


def git(folder: Path, *words: str, feed: bytes | None = None) -> bytes:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, input=feed).stdout


class Bare:
    """A real repository, to push to."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder = folder
        folder.mkdir()
        git(folder, "init", "-q", "--bare", f"--object-format={kind}", "--initial-branch=main")
        stream = [b"commit refs/heads/main\ncommitter a <a@x> 1 +0000\ndata 2\nx\n"]
        for path, text in FILES.items():
            mode = b"100755" if path == "a0" else b"100644"
            data = text.encode()
            stream.append(b"M %s inline %s\ndata %d\n%s\n" % (mode, path.encode(), len(data), data))
        stream.append(b"M 120000 inline link\ndata 1\na\n")
        git(folder, "fast-import", "--quiet", feed=b"".join(stream))
        self.head = git(folder, "rev-parse", "main").decode().strip()
        self.root = git(folder, "rev-parse", "main^{tree}").decode().strip()
        self.asked: list[str] = []

    def listing(self, tree: str) -> Sequence[TreeEntry]:
        self.asked.append(tree)
        found = []
        for line in git(self.folder, "ls-tree", "-z", tree).split(b"\0")[:-1]:
            about, _, name = line.partition(b"\t")
            mode, _, oid = about.decode().split()
            found.append(TreeEntry(mode.lstrip("0"), name.decode(), oid))
        return found

    def push(self, body: bytes) -> str | None:
        answer = git(self.folder, "receive-pack", "--stateless-rpc", ".", feed=body)
        return refusal_of(answer, "ours")

    def files(self, revision: str) -> dict[str, str]:
        names = git(self.folder, "ls-tree", "-r", "-z", "--name-only", revision).decode().split("\0")[:-1]
        return {name: git(self.folder, "show", f"{revision}:{name}").decode() for name in names}


@pytest.fixture(params=["sha1", "sha256"])
def bare(tmp_path: Path, request: pytest.FixtureRequest) -> Bare:
    return Bare(tmp_path / "eau.git", request.param)


def made(bare: Bare, *changes: Mapping[str, str | None]) -> tuple[NewTrees, str]:
    trees, tree, head = NewTrees(bare.listing, bare.head), bare.root, bare.head
    for number, files in enumerate(changes):
        tree = trees.changed(tree, files)
        head = trees.add(commit_of(tree, head, WHO, 1_795_600_000 + number, f"Change {number}\n\né\n"))
    return trees, head


def test_git_takes_what_is_made_by_hand(bare: Bare) -> None:
    first: dict[str, str | None] = {
        "SECURITY.md": "Écrivez\n",
        "docs/deep/er/y": "y",
        "a0": "new\n",
        "new/folder/z": "z",
    }
    second: dict[str, str | None] = {"lib/b/c": None, "docs/deep/er/x": None, "SECURITY.md": "Mieux\n"}
    trees, head = made(bare, first, second)
    assert bare.push(push_body("ours", None, head, trees.objects, bare.head)) is None
    git(bare.folder, "fsck", "--strict", "--no-dangling")
    gone = {"lib/b/c", "docs/deep/er/x"}
    wanted = {path: text for path, text in {**FILES, "link": "a", **first, **second}.items() if path not in gone}
    assert bare.files("ours") == wanted
    assert git(bare.folder, "ls-tree", "ours", "a0").startswith(b"100755")
    assert git(bare.folder, "rev-parse", "ours~2").decode().strip() == bare.head
    told = git(bare.folder, "log", "-1", "--format=%an|%ae|%cn|%ce|%ct|%B", "ours").decode()
    assert told.startswith(
        "Office of therest|ospo@example.org|Office of therest|ospo@example.org|1795600001|Change 1\n\né"
    )
    assert git(bare.folder, "rev-parse", "main:lib").decode().strip() in bare.asked
    assert len(bare.asked) == len(set(bare.asked)) == 6  # no folder twice, and none that nothing changes in


def test_git_moves_a_branch_only_from_where_it_was_seen(bare: Bare) -> None:
    trees, head = made(bare, {"x": "1"})
    assert bare.push(push_body("ours", None, head, trees.objects, bare.head)) is None
    other, later = made(bare, {"x": "2"})
    assert bare.push(push_body("ours", None, later, other.objects, bare.head)) is not None
    assert bare.push(push_body("ours", bare.head, later, other.objects, bare.head)) is not None
    assert git(bare.folder, "rev-parse", "ours").decode().strip() == head
    assert bare.push(push_body("ours", head, later, other.objects, bare.head)) is None  # forced, from there
    assert bare.push(push_body("ours", head, None, {}, bare.head)) is not None
    assert bare.push(push_body("ours", later, None, {}, bare.head)) is None
    assert git(bare.folder, "for-each-ref", "--format=%(refname)").decode().split() == ["refs/heads/main"]


def test_nothing_is_made_where_nothing_changes(bare: Bare) -> None:
    trees = NewTrees(bare.listing, bare.head)
    assert trees.changed(bare.root, {"README.md": "# Eau\n", "lib/b/gone": None}) == bare.root
    assert trees.changed(bare.root, {}) == bare.root


@pytest.mark.parametrize(
    "path",
    ["docs", "link", "README.md/x", "a//b", "../x", "x/../y", ".git/config", "x/.git", "", "/x", "/".join("x" * 60)],
)
def test_no_odd_path_is_written_to(bare: Bare, path: str) -> None:
    with pytest.raises(StepRefusedError):
        NewTrees(bare.listing, bare.head).changed(bare.root, {path: "text"})


def test_a_path_is_not_a_file_and_a_folder(bare: Bare) -> None:
    with pytest.raises(StepRefusedError):
        NewTrees(bare.listing, bare.head).changed(bare.root, {"new": "1", "new/one": "2"})


LIES: list[Callable[[list[TreeEntry]], list[TreeEntry]]] = [
    lambda found: found[:-1],
    lambda found: [*found, found[0]._replace(name="zz")],
    lambda found: [found[0]._replace(mode="100755"), *found[1:]],
    lambda _: [],
]


@pytest.mark.parametrize("lie", LIES, ids=range(len(LIES)))
@pytest.mark.parametrize("folder", ["", "docs"])
def test_a_listing_that_is_not_of_its_tree_is_not_believed(
    bare: Bare, lie: Callable[[list[TreeEntry]], list[TreeEntry]], folder: str
) -> None:
    tree = git(bare.folder, "rev-parse", f"main:{folder}").decode().strip()

    def listing(asked: str) -> Sequence[TreeEntry]:
        found = list(bare.listing(asked))
        return lie(found) if asked == tree else found

    with pytest.raises(OddTreeError):
        NewTrees(listing, bare.head).changed(bare.root, {"docs/new.md": "x"})


@pytest.mark.parametrize("answer", [b"", b"<html>", b"zzzz", b"0008unp", b"000eunpack ok\n0000", b"0005", b"\xff" * 30])
def test_what_is_no_report_of_a_push(answer: bytes) -> None:
    with pytest.raises(ValueError):
        refusal_of(answer, "ours")


def test_the_git_of_the_test_servers_is_gits(tmp_path: Path) -> None:
    """The same objects, and the same report to the same push."""
    bare, memory = Bare(tmp_path / "eau.git", "sha1"), MemoryGit()
    files = {path: File(text.encode(), "100755" if path == "a0" else "100644") for path, text in FILES.items()}
    files["link"] = File(b"a", "120000")
    memory.refs["main"] = memory.commit(files, (), "x", Person("a", "a@x"), 1)
    assert memory.read(memory.refs["main"]).tree == bare.root
    trees, head = made(bare, {"docs/new.md": "x"})
    body = push_body("ours", None, head, trees.objects, bare.head)
    memory.refs["ours"] = memory.refs["main"]
    report, branch, before = memory.receive(body, {})
    assert (branch, before, memory.refs["ours"]) == ("ours", memory.refs["main"], memory.refs["main"])
    assert refusal_of(report, "ours")
    assert unpack(body[int(body[:4], 16) + 4 :]) == trees.objects
    assert {object_id(one, bare.head) for one in trees.objects.values()} == set(trees.objects)


def test_an_empty_tree_has_its_famous_id() -> None:
    assert object_id(tree_of(()), "0" * 40) == "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    assert object_id(Object("blob", b"hello\n"), "0" * 40) == "ce013625030ba8dba906f756967f9e9ca394464a"
    assert TREE == "40000"
