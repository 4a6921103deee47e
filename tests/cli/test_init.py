# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`init`, as an OSPO and a team meet it: what is written is valid, passes the rules that it sets, and takes nobody's place."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest
import yaml

from ospo_policy.cli.init import FORGES
from ospo_policy.engine.resources import bundled_packs
from ospo_policy.fixes.escaping import words
from ospo_policy.fixes.values import SOURCE
from ospo_policy.operations.init_org import REQUIREMENT, licences, slug
from tests.support.command import Command, Result
from tests.support.repositories import build, git
from tests.support.web import serving as serving_files

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = ("en", "fr")
RUNS = ("validate", "audit", "plan", "apply")
PIPELINES = {
    "github": [f".github/workflows/{name}.yml" for name in RUNS],
    "gitlab": [".gitlab-ci.yml"],
    "forgejo": [f".forgejo/workflows/{name}.yml" for name in RUNS],
}
COMMON = {
    "ospo-policy.yml",
    "policies/my-city.yml",
    "waivers.yml",
    "README.md",
    "requirements.txt",
    ".gitignore",
    "LICENSE",
}


WANT_MORE = {"reuse"}
"""Packs that ask for more than a first commit has: here, a header in each file and a job that checks them."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return Command(capsys)


def org(run: Command, folder: str | Path = "policy", *more: str, **changed: str) -> Result:
    """`init org` with answers, of which some are changed, or left out where empty."""
    answers = {
        "name": "My city",
        "contact": "oss@city.example",
        "forge": "github",
        "owner": "city",
        "licence": "EUPL-1.2",
    }
    told = [word for key, value in (answers | changed).items() if value for word in (f"--{key}", value)]
    return run("init", "org", folder, *told, *more)


def below(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() and ".git" not in path.parts
    }


def read(folder: Path, name: str) -> Any:
    return yaml.load((folder / name).read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("forge", FORGES)
def test_what_is_written_is_valid_and_follows_its_own_rules(
    run: Command, tmp_path: Path, forge: str, language: str
) -> None:
    folder = tmp_path / "policy"
    result = org(run, folder, "--lang", language, forge=forge)
    assert result.code == 0, result.err
    dependabot = {".github/dependabot.yml"} if forge == "github" else set()
    assert below(folder) == COMMON | set(PIPELINES[forge]) | dependabot
    os.chdir(folder)
    files = ["ospo-policy.yml", "policies/my-city.yml", "waivers.yml"]
    validated = run("policy", "validate", *files)
    assert validated.code == 0, validated.out + validated.err
    listed = run("inventory", "list")
    assert listed.code == 0
    assert "city" in listed.out
    git(folder, "init", "-q")
    checked = run("check", "--fail-on", "should")
    assert checked.code == 0, checked.out
    assert run("licence", "LICENSE").out.startswith("LICENSE: EUPL-1.2")
    assert read(folder, "ospo-policy.yml")["organisation"]["locale"] == language
    lint = [Path(sys.executable).parent / "yamllint", "--strict", "-c", ROOT / ".yamllint", folder]
    assert subprocess.run(lint, capture_output=True, text=True, check=False).stdout == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", sorted({*bundled_packs()} - WANT_MORE))
def test_what_is_a_must_in_any_pack_is_met(run: Command, tmp_path: Path, pack: str, language: str) -> None:
    folder = tmp_path / "policy"
    contact = "oss@exampleville.eu"  # an address below .example is nobody's, and no way to report anything
    assert org(run, folder, "--lang", language, pack=pack, contact=contact).code == 0
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    os.chdir(folder)
    checked = run("check")
    assert checked.code == 0, checked.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_zizmor_finds_nothing_in_the_workflows(run: Command, tmp_path: Path, language: str) -> None:
    org(run, tmp_path / "policy", "--lang", language)
    zizmor = Path(sys.executable).parent / "zizmor"
    done = subprocess.run(
        [zizmor, "--offline", "--quiet", tmp_path / "policy"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_actions_are_pinned_and_rights_are_few(run: Command, tmp_path: Path) -> None:
    org(run, tmp_path / "policy")
    ours = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / ".github/workflows").glob("*.yml")))
    for name in PIPELINES["github"]:
        text = (tmp_path / "policy" / name).read_text(encoding="utf-8")
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[0-9.]+", used) for used in re.findall(r"uses: (.*)", text))
        assert all(used in ours for used in re.findall(r"uses: (.*)", text))  # in the versions that we use ourselves
        workflow = read(tmp_path / "policy", name)
        assert workflow["permissions"] == {}
        rights = [job["permissions"] for job in workflow["jobs"].values()]
        expected = {"contents": "read", "issues": "write"} if name.endswith("plan.yml") else {"contents": "read"}
        assert all(right == expected for right in rights)
        runs = "\n".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])
        assert "${{" not in runs  # values go through the environment


def structure(node: Any) -> Any:
    """A pipeline without the words for people."""
    match node:
        case dict():
            return {key: structure(value) for key, value in node.items() if key not in ("name", "TITLE")}
        case list():
            return [structure(value) for value in node]
    return re.sub(r"'(?:Waivers|Dérogations)'", "", node) if isinstance(node, str) else node


@pytest.mark.parametrize("forge", FORGES)
def test_both_languages_run_the_same(run: Command, tmp_path: Path, forge: str) -> None:
    for language in LANGUAGES:
        org(run, tmp_path / language, "--lang", language, forge=forge)
    for name in PIPELINES[forge]:
        english, french = (structure(read(tmp_path / language, name)) for language in LANGUAGES)
        assert english == french, name
    english, french = (read(tmp_path / language, "ospo-policy.yml") for language in LANGUAGES)
    english["organisation"]["locale"] = "fr"
    assert english == french


OPTIONS = [
    ({"url": "https://github.city.example/"}, "ospo-policy.yml", '    url: "https://github.city.example"\n'),
    ({"forge": "gitlab", "url": "https://gitlab.com"}, "ospo-policy.yml", "    type: gitlab\n    auth:"),
    ({"forge": "forgejo"}, "ospo-policy.yml", '    url: "https://codeberg.org"\n'),
    ({"forge": "gitlab", "owner": "transport/data"}, "ospo-policy.yml", 'owners: ["transport/data"]'),
    ({"owner": "*"}, "ospo-policy.yml", 'owners: ["*"]'),
    ({"pack": "fr-dinum"}, "policies/my-city.yml", 'extends: ["fr-dinum"]\n\nrules:'),
    ({"pack": "minimal"}, "policies/my-city.yml", "set:\n  readme-characters: 400"),
    ({"id": "ours"}, "policies/ours.yml", "pack: ours\n"),
    ({"licence": "MIT"}, "LICENSE", "My city"),
    ({"branch": "trunk"}, ".github/workflows/validate.yml", "branches: [trunk]"),
    ({"requirement": "ospo-policy[audit]==9.9"}, "requirements.txt", "ospo-policy[audit]==9.9\n"),
    ({}, "requirements.txt", f"{REQUIREMENT}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "name", "text"), OPTIONS)
def test_each_option_says_something(
    run: Command, tmp_path: Path, answers: dict[str, str], name: str, text: str
) -> None:
    result = org(run, tmp_path / "policy", **answers)
    assert result.code == 0, result.err
    assert text in (tmp_path / "policy" / name).read_text(encoding="utf-8")
    os.chdir(tmp_path / "policy")
    validated = run("policy", "validate", "ospo-policy.yml", "waivers.yml")
    assert validated.code == 0, validated.out + validated.err


def test_without_a_licence_none_is_written(run: Command, tmp_path: Path) -> None:
    assert org(run, tmp_path / "policy", licence="none").code == 0
    assert "LICENSE" not in below(tmp_path / "policy")
    assert "template LICENSE" in (tmp_path / "policy/README.md").read_text(encoding="utf-8")


REFUSED = [
    ({"name": " "}, "name of the organisation is empty"),
    ({"contact": "the office"}, "no e-mail address"),
    ({"url": "https://user:secret@forge.example"}, "no address of a forge"),
    ({"url": "javascript:alert(1)"}, "no address of a forge"),
    ({"owner": "a b"}, "no name of an organisation"),
    ({"owner": "../x"}, "no name of an organisation"),
    ({"pack": "minimall"}, "Did you mean `minimal`?"),
    ({"pack": "https://example.org/pack.yml"}, "No bundled pack is called"),
    ({"id": "../../etc"}, "cannot be the name of a pack"),
    ({"id": "minimal"}, "cannot be the name of a pack"),
    ({"licence": "EUPL"}, "Did you mean `EUPL-1.2`?"),
    ({"branch": "a b; rm"}, "branch"),
    ({"requirement": "x\n--index-url https://evil.example"}, "nothing that pip could install"),
    ({"requirement": "--index-url=https://evil.example"}, "nothing that pip could install"),
    ({"forge": "svn"}, "svn"),
]


@pytest.mark.parametrize(("answers", "told"), REFUSED)
def test_an_answer_that_will_not_do_is_told_and_nothing_is_written(
    run: Command, tmp_path: Path, answers: dict[str, str], told: str
) -> None:
    result = org(run, tmp_path / "policy", **answers)
    assert result.code == 2
    assert told in result.err
    assert not (tmp_path / "policy").exists()


@pytest.mark.parametrize("missing", ["name", "contact", "forge", "owner", "licence"])
def test_without_a_terminal_a_missing_answer_names_its_option(run: Command, tmp_path: Path, missing: str) -> None:
    result = org(run, tmp_path / "policy", **{missing: ""})
    assert result.code == 2
    assert f"--{missing}" in result.err
    assert not (tmp_path / "policy").exists()


REMOTES = [
    ("https://github.com/city/policy.git", {"type": "github"}, "city"),
    ("git@github.com:city/policy.git", {"type": "github"}, "city"),
    ("https://bot:glpat-1@gitlab.city.example:8443/a/b/policy", {"type": "gitlab", "url": "https://gitlab.city.example:8443"}, "a/b"),
    ("ssh://git@gitlab.city.example:2222/a/policy.git", {"type": "gitlab", "url": "https://gitlab.city.example"}, "a"),
    ("https://codeberg.org/city/policy", {"type": "forgejo", "url": "https://codeberg.org"}, "city"),
]  # fmt: skip


@pytest.mark.parametrize(("remote", "forge", "owner"), REMOTES)
def test_where_it_was_cloned_from_answers_too(
    run: Command, tmp_path: Path, remote: str, forge: dict[str, str], owner: str
) -> None:
    folder = tmp_path / "policy"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "trunk")
    git(folder, "remote", "add", "origin", remote)
    result = org(run, folder, forge="", owner="")
    assert result.code == 0, result.err
    document = read(folder, "ospo-policy.yml")
    (found,) = document["forges"].values()
    assert {key: value for key, value in found.items() if key != "auth"} == forge
    assert document["inventory"][0]["owners"] == [owner]
    assert "glpat-1" not in result.out + result.err + (folder / "ospo-policy.yml").read_text(encoding="utf-8")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{answer}\n" for answer in answers)))


def test_on_a_terminal_it_asks_and_says_what_will_not_do(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        "My city",
        "office",
        "oss@city.example",
        "gitlab",
        "https://forge.city.example",
        "transport energy",
        "",
        "",
    ]
    answering(monkeypatch, *answers)
    result = run("init", "org", "policy")
    assert result.code == 0, result.err
    assert "`office` is no e-mail address" in result.err
    document = read(tmp_path / "policy", "ospo-policy.yml")
    assert document["inventory"][0]["owners"] == ["transport", "energy"]
    assert document["forges"]["gitlab"]["url"] == "https://forge.city.example"
    assert "EUPL-1.2" in (tmp_path / "policy/README.md").read_text(encoding="utf-8")


def test_on_a_terminal_nothing_is_asked_that_an_option_answers(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch)
    result = org(run, tmp_path / "policy", url="https://github.com", pack="minimal")
    assert result.code == 0, result.err
    assert result.err == ""


def test_a_second_run_writes_nothing(run: Command, tmp_path: Path) -> None:
    org(run, tmp_path / "policy")
    (tmp_path / "policy/README.md").write_text("ours\n", encoding="utf-8")
    (tmp_path / "policy/LICENSE").unlink()
    (tmp_path / "policy/LICENSE").symlink_to("/nowhere/at/all")
    before = {path: path.lstat().st_mtime_ns for path in (tmp_path / "policy").rglob("*")}
    result = org(run, tmp_path / "policy")
    assert result.code == 0
    assert "Nothing was written" in result.out
    assert {path: path.lstat().st_mtime_ns for path in (tmp_path / "policy").rglob("*")} == before
    assert (tmp_path / "policy/README.md").read_text(encoding="utf-8") == "ours\n"


def test_what_a_stopped_run_left_out_is_written_by_the_next(run: Command, tmp_path: Path) -> None:
    org(run, tmp_path / "policy")
    (tmp_path / "policy/waivers.yml").unlink()
    result = org(run, tmp_path / "policy")
    assert "Written (1 file):\n  waivers.yml\n" in result.out
    assert not [name for name in below(tmp_path / "policy") if ".ospo-policy-" in name]


def test_show_prints_and_writes_nothing(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    assert "=== ospo-policy.yml (new)" in org(run, folder, "--show").out
    assert not folder.exists()
    folder.mkdir()
    (folder / "README.md").write_text("ours\n", encoding="utf-8")
    shown = org(run, folder, "--show").out
    assert "=== README.md (is there already" in shown
    assert "# My city: publication practices" in shown
    assert below(folder) == {"README.md"}


def test_a_link_that_leads_out_is_not_followed(run: Command, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "policy", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "policies").symlink_to(elsewhere)
    result = org(run, folder)
    assert result.code == 2
    assert "policies is a link" in result.err
    assert [path.name for path in folder.iterdir()] == ["policies"]
    assert not below(elsewhere)


def test_a_file_is_no_folder(run: Command, tmp_path: Path) -> None:
    (tmp_path / "policy").write_text("x", encoding="utf-8")
    assert "is no folder" in org(run, tmp_path / "policy").err


HOSTILE = [
    'L\'Office "quoted": a # b & {c} [d], - e',
    "Two\nlines: yes\n---\nrules: {}",
    "{{ 7 * 7 }} {% raw %} ${{ github.token }} $(id) `id`",
    "# Title\n<script>alert(1)</script> [a](javascript:b) ![c](https://d.example) @everyone #1",
    "- yes",
    "123",
    "null",
    "Ville\u202ed'Exemple\x1b[31m\x00",
    "!!python/object:os.system | > %",
    "名前 Ünïcode 🌳",
    "x" * 200,
    "../../../etc/passwd",
    "minimal",
]


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize("name", HOSTILE)
def test_the_name_of_an_organisation_stays_a_name(run: Command, tmp_path: Path, name: str, forge: str) -> None:
    folder = tmp_path / "policy"
    result = org(run, folder, forge=forge, name=name)
    assert result.code == 0, result.err
    plain = words(name)
    document = read(folder, "ospo-policy.yml")
    assert document["organisation"]["name"] == document["remediation"]["person"]["name"] == plain
    (pack,) = (folder / "policies").iterdir()
    assert read(folder, f"policies/{pack.name}")["title"] == f"{plain}: publication practices"
    assert set(read(folder, f"policies/{pack.name}")["rules"]) == {"readme-names-our-office"}
    html = cmarkgfm.github_flavored_markdown_to_html((folder / "README.md").read_text(encoding="utf-8"))
    assert re.findall(r"<h1>(.*)</h1>", html) == [html_of(f"{plain}: publication practices")]
    assert "<script" not in html
    assert "javascript:" not in re.sub(r">[^<]*<", "", html)
    os.chdir(folder)
    validated = run("policy", "validate", "ospo-policy.yml", f"policies/{pack.name}", "waivers.yml")
    assert validated.code == 0, validated.out + validated.err
    org(run, tmp_path / "plain", forge=forge)
    for path in PIPELINES[forge]:  # it reaches no pipeline at all
        assert (folder / path).read_bytes() == (tmp_path / "plain" / path).read_bytes()


def html_of(text: str) -> str:
    """A text as CommonMark's own renderer writes it between tags."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text


@pytest.mark.parametrize(
    ("name", "made"),
    [("Ville d'Évry-Courcouronnes", "ville-d-evry-courcouronnes"), ("名前", "our-rules"), ("Minimal", "minimal-rules"),
     ("x" * 60, "x" * 40), ("", "our-rules")],
)  # fmt: skip
def test_a_pack_is_called_after_the_organisation(name: str, made: str) -> None:
    assert slug(name) == made


def test_every_licence_on_offer_can_be_chosen(run: Command, tmp_path: Path) -> None:
    for licence in licences():
        assert org(run, tmp_path / licence, "--id", "ours", licence=licence).code == 0
        assert (tmp_path / licence / "LICENSE").stat().st_size > 500


# A project's own repository.


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Command) -> Path:
    """A clone of a project on GitHub, that lacks nearly everything."""
    folder = build(tmp_path / "project", {"README.md": "short\n"})
    git(folder, "remote", "add", "origin", "https://github.com/city/project.git")
    monkeypatch.chdir(folder)
    return folder


JOBS = {
    "github": (".github/workflows/ospo-policy.yml", "jobs"),
    "gitlab": (".gitlab-ci.yml", "ospo-policy"),
    "forgejo": (".forgejo/workflows/ospo-policy.yml", "jobs"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("forge", FORGES)
def test_a_repository_is_set_up(run: Command, project: Path, forge: str, language: str) -> None:
    result = run("init", "repo", "--forge", forge, "--pack", "minimal", "--profile", "B", "--lang", language)
    assert result.code == 0, result.err
    path, key = JOBS[forge]
    assert below(project) == {"README.md", ".ospo-policy.yml", path}
    assert read(project, ".ospo-policy.yml") == {"profile": "B", "packs": ["minimal"]}
    job = (project / path).read_text(encoding="utf-8")
    assert key in read(project, path)
    assert f'pip install --quiet "{SOURCE}"' in job
    assert "ospo-policy check" in job
    assert run("policy", "validate", ".ospo-policy.yml").code == 0
    assert f"git add .ospo-policy.yml {path}" in result.out
    assert run("check").code == 1
    lint = [Path(sys.executable).parent / "yamllint", "-c", ROOT / ".yamllint", project]
    assert "error" not in subprocess.run(lint, capture_output=True, text=True, check=False).stdout


def test_the_forge_is_told_by_the_clone_and_the_packs_by_default(run: Command, project: Path) -> None:
    assert run("init", "repo").code == 0
    assert read(project, ".ospo-policy.yml") == {"packs": ["minimal", "community-health"]}
    assert (project / ".github/workflows/ospo-policy.yml").exists()


def test_from_within_a_repository_it_is_set_up_at_its_top(
    run: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "src").mkdir()
    monkeypatch.chdir(project / "src")
    result = run("init", "repo", "--pack", "minimal")
    assert "  cd ..\n  git add .ospo-policy.yml" in result.out
    assert (project / ".ospo-policy.yml").exists()


def test_a_baseline_lets_only_what_is_new_count(run: Command, project: Path) -> None:
    result = run("init", "repo", "--baseline")
    assert "rules that fail today are noted in .ospo-policy-baseline.yml" in result.out
    assert "git add .ospo-policy.yml .github/workflows/ospo-policy.yml .ospo-policy-baseline.yml" in result.out
    assert run("check").code == 0
    before = (project / ".ospo-policy-baseline.yml").read_bytes()
    second = run("init", "repo", "--baseline")
    assert "Nothing was written" in second.out
    assert (project / ".ospo-policy-baseline.yml").read_bytes() == before


def test_a_pipeline_that_is_there_is_left_alone(run: Command, project: Path) -> None:
    (project / ".gitlab-ci.yml").write_text("test: {script: [make]}\n", encoding="utf-8")
    result = run("init", "repo", "--forge", "gitlab")
    assert "add the job to it yourself" in result.out
    assert (project / ".gitlab-ci.yml").read_text(encoding="utf-8") == "test: {script: [make]}\n"
    assert "ospo-policy check" in run("init", "repo", "--forge", "gitlab", "--show").out


@pytest.mark.parametrize(
    ("answer", "language", "is_wanted"),
    [("", "en", True), ("n", "en", False), ("oui", "fr", True), ("Non", "fr", False)],
)
def test_on_a_terminal_a_team_is_asked(
    run: Command, project: Path, monkeypatch: pytest.MonkeyPatch, answer: str, language: str, is_wanted: bool
) -> None:
    answering(monkeypatch, "minimal reuse", "B", "", "perhaps", answer)
    result = run("init", "repo", "--lang", language)
    assert result.code == 0, result.err
    assert read(project, ".ospo-policy.yml") == {"profile": "B", "packs": ["minimal", "reuse"]}
    assert (project / ".ospo-policy-baseline.yml").exists() is is_wanted


def test_a_team_is_not_asked_for_rules_that_it_has(
    run: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".ospo-policy.yml").write_text("packs: [minimal]\n", encoding="utf-8")
    answering(monkeypatch)
    result = run("init", "repo", "--forge", "gitlab", "--no-baseline")
    assert result.code == 0, result.err
    assert "Written (1 file):\n  .gitlab-ci.yml\n" in result.out


@pytest.fixture
def policy(run: Command, tmp_path: Path) -> Iterator[tuple[str, str, Path]]:
    """An organisation's policy repository on a web server: its address, its latest commit, its folder."""
    folder = tmp_path / "ours"
    org(run, folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Ours")
    with serving_files(tmp_path / "web") as (address, web, _):
        git(tmp_path, "clone", "-q", "--bare", str(folder), str(web / "policy.git"))
        git(web / "policy.git", "update-server-info")
        yield f"{address}/policy.git", git(folder, "rev-parse", "HEAD"), folder


def test_the_organisations_rules_are_pinned_where_they_are_now(
    run: Command, project: Path, policy: tuple[str, str, Path]
) -> None:
    url, commit, _ = policy
    result = run("init", "repo", "--organisation", url)
    assert result.code == 0, result.err
    assert commit in result.out
    assert read(project, ".ospo-policy.yml") == {
        "organisation": {"url": url, "commit": commit, "path": "ospo-policy.yml"}
    }
    checked = run("check")
    assert "[readme-names-our-office]" in checked.out, checked.err


def test_without_a_network_the_commit_is_named(run: Command, project: Path) -> None:
    words_ = ("init", "repo", "--organisation", "https://forge.example/ospo/policy", "--offline")
    refused = run(*words_)
    assert refused.code == 2
    assert "--commit" in refused.err
    assert run(*words_, "--commit", "a" * 40, "--file", "city.yml").code == 0
    assert read(project, ".ospo-policy.yml")["organisation"]["path"] == "city.yml"


def test_the_digest_of_a_file_pins_it_too(run: Command, project: Path) -> None:
    url = "https://forge.example/policy/ospo-policy.yml"
    assert run("init", "repo", "--organisation", url, "--sha256", "b" * 64).code == 0
    assert read(project, ".ospo-policy.yml") == {"organisation": {"url": url, "sha256": "b" * 64}}
    assert run("policy", "validate", ".ospo-policy.yml").code == 0


WRONG = [
    (("--commit", "a" * 40), "belong to --organisation"),
    (("--organisation", "https://f.example/p", "--pack", "minimal"), "Only one of --pack and --organisation"),
    (("--organisation", "https://f.example/p", "--commit", "a" * 40, "--sha256", "b" * 64), "give one"),
    (("--organisation", "https://f.example/p", "--commit", "main"), "main"),
    (("--organisation", "https://x:y@f.example/p"), "no address of a forge"),
    (("--organisation", "https://f.example/p", "--commit", "a" * 40, "--file", "../x.yml"), "no path of a file"),
    (("--organisation", "http://127.0.0.1:1/p"), "could not be asked for its latest commit"),
    (("--pack", "minimall"), "Did you mean `minimal`?"),
    (("--profile", "a: b"), "is no profile"),
    (("--requirement", "x; curl evil.example"), "blanks or brackets"),
    (("--branch", "a'b"), "branch"),
]  # fmt: skip


@pytest.mark.parametrize(("words_", "told"), WRONG)
def test_a_wrong_word_for_a_repository_is_told(run: Command, project: Path, words_: tuple[str, ...], told: str) -> None:
    result = run("init", "repo", "--forge", "forgejo", *words_)
    assert result.code == 2, result.out
    assert told in result.err
    assert below(project) == {"README.md"}


def test_no_forge_is_guessed(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(build(tmp_path / "plain", {"README.md": "x"}))
    refused = run("init", "repo")
    assert refused.code == 2
    assert "--forge" in refused.err


def test_a_bare_repository_has_no_place_for_files(run: Command, tmp_path: Path) -> None:
    build(tmp_path / "full", {"README.md": "x"})
    git(tmp_path, "clone", "-q", "--bare", "full", "bare.git")
    assert "Clone it" in run("init", "repo", "bare.git").err
