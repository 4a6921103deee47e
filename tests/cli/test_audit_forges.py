# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`audit` of owners on forges, end to end: over HTTP, with the organisation's file, with a store."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from ospo_policy.operations import audit_run
from ospo_policy.operations.audit_progress import Stage
from tests.forges.forgejo_server.server import Forgejo
from tests.forges.forgejo_server.server import serving as serving_forgejo
from tests.forges.forgejo_server.world import Right
from tests.forges.forgejo_server.world import Token as ForgejoToken
from tests.forges.forgejo_server.world import World as ForgejoWorld
from tests.forges.github_server import Fault, World, serving
from tests.forges.github_server.samples import sample
from tests.forges.gitlab_server.server import GitLab
from tests.forges.gitlab_server.server import serving as serving_gitlab
from tests.forges.gitlab_server.world import Access, Token
from tests.forges.gitlab_server.world import World as GitLabWorld
from tests.lifecycle.gitlab_place import GitLabPlace
from tests.support.command import Command, Result
from tests.support.repositories import build

NOW = 1_795_392_000
README = "# Eau\n" + "Une ville gère son eau. " * 30


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Sixty repositories, one of them empty and one private, on the GitHub that the environment names."""
    world = sample(60)
    with serving(world) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        monkeypatch.setenv("GITHUB_TOKEN", "t-read")
        yield world


@pytest.fixture
def lab() -> Iterator[GitLab]:
    world = GitLabWorld(tokens=[Token("glpat-secret", Access.OWNER)])
    world.add("ville/eau", {"README.md": README})
    world.add("ville/services/gaz", {"README.md": "short"})
    with serving_gitlab(world) as running:
        yield running


@pytest.fixture
def berg(tmp_path: Path) -> Iterator[Forgejo]:
    world = ForgejoWorld(tokens=[ForgejoToken("forgejo-secret", Right.READ)])
    world.add("dorf/wasser", build(tmp_path / "wasser", {"README.md": README}))
    with serving_forgejo(world) as running:
        yield running


def report_of(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_an_owner_is_audited_with_the_token_of_the_environment(world: World, run: Command) -> None:
    result = run("audit", "--github", "numerique", "--pack", "minimal")
    lines = result.out.splitlines()
    assert result.code == 1
    assert lines[0] == "Audit of 59 repositories"
    assert "  - github:numerique/project-00039: it is empty" in lines
    assert f"github: {len(world.log)} requests, " in result.err
    assert "t-read" not in result.out + result.err
    assert len(world.log) < 65


def test_each_repository_is_judged_as_its_clone(world: World, run: Command, tmp_path: Path) -> None:
    there = report_of(run("audit", "--github", "numerique", "--pack", "community-health", "--format", "json"))
    for repo in world.owners["numerique"].repositories.values():
        if repo.head:
            repo.export(tmp_path / "clones" / "numerique" / f"{repo.name}.git")
    here = report_of(run("audit", "--local", tmp_path / "clones", "--pack", "community-health", "--format", "json"))
    assert len(there["repositories"]) == len(here["repositories"]) == 59
    for one, other in zip(there["repositories"], here["repositories"], strict=True):
        assert one["id"].partition(":")[2] == other["id"].partition(":")[2]
        for found, expected in zip(one["findings"], other["findings"], strict=True):
            assert found["status"] == expected["status"] or expected["status"] == "unknown", (one["id"], found["rule"])


def test_what_is_as_it_was_is_not_read_again(world: World, run: Command, tmp_path: Path) -> None:
    words = ("audit", "--github", "numerique", "--pack", "minimal", "--store", tmp_path / "a.db", "--format", "json")
    first = run(*words)
    cold = len(world.log)
    second = run(*words)
    assert len(world.log) - cold <= 3  # the listing
    assert second.out == first.out
    assert "59 repositories are as the last audit found them" in second.err
    repo = world.find("numerique/project-00001")
    assert repo
    repo.commit({"README.md": README, "LICENSE": "MIT License\n"}, "Changed")
    before = len(world.log)
    third = run(*words)
    assert len(world.log) - before <= 5  # and one tree, one lot of texts
    changed = [one for one, old in zip(report_of(third)["repositories"], report_of(first)["repositories"], strict=True)
               if one != old]  # fmt: skip
    assert [one["id"] for one in changed] == ["github:numerique/project-00001"]


def test_another_policy_is_evaluated_without_reading_anew(world: World, run: Command, tmp_path: Path) -> None:
    words = ("audit", "--github", "numerique", "--store", tmp_path / "a.db", "--format", "json", "--pack")
    run(*words, "minimal")
    before = len(world.log)
    report = report_of(run(*words, "community-health"))
    assert {pack["id"] for pack in report["packs"]} == {"community-health"}
    assert len(report["repositories"][0]["findings"]) == 12
    assert len(world.log) - before <= 4


def test_what_is_inherited_changes_with_its_source(world: World, run: Command, tmp_path: Path) -> None:
    words = ("audit", "--github", "numerique", "--pack", "minimal", "--store", tmp_path / "a.db", "--format", "json")

    def via() -> set[str | None]:
        return {
            finding["via"]
            for one in report_of(run(*words))["repositories"]
            for finding in one["findings"]
            if finding["rule"] == "security-contact" and not one["id"].endswith("/.github")
        }

    defaults = world.repository("numerique/.github", {"SECURITY.md": "Write to security@ville.fr\n"})
    assert via() == {"inherited"}
    assert via() == {"inherited"}  # carried over
    defaults.commit({"README.md": "x"}, "Gone")
    assert via() == {None}
    defaults.commit({"SECURITY.md": "Write to security@ville.fr\n"}, "Back")
    defaults.fields["isPrivate"] = True
    assert via() == {None}


def test_what_others_inherit_is_read_once(world: World, run: Command) -> None:
    defaults = world.repository("numerique/.github", {"SECURITY.md": "Write to security@ville.fr\n"})
    run("audit", "--github", "numerique", "--pack", "minimal")
    assert sum(f"/git/trees/{defaults.head}" in entry.path for entry in world.log) == 1


def test_renamed_and_deleted_repositories_are_told(world: World, run: Command, tmp_path: Path) -> None:
    words = ("audit", "--github", "numerique", "--pack", "minimal", "--store", tmp_path / "a.db", "--format", "json")
    run(*words)
    world.rename("numerique/project-00002", "numerique/renamed")
    del world.owners["numerique"].repositories["project-00003"]
    report = report_of(run(*words))
    assert any("github:numerique/project-00002 is now github:numerique/renamed" in one for one in report["notices"])
    assert any(one.startswith("github:numerique/project-00003 is gone") for one in report["notices"])
    assert not report_of(run(*words))["notices"]  # told once


def test_an_interrupted_audit_goes_on(world: World, run: Command, tmp_path: Path) -> None:
    def stop(stage: Stage) -> None:
        if stage.read == 50:
            raise KeyboardInterrupt

    store = str(tmp_path / "a.db")
    request = audit_run.Request(github=("numerique",), packs=("minimal",), store=store, now=NOW)
    with pytest.raises(KeyboardInterrupt):
        audit_run.run(request, stop, keep=False)
    before = len(world.log)
    done = audit_run.run(request._replace(resume=True), lambda *_: None, keep=True)
    assert len(done.report.repositories) == 59
    assert len(world.log) - before < 20
    whole = audit_run.run(request._replace(store=None), lambda *_: None, keep=True)
    assert tuple(done.report.repositories) == whole.report.repositories


def test_one_bad_repository_never_stops_the_run(world: World, run: Command) -> None:
    bad = world.find("numerique/project-00005")
    assert bad
    world.faults.append(Fault("saml", f"/repositories/{bad.number}/git/trees", times=0))
    result = run("audit", "--github", "numerique", "--pack", "minimal")
    assert result.code == 3
    assert result.out.startswith("Audit of 58 repositories")
    assert "  ? github:numerique/project-00005: " in result.out


def test_what_cannot_be_listed_is_told(world: World, run: Command) -> None:
    result = run("audit", "--github", "numerique", "--github", "nobody", "--pack", "minimal")
    assert result.code == 3
    assert result.out.startswith("Audit of 59 repositories")
    assert "  ? github:nobody: " in result.out


def test_a_wrong_token_is_told_and_never_shown(world: World, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    del world
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_wrong")
    result = run("audit", "--github", "numerique")
    assert result.code == 3
    assert "token" in result.out
    assert "ghp_wrong" not in result.out + result.err


ORGANISATION = """\
organisation: {{name: Ville}}
forges:
  hub: {{type: github, url: "{github}", auth: {{token: {{env: HUB_TOKEN}}}}}}
  lab: {{type: gitlab, url: "{gitlab}", auth: {{token: {{file: "{secret}"}}}}}}
  berg: {{type: forgejo, url: "{forgejo}", auth: {{token: {{command: [echo, forgejo-secret]}}}}}}
inventory:
  - {{forge: berg, owners: [dorf]}}
  - {{forge: hub, owners: [numerique], include: ["project-0000*"], where: "!repo.fork", exclude: [project-00007]}}
  - {{forge: lab, owners: ["*"]}}
assign:
  - {{packs: [minimal]}}
  - {{packs: [community-health], where: "repo.owner == 'ville'"}}
"""


@pytest.fixture
def file(world: World, lab: GitLab, berg: Forgejo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    del world
    monkeypatch.setenv("HUB_TOKEN", "t-read")
    (tmp_path / "secret").write_text("glpat-secret\n")
    path = tmp_path / "ospo-policy.yml"
    path.write_text(
        ORGANISATION.format(
            github=os.environ["GITHUB_API_URL"], gitlab=lab.url, forgejo=berg.url, secret=tmp_path / "secret"
        )
    )
    return path


def test_an_inventory_over_several_forges(file: Path, run: Command) -> None:
    result = run("audit", "-O", file, "--format", "json")
    report = report_of(result)
    rules = {one["id"]: len(one["findings"]) for one in report["repositories"]}
    assert [id_ for id_ in rules if id_.startswith("lab:")] == ["lab:ville/eau", "lab:ville/services/gaz"]
    assert "berg:dorf/wasser" in rules
    assert [id_ for id_ in rules if id_.startswith("hub:")] == [f"hub:numerique/project-0000{n}" for n in "012345689"]
    assert rules["lab:ville/eau"] > rules["lab:ville/services/gaz"] == rules["hub:numerique/project-00001"] == 7
    assert result.code == 1
    assert "glpat-secret" not in result.out + result.err
    assert "forgejo-secret" not in result.out + result.err


def test_the_inventory_is_shown_before_an_audit(file: Path, run: Command) -> None:
    result = run("inventory", "list", "--online", "-O", file)
    lines = result.out.splitlines()
    assert result.code == 0
    assert "  hub:numerique/project-00001" in lines
    assert "  lab:ville/services/gaz" in lines
    assert "  hub:numerique/project-00007: excluded by `project-00007`" in lines


@pytest.mark.parametrize(("change", "told"), [
    (("env: HUB_TOKEN", "env: NOT_SET"), "NOT_SET"),
    (("owners: [numerique]", "owners: []"), "ospo-policy.yml:"),
    (("forge: hub", "forge: huv"), "huv"),
])  # fmt: skip
def test_a_wrong_file_is_told_before_anything_is_read(
    file: Path, world: World, run: Command, change: tuple[str, str], told: str
) -> None:
    file.write_text(file.read_text().replace(*change))
    result = run("audit", "-O", file)
    assert result.code == 2
    assert told in result.err
    assert not world.log


def test_resuming_needs_a_store(run: Command) -> None:
    result = run("audit", "--github", "numerique", "--resume")
    assert result.code == 2
    assert "--store" in result.err


def test_a_long_list_is_cut_and_says_so(world: World, run: Command) -> None:
    for number in range(100, 170):
        world.repository(f"numerique/project-{number}", {"README.md": README})
    lines = run("audit", "--github", "numerique", "--pack", "minimal").out.splitlines()
    assert lines[0] == "Audit of 129 repositories"
    assert sum(line.startswith(("  ✗ ", "  ✓ ")) for line in lines) == 100
    assert "  and 29 more, in --format json" in lines


@pytest.mark.parametrize(("option", "library"), [("--github", "github"), ("--gitlab", "gitlab")])
def test_an_absent_library_is_named(run: Command, monkeypatch: pytest.MonkeyPatch, option: str, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    result = run("audit", option, "ville")
    assert result.code == 2
    assert "ospo-policy[audit]" in result.err


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_a_run_tells_that_graphql_was_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, forge: str
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "t-read")
    monkeypatch.setenv("GITLAB_TOKEN", "glpat-write")
    run = Command(capsys)
    with ExitStack() as stack:
        if forge == "github":
            world = World()
            world.organisation("ville")
            world.token("t-read", ville="read")
            world.repository("ville/good", {"README.md": "# Good\n"})
            world.graphql_status = 404
            monkeypatch.setenv("GITHUB_API_URL", stack.enter_context(serving(world)))
        else:
            lab = stack.enter_context(serving_gitlab())
            GitLabPlace(lab).commit({"README.md": "# Good\n"})
            lab.graphql = False
            monkeypatch.setenv("CI_SERVER_URL", lab.url)
        found = run("audit", f"--{forge}", "ville", "--pack", "minimal", "--fail-on", "never")
    assert found.code == 0, found.err
    assert "refused GraphQL" in " ".join(found.out.split())
