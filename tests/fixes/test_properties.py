# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every edit whatever the files hold: it never raises, keeps what stands there, and repairs only once."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ospo_policy.model.facts import Content, Entry, History, Known, Repository, ReuseReport, Tag, Tree
from ospo_policy.ports.fix import Changes, Outcome, Remedy, Unable
from tests.support.fixes import NOW, broken, changed, remedy
from tests.support.licences import official

FIELDS = {
    "url": "https://github.com/ville/x", "has_issues": True, "fork": False, "mirror": False, "archived": True, "description": "",
    "private_vulnerability_reporting": True, "default_branch": "main", "homepage": "http://ville-exemple.fr",
}  # fmt: skip
ABOUT = {
    "values": {"security-contact": "s@ville-exemple.fr", "security-delay": "5 days", "contact": "c@ville-exemple.fr"}
}
DOCUMENTS = [{"section": {"about": about}} for about in ("install", "contact", "sign-off", "licence", "objectives")]
EDITS: list[tuple[Any, tuple[str, ...]]] = [
    *((edit, ("README.md", "README.rst", "README.adoc", "README.org", "README")) for edit in DOCUMENTS),
    ({"badge": {"about": "openness"}}, ("README.md", "README.rst", "README.adoc", "README.org")),
    ({"badge": {"about": "ci"}}, ("README.md", "README.rst")),
    ("unmaintained-notice", ("README.md", "README.rst", "README.adoc", "README.org")),
    ("tracker-link", ("README.md", "README.rst")),
    ("readme-title", ("README.md", "README.rst")),
    ("dco", ("CONTRIBUTING.md",)),
    ({"security-policy": {"delay": True, "private": True}}, ("SECURITY.md",)),
    ("conduct-contact", ("CODE_OF_CONDUCT.md",)),
    ({"https-links": {"any_of": ["a.txt"], "forbidden": ["http://[a-z.]+"]}}, ("a.txt",)),
    ({"move-to-root": {"kind": "security", "name": "SECURITY.md"}}, ("docs/SECURITY.md",)),
    ("spdx-casing", ("package.json", "publiccode.yml", "pyproject.toml", "CITATION.cff", "REUSE.toml", "setup.cfg")),
    ("manifest-licence", ("package.json", "publiccode.yml", "pyproject.toml", "pom.xml", "setup.cfg", "x.gemspec")),
    ("licence-filename", ("LICENSES/MIT.txt",)),
    ("licence-at-root", ("publiccode.yml",)),
    ("reuse-licence-texts", ("LICENSE",)),
    ("reuse-ci", (".gitlab-ci.yml",)),
    ("dep5-to-reuse-toml", (".reuse/dep5",)),
    ("publiccode-migrate", ("publiccode.yml",)),
    ("publiccode-coherent", ("publiccode.yml",)),
    ("codeowners", ("CODEOWNERS", "CODEOWNERS.md")),
    ("workflow-permissions", (".github/workflows/ci.yml",)),
]
ADDS_ONLY = (
    "section",
    "badge",
    "unmaintained-notice",
    "tracker-link",
    "readme-title",
    "dco",
    "security-policy",
    "workflow-permissions",
    "reuse-ci",
)
"""Edits that add lines, and neither change nor lose one."""

PIECES = (
    "# Name\n", "## Usage\n", "Licence\n=======\n", "### Installation ###\n", "- item\n", "> quote\n", "```\ncode\n```\n", "```\n", "<div>\n", "</div>\n",
    "<!-- c -->\n", "\n", "\n\n", "text [a](b) `c`\n", "* Org\n", "#+TITLE: x\n", "= Adoc\n", "== Contact\n", ":toc:\n", "[[x]]\n", ".. _x:\n\n",
    "Titre\n-----\n", "---\na: b\n---\n", "[![b](b.svg)](c)\n", "**Bold**\n", "le les des et pour dans\n", "[INSERT CONTACT METHOD]\n", "* @ada\n",
    "/docs/ ada\n", "!x @ada\n", "on: push\n", "jobs:\n  a:\n    steps:\n      - run: make\n", "permissions: {}\n", "name: x\n", "license: mit\n",
    '{"license": "mit"}\n', "license = 'apache 2.0'\n", "legal:\n  license: etalab-2.0\n", "softwareVersion: 1.0.0\n", "url: https://github.com/a/b\n",
    "Format: x\n\n", "Files: *.a b\nCopyright: A\nLicense: MIT\n\n", "http://example.org/a.zip\n", "stages: [a]\n", "<name>MIT</name>\n", "\u00e9\u2028\u202e\x0b\x00 x\n",
    "publiccodeYmlVersion: '0.2'\n", "\t", "x", "- [ ] [link](http://a)\n", "developmentStatus: beta\n",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=9).map("".join)


def facts(files: dict[str, str]) -> Repository:
    """The facts of texts, as a reader gives them: lines end with a line feed."""
    held = {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in files.items()}
    return Repository(
        "local:x", "x", Known("0" * 40), Known(Tree(Entry(name) for name in held)),
        {name: Known(Content(name, text)) for name, text in held.items()}, {}, {name: Known(value) for name, value in FIELDS.items()},
        History(Known((Tag("v2.0.0", 1_700_000_000, None),)), Known(1_500_000_000), Known((0, 1))), "A", NOW,
        Known(ReuseReport(False, 1, 0, 0, missing_texts=("MIT",))),
    )  # fmt: skip


def asked(fix: Remedy, files: dict[str, str]) -> Outcome:
    about = {**ABOUT, "forge": "gitlab" if ".gitlab-ci.yml" in files else "github"}
    return fix.type.repair(fix.params, broken(facts(files), about))


def is_subsequence(lines: list[str], of: list[str]) -> bool:
    rest = iter(of)
    return all(line in rest for line in lines)


@pytest.mark.parametrize(
    ("edit", "names"), EDITS, ids=lambda value: yaml.safe_dump(value).strip() if isinstance(value, (str, dict)) else ""
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts, number=st.integers(0, 5))
@example(text="", number=0)
@example(text="# Name\n\n## Licence\n\nMIT\n", number=0)
def test_an_edit_repairs_once_and_keeps_what_stands_there(
    edit: Any, names: tuple[str, ...], text: str, number: int
) -> None:
    fix = remedy("edit", edit)
    path = names[number % len(names)]
    files = {
        "LICENSE": official("MIT"),
        ".github/workflows/test.yml": "on: push\npermissions: {}\njobs: {}\n",
        "docs/a.md": "x",
    }
    if path.startswith(("LICENSES", "publiccode.yml")) and fix.type.name == "licence-at-root":
        files = {"LICENSES/MIT.txt": files["LICENSE"]}
    files[path] = text.replace("\r\n", "\n").replace("\r", "\n")

    outcome = asked(fix, files)

    if isinstance(outcome, Unable):
        return
    assert isinstance(outcome, Changes)
    assert outcome.files
    for name, after in outcome.files.items():
        assert after != files.get(name)
        before = files.get(name)
        if fix.type.name in ADDS_ONLY and before is not None and after is not None:
            said = [line for line in before.split("\n") if line.strip()]
            assert is_subsequence(said, after.split("\n")), (before, after)
        for gap in outcome.gaps:
            if gap.path == name:
                assert gap.what in (after or "").split("\n")[gap.line - 1]
    again = asked(fix, changed(files, outcome))
    assert isinstance(again, Unable), (files[path], outcome.files, again)
