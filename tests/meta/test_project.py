# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The project itself: layers, schemas, packs, templates, the wheel, an editable install."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from ospo_policy.checks import MODULES
from ospo_policy.engine import resources
from ospo_policy.messages import Catalogue
from ospo_policy.model.nodes import plain
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.operations.policy_files import bundled
from ospo_policy.outputs import FORMATS
from ospo_policy.parsers.yaml_source import read
from tests import write_reference
from tests.write_schemas import FOLDER, files

ROOT = Path(__file__).parent.parent.parent
PACKS = sorted((ROOT / "policies").glob("*.yml"))


def test_imports_only_point_down() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_check_is_in_the_table() -> None:
    modules = {path.stem for path in (ROOT / "ospo_policy/checks").glob("*.py")} - {
        "__init__",
        "common",
        "licences",
        "pipelines",
        "publiccode_aspects",
    }
    assert modules == set(MODULES.values())


@pytest.mark.parametrize("name", files())
def test_schemas_are_current(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == files()[name], "run `make schemas`"


@pytest.mark.parametrize("name", write_reference.files())
def test_the_reference_of_the_checks_is_current(name: str) -> None:
    page = (write_reference.FOLDER / name).read_text(encoding="utf-8")
    assert page == write_reference.files()[name], "run `make schemas`"


def test_what_the_readme_shows_is_a_policy(tmp_path: Path) -> None:
    from ospo_policy.operations.policy_files import validate

    for readme in ("README.md", "README.fr.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        (tmp_path / "pack.yml").write_text(text.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
        assert validate(str(tmp_path / "pack.yml")) == []


def test_the_readme_counts_packs_and_formats_right() -> None:
    numbers = {12: ("twelve", "douze"), 13: ("thirteen", "treize")}  # a new one? add the words here, and to the READMEs
    for at, readme in enumerate(("README.md", "README.fr.md")):
        text = (ROOT / readme).read_text(encoding="utf-8")
        assert re.search(rf"\[{numbers[len(PACKS)][at]}[^]]+\]\(docs/packs/README", text)
        assert re.search(rf"\[{numbers[len(FORMATS)][at]} formats\]", text)


@pytest.mark.parametrize("page", ["docs/formats.md", "docs/formats.fr.md"])
def test_every_format_has_its_line_in_the_documentation(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"\n| `{name}` |" not in text] == []


@pytest.mark.parametrize("page", sorted(path.name for path in ROOT.glob("*.md")))
def test_links_of_the_pages_at_the_root_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [to for to in re.findall(r"\]\(([^)\s#]+)[^)]*\)", text) if not re.match(r"[a-z]+:", to)]
    assert [to for to in links if not (ROOT / to).exists()] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.stem)
def test_bundled_packs_are_valid_so_that_runs_may_trust_them(pack: Path) -> None:
    from ospo_policy.operations.policy_files import validate

    assert validate(str(pack)) == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.stem)
def test_packs_fit_their_schema_and_editors_find_it(pack: Path) -> None:
    text = pack.read_text(encoding="utf-8")
    modeline = text.splitlines()[0]
    named = modeline.removeprefix("# yaml-language-server: $schema=")
    assert (pack.parent / named).resolve() == FOLDER / "pack.schema.json"
    document = json.loads(json.dumps(plain(read(text, pack.name).root)))  # YAML 1.2, where `off` is a text
    validator = jsonschema_rs.validator_for(json.loads((FOLDER / "pack.schema.json").read_text()))
    assert [error.message for error in validator.iter_errors(document)] == []


GOOD = {"pack": "a", "version": "1.0.0", "rules": {"r": {"check": {"file": {"kinds": ["readme"]}}}}}


@pytest.mark.parametrize(
    "change",
    [{"pack": "A B"}, {"version": 1}, {"ruls": {}}, {"rules": {"r": {"check": {"fle": {}}}}},
     {"rules": {"r": {"check": {"file": {"kinds": ["readm"]}}}}}, {"rules": {"r": {"level": "most"}}},
     {"rules": {"r": {"check": {"file": {}, "size": {}}}}}, {"extends": "minimal"}],
)  # fmt: skip
def test_the_schema_refuses_what_the_tool_refuses(change: dict[str, Any]) -> None:
    validator = jsonschema_rs.validator_for(json.loads((FOLDER / "pack.schema.json").read_text()))
    assert validator.is_valid(GOOD)
    assert validator.is_valid(GOOD | {"rules": {"r": "off", "s": {"check": {"size": {"max_bytes": {"param": "m"}}}}}})
    assert not validator.is_valid(GOOD | change)


@pytest.mark.parametrize("pack", [path.stem for path in PACKS])
def test_every_rule_says_in_both_languages_why_and_what_to_do_and_names_its_source(pack: str) -> None:
    policy = load_policy([Wanted(pack)], PackSources(offline=True))
    for rule in policy.rules:
        for text in (rule.title, rule.why, rule.how):
            assert text is not None, rule.id
            assert {"en", "fr"} <= set(text.by_language), rule.id
        assert rule.references, rule.id
        assert all(reference.url for reference in rule.references), rule.id
        if rule.fix and rule.fix.kind and rule.fix.kind.value == "template":
            for language in ("en", "fr"):
                assert resources.template(rule.fix.template or "", language), rule.id


def test_a_wheel_carries_packs_and_templates_and_works_without_the_checkout(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path, ROOT],  # from the source archive
        check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    assert "ospo_policy/_data/policies/minimal.yml" in names
    folders = [path for path in (ROOT / "templates").iterdir() if path.is_dir()]
    texts = {str(path.relative_to(ROOT)) for folder in folders for path in folder.rglob("*") if path.is_file()}
    assert {f"ospo_policy/_data/{text}" for text in texts} <= names
    assert "ospo_policy/py.typed" in names
    shared = {name.partition(".data/data/")[2] for name in names}
    assert {"share/man/man1/ospo-policy.1", "share/man/fr/man1/ospo-policy.1"} <= shared
    pages = {
        f"ospo_policy/outputs/templates/{path.name}" for path in (ROOT / "ospo_policy/outputs/templates").iterdir()
    }
    assert pages <= names
    assert len([name for name in names if name.startswith("ospo_policy/_data/documents/")]) == len(PACKS)
    assert not [name for name in names if name.startswith(("tests", "examples"))]
    (tmp_path / "repository").mkdir()
    (tmp_path / "repository/README.md").write_text("x")
    start = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import ospo_policy.engine.resources as r;"
        "assert '_data' in r.folder('policies'), r.folder('policies');"
        "from ospo_policy.cli.main import run; code = run(sys.argv[1:]);"
    )
    end = "assert 'yaml' not in sys.modules, 'even the first run reads no YAML';"

    def installed(code: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-c", f"{code} sys.exit(code)", tmp_path / "installed", *words]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    done = installed(start + end, "check", tmp_path / "repository", "--output", "x.html", "--format", "text")
    assert done.returncode == 1, done.stderr
    (tmp_path / "all/one").mkdir(parents=True)
    (tmp_path / "all/one/README.md").write_text("x")
    planned = installed(start, "plan", "--local", tmp_path / "all")
    assert planned.returncode == 0, planned.stderr
    assert "licence-present" in done.stdout
    assert "licence-present" in (tmp_path / "x.html").read_text()


def test_an_editable_install_finds_packs_and_templates_in_the_checkout() -> None:
    assert resources.folder("policies") == str(ROOT / "policies")
    assert resources.template("SECURITY.md", "fr") == str(ROOT / "templates/repo/fr/SECURITY.md")
    assert resources.template("SECURITY.md", "it") == str(ROOT / "templates/repo/en/SECURITY.md")
    assert resources.template("REUSE.toml", "fr") == str(ROOT / "templates/repo/shared/REUSE.toml.j2")
    assert resources.template("LICENSE", "fr") == str(ROOT / "templates/repo/shared/LICENSES")
    assert resources.template("nothing.md", "fr") is None
    with pytest.raises(FileNotFoundError):
        resources.folder("nothing")


def test_the_demonstration_checks_every_example_without_a_network(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = subprocess.run(
        [sys.executable, "examples/demo.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "prototype-oublie" in (tmp_path / "build/demo/audit.html").read_text(encoding="utf-8")
    for name in (path.name for path in (ROOT / "examples/organisation").iterdir()):
        assert f"$ ospo-policy check examples/organisation/{name}" in done.stdout
    assert "All is well: nothing is to be put right." in done.stdout
    assert "a password (.env:2)" in done.stdout
    assert "ceci-est-invente" not in done.stdout
    assert "[INSERT CONTACT METHOD] (CODE_OF_CONDUCT.md:6:16)" in done.stdout


def test_a_check_loads_no_library_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    code = (
        "import sys; from ospo_policy.cli.main import run; run(['check', '.', '--pack', 'minimal']);"
        "run(['check', '.', '--pack', 'minimal']);"
        "print([m for m in ('jsonschema_rs', 'jinja2', 'urllib.request', 'ospo_policy.checks.schema', "
        "'click.shell_completion', 'ospo_policy.cli.completion') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_starting_texts_are_there_in_both_languages() -> None:
    french, english = (ROOT / "templates/repo" / language for language in ("fr", "en"))
    assert {p.relative_to(french) for p in french.rglob("*")} == {p.relative_to(english) for p in english.rglob("*")}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_texts_fit_a_catalogue(language: str) -> None:
    say = Catalogue(language)
    for pack in bundled():
        assert say.local(pack.title)
