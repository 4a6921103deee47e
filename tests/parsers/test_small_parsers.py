# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text, patterns, CODEOWNERS, paths of values, links: the small readers, on odd input too."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ospo_policy.parsers import codeowners, links, structured
from ospo_policy.parsers.nearest import nearest
from ospo_policy.parsers.prose import prose
from ospo_policy.parsers.regex import PatternError, compile_glob, compile_pattern
from ospo_policy.parsers.text import decode
from ospo_policy.parsers.yaml_source import read
from tests.support.repositories import git


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("é".encode(), "é"),
        ("é".encode("latin-1"), "é"),
        ("\u20ac".encode("cp1252"), "€"),
        (b"\xef\xbb\xbfa", "a"),
        ("é".encode("utf-16"), "é"),
        ("é".encode("utf-32"), "é"),
        (b"a" * 70_000 + "é".encode()[:-1], "a" * 70_000),
        (b"", ""),
        (b"a\0b", None),
        (b"%PDF-1.7 text", None),
    ],
)
def test_bytes_become_text(data: bytes, text: str | None) -> None:
    found = decode(data)
    assert (found.text if found else None) == text


@given(st.binary(max_size=100))
def test_any_bytes_are_answered(data: bytes) -> None:
    found = decode(data)
    assert found is None or "\r" not in found.text


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("*.md", "a.md", True), ("*.md", "a/b.md", False), ("**/*.md", "a.md", True), ("**/*.md", "a/b/c.MD", True),
        ("docs/**", "docs/a/b", True), ("docs/**", "docsx", False), ("a?c", "abc", True), ("a?c", "a/c", False),
        ("{a,b}.txt", "b.txt", True), ("{a,b}.txt", "c.txt", False), ("[ab].txt", "a.txt", True), ("[!ab].txt", "a.txt", False),
        ("a,b", "a,b", True), ("a.b", "axb", False), ("[", "[", True), ("a(b)+", "a(b)+", True), ("été*", "été1", True),
    ],
)  # fmt: skip
def test_globs(glob: str, path: str, expected: bool) -> None:
    assert compile_glob(glob).matches(path) is expected
    assert (compile_glob(glob).select([path, "other"]) == [path]) is expected


@pytest.mark.parametrize("glob", ["{a", "a}", "{a,{b}"])
def test_a_malformed_glob_is_refused(glob: str) -> None:
    with pytest.raises(PatternError):
        compile_glob(glob)


@given(st.text("ab*?[]{}/.\\(|", max_size=12))
def test_any_glob_compiles_or_is_refused(glob: str) -> None:
    try:
        compile_glob(glob).matches("a/b")
    except PatternError:
        return


def test_places_are_counted_in_characters() -> None:
    assert compile_pattern("b+").search("éébb") == (2, 4)
    assert list(compile_pattern("^x$").find("x\ny\nx")) == [(0, 1), (4, 5)]


SEGMENT = st.sampled_from(["a", "b", "*", "**", "*.x", "a*", "?"])


@settings(max_examples=60, deadline=None)
@given(st.lists(SEGMENT, min_size=1, max_size=3), st.booleans(), st.booleans())
def test_patterns_of_codeowners_match_as_gitignore_does(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str], rooted: bool, folder: bool
) -> None:
    pattern = ("/" if rooted else "") + "/".join(parts) + ("/" if folder else "")
    paths = ["a/b/q.x", "b/a", "ab", "q.x", "b/b/b"]
    repository: Path = tmp_path_factory.mktemp("r")
    git(repository, "init", "--quiet")
    (repository / ".gitignore").write_text(pattern + "\n")
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"], cwd=repository, input="\n".join(paths), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert codeowners.matches_any(pattern, "\n".join(paths)) is bool(done.stdout.strip())


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("a", ("a",)), ("a.b", ("a", "b")), ("a[0].b", ("a", 0, "b")), ('a."b.c"', ("a", "b.c")), ("a['b c'].d", None),
        ("[1][2]", (1, 2)), ("", None), ("a..b", None), ("a.", ("a",)), ("a b.c", ("a b", "c")),
    ],
)  # fmt: skip
def test_paths_of_values(path: str, steps: tuple[str | int, ...] | None) -> None:
    assert structured.parse_path(path) == steps


@pytest.mark.parametrize(
    ("document", "target", "place"),
    [
        ("README.md", "https://x.example", None), ("README.md", "mailto:a@b.fr", None), ("README.md", "//x.example", None),
        ("README.md", "#a", ("", "a")), ("docs/a.md", "../b.md#c", ("b.md", "c")), ("docs/a.md", "/b.md", ("b.md", "")),
        ("README.md", "a%20b.md?plain=1", ("a b.md", "")), ("README.md", "../../issues", None), ("README.md", "{{ x }}", None),
        ("docs/a.md", "a.md", ("", "")), ("README.md", "./", (".", "")),
    ],
)  # fmt: skip
def test_where_links_lead(document: str, target: str, place: tuple[str, str] | None) -> None:
    assert links.resolve(document, target) == place


def test_a_link_above_the_root_leads_nowhere() -> None:
    with pytest.raises(ValueError, match=r"\.\./x"):
        links.resolve("README.md", "../x")


@given(st.text("`~ \t\nab[]<>!-", max_size=80))
def test_prose_keeps_every_place(text: str) -> None:
    bare = prose(text)
    assert len(bare) == len(text)
    assert bare.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("name", "near"),
    [("levle", "level"), ("TITLE", "title"), ("read_me", "read-me"), ("zzz", None), ("", None), ("x" * 500, None)],
)
def test_the_nearest_name(name: str, near: str | None) -> None:
    assert nearest(name, ["level", "title", "read-me"]) == near


@settings(max_examples=200)
@given(st.text("ab:-[]{},&*!|>'\"#%@ \n\t0.~", max_size=60))
def test_any_text_is_read_as_yaml_or_answered_with_a_place(text: str) -> None:
    document = read(text, "x.yml")
    lines = text.count("\n") + 1
    for problem in document.problems:
        assert 1 <= problem.position.line <= lines + 1
