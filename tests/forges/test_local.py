# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The local reader on real repositories: whatever form they come in, it tells what is there, and runs nothing."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ospo_policy.checks import secret_files
from ospo_policy.forges.local import reader, sources
from ospo_policy.forges.local.git import Git, GitError
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.errors import UnreadableError, UsageError
from ospo_policy.model.facts import Entry, EntryKind, Fact, Known, Repository, Tag, Tree, Unseen
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.selection import BINARY_CANDIDATES, SECRET_CANDIDATES
from tests.support.repositories import build, git, signing, write_files

NOW = 1_795_392_000  # 2026-11-23
HISTORY = frozenset(("tags", "last_commit", "sign_off"))
ALL = Needs(
    tree=True,
    contents=frozenset(("**/*.md", "*.txt")),
    heads=frozenset((BINARY_CANDIDATES, SECRET_CANDIDATES)),
    history=HISTORY,
)
NAMES = [
    "-rf", "--help", ":(top)colon", "a:b", "a b", " leading", "trailing ", "tab\there", "line\nfeed", "\u202egnirts",
    "é.md", "e\u0301.md", "*", "[a].md", 'quote".md', "back\\slash", "HEAD", "latin-\udce9", "deep/er/file.md",
]  # fmt: skip
FILES: dict[str, Any] = {
    "README.md": "# Title\r\n\r\nBonjour\r\n",
    "notes.txt": {"encoding": ["Été à la mairie", "cp1252"]},
    "docs/README.md": {"symlink": "../README.md"},
    "tool": {"base64": "f0VMRgIBAQA="},
    "run.sh": {"executable": "#!/bin/sh\n"},
    "empty.md": "",
    "big.txt": {"repeat": ["0123456789abcdef", 100_000]},
    "src/a/b/c.py": "",
    ".github/workflows/ci.yml": "on: push\n",
}


def collect(folder: Path | str, needs: Needs = ALL, revision: str | None = None) -> Repository:
    return open_repository(str(folder), revision).collect(needs, "", NOW)


def known(fact: Fact[Any]) -> Any:
    assert isinstance(fact, Known), fact
    return fact.value


def reason(fact: Fact[Any]) -> str:
    assert isinstance(fact, Unseen), fact
    return fact.reason.key


def tree_of(folder: Path | str, revision: str | None = None, *, sizes: bool = False) -> Tree:
    tree = known(collect(folder, Needs(tree=True, sizes=sizes), revision).tree)
    assert isinstance(tree, Tree)
    return tree


def paths(folder: Path | str, revision: str | None = None) -> list[str]:
    return list(tree_of(folder, revision).paths)


def texts(folder: Path | str, *selectors: str, revision: str | None = None) -> dict[str, str]:
    """Path to text, or to why it is unseen."""
    facts = collect(folder, Needs(tree=True, contents=frozenset(selectors)), revision).contents
    return {path: fact.value.text if isinstance(fact, Known) else fact.reason.key for path, fact in facts.items()}


def as_bare(work: Path) -> Path:
    bare = work.with_name("bare.git")
    git(work.parent, "clone", "--quiet", "--bare", str(work), str(bare))
    return bare


def as_plain(work: Path) -> Path:
    plain = work.with_name("plain")
    git(work, "checkout-index", "--all", f"--prefix={plain}/")
    return plain


# The contract of every form


def four_forms(work: Path) -> dict[str, tuple[Path, str | None]]:
    return {
        "work tree": (work, None),
        "bare repository": (as_bare(work), None),
        "revision": (work, "HEAD"),
        "plain folder": (as_plain(work), None),
    }


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
@pytest.mark.parametrize(
    ("files", "needs"),
    [
        (FILES, ALL),
        ({name: f"# {number}\n" for number, name in enumerate(NAMES)}, ALL._replace(contents=frozenset(("readme",)))),
    ],
    ids=["usual", "odd names"],
)
def test_every_form_of_a_repository_tells_the_same(
    tmp_path: Path, files: dict[str, Any], needs: Needs, object_format: str
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    git(work, "init", "--quiet", f"--object-format={object_format}", "--initial-branch=main")
    build(work, files)

    read = {form: collect(folder, needs, revision) for form, (folder, revision) in four_forms(work).items()}
    first = read["work tree"]

    assert list(known(first.tree).paths) == sorted(files, key=os.fsencode)
    for form, other in read.items():
        assert list(known(other.tree).entries) == list(known(first.tree).entries), form
        assert other.contents == first.contents, form
        assert other.heads == first.heads, form
        if form != "plain folder":
            assert other.commit == first.commit, form
            assert other.history == first.history, form


@pytest.mark.parametrize("name", ["latin-\udce9.md", "line\nREADME.md"])
def test_an_odd_name_does_not_disturb_globs(tmp_path: Path, name: str) -> None:
    work = build(tmp_path / "work", {name: "odd", "a.md": "a"})

    assert texts(work, "*.md") == {name: "odd", "a.md": "a"}


def test_sizes_are_the_same_in_every_form(tmp_path: Path) -> None:
    work = build(tmp_path / "work", FILES)

    read = [list(tree_of(folder, revision, sizes=True).entries) for folder, revision in four_forms(work).values()]

    assert read[0] == read[1] == read[2] == read[3]
    assert {entry.path: entry.size for entry in read[0]}["big.txt"] == 1_600_000


def test_a_long_text_is_known_up_to_its_limit_in_every_form(tmp_path: Path) -> None:
    work = build(tmp_path / "work", FILES)

    for folder, revision in four_forms(work).values():
        content = known(collect(folder, ALL, revision).contents["big.txt"])
        assert content.truncated
        assert len(content.text) == reader.MAX_TEXT_BYTES


def test_a_subfolder_is_read_alone_in_a_work_tree_and_at_a_revision(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "top", "part/README.md": "part", "part/a/b.md": "b"})

    for revision in (None, "HEAD"):
        assert paths(work / "part", revision) == ["README.md", "a/b.md"]
        assert texts(work / "part", "README.md", revision=revision) == {"README.md": "part"}
    assert known(collect(work / "part", Needs(tree=True)).commit) == git(work, "rev-parse", "HEAD")


def test_without_a_path_the_whole_work_tree_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = build(tmp_path / "work", {"README.md": "top", "part/a.md": "a"})
    monkeypatch.chdir(work / "part")

    assert list(known(open_repository(None).collect(ALL, "", NOW).tree).paths) == ["README.md", "part/a.md"]


# What belongs to the tree


def test_untracked_files_count_and_ignored_ones_do_not(tmp_path: Path) -> None:
    work = build(
        tmp_path / "work",
        {".gitignore": "*.log\n", "new.md": "x", "a.log": "x", "kept.log": "x", "local": "x"},
        {"untracked": ["new.md", "a.log", "local"], "ignore": ["local"]},
    )

    assert paths(work) == [".gitignore", "kept.log", "new.md"]


def test_a_deleted_file_is_gone_and_still_in_the_commit(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "x", "LICENSE": "x", "a/b": "x"})
    (work / "LICENSE").unlink()
    (work / "a/b").unlink()
    (work / "a").rmdir()
    (work / "a").symlink_to("/etc")

    assert [(e.path, e.kind) for e in tree_of(work).entries] == [
        ("README.md", EntryKind.FILE),
        ("a", EntryKind.SYMLINK),
    ]
    assert paths(work, "HEAD") == ["LICENSE", "README.md", "a/b"]


def test_a_conflict_lists_its_file_once(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "x\n"})
    git(work, "checkout", "--quiet", "-b", "other")
    (work / "README.md").write_text("other\n")
    git(work, "commit", "--quiet", "-am", "Other")
    git(work, "checkout", "--quiet", "main")
    (work / "README.md").write_text("main\n")
    git(work, "commit", "--quiet", "-am", "Main")
    with pytest.raises(subprocess.CalledProcessError):
        git(work, "merge", "other")

    assert paths(work) == ["README.md"]
    assert "<<<<<<<" in texts(work, "README.md")["README.md"]


def test_submodules_and_repositories_inside_are_entries_without_content(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "x", "lib": {"submodule": "1" * 40}})
    build(work / "inner", {"README.md": "inner"})

    entries = {entry.path: entry for entry in tree_of(work, sizes=True).entries}

    assert entries["lib"] == Entry("lib", EntryKind.SUBMODULE)
    assert entries["inner"] == Entry("inner", EntryKind.SUBMODULE)
    assert texts(work, "lib", "inner") == {"lib": "unseen.submodule", "inner": "unseen.submodule"}
    assert texts(work, "lib", revision="HEAD") == {"lib": "unseen.submodule"}


def test_a_checked_out_submodule_is_a_repository_of_its_own(tmp_path: Path) -> None:
    library = build(tmp_path / "library", {"README.md": "library"})
    work = build(tmp_path / "work", {"README.md": "x"})
    git(work, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(library), "lib")

    assert paths(work) == [".gitmodules", "README.md", "lib"]
    assert texts(work / "lib", "README.md") == {"README.md": "library"}


def test_a_linked_work_tree_is_read(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "x"})
    git(work, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "linked"))
    (tmp_path / "linked/new.md").write_text("new")

    assert paths(tmp_path / "linked") == ["README.md", "new.md"]
    assert isinstance(collect(tmp_path / "linked").history.last_commit, Known)


def test_a_sparse_checkout_tells_what_the_repository_holds(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "top", "docs/a.md": "docs", "src/tool": {"base64": "f0VMRgIBAQA="}})
    expected = collect(work, ALL._replace(sizes=True))
    git(work, "sparse-checkout", "set", "--cone", "--sparse-index", "other")
    assert not (work / "docs").exists()

    found = collect(work, ALL._replace(sizes=True))

    assert list(known(found.tree).entries) == list(known(expected.tree).entries)
    assert found.contents == expected.contents
    assert found.heads == expected.heads


def test_a_link_that_a_sparse_checkout_leaves_out_is_followed(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "top", "docs/a.md": {"symlink": "../README.md"}})
    git(work, "sparse-checkout", "set", "--cone", "other")

    assert texts(work, "docs/a.md") == {"docs/a.md": "top"}


def test_what_lfs_exchanges_is_read_as_the_repository_has_it(tmp_path: Path) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 2000000\n"
    work = build(tmp_path / "work", {".gitattributes": "*.bin filter=lfs diff=lfs -text\n", "a.bin": pointer})
    (work / "a.bin").write_bytes(b"\x7fELF" + b"x" * 2_000_000)

    for revision in (None, "HEAD"):
        found = collect(work, ALL._replace(sizes=True), revision)
        assert known(found.tree).get("a.bin") == Entry("a.bin", size=len(pointer))
        assert known(found.heads["a.bin"]) == pointer.encode()


def test_line_ends_that_git_converts_make_no_difference_to_texts(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "a\nb\n"})
    git(work, "config", "core.autocrlf", "true")
    (work / "README.md").unlink()
    git(work, "checkout", "--quiet", "--", "README.md")
    assert b"\r\n" in (work / "README.md").read_bytes()

    assert texts(work, "README.md") == texts(work, "README.md", revision="HEAD") == {"README.md": "a\nb\n"}


# Links, pipes and what may not be read


@pytest.mark.parametrize("revision", [None, "HEAD"])
def test_links_are_followed_inside_and_nowhere_else(tmp_path: Path, revision: str | None) -> None:
    (tmp_path / "outside.md").write_text("outside")
    links = {
        "absolute.md": "/etc/passwd", "up.md": "../outside.md", "gone.md": "nothing", "self.md": "self.md",
        "one.md": "two.md", "two.md": "one.md", "folder.md": "docs", "through.md": "way/a.md", "way": "docs",
        "good.md": "docs/a.md", "chain.md": "good.md", "home.md": "~/x", "git.md": ".git/config",
    }  # fmt: skip
    files = {name: {"symlink": target} for name, target in links.items()}
    work = build(tmp_path / "work", {"docs/a.md": "inside", **files})

    found = texts(work, "*.md", revision=revision)

    assert found.pop("good.md") == found.pop("chain.md") == "inside"
    assert {found.pop(name) for name in ("self.md", "one.md", "two.md")} == {"unseen.link-loop"}
    assert set(found.values()) == {"unseen.link-outside"}


def test_a_folder_swapped_for_a_link_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.md").write_text("outside")
    work = build(tmp_path / "work", {"README.md": "x", "docs/a.md": "inside"})
    repository = open_repository(str(work))
    repository.collect(ALL, "", NOW)
    (work / "docs/a.md").unlink()
    (work / "docs").rmdir()
    (work / "docs").symlink_to(tmp_path / "outside")

    assert repository.text("docs/a.md") is None


def test_pipes_and_sockets_hold_nothing_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = build(tmp_path / "work", {"README.md": "x", "tracked.md": "x"})
    plain = build(tmp_path / "plain", {"README.md": "x"}, {"tracked": False})
    (work / "tracked.md").unlink()
    os.mkfifo(work / "tracked.md")
    for folder in (work, plain):
        os.mkfifo(folder / "pipe.md")
        monkeypatch.chdir(folder)
        with socket.socket(socket.AF_UNIX) as connection:
            connection.bind("socket.md")

    assert paths(work) == ["README.md", "tracked.md"]
    assert texts(work, "*.md") == {"README.md": "x", "tracked.md": "unseen.unreadable"}
    assert paths(plain) == ["README.md"]


needs_a_user = pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")


@needs_a_user
@pytest.mark.parametrize("tracked", [True, False])
def test_what_may_not_be_read_is_unseen_and_not_absent(tmp_path: Path, tracked: bool) -> None:
    folder = build(tmp_path / "a", {"README.md": "x", "secret.md": "x", "shut/a.md": "x"}, {"tracked": tracked})
    (folder / "secret.md").chmod(0)
    (folder / "shut").chmod(0)
    try:
        found = texts(folder, "**/*.md")
        tree = tree_of(folder)
    finally:
        (folder / "shut").chmod(0o700)

    assert found["secret.md"] == "unseen.unreadable"
    assert found.get("shut/a.md", "unseen.unreadable") == "unseen.unreadable"
    assert isinstance(tree.incomplete, Message)
    assert str(tree.incomplete.arguments["path"]) == "shut/"


@needs_a_user
def test_a_folder_that_may_not_be_opened_is_unreadable(tmp_path: Path) -> None:
    tmp_path.joinpath("shut").mkdir(mode=0)

    with pytest.raises(UnreadableError) as caught:
        open_repository(str(tmp_path / "shut"))

    assert caught.value.message.key == "path.unreadable"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_another_users_repository_is_read(tmp_path: Path) -> None:
    work = build(tmp_path / "work", FILES)
    bare = as_bare(work)
    for folder in (work, bare):
        for place, _, names in os.walk(folder):
            for name in (".", *names):
                os.chown(os.path.join(place, name), 12_345, 12_345, follow_symlinks=False)

    assert paths(work) == paths(bare) == sorted(FILES)


def test_long_plain_folders_say_that_they_are_incomplete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_PLAIN_FILES", 2)
    plain = build(tmp_path / "plain", {"a": "", "b": "", "c": ""}, {"tracked": False})

    tree = tree_of(plain)

    assert len(tree) == 2
    assert tree.incomplete is not None


def test_what_is_above_a_limit_is_unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_TEXTS", 1)
    monkeypatch.setattr(reader, "MAX_HEADS", 1)
    work = build(tmp_path / "work", {"a.md": "a", "b.md": "b", "tool": "x", "tool2": "y"})

    assert texts(work, "*.md") == {"a.md": "a", "b.md": "unseen.too-many-texts"}
    heads = collect(work).heads
    assert known(heads["tool"]) == b"x"
    assert reason(heads["tool2"]) == "unseen.too-many-heads"


def test_secrets_are_read_further_than_others_but_not_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MAX_SECRETS_BYTES", 3 * reader.SECRET_HEAD_BYTES)
    long = {"repeat": ["0123456789abcdef", 20_000]}
    work = build(tmp_path / "work", {"tool": long, "a/.env": long, "b/.env": long, "c/.env": long, "d/.env": long})

    for revision in (None, "HEAD"):
        heads = collect(work, ALL, revision).heads
        assert len(known(heads["tool"])) == reader.HEAD_BYTES
        assert len(known(heads["a/.env"])) == reader.SECRET_HEAD_BYTES
        assert reason(heads["d/.env"]) == "unseen.too-many-heads"


def test_the_check_on_secrets_knows_how_far_they_are_read() -> None:
    assert secret_files.HEAD_BYTES == reader.SECRET_HEAD_BYTES


# Hostile repositories


def hostile(work: Path, mark: Path) -> None:
    """Every way known to us in which a repository's own configuration names a program."""
    program = f"touch {mark}"
    hook = f"#!/bin/sh\n{program}\n"
    for name in ("post-index-change", "fsmonitor-watchman", "post-checkout", "pre-commit", "reference-transaction"):
        write_files(work / ".git/hooks", {name: {"executable": hook}})
    config = work / ".git/config"
    config.write_text(
        config.read_text()
        + f"""
[core]
    fsmonitor = {program}
    pager = {program}
    editor = {program}
    sshCommand = {program}
    askPass = {program}
    gitProxy = {program}
    alternateRefsCommand = {program}
    untrackedCache = true
    hooksPath = {work}/.git/hooks
[alias]
    ls-files = "!{program}"
    rev-parse = "!{program}"
[log]
    showSignature = true
[i18n]
    logOutputEncoding = UTF-16
[gpg]
    program = {program}
    format = openpgp
[gpg "ssh"]
    program = {program}
[credential]
    helper = "!{program}"
[filter "evil"]
    clean = {program}
    smudge = {program}
    process = {program}
    required = true
[diff "evil"]
    textconv = {program}
    command = {program}
[diff]
    external = {program}
[trailer "sign"]
    key = "Signed-off-by: "
    command = {program}
[uploadpack]
    packObjectsHook = {program}
"""
    )


def test_a_hostile_configuration_starts_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "PWNED"
    work = build(
        tmp_path / "work",
        {".gitattributes": "* filter=evil diff=evil\n", "README.md": "x", "tool": "x"},
        {"signed_tags": ["v1"], "commits": [{"message": "A\n\nSigned-off-by: Ada Exemple <ada@example.org>"}]},
    )
    git(work, *signing(work), "commit", "--quiet", "-S", "--allow-empty", "-m", "Signed")
    hostile(work, mark)
    (work / "README.md").write_text("changed")

    for revision in (None, "HEAD", "v1"):
        found = collect(work, ALL._replace(sizes=True), revision)
        assert list(known(found.tree).paths) == [".gitattributes", "README.md", "tool"]
        assert known(found.history.tags) == (Tag("v1", 1_768_478_400, signed=True),)
        assert known(found.history.sign_off)[1] >= 1
    assert not mark.exists()


def test_what_a_partial_clone_lacks_is_unseen_and_never_fetched(tmp_path: Path) -> None:
    mark = tmp_path / "PWNED"
    origin = build(tmp_path / "origin", {"README.md": "x", "tool": "y"})
    git(origin, "config", "uploadpack.allowFilter", "true")
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", origin.as_uri(), str(bare))
    git(bare, "config", "remote.origin.uploadpack", f"touch {mark};")
    git(bare, "config", "remote.origin.url", f"ext::touch {mark}")
    git(bare, "config", "protocol.ext.allow", "always")

    found = collect(bare, ALL._replace(sizes=True))

    assert [(e.path, e.size) for e in known(found.tree).entries] == [("README.md", None), ("tool", None)]
    assert reason(found.contents["README.md"]) == "unseen.unreadable"
    assert reason(found.heads["tool"]) == "unseen.unreadable"
    assert not mark.exists()


def test_a_work_tree_that_looks_like_a_bare_repository_is_a_work_tree(tmp_path: Path) -> None:
    disguised = {"HEAD": "ref: refs/heads/main\n", "objects/x": "", "refs/x": "", "config": "[core]\n\tbare = true\n"}
    work = build(tmp_path / "work", {"README.md": "x", **disguised})

    assert "README.md" in paths(work)


def test_replaced_objects_are_read_as_they_were(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "true"})
    old = git(work, "rev-parse", "HEAD")
    (work / "README.md").write_text("false")
    git(work, "commit", "--quiet", "-am", "False")
    git(work, "replace", old, "HEAD")

    assert texts(work, "README.md", revision=old) == {"README.md": "true"}


def test_the_environment_of_a_hook_does_not_lead_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = build(tmp_path / "other", {"OTHER.md": "x"})
    work = build(tmp_path / "work", {"README.md": "x"})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    monkeypatch.setenv("GIT_COMMON_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.bare")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")

    for revision in (None, "HEAD"):
        assert paths(work, revision) == ["README.md"]


def test_a_broken_repository_is_unreadable_and_says_why(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "x"})
    (work / ".git/index").write_bytes(b"no index")

    with pytest.raises(UnreadableError) as caught:
        collect(work)

    assert caught.value.message.key == "git.failed"
    assert "index" in str(caught.value.message.arguments["detail"])


def test_an_object_that_is_broken_is_unseen(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "x", "a.md": "a"})
    name = git(work, "rev-parse", "HEAD:README.md")
    broken = work / ".git/objects" / name[:2] / name[2:]
    broken.chmod(0o600)
    broken.write_bytes(b"broken")

    assert texts(work, "README.md", revision="HEAD") == {"README.md": "unseen.unreadable"}


def test_a_commit_whose_tree_is_lost_is_unreadable(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "x"})
    name = git(work, "rev-parse", "HEAD^{tree}")
    (work / ".git/objects" / name[:2] / name[2:]).unlink()

    with pytest.raises(UnreadableError) as caught:
        collect(work, Needs(tree=True, sizes=True), "HEAD")

    assert caught.value.message.key == "git.failed"


def test_a_blob_is_read_past_its_limit_without_losing_the_next(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"a": {"repeat": ["0123456789abcdef", 300_000]}, "b": "next"})
    names = [git(work, "rev-parse", f"HEAD:{path}") for path in ("a", "b")]

    first, none, folder, last = Git(str(work)).blobs([names[0], "0" * 40, "HEAD^{tree}", names[1]], 4)

    assert first is not None
    assert last is not None
    assert (first.data, first.truncated) == (b"0123", True)
    assert none is folder is None
    assert (last.data, last.truncated) == (b"next", False)


# Opening


def refused(error: type[Exception], act: Callable[[], object]) -> str:
    with pytest.raises(error) as caught:
        act()
    assert isinstance(caught.value, UnreadableError | UsageError)
    return caught.value.message.key


def test_empty_repositories_and_folders_hold_nothing_to_check(tmp_path: Path) -> None:
    for name, words in {"work": [], "bare": ["--bare"]}.items():
        (tmp_path / name).mkdir()
        git(tmp_path / name, "init", "--quiet", *words)
    (tmp_path / "plain").mkdir()

    assert refused(UnreadableError, lambda: collect(tmp_path / "work")) == "empty.repository"
    assert refused(UnreadableError, lambda: collect(tmp_path / "bare")) == "git.empty"
    assert refused(UnreadableError, lambda: collect(tmp_path / "work", ALL, "HEAD")) == "git.empty"
    assert refused(UnreadableError, lambda: collect(tmp_path / "plain")) == "empty.repository"


def test_a_commit_without_any_file_holds_nothing_to_check(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {})

    assert refused(UnreadableError, lambda: collect(work, ALL, "HEAD")) == "empty.repository"


def test_before_the_first_commit_files_are_known_and_history_is_not(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    git(tmp_path / "work", "init", "--quiet")
    (tmp_path / "work/README.md").write_text("x")

    found = collect(tmp_path / "work")

    assert list(known(found.tree).paths) == ["README.md"]
    assert reason(found.commit) == reason(found.history.tags) == "git.no-commit"


def test_a_plain_folder_has_no_commit_and_no_history(tmp_path: Path) -> None:
    found = collect(build(tmp_path / "plain", {"README.md": "x"}, {"tracked": False}))

    assert reason(found.commit) == reason(found.history.last_commit) == "unseen.no-git"


@pytest.mark.parametrize(
    ("revision", "key"),
    [
        ("nowhere", "git.unknown-revision"),
        ("--all", "git.unknown-revision"),
        ("", "git.unknown-revision"),
        ("HEAD:README.md", "git.unknown-revision"),
        ("f" * 40, "git.unknown-revision"),
    ],
)
def test_an_unknown_revision_is_a_mistake_of_the_command(tmp_path: Path, revision: str, key: str) -> None:
    work = build(tmp_path / "work", {"README.md": "x"})

    assert refused(UsageError, lambda: open_repository(str(work), revision)) == key


def test_a_revision_needs_a_repository(tmp_path: Path) -> None:
    assert refused(UsageError, lambda: open_repository(str(tmp_path), "HEAD")) == "path.no-git-for-revision"


def test_a_path_must_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert refused(UsageError, lambda: open_repository(str(tmp_path / "file"))) == "path.not-folder"
    assert refused(UsageError, lambda: open_repository(str(tmp_path / "gone"))) == "path.absent"


def test_branches_tags_and_a_detached_head_are_revisions(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "old"}, {"tags": ["v1"], "lightweight_tags": ["light"]})
    first = git(work, "rev-parse", "HEAD")
    (work / "README.md").write_text("new")
    git(work, "commit", "--quiet", "-am", "New")

    for revision in ("v1", "light", first, first[:8], "HEAD~1", "main~1"):
        assert texts(work, "README.md", revision=revision) == {"README.md": "old"}
        assert known(collect(work, ALL, revision).commit) == first
    git(work, "checkout", "--quiet", first)
    assert texts(work, "README.md") == {"README.md": "old"}
    assert known(collect(work).commit) == first


def test_without_git_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = build(tmp_path / "work", {"README.md": "x"})
    monkeypatch.setenv("PATH", str(tmp_path))

    assert refused(UnreadableError, lambda: collect(work)) == "git.absent"


# History


def test_tags_come_with_dates_and_signatures_the_latest_last(tmp_path: Path) -> None:
    work = build(
        tmp_path / "work",
        {"README.md": "x"},
        {
            "tags": [
                {"name": "v1.9.0", "date": "2026-03-01T00:00:00Z"},
                {"name": "v0", "date": "2026-02-01T00:00:00Z"},
            ],
            "signed_tags": [{"name": "v1.10.0", "date": "2026-03-01T00:00:00Z"}],
            "lightweight_tags": ["été", "nightly"],
        },
    )
    git(work, "tag", "blob", "HEAD:README.md")

    tags = known(collect(work).history.tags)

    assert [(tag.name, tag.signed) for tag in tags] == [
        ("blob", False),
        ("nightly", False),
        ("été", False),
        ("v0", False),
        ("v1.9.0", False),
        ("v1.10.0", True),
    ]
    assert [tag.date for tag in tags][:2] == [None, 1_768_478_400]
    assert tags[-1].date == 1_772_323_200


def test_a_signed_commit_or_its_words_do_not_sign_a_tag(tmp_path: Path) -> None:
    block = "A\n\n-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----"
    work = build(tmp_path / "work", {"README.md": "x"}, {"commits": [{"message": block}], "lightweight_tags": ["a"]})
    git(work, *signing(work), "commit", "--quiet", "-S", "--allow-empty", "-m", "Signed")
    git(work, "tag", "b")

    assert [tag.signed for tag in known(collect(work).history.tags)] == [False, False]


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (["A"], (0, 1)),
        (["A\n\nSigned-off-by: Ada Exemple <ada@example.org>"], (1, 1)),
        (["A\n\nSigned-off-by: Ada <ADA@example.ORG>\nReviewed-by: X <x@y.z>"], (1, 1)),
        (["A\n\nSigned-off-by: Other <other@example.org>"], (0, 1)),
        (["A\n\nSigned-off-by: O <o@x.org>\nSigned-off-by: Ada <ada@example.org>", "B", "C"], (1, 3)),
        (["A says\n\nSigned-off-by: Ada <ada@example.org>\n\nin its text and not at its end"], (0, 1)),
        (["A\x1e\x01\n\nSigned-off-by: Ada <ada@example.org>", "\x1e\x1e"], (1, 2)),
    ],
)
def test_sign_offs_are_by_the_author_or_committer(
    tmp_path: Path, messages: list[str], expected: tuple[int, int]
) -> None:
    work = build(tmp_path / "work", {"README.md": "x"}, {"commits": [{"message": text} for text in messages]})

    assert known(collect(work).history.sign_off) == expected


def test_merges_are_not_asked_to_be_signed_off(tmp_path: Path) -> None:
    signed = "X\n\nSigned-off-by: Ada <ada@example.org>"
    work = build(tmp_path / "work", {"README.md": "x"}, {"commits": [{"message": signed}]})
    git(work, "checkout", "--quiet", "-b", "other")
    git(work, "commit", "--quiet", "--allow-empty", "-m", signed)
    git(work, "checkout", "--quiet", "main")
    git(work, "merge", "--quiet", "--no-ff", "-m", "Merge", "other")

    assert known(collect(work).history.sign_off) == (2, 2)


def test_a_shallow_clone_tells_its_last_commit_and_leaves_the_rest_unseen(tmp_path: Path) -> None:
    commits = [{"message": f"{n}", "date": f"2026-02-0{n}T00:00:00Z"} for n in (1, 2, 3)]
    about = {"commits": commits, "tags": ["v1"], "shallow": 1}
    without = collect(build(tmp_path / "without", {"README.md": "x"}, about)).history
    with_tags = collect(build(tmp_path / "with", {"README.md": "x"}, {**about, "shallow_tags": True})).history

    assert reason(without.tags) == "unseen.shallow-tags"
    assert reason(with_tags.tags) == "git.shallow-tags"
    for history in (without, with_tags):
        assert reason(history.sign_off) == "unseen.shallow-commits"
        assert known(history.last_commit) == 1_770_076_800


def test_a_shallow_clone_with_enough_commits_tells_of_sign_offs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ospo_policy.forges.local.history.SIGN_OFF_COMMITS", 2)
    about = {"commits": [{"message": "A"}, {"message": "B"}, {"message": "C"}], "shallow": 2}

    assert known(collect(build(tmp_path / "work", {"README.md": "x"}, about)).history.sign_off) == (0, 2)


def test_a_clone_made_without_tags_does_not_say_that_there_are_none(tmp_path: Path) -> None:
    origin = build(tmp_path / "origin", {"README.md": "x"}, {"tags": ["v1"]})
    git(tmp_path, "clone", "--quiet", "--no-tags", str(origin), "work")

    assert reason(collect(tmp_path / "work").history.tags) == "git.cloned-without-tags"


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    found = collect(build(tmp_path / "work", {"README.md": "x"}), Needs(tree=True, history=frozenset(("tags",))))

    assert found.contents == found.heads == {}
    assert known(found.history.tags) == ()
    assert reason(found.history.last_commit) == "unseen.not-asked"


def test_a_history_that_git_cannot_read_is_unseen(tmp_path: Path) -> None:
    work = build(tmp_path / "work", {"README.md": "x"}, {"commits": [{"message": "A"}, {"message": "B"}]})
    name = git(work, "rev-parse", "HEAD~1")
    (work / ".git/objects" / name[:2] / name[2:]).unlink()

    history = collect(work).history

    assert reason(history.sign_off) == "unseen.git"
    assert isinstance(history.last_commit, Known)


def test_a_command_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ospo_policy.forges.local.git.TIMEOUT_SECONDS", 0.2)
    slow = subprocess.Popen(["sleep", "60"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    with pytest.raises(GitError) as caught:
        Git.finish(slow)

    assert "no answer" in str(caught.value)
    assert slow.returncode is not None
