# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names and places of community files: what people really write, false alarms first."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.parsers.community_files import KINDS, classify, find, find_all

NOT = [
    "licenses.md", "LICENSE-3rdparty.csv", "LICENSE-3RD-PARTY.md", "license.go", "src/license.py", "license-check.md",
    "packages/a/LICENSE", "node_modules/x/LICENSE", "docs/LICENSE.txt", "license-header.txt", "LICENSE.spdx",
    "docs/README.md", "examples/README.md", "src/security.py", "docs/reference/security.md", "help.py",
    "ROADMAP-SOFTWARE-TYPES.md", "COMMUNITY_GUIDELINES.md", "public/security.txt.html", ".github/ISSUE_TEMPLATE/config.yml",
    ".github/workflows/contributing.yml", "app/models/authors.rb", "changelog.py", "readme.js", "install.sh", "src/CHANGELOG.md",
    "", "/", "a/b/c/d/e/f/README.md", "LICENSES/.gitkeep", "contributing/", "codeowners.py",
]  # fmt: skip
IS = {
    "readme": ["README", "README.md", "readme.rst", "Readme.EN.md", "README.fr.md", "README.pt-br.md", "README.zh-CN.md",
               "LISEZMOI.txt", "lisez-moi.md", "LEESMIJ.md", "LEGGIMI.md", "LIESMICH", ".github/README.md", "README.org",
               "README.adoc", "README.fr"],
    "licence": ["LICENSE", "LICENCE", "LICENSE.md", "licence.txt", "COPYING", "COPYING.LESSER", "UNLICENSE", "LICENSE-MIT",
                "LICENSE.AGPL.txt", "LICENSE_APACHE", "MIT-LICENSE", "LICENSE.EUPL-1.2.txt", "LICENSES/MIT.txt",
                "LICENSES/LICENSE.Etalab-2.0.md", "LICENCE OUVERTE.md", "EUPL-1.2.txt", "LICENSE.fr.md", "LICENZA", "Lizenz.txt",
                "agpl-3.0.txt"],
    "licence-binary": ["LICENSE.pdf", "LICENSES/EUPL.pdf"],
    "contributing": ["CONTRIBUTING.md", "CONTRIBUTING.rst", "docs/CONTRIBUTING.md", ".github/contributing.md", "CONTRIBUER.md",
                     ".gitlab/CONTRIBUTING.md", "CONTRIBUTING.fr.md", "Bijdragen.md", "CONTRIBUIRE.md"],
    "code-of-conduct": ["CODE_OF_CONDUCT.md", "code-of-conduct.txt", "CODE_DE_CONDUITE.md", "CODE_OF_CONDUCT.EN.md",
                        "Code de conduite.md", "docs/CODEOFCONDUCT.rst", "Código de conducta.md"],
    "security": ["SECURITY.md", ".github/SECURITY.md", "docs/security.md", "Sécurité.md", "SICUREZZA.md", "security.txt",
                 ".well-known/security.txt", "static/.well-known/security.txt"],
    "governance": ["GOVERNANCE.md", "gouvernance.md", "gouvernance.en.md"],
    "maintainers": ["MAINTAINERS", "MAINTAINERS.md", "OWNERS", "Mainteneurs.md"],
    "authors": ["AUTHORS", "AUTHORS.md", "auteurs.txt", "CONTRIBUTORS.md"],
    "changelog": ["CHANGELOG.md", "CHANGES.txt", "HISTORY.rst", "NEWS", "CHANGELOG-1.2.md", "changelog.d/1.added.md",
                  "docs/changelog.md", "Release_Notes.md", "NOTES-DE-VERSION.md"],
    "roadmap": ["ROADMAP.md", "docs/roadmap.md", "Feuille de route.md"],
    "support": ["SUPPORT.md", ".github/SUPPORT.md"],
    "codeowners": ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", ".forgejo/CODEOWNERS"],
    "codeowners-ignored": ["CODEOWNERS.md", ".github/CODEOWNERS.txt"],
    "issue-template": [".github/ISSUE_TEMPLATE.md", ".github/ISSUE_TEMPLATE/bug.yml", ".gitlab/issue_templates/Bug.md",
                       "docs/issue_template.md", ".gitea/ISSUE_TEMPLATE/x.md"],
    "request-template": ["PULL_REQUEST_TEMPLATE.md", ".github/pull_request_template.md",
                         ".gitlab/merge_request_templates/Default.md", ".github/PULL_REQUEST_TEMPLATE/a.md"],
    "publiccode": ["publiccode.yml", "publiccode.yaml"],
    "citation": ["CITATION.cff"],
    "dependency-updates": [".github/dependabot.yml", "renovate.json", ".github/renovate.json5"],
    "reuse": ["REUSE.toml", ".reuse/dep5"],
    "editorconfig": [".editorconfig"],
}  # fmt: skip


@pytest.mark.parametrize("path", NOT)
def test_what_is_no_community_file(path: str) -> None:
    assert classify(path) is None


@pytest.mark.parametrize(("kind", "path"), [(kind, path) for kind, paths in IS.items() for path in paths])
def test_what_is_one(kind: str, path: str) -> None:
    assert classify(path) == kind


def test_the_best_place_comes_first() -> None:
    paths = ["docs/CONTRIBUTING.md", ".github/CONTRIBUTING.md", "CONTRIBUTING.fr.md", "CONTRIBUTING.md"]
    assert find(paths, "contributing") == tuple(paths[::-1][:2] + paths[::-1][2:])
    assert find([".gitlab/CODEOWNERS", "docs/CODEOWNERS", "CODEOWNERS", ".github/CODEOWNERS"], "codeowners") == (
        ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS",
    )  # fmt: skip
    assert find(["LICENSES/MIT.txt", "LICENSE-MIT", "LICENSE"], "licence")[0] == "LICENSE"
    assert find(["x"], "readme") == ()


@given(st.text(max_size=60))
def test_any_path_is_answered(path: str) -> None:
    assert classify(path) in (*KINDS, None)


def test_a_hundred_thousand_paths_are_looked_at_in_a_moment() -> None:
    paths = [f"src/main/java/org/example/module{n % 97}/File{n}.java" for n in range(100_000)]
    start = time.process_time()
    assert find_all(paths) == {}
    assert time.process_time() - start < 60
