# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Listings through Git's own protocol: what Git itself would list, and nothing that a hostile answer could do."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ospo_policy.forges import git_listing
from ospo_policy.forges.git_http import pack
from ospo_policy.forges.git_listing import GitRefusedError, listing, pack_of, question
from ospo_policy.model.facts import Entry, EntryKind
from ospo_policy.ports.forges import KnownTree
from tests.forges.github_server.git_objects import FOLDER, Store
from tests.support.odd_files import ODD
from tests.support.repositories import build, git


def answer_of(folder: Path, commit: str) -> bytes:
    """What Git answers to our question over HTTP."""
    options = ("-c", "uploadpack.allowFilter=true", "-c", "uploadpack.allowAnySHA1InWant=true")
    command = ["git", *options, "upload-pack", "--stateless-rpc", str(folder)]
    environment = {**os.environ, "GIT_PROTOCOL": "version=2"}
    return subprocess.run(command, input=question(commit), capture_output=True, check=True, env=environment).stdout


def head_of(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    return build(tmp_path / "odd", ODD)


def in_pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


@pytest.mark.parametrize("size", [1, 5, 1 << 16])
def test_the_listing_is_gits_own(odd: Path, size: int) -> None:
    commit = head_of(odd)
    found = listing(commit, pack_of(in_pieces(answer_of(odd, commit), size)))
    lines = git(odd, "ls-tree", "-r", "-z", "HEAD").rstrip("\0").split("\0")
    assert [oid for _, oid in found.entries] == [line.split()[2] for line in lines]
    assert [entry.path for entry, _ in found.entries] == [line.partition("\t")[2] for line in lines]
    kinds = {entry.path: entry.kind for entry, _ in found.entries}
    assert (kinds["README.md"], kinds["vendored"]) == (EntryKind.SYMLINK, EntryKind.SUBMODULE)
    assert found.truncated is False


def test_no_file_comes_with_it(odd: Path) -> None:
    commit = head_of(odd)
    assert len(answer_of(odd, commit)) < 4_000  # the files are more than two megabytes


def test_of_an_old_commit_the_files_of_then(tmp_path: Path) -> None:
    folder = build(tmp_path / "r", {"old.txt": "x"})
    commit = head_of(folder)
    (folder / "new.txt").write_text("y")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "New")
    found = listing(commit, pack_of([answer_of(folder, commit)]))
    assert [entry.path for entry, _ in found.entries] == ["old.txt"]


Breaker = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "broken",
    [
        lambda _: b"",
        lambda _: b"000eERR no way",
        lambda _: b"<html>Sign in</html>",
        lambda _: b"-001",
        lambda _: b"0000",
        lambda good: good[: len(good) // 2],
        lambda good: good[:-30] + b"\0" * 30,
        lambda good: good.replace(b"PACK", b"KCAP"),
        lambda good: good[: good.index(b"PACK") - 5] + b"000b\x03alarm",
    ],
)
def test_what_is_no_pack_is_refused(odd: Path, broken: Breaker) -> None:
    commit = head_of(odd)
    with pytest.raises(GitRefusedError):
        listing(commit, pack_of([broken(answer_of(odd, commit))]))


def test_a_pack_without_the_commit_is_refused(odd: Path) -> None:
    with pytest.raises(GitRefusedError):
        listing("1" * 40, pack_of([answer_of(odd, head_of(odd))]))


def test_a_pack_that_does_not_end_is_left(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = head_of(odd)
    monkeypatch.setattr(git_listing, "MAX_PACK", 100)
    with pytest.raises(GitRefusedError, match="too long"):
        listing(commit, pack_of([answer_of(odd, commit)]))


def test_a_few_trees_that_stand_for_billions_of_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    tree = store.write_tree({"f": "x"})
    for _ in range(12):
        names = b"".join(b"%s %s\0%s" % (FOLDER.encode(), name, bytes.fromhex(tree)) for name in (b"a", b"b", b"c", b"d", b"e", b"f", b"g", b"h"))  # fmt: skip
        tree = store.write("tree", names)
    commit = store.write_commit(tree, (), "Bomb", 0)
    folder = tmp_path / "bomb.git"
    store.export(folder, {"refs/heads/main": commit}, "main")
    monkeypatch.setattr(git_listing, "MAX_ENTRIES", 2_000)
    found = listing(commit, pack_of([answer_of(folder, commit)]))
    assert (len(found.entries), found.truncated) == (2_000, True)


def test_without_git_there_is_no_listing(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = head_of(odd)
    answer = answer_of(odd, commit)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitRefusedError):
        listing(commit, pack_of([answer]))


def test_an_empty_commit_lists_nothing(tmp_path: Path) -> None:
    store = Store()
    commit = store.write_commit(store.write_tree({}), (), "Nothing", 0)
    folder = tmp_path / "empty.git"
    store.export(folder, {"refs/heads/main": commit}, "main")
    assert listing(commit, pack_of([answer_of(folder, commit)])) == KnownTree(())


def test_a_server_that_is_not_there_is_refused() -> None:
    with pytest.raises(GitRefusedError) as refused:
        list(pack("http://127.0.0.1:9/ville/p.git", "1" * 40, ("x-access-token", "very-secret")))
    assert "very-secret" not in f"{refused.value!r} {refused.value.__cause__!r}"
    assert refused.value.__suppress_context__


def test_an_entry_is_told_without_its_size(odd: Path) -> None:
    commit = head_of(odd)
    found = listing(commit, pack_of([answer_of(odd, commit)]))
    assert Entry("LICENSE") in [entry for entry, _ in found.entries]
