# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`plan` and `apply` as an OSPO types them, on a GitLab and a Forgejo at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from ospo_policy.forges.pace import Speed
from tests.cli.test_plan_apply import PERSON, README, VALUES
from tests.forges.forgejo_server.server import Forgejo
from tests.forges.forgejo_server.server import serving as serving_forgejo
from tests.forges.gitlab_server.server import GitLab, serving
from tests.lifecycle.forgejo_place import ForgejoPlace
from tests.lifecycle.gitlab_place import GitLabPlace
from tests.support.command import Command


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setattr(
        "ospo_policy.forges.stepping.UNHURRIED", Speed(0, 10_000, 10_000)
    )  # nobody is disturbed by tests
    monkeypatch.setenv("LAB_TOKEN", "glpat-write")
    monkeypatch.setenv("CODE_TOKEN", "t-write")
    return Command(capsys)


@pytest.fixture
def forges() -> Iterator[tuple[GitLab, Forgejo]]:
    with serving() as lab, serving_forgejo() as code:
        yield lab, code


def organisation_file(folder: Path, forges: tuple[GitLab, Forgejo], mode: str = "request") -> Path:
    lab, code = forges
    document = {
        "organisation": {"name": {"en": "Ministry of Examples"}, "contact": "oss@example.org"},
        "forges": {
            "lab": {"type": "gitlab", "url": lab.url, "auth": {"token": {"env": "LAB_TOKEN"}}},
            "code": {"type": "forgejo", "url": code.url, "auth": {"token": {"env": "CODE_TOKEN"}}},
        },
        "inventory": [{"forge": "lab", "owners": ["ville"]}, {"forge": "code", "owners": ["ville"]}],
        "assign": [{"packs": ["minimal", "community-health"]}],
        "remediation": {
            "mode": mode, "person": PERSON, "values": VALUES, "settings": True, "labels": ["ospo"], "reviewers": "codeowners",
        },
    }  # fmt: skip
    path = folder / "org.yml"
    path.write_text(yaml.safe_dump(document))
    return path


def places(forges: tuple[GitLab, Forgejo]) -> tuple[GitLabPlace, ForgejoPlace]:
    lab, code = GitLabPlace(forges[0]), ForgejoPlace(forges[1])
    for number, place in enumerate((lab, code)):
        place.commit({"README.md": f"{README}\n{number}\n", "CODEOWNERS": "* @ada\n"})
    return lab, code


def test_an_ospo_puts_both_right_once(run: Command, forges: tuple[GitLab, Forgejo], tmp_path: Path) -> None:
    lab, code = places(forges)
    where = organisation_file(tmp_path, forges)
    planned = run("plan", "-O", where)
    assert "2 requests to open, 2 issues to open and 2 settings to change" in planned.out, planned
    assert not forges[0].written
    assert not forges[1].written
    first = run("apply", "-O", where)
    assert first.code == 0, first.err
    assert first.out.count("The request was opened.") == 2
    for place in (lab, code):
        (request,), (issue,) = place.requests(), place.issues()
        assert (request.state, request.base, request.labels) == ("open", "main", {"ospo"})
        assert "security@example.org" in (request.files["SECURITY.md"] or "")
        assert "Ada Exemple" in request.text
        assert "licence" in issue.text
        assert str(place.setting("description")).startswith("The levels of rivers")
    assert lab.people.open().reviewers == [7]
    assert code.people.open().reviewers == ["ada"]
    written = len(forges[0].written), len(forges[1].written)
    second = run("apply", "-O", where)
    assert "There was nothing to do." in second.out
    assert (len(forges[0].written), len(forges[1].written)) == written
    secrets = f"{planned}{first}{second}"
    assert "glpat-write" not in secrets
    assert "t-write" not in secrets


def test_without_a_token_a_plan_is_made_and_nothing_else(
    run: Command, forges: tuple[GitLab, Forgejo], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places(forges)
    document = yaml.safe_load(organisation_file(tmp_path, forges, "report").read_text())
    for forge in document["forges"].values():
        del forge["auth"]
    where = tmp_path / "org.yml"
    where.write_text(yaml.safe_dump(document))
    planned = run("plan", "-O", where)
    assert "2 repositories were looked at" in planned.out, planned
    assert "could not be looked at" not in planned.out
    refused = run("apply", "-O", where, "--mode", "request")
    assert refused.code == 2
    assert "takes no changes without a token." in refused.err
    assert "with the scope" in refused.err


def mirrored(forges: tuple[GitLab, Forgejo], source: str) -> tuple[GitLabPlace, ForgejoPlace]:
    """The GitLab's project is a mirror, some commits behind."""
    lab, code = places(forges)
    lab.project.mirror, lab.project.mirror_of = True, source
    return lab, code


def test_a_mirror_is_answered_at_its_source(run: Command, forges: tuple[GitLab, Forgejo], tmp_path: Path) -> None:
    host = forges[1].url.removeprefix("http://")
    lab, code = mirrored(forges, f"http://ospo:s3cret@{host}/Ville/good.git")
    where = organisation_file(tmp_path, forges)
    planned = run("plan", "-O", where)
    assert "lab:ville/good\n  No request. It is a mirror: it is answered at code:ville/good," in planned.out
    assert "1 request to open, 1 issue to open, 1 setting to change and 1 repository left" in planned.out
    assert "s3cret" not in f"{planned}"
    applied = run("apply", "-O", where)
    assert applied.code == 0, applied.err
    assert (len(lab.requests()), len(lab.issues()), len(code.requests()), len(code.issues())) == (0, 0, 1, 1)
    assert not forges[0].written


def test_a_mirror_of_what_is_not_in_the_inventory_says_what_to_do(
    run: Command, forges: tuple[GitLab, Forgejo], tmp_path: Path
) -> None:
    mirrored(forges, "https://token@elsewhere.example/ville/good.git")
    planned = run("plan", "-O", organisation_file(tmp_path, forges))
    told = " ".join(planned.out.split())
    assert "It is a mirror of https://elsewhere.example/ville/good, which is not in the inventory" in told
    assert "token" not in told
    mirrored(forges, "")
    told = " ".join(run("plan", "-O", tmp_path / "org.yml").out.split())
    assert "It is a mirror: changes belong to where it is copied from, which its forge does not tell." in told


def test_a_copy_at_the_same_commit_is_told_and_asked_once(
    run: Command, forges: tuple[GitLab, Forgejo], tmp_path: Path
) -> None:
    lab, code = GitLabPlace(forges[0]), ForgejoPlace(forges[1])
    code.life.git.objects |= lab.life.git.objects
    code.life.git.refs["main"] = lab.head()
    where = organisation_file(tmp_path, forges)
    planned = run("plan", "-O", where, "--output", tmp_path / "plan.json")
    assert planned.code == 0, planned.err
    shown = run("plan", "-O", where).out
    assert "code:ville/good\n  No request. It is a copy of lab:ville/good, at the same commit" in shown
    applied = run("apply", tmp_path / "plan.json", "-O", where)
    assert applied.code == 0, applied.err
    assert (len(lab.requests()), len(code.requests())) == (1, 0)
