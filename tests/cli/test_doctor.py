# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`doctor`: what it foretells is what a run then meets, on each forge, with tokens of different rights."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema_rs
import pytest
import yaml

from ospo_policy.forges.allowance import Allowance
from ospo_policy.messages import Catalogue
from ospo_policy.model.checkup import Health
from ospo_policy.operations.doctor_forges import _limits
from tests.forges.forgejo_server.server import serving as serving_forgejo
from tests.forges.github_server import World, serving
from tests.forges.gitlab_server.server import serving as serving_gitlab
from tests.lifecycle.forgejo_place import ForgejoPlace
from tests.lifecycle.gitlab_place import GitLabPlace
from tests.support.command import Command
from tests.support.repositories import build

ROOT = Path(__file__).parent.parent.parent
SETTINGS = """
pack: settings
version: 1.0.0
rules:
  readme: {level: must, title: README, check: {file: {any_of: [README.md]}}}
  scanning: {level: must, title: Scanning, check: {cel: {expression: repo.secret_scanning}}}
  pushes: {level: must, title: Pushes, check: {cel: {expression: repo.push_protection}}}
  members: {level: must, title: Members, check: {cel: {expression: org.two_factor_required}}}
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pack.yml").write_text(SETTINGS)
    return Command(capsys)


@pytest.fixture
def world() -> Iterator[tuple[World, str]]:
    found = World()
    found.organisation("ville", name="Ville")
    found.user("ada", name="Ada")
    for right in ("read", "write", "admin", "owner"):
        found.token(f"t-{right}", ville=right)
    found.repository("ville/vide")
    found.repository("ville/eau", {"README.md": "# Eau\n"})
    with serving(found) as base:
        yield found, base


def organisation(url: str, forge: str = "github", **more: Any) -> str:
    document = {
        "organisation": {"name": "Ville", "contact": "oss@ville-exemple.fr"},
        "forges": {"here": {"type": forge, "url": url, "auth": {"token": {"env": "OUR_TOKEN"}}}},
        "inventory": [{"forge": "here", "owners": ["ville"]}],
        "assign": [{"packs": ["pack.yml"]}],
        **more,
    }
    Path("org.yml").write_text(yaml.safe_dump(document))
    return "org.yml"


def signs(run: Command, *words: str | Path) -> tuple[int, list[dict[str, Any]]]:
    done = run("doctor", *words, "--format", "json")
    document = json.loads(done.out)
    schema = json.loads((ROOT / "schemas/doctor.schema.json").read_text(encoding="utf-8"))
    assert not [error.message for error in jsonschema_rs.validator_for(schema).iter_errors(document)]
    return done.code, document["signs"]


def of(found: list[dict[str, Any]], health: str) -> list[str]:
    return [sign["what"] for sign in found if sign["health"] == health]


@pytest.mark.parametrize("right", ["read", "write", "admin", "owner"])
def test_what_it_foretells_is_what_an_audit_leaves_unknown(
    run: Command, world: tuple[World, str], monkeypatch: pytest.MonkeyPatch, right: str
) -> None:
    monkeypatch.setenv("OUR_TOKEN", f"t-{right}")
    where = organisation(world[1])
    code, found = signs(run, "-O", where)
    assert code == 0
    foretold = {rule for sign in found for rule in sign["rules"]}
    run("audit", "-O", where, "--output", "audit.json", "--fail-on", "never")
    (one,) = json.loads(Path("audit.json").read_text())["repositories"]
    assert foretold == {finding["rule"] for finding in one["findings"] if finding["status"] == "unknown"}
    assert foretold == {"read": {"scanning", "pushes", "members"}, "write": {"scanning", "pushes", "members"},
                        "admin": {"members"}, "owner": set()}[right]  # fmt: skip
    assert not [entry for entry in world[0].log if entry.is_write]


def test_all_is_told_in_words_and_no_secret_is(
    run: Command, world: tuple[World, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUR_TOKEN", "t-read")
    result = run("doctor", "-O", organisation(world[1]), "--store", "audits.db")
    assert result.code == 0
    for words in ("The token comes from OUR_TOKEN.", "127.0.0.1 answers.", "these rules stay unknown: scanning", "are left of the limit",
                  "audits.db is not there yet"):  # fmt: skip
        assert words in " ".join(result.out.split()), words
    assert "t-read" not in result.out + result.err
    assert not os.path.exists("audits.db")
    assert "A run can begin." in result.out
    french = run("doctor", "-O", "org.yml", "--lang", "fr").out
    assert "Le jeton vient de OUR_TOKEN." in french
    assert "restent indéterminées" in french


def test_without_a_forge_it_looks_at_the_repository(run: Command, tmp_path: Path) -> None:
    build(tmp_path / "r", {"README.md": "x"})
    code, found = signs(run, tmp_path / "r")
    assert code == 0
    assert any(what.startswith("The policy of r can be used") for what in of(found, "good"))


BROKEN = {
    "a pack": ("packs: [nothing]\n", "nothing"),
    "a key": ("pakcs: [minimal]\n", "pakcs"),
    "yaml": ("packs: [\n", ".ospo-policy.yml"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_mistake_of_the_policy_is_a_problem(run: Command, tmp_path: Path, case: str) -> None:
    text, named = BROKEN[case]
    build(tmp_path / "r", {"README.md": "x", ".ospo-policy.yml": text})
    code, found = signs(run, tmp_path / "r")
    assert code == 1
    assert named in " ".join(of(found, "problem"))


def test_a_forge_that_does_not_answer_and_a_token_that_is_not_there(
    run: Command, world: tuple[World, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, found = signs(run, "-O", organisation(world[1]))
    assert code == 1
    assert any("no token or key for the forge here" in what for what in of(found, "problem"))
    monkeypatch.setenv("OUR_TOKEN", "t-wrong")
    code, found = signs(run, "-O", organisation(world[1]))
    assert code == 1
    assert "t-wrong" not in json.dumps(found)
    monkeypatch.setenv("OUR_TOKEN", "t-read")
    code, found = signs(run, "-O", organisation("http://127.0.0.1:9"))
    assert code == 1
    assert of(found, "problem") == ["127.0.0.1 does not answer."]


def test_an_owner_with_nothing_to_read_could_not_be_told(
    run: Command, world: tuple[World, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUR_TOKEN", "t-read")
    world[0].organisation("desert")
    where = organisation(world[1], inventory=[{"forge": "here", "owners": ["desert"]}])
    code, found = signs(run, "-O", where)
    assert code == 3
    assert of(found, "unknown") == ["No repository was shown that could be read."]


def test_a_clock_that_is_off(run: Command, world: tuple[World, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_TOKEN", "t-owner")
    monkeypatch.setattr("ospo_policy.cli.doctor.time", SimpleNamespace(time=lambda: time.time() + 600))
    _, found = signs(run, "-O", organisation(world[1]))
    assert any("The clock here differs from its own by" in what for what in of(found, "warning"))


@pytest.mark.parametrize(("left", "health"), [(4_000, Health.GOOD), (499, Health.WARNING), (0, Health.WARNING)])
def test_limits_that_are_nearly_used_up(left: int, health: Health) -> None:
    allowance = Allowance()
    allowance.note({"x-limit": 5_000, "x-remaining": left, "x-reset": 1_600, "x-resource": "core"}, "x-")
    (sign,) = _limits([("here", allowance)], 1_000)
    assert sign.health is health
    assert (
        Catalogue("en").text(sign.what) == f"{left} of 5000 are left of the limit `core`, which begins anew in 10 min."
    )


@pytest.mark.parametrize(("right", "lacking"), [("read", ["push", "issues"]), ("write", []), ("owner", [])])
def test_the_rights_to_write_are_looked_at_where_requests_are_wanted(
    run: Command, world: tuple[World, str], monkeypatch: pytest.MonkeyPatch, right: str, lacking: list[str]
) -> None:
    monkeypatch.setenv("OUR_TOKEN", f"t-{right}")
    where = organisation(
        world[1], remediation={"mode": "request", "person": {"name": "Ada", "email": "a@ville-exemple.fr"}}
    )
    code, found = signs(run, "-O", where)
    problems = " ".join(of(found, "problem"))
    assert ("may not push a branch to here:ville/eau" in problems) is ("push" in lacking)
    assert (code == 1) is bool(lacking)
    assert not [entry for entry in world[0].log if entry.is_write]


def test_texts_of_ones_own_are_filled(run: Command, world: tuple[World, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_TOKEN", "t-write")
    Path("texts/en").mkdir(parents=True)
    Path("texts/en/SUPPORT.md").write_text("{#\nversion: 1\n#}\n# Help\n\nAsk {{ organisation }}.\n")
    remediation = {"mode": "request", "templates": "texts"}
    where = organisation(world[1], remediation=remediation)
    assert any(what.startswith("1 starting text in") for what in of(signs(run, "-O", where)[1], "good"))
    Path("texts/en/SUPPORT.md").write_text("{#\nversion: 1\n#}\n# Help\n\nAsk {{ nobody_knows }}.\n")
    code, found = signs(run, "-O", where)
    assert code == 1
    assert any("nobody_knows" in what and "SUPPORT.md" in what for what in of(found, "problem"))


@pytest.mark.parametrize("name", ["gitlab", "forgejo"])
def test_other_forges(run: Command, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    remediation = {"mode": "request", "person": {"name": "Ada", "email": "a@ville-exemple.fr"}}
    if name == "gitlab":
        monkeypatch.setenv("OUR_TOKEN", "glpat-write")
        with serving_gitlab() as lab:
            GitLabPlace(lab).commit({"README.md": "# Eau\n"})
            code, found = signs(run, "-O", organisation(lab.url, "gitlab", remediation=remediation))
            assert not lab.written
    else:
        monkeypatch.setenv("OUR_TOKEN", "t-write")
        with serving_forgejo() as site:
            ForgejoPlace(site).commit({"README.md": "# Eau\n"})
            code, found = signs(run, "-O", organisation(site.url, "forgejo", remediation=remediation))
            assert not site.written
    assert code == 0, found
    assert any("was read as an audit reads it" in what for what in of(found, "good"))
    assert any("may do in here:ville/good all that requests take" in what for what in of(found, "good"))


def test_the_store(run: Command, tmp_path: Path) -> None:
    build(tmp_path / "all/one", {"README.md": "x"})
    words = ("--local", tmp_path / "all", "--pack", "minimal", "--store", "audits.db")
    assert any("is not there yet" in what for what in of(signs(run, *words)[1], "good"))
    run("audit", *words)
    assert any("can be used" in what and "audits.db" in what for what in of(signs(run, *words)[1], "good"))
    Path("audits.db").write_text("no database at all, and long enough to be looked at as one " * 20)
    code, found = signs(run, *words)
    assert code == 1
    assert any("audits.db" in what for what in of(found, "problem"))
