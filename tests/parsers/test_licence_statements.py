# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What files say of the licence: for each kind of file, what is a statement and what is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.parsers.licences.statements import headers, is_candidate, statements

FILES: dict[str, tuple[str, str, list[tuple[str, int]]]] = {
    "npm": ("package.json", '{\n "license": "MIT"\n}', [("MIT", 2)]),
    "npm, as it was": ("package.json", '{"licenses": [{"type": "MIT", "url": "x"}, {"type": "ISC"}]}', [("MIT", 1), ("ISC", 1)]),
    "npm, a file": ("package.json", '{"license": "SEE LICENSE IN LICENCE.txt"}', [("", 1)]),
    "Composer, a choice": ("composer.json", '{"license": ["LGPL-2.1-only", "GPL-3.0-or-later"]}', [("LGPL-2.1-only", 1), ("GPL-3.0-or-later", 1)]),
    "Python": ("pyproject.toml", "[project]\nname = 'x'\nlicense = 'EUPL-1.2'\n", [("EUPL-1.2", 3)]),
    "Python, a text": ("pyproject.toml", "[project]\nlicense = {text = 'AGPL-v3'}\n", [("AGPL-3.0", 2)]),
    "Python, a file": ("pyproject.toml", "[project]\nlicense = {file = 'LICENSE'}\n", []),
    "Python, classifiers": ("pyproject.toml", "[project]\nclassifiers = [\n 'Topic :: Internet',\n 'License :: OSI Approved :: MIT License',\n]\n", [("MIT", 4)]),
    "Poetry": ("pyproject.toml", "[tool.poetry]\nlicense = 'Apache-2.0'\n", [("Apache-2.0", 2)]),
    "setup.cfg": ("setup.cfg", "[metadata]\nlicense = BSD 3-Clause\nlicense_files = LICENSE\n", [("BSD-3-Clause", 2)]),
    "setup.py": ("setup.py", "setup(\n  name='x',\n  license='CeCILL-B',\n)\n", [("CECILL-B", 3)]),
    "Maven": ("sub/pom.xml", "<project>\n<licenses>\n<license><name>Apache License, Version 2.0</name></license></licenses></project>", [("Apache-2.0", 3)]),
    "Cargo": ("Cargo.toml", "[package]\nlicense = 'MIT/Apache-2.0'\n", [("MIT OR Apache-2.0", 2)]),
    "Ruby": ("x.gemspec", "Gem::Specification.new do |s|\n  s.licenses = ['MIT']\nend\n", [("MIT", 2)]),
    "R": ("DESCRIPTION", "Package: x\nLicense: GPL (>= 3)\n", [("GPL-3.0-or-later", 2)]),
    "R, with a file": ("DESCRIPTION", "Package: x\nLicense: MIT + file LICENSE\n", [("MIT", 2)]),
    "Elixir": ("mix.exs", 'defp package do\n [licenses: ["Apache-2.0"]]\nend\n', [("Apache-2.0", 2)]),
    ".NET": ("src/a.csproj", "<Project><PackageLicenseExpression>MIT</PackageLicenseExpression></Project>", [("MIT", 1)]),
    "publiccode.yml": ("publiccode.yml", "legal:\n  license: AGPL-3.0-or-later\n", [("AGPL-3.0-or-later", 2)]),
    "CITATION.cff": ("CITATION.cff", "license:\n  - MIT\n  - etalab-2.0\n", [("MIT", 2), ("etalab-2.0", 3)]),
    "codemeta.json": ("codemeta.json", '{"license": "https://spdx.org/licenses/EUPL-1.2"}', [("EUPL-1.2", 1)]),
    "dep5": (".reuse/dep5", "Files: *\nCopyright: x\nLicense: MIT\n", [("MIT", 3)]),
    "a badge": ("README.md", "# X\n\n![](https://img.shields.io/badge/licence-EUPL--1.2-blue)\n", [("EUPL-1.2", 3)]),
    "a badge that asks the forge": ("README.md", "![](https://img.shields.io/github/license/a/b)\n", []),
    "a sentence": ("README.md", "# X\n\nThis project is released under the [MIT License](LICENSE).\n", [("MIT", 3)]),
    "a French sentence": ("README.md", "Ce logiciel est régi par la licence CeCILL V2.1 soumise au droit français.\n", [("CECILL-2.1", 1)]),
    "an Italian sentence": ("README.md", "Questo progetto è rilasciato con licenza EUPL 1.2.\n", [("EUPL-1.2", 1)]),
    "a German sentence": ("README.md", "Dieses Projekt ist lizenziert unter der EUPL 1.2.\n", [("EUPL-1.2", 1)]),
    "a name alone in its section": ("README.md", "# X\n\n## Licence\n\n[AGPL-3.0](LICENSE)\n", [("AGPL-3.0", 5)]),
    "two licences in a sentence": ("README.md", "## License\n\nThe data is published under the Etalab 2.0 license or, optionally, CC-BY 4.0.\n", [("etalab-2.0", 3), ("CC-BY-4.0", 3)]),
    "a licence of icons": ("README.md", "The icons are licensed under CC-BY 4.0.\n", []),
    "a library that is used": ("README.md", "This project uses Foo, which is available under the MIT License.\n", []),
    "what a tool accepts": ("README.md", "The linter warns when a package is published under the GPL-3.0.\n", []),
    "third parties": ("README.md", "## Third-party licences\n\n- Foo: MIT\n", []),
    "code": ("README.md", "```\nThis project is released under the MIT License.\n```\n", []),
    "another file": ("src/main.py", "license = 'MIT'", []),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_what_each_kind_of_file_says(kind: str) -> None:
    path, text, expected = FILES[kind]
    assert [(one.expression, one.line) for one in statements(path, text)] == expected


def test_the_scope_is_what_the_sentence_speaks_of() -> None:
    text = "## Licence\n\n- Le code source est sous licence MIT.\n- La documentation est sous licence Ouverte 2.0.\n- Les données sont sous licence ODbL.\n"
    assert [(one.scope, one.expression) for one in statements("README.md", text)] == [
        ("code", "MIT"),
        ("documentation", "etalab-2.0"),
        ("data", "ODbL-1.0"),
    ]


def test_what_npm_writes_by_itself_is_marked() -> None:
    assert [one.is_default for one in statements("package.json", '{"license": "ISC"}')] == [True]
    assert [one.is_default for one in statements("composer.json", '{"license": "ISC"}')] == [False]


def test_an_annotation_of_some_files_speaks_of_a_part() -> None:
    tag = "SPDX" + "-License-Identifier"
    text = f"version = 1\n[[annotations]]\npath = '**'\n{tag} = 'MIT'\n[[annotations]]\npath = 'docs/**'\n{tag} = 'CC0-1.0'\n"
    assert [(one.expression, one.scope, one.line) for one in statements("REUSE.toml", text)] == [
        ("MIT", "", 4),
        ("CC0-1.0", "part", 7),
    ]


def test_headers_are_looked_for_at_the_top() -> None:
    tag = "SPDX" + "-License-Identifier"
    (one,) = headers("a.c", f"/* x\n * {tag}: mit OR Apache-2.0 */\n" + "\n" * 50 + f"// {tag}: ISC\n")
    assert (one.expression, one.line) == ("MIT OR Apache-2.0", 2)


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("package.json", True), ("web/package.json", True), ("a/b/pom.xml", True), ("README.md", True), (".reuse/dep5", True),
        ("node_modules/x/package.json", False), ("tests/package.json", False), ("a/b/c/package.json", False),
        ("docs/README.md", False), ("vendor/x/composer.json", False), ("package-lock.json", False),
    ],
)  # fmt: skip
def test_which_files_state_a_licence(path: str, counts: bool) -> None:
    assert is_candidate(path) is counts


@pytest.mark.parametrize(
    "path", ["README.md", "package.json", "pom.xml", "setup.py", "REUSE.toml", "DESCRIPTION", "CITATION.cff"]
)
@given(text=st.text("license sous under MIT \n[](){}:\"'=<>/#*-", max_size=120))
def test_anything_can_be_read(path: str, text: str) -> None:
    statements(path, text)


@pytest.mark.parametrize(
    "unit",
    [
        "sous licence ",
        "under the [MIT](",
        "<licenses>",
        "license = '",
        "This project ",
        "licence: ",
        "\n- licence under the",
    ],
)
def test_a_hostile_document_costs_no_more_than_its_length(unit: str) -> None:
    started = time.process_time()
    for path in ("README.md", "pom.xml", "setup.py"):
        statements(path, "## Licence\n\n" + unit * (400_000 // len(unit)))
    assert time.process_time() - started < 60
