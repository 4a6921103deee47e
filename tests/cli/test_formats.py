# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formats as their users ask for them: by name, by the name of a file, from a check, an audit, a file or a store."""

from __future__ import annotations

import csv
import json
import re
import shlex
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ospo_policy.cli.options import Target, format_of, targets
from ospo_policy.messages import Catalogue
from ospo_policy.outputs import FORMATS, Style, html_report, markdown, render, sarif
from ospo_policy.outputs.sarif_rules import MAX_DESCRIPTION
from tests.outputs.canonical import HOSTILE, ONE, REPORT
from tests.support.command import Command, in_a_process
from tests.support.repositories import build, git
from tests.support.sarif import problems

FILES = {"README.md": "x" * 400, "LICENSE": {"official": "MIT"}}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return build(tmp_path / "r", FILES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("report.json", "json"), ("report.txt", "text"), ("report.md", "markdown"), ("REPORT.MARKDOWN", "markdown"),
        ("a/b.html", "html"), ("x.htm", "html"), ("x.csv", "csv"), ("x.sarif", "sarif"), ("x.sarif.json", "sarif"),
        ("junit.xml", "junit"), ("badge.svg", "badge"), ("gl-code-quality-report.json", "gitlab-codequality"),
        ("artefacts/gl-code-quality-report.json", "gitlab-codequality"), ("report", "text"), ("x.pdf", "text"),
        (".sarif", "text"), ("sarif.json", "json"),
    ],
)  # fmt: skip
def test_the_name_of_a_file_tells_its_format(name: str, expected: str) -> None:
    assert format_of(name) == expected
    assert targets(["--output", name]) == [Target(expected, name)]
    assert targets(["--format", "csv", "--output", name]) == [Target("csv", name)]


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_one_check_writes_every_format_and_still_speaks_to_the_terminal(
    run: Command, repository: Path, tmp_path: Path
) -> None:
    words: list[str] = ["--format", "text"]
    for name in FORMATS:
        words += ["--format", name, f"--output={tmp_path / 'out' / name}"]
    result = run("check", repository, "--pack", "minimal", *words)
    out = tmp_path / "out"
    assert result.code == 1
    assert result.out.startswith(str(repository))
    assert sorted(path.name for path in out.iterdir()) == sorted(FORMATS)
    assert problems((out / "sarif").read_text()) == []
    assert ET.fromstring((out / "junit").read_text()).get("failures") == "1"
    assert (out / "html").read_text().startswith("<!DOCTYPE html>")
    assert len(rows_of(out / "csv")) == 7
    (error,) = (out / "github").read_text().splitlines()[:1]
    assert error.startswith("::error file=README.md,title=Whoever finds a vulnerability knows whom to tell [security-")
    assert json.loads((out / "badge-json").read_text())["message"] == "5 of 6 met"


def test_a_missing_file_is_anchored_at_the_readme_whatever_it_is_called(run: Command, tmp_path: Path) -> None:
    folder = build(tmp_path / "r", {"LISEZMOI.rst": "x" * 400, "a.txt": "x", ".ospo-policy.yml": "profile: A\n"})
    only = ("--only", "security-contact", "--pack", "minimal", "--format", "sarif")

    def place() -> str:
        text = run("check", folder, *only).out
        assert problems(text) == []
        (result,) = json.loads(text)["runs"][0]["results"]
        uri: str = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        return uri

    assert place() == "LISEZMOI.rst"
    (folder / "LISEZMOI.rst").unlink()
    assert place() == ".ospo-policy.yml"
    (folder / ".ospo-policy.yml").unlink()
    assert place() == "a.txt"


def test_a_readme_that_is_a_link_is_no_anchor_since_github_shows_nothing_there(run: Command, tmp_path: Path) -> None:
    files = {"docs/README.md": "x" * 400, "README.md": {"symlink": "docs/README.md"}, "a.txt": "x"}
    folder = build(tmp_path / "r", files)
    log = json.loads(run("check", folder, "--only", "licence-present", "--pack", "minimal", "-f", "sarif").out)
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a.txt"


def test_a_format_for_programs_is_utf_8_wherever_it_goes(repository: Path) -> None:
    for name in ("json", "sarif", "csv", "html"):
        result = in_a_process(
            "check", repository, "-f", name, "--lang", "fr", cwd=repository, env={"PYTHONIOENCODING": "ascii"}
        )
        assert result.code == 1
        assert "é" in result.out
        assert result.err == ""


def test_a_file_is_written_whole_or_not_at_all(
    run: Command, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ospo_policy.outputs import csv_table

    (tmp_path / "out").mkdir()
    (tmp_path / "out/x.csv").write_text("before")

    def broken(*_arguments: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(csv_table, "_row", broken)
    assert run("check", repository, "--output", tmp_path / "out/x.csv").code == 70
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["x.csv"]
    assert (tmp_path / "out/x.csv").read_text() == "before"


@pytest.fixture
def organisation(tmp_path: Path) -> Path:
    top = tmp_path / "org"
    build(top / "city/good", {**FILES, "SECURITY.md": "Write to security@ville.fr\n"})
    git(tmp_path, "clone", "--quiet", "--bare", str(build(tmp_path / "origin", FILES)), str(top / "city/bare.git"))
    (top / "city/empty").mkdir()
    return top


@pytest.mark.parametrize("stored", [False, True])
def test_an_audit_writes_every_format_with_every_repository(
    run: Command, organisation: Path, tmp_path: Path, stored: bool
) -> None:
    words: list[str] = ["--store", str(tmp_path / "a.db")] if stored else []
    for name in FORMATS:
        words += ["--format", name, "--output", str(tmp_path / "out" / name)]
    result = run("audit", "--local", organisation, "--pack", "minimal", *words)
    out = tmp_path / "out"
    assert result.code == 3  # one repository is empty
    assert (out / "text").read_text().startswith("Audit of 2 repositories")
    assert problems((out / "sarif").read_text()) == []
    rows = rows_of(out / "csv")
    assert {row["repository"] for row in rows} == {"local:city/bare", "local:city/good", "local:city/empty"}
    suites = ET.fromstring((out / "junit").read_text())
    assert [suite.get("name") for suite in suites] == ["city/bare", "city/good", "city/empty"]
    for name in ("html", "markdown", "github-summary"):
        text = (out / name).read_text()
        assert "city/bare" in text
        assert "Could not be read (1)" in text


def test_an_audit_says_the_same_with_a_store_and_without(run: Command, organisation: Path, tmp_path: Path) -> None:
    for name in ("json", "html", "sarif", "csv"):
        words = ("audit", "--local", organisation, "--pack", "minimal", "--format", name)
        assert run(*words).out == run(*words, "--store", tmp_path / "a.db").out


def test_what_is_left_out_on_purpose_is_in_the_pages(
    run: Command, organisation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(organisation)
    (tmp_path / "ospo-policy.yml").write_text(
        "organisation: {name: V}\nforges: {here: {type: local}}\n"
        "inventory: [{forge: here, owners: ['*'], exclude: ['city/good']}]\nassign: [{packs: [minimal]}]\n"
    )
    result = run("audit", "-O", tmp_path / "ospo-policy.yml", "--format", "markdown")
    assert "## Left out (1)" in result.out
    assert "<code>city/good</code>" in result.out


def test_an_audit_in_the_store_is_told_on_any_day_in_any_language_and_format(
    run: Command, organisation: Path, tmp_path: Path
) -> None:
    store = tmp_path / "a.db"
    words = ("audit", "--local", organisation, "--pack", "minimal", "--store", store)
    first = run(*words, "--format", "json").out
    (organisation / "city/good/SECURITY.md").unlink()
    git(organisation / "city/good", "commit", "--quiet", "-am", "Without")
    second = run(*words, "--format", "json").out
    assert first != second
    assert run("report", "--store", store, "--audit", "1", "--format", "json").out == first
    assert run("report", "--store", store, "--format", "json").out == second
    assert run("report", "--store", store, "--lang", "fr").out.startswith("Audit de 2 dépôts")
    run("report", "--store", store, "--output", tmp_path / "x.html", "--lang", "fr")
    assert '<html lang="fr">' in (tmp_path / "x.html").read_text()
    nothing = run("report", "--store", store, "--audit", "9")
    assert nothing.code == 2
    assert "No such audit is in" in nothing.err


def test_an_audit_that_was_not_finished_is_told_as_such(run: Command, tmp_path: Path) -> None:
    from ospo_policy.store.store import Store
    from tests.support.store import NOW, listed

    with Store.open(str(tmp_path / "a.db"), NOW) as store:
        run_ = store.start_audit("0.1.0", "p", ONE.packs)
        run_.record(listed(1), next(iter(ONE.repositories))._replace(anchor=None))
        run_.interrupt()
    result = run("report", "--store", tmp_path / "a.db", "--format", "markdown")
    assert result.code == 0
    assert "> Audit 1 was not finished: repositories may be missing." in result.out


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["json", "markdown", "html", "csv", "junit", "gitlab-codequality", "badge"])
def test_a_json_report_becomes_any_other_format(run: Command, tmp_path: Path, name: str, language: str) -> None:
    for report, file in ((ONE, "one.json"), (REPORT, "many.json")):
        say = Catalogue(language)
        plain = report._replace(left_out=())  # the JSON does not tell it
        (tmp_path / file).write_text(render("json", plain, say, Style()), encoding="utf-8")
        result = run("report", tmp_path / file, "--format", name)
        assert result.code == 0
        if name == "json":
            assert result.out == render("json", plain, say, Style())
        elif name not in ("markdown", "html"):  # an author's texts keep their lines there
            assert _names(result.out) == _names(render(name, plain, say, Style()))


def _names(text: str) -> list[str]:
    """A text without what a JSON report does not keep as it was: bytes of names that are no UTF-8, addresses that are none."""
    return [line for line in text.splitlines() if "hostile-" not in line and "javascript" not in line]


def test_a_json_report_is_told_in_its_own_language_unless_another_is_asked_for(run: Command, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(render("json", ONE, Catalogue("fr"), Style()), encoding="utf-8")
    assert "## À corriger (8)" in run("report", tmp_path / "x.json", "--format", "markdown").out
    assert "## Must be put right (8)" in run("report", tmp_path / "x.json", "--format", "markdown", "--lang", "en").out


def test_several_json_reports_become_one(run: Command, repository: Path, tmp_path: Path) -> None:
    other = build(tmp_path / "s", FILES)
    for number, folder in enumerate((repository, other)):
        run("check", folder, "--pack", "minimal", "--output", tmp_path / f"{number}.json")
    result = run("report", tmp_path / "0.json", tmp_path / "1.json", "--format", "json")
    report = json.loads(result.out)
    assert [one["id"] for one in report["repositories"]] == [f"local:{repository}", f"local:{other}"]
    assert [pack["id"] for pack in report["packs"]] == ["minimal"]
    assert run("report", tmp_path / "0.json", tmp_path / "1.json").out.startswith("Audit of 2 repositories")


@pytest.mark.parametrize(
    "spoil",
    [
        {"repositories": 7},
        {"repositories": [{"id": 1}]},
        {"date": None},
        {"unread": [{"id": "x"}]},
        {"packs": [{"id": "x", "version": "1", "title": "x", "source": "y", "more": 1}]},
    ],
)
def test_what_does_not_fit_the_schema_is_no_report(run: Command, tmp_path: Path, spoil: dict[str, object]) -> None:
    document = json.loads(render("json", ONE, Catalogue("en"), Style())) | spoil
    (tmp_path / "x.json").write_text(json.dumps(document))
    result = run("report", tmp_path / "x.json", "--format", "html")
    assert result.code == 2
    assert "is no JSON report" in result.err


def test_odd_names_on_disk_come_through_every_format(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / "r\udcff<b>::x" if sys.platform == "linux" else tmp_path / "r"
    build(
        folder,
        {
            **FILES,
            **{name.replace("/", "_") + "/id_rsa": "-----BEGIN OPENSSH PRIVATE KEY-----\nabc" for name in HOSTILE},
        },
    )
    for name in FORMATS:
        result = run("check", folder, "--pack", "openssf-scorecard-like", "--pack", "minimal", "--format", name)
        assert result.code in (0, 1), result.err
        assert "\x1b" not in result.out
        if name == "sarif":
            assert problems(result.out) == []


DOCS = sorted((Path(__file__).parent.parent.parent / "docs").glob("formats*.md"))


def commands_of(path: Path) -> list[list[str]]:
    """The commands that a page shows, each as its words."""
    lines = re.findall(r"(?:\$|run:|script:) ospo-policy (.*)", path.read_text(encoding="utf-8"))
    return [shlex.split(line, comments=True) for line in lines]


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.name)
def test_the_pages_name_every_format_and_their_commands_work(
    run: Command, repository: Path, tmp_path: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = page.read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"| `{name}` |" not in text] == []
    monkeypatch.chdir(repository)
    commands = commands_of(page)
    assert len(commands) == 6
    run("audit", "--local", tmp_path, "--pack", "minimal", "--store", repository / "audits.db")
    for name in ("one", "two", "un", "deux"):
        run("check", "--pack", "minimal", "--output", repository / f"{name}.json")
    for words in commands:
        for target in targets(words):
            assert target.path is None or target.format in (format_of(target.path), "github-summary")
        if words[0] != "audit":
            assert run(*words).code in (0, 1)
            assert all(Path(target.path).is_file() for target in targets(words) if target.path)


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.name)
def test_the_pages_tell_the_limits_that_hold(page: Path) -> None:
    plain = re.sub("[, \u00a0]", "", page.read_text(encoding="utf-8"))
    limits = (sarif.MAX_RESULTS, sarif.SHOWN_RESULTS, html_report.MAX_DETAILS, markdown.MAX_DETAILS, MAX_DESCRIPTION)
    assert [limit for limit in limits if str(limit) not in plain] == []
