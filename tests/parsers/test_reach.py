# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where paths can be that a selector names: never too few folders, and few where few will do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.model.facts import Entry, Tree
from ospo_policy.parsers.community_files import KINDS, classify
from ospo_policy.parsers.reach import MAX_FOLDERS, reach
from ospo_policy.parsers.regex import PatternError, compile_glob
from ospo_policy.parsers.selection import select


def folders(*selectors: str) -> tuple[list[str], list[str]] | None:
    found = reach(selectors)
    return None if found is None else (sorted(found.folders.values()), sorted(found.below))


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("*.md", ([""], [])),
        ("README{,.md,.txt}", ([""], [])),
        ("docs/*.md", (["", "docs"], [])),
        ("{.github,.forgejo}/workflows/*.{yml,yaml}",
         (["", ".forgejo", ".forgejo/workflows", ".github", ".github/workflows"], [])),
        ("{,.github/,docs/}SECURITY.md", (["", ".github", "docs"], [])),
        ("{a{b,c}/x,d/y}", (["", "ab", "ac", "d"], [])),
        (".gitlab/**/*.yml", (["", ".gitlab"], [".gitlab"])),
        ("docs/a**z/x", (["", "docs"], ["docs"])),
        ("**/action.yml", None),
        ("a**", None),
        ("*/Makefile", None),
        ("d?cs/x", None),
        ("[d]ocs/x", None),
        ("docs[!x]y", None),
        ("documentação/x", None),
        ("@secret-candidates", None),
        ("security", None),
        ("readme", (["", ".forgejo", ".gitea", ".github"], [])),
        ("licence", (["", "LICENSES"], [])),
        ("}{", None),
        ("{a,b}{c,d}" * 6, None),
    ],
)  # fmt: skip
def test_folders(selector: str, expected: tuple[list[str], list[str]] | None) -> None:
    assert folders(selector) == expected


def test_folders_of_several_selectors() -> None:
    assert folders("docs/*.md", ".github/workflows/*.yml") == (["", ".github", ".github/workflows", "docs"], [])
    assert folders() == ([""], [])
    assert folders("*.md", "**/x") is None
    assert folders(*(f"f{number}/x" for number in range(MAX_FOLDERS))) is None


def test_names_of_folders_are_compared_as_selectors_compare_them() -> None:
    found = reach(["docs/*.md", ".gitlab/**/*.yml"])
    assert found is not None
    assert found.holds("Docs")
    assert found.holds("DOC\N{LATIN SMALL LETTER LONG S}")  # a glob takes it for an s
    assert found.holds(".GitLab/CI/deep")
    assert not found.holds("docs/deep")
    assert not found.holds(".gitlabs/x")
    assert not found.holds("src")


PARTS = st.sampled_from(
    ["docs", "Docs", ".github", ".GITLAB", "workflows", "ISSUE_TEMPLATE", "issue_templates", "LICENSES", "src", "changelog",
     ".well-known", ".changes", "documentation", "PULL_REQUEST_TEMPLATE", ".reuse", "a"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["README.md", "LISEZMOI", "CODEOWNERS", "security.txt", "SECURITY.md", "bug.yml", "x.md", "MIT.txt", "MIT.pdf", "dep5",
     "LICENSE", "dependabot.yml", "renovate.json", "issue_template.md", "CHANGELOG-1.2.md", "FUNDING.yml", "config.yml"]
)  # fmt: skip
PATHS = st.builds(lambda parts, name: "/".join((*parts, name)), st.lists(PARTS, max_size=4), NAMES)


@given(PATHS)
def test_no_community_file_is_outside_its_reach(path: str) -> None:
    kind = classify(path)
    if kind is not None:
        found = reach([kind])
        assert found is None or found.holds(path.rpartition("/")[0])


WORDS = st.sampled_from(
    ["docs", "*", "**", "{a,.github}", "?", "a", "[ab]", "{x,y/z}", "**/", "/", "README.md", ",", "{,b}"]
)


@given(st.lists(WORDS, min_size=1, max_size=6).map("".join), st.lists(PATHS | st.sampled_from(["a", "docs/a", "y/z"])))
def test_no_path_of_a_glob_is_outside_its_reach(glob: str, paths: list[str]) -> None:
    try:
        compile_glob(glob)
    except PatternError:
        return
    found = reach([glob])
    for path in select(Tree(Entry(path) for path in paths), glob):
        assert found is None or found.holds(path.rpartition("/")[0])


def test_every_kind_is_known() -> None:
    assert [kind for kind in KINDS if reach([kind]) is None] == ["security"]
