# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Description templates that projects have from their groups and from the instance: those that GitLab offers, and no other file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ospo_policy.forges.gitlab import inherited as inherited_module
from ospo_policy.forges.gitlab.reader import GitLabForge
from ospo_policy.forges.gitlab.transport import Token as Secret
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.needs import Needs
from tests.forges.gitlab_server.server import Fault, GitLab, serving
from tests.forges.gitlab_server.world import Access, Project, Token, World
from tests.support.command import Command
from tests.support.object_cache import MemoryCache
from tests.support.odd_files import NOW

ISSUE, REQUEST = ".gitlab/issue_templates", ".gitlab/merge_request_templates"
NEEDS = Needs(tree=True, contents=frozenset({"issue-template", "request-template", "readme", "licence"}))


@pytest.fixture
def server() -> Iterator[GitLab]:
    with serving(World(tokens=[Token("reporter", Access.REPORTER)])) as running:
        yield running


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


def templates(server: GitLab, path: str, *names: str, visibility: str = "public", **more: str) -> Project:
    """A project with templates, which its group, or with no group the instance, names."""
    files: dict[str, Any] = {name: f"{path} {name}" for name in names}
    project = server.world.add(path, {**files, **more}, visibility=visibility)
    group = server.world.group(project.group)
    assert group is not None
    group.templates = project.id
    return project


def inherited(server: GitLab, owner: str = "ville", token: str | None = "reporter") -> dict[str, dict[str, str | None]]:
    """What each owner's projects inherit: the text of each file, None where it was not read."""
    lab = GitLabForge("lab", server.url, Secret(token) if token else None, sleep=lambda _seconds: None)
    listed = list(lab.repositories(owner, NEEDS))
    found = {one.owner: facts for one, facts in lab.inherited(listed, NEEDS, MemoryCache(), NOW)}
    return {name: shown(facts) for name, facts in found.items()}


def shown(facts: Repository) -> dict[str, str | None]:
    assert isinstance(facts.tree, Known)
    texts = {path: fact.value.text for path, fact in facts.contents.items() if isinstance(fact, Known)}
    return {path: texts.get(path) for path in facts.tree.value.paths}


def test_templates_come_from_all_groups_above_the_nearest_first(server: GitLab) -> None:
    templates(server, "ville/modeles", f"{ISSUE}/Bug.md", f"{ISSUE}/Idea.md", f"{REQUEST}/Default.md")
    templates(server, "ville/eau/modeles", f"{ISSUE}/Bug.md")
    server.world.add("ville/eau/carte/tuiles", {"README.md": "x"})
    server.world.add("ville/gaz/plan", {"README.md": "x"})
    server.world.add("ville/site", {"README.md": "x"})
    of_town = {f"{ISSUE}/Bug.md": f"ville/modeles {ISSUE}/Bug.md", f"{ISSUE}/Idea.md": f"ville/modeles {ISSUE}/Idea.md",
               f"{REQUEST}/Default.md": f"ville/modeles {REQUEST}/Default.md"}  # fmt: skip
    of_water = of_town | {f"{ISSUE}/Bug.md": f"ville/eau/modeles {ISSUE}/Bug.md"}
    assert inherited(server) == {
        "ville": of_town,
        "ville/eau": of_water,
        "ville/eau/carte": of_water,
        "ville/gaz": of_town,
    }
    assert inherited(server, "ville/eau") == {"ville/eau": of_water, "ville/eau/carte": of_water}


def test_no_other_file_is_inherited(server: GitLab) -> None:
    """Templates for licences and the like are offered to who makes such a file."""
    others = ("LICENSE/Ville.txt", "LICENSE", "README.md", "CONTRIBUTING.md", "Dockerfile/Python.dockerfile",
              "gitlab-ci/Test.yml", ".github/ISSUE_TEMPLATE/bug.md", f"{ISSUE}/deep/er.md", f"{ISSUE}/bug.txt",
              "issue_templates/bug.md")  # fmt: skip
    templates(server, "ville/modeles", f"{ISSUE}/Bug.md", *others)
    for name in (".gitlab", "gitlab-profile", ".github"):
        server.world.add(f"ville/{name}", {"CODE_OF_CONDUCT.md": "x", "SECURITY.md": "x", f"{ISSUE}/Other.md": "x"})
    assert inherited(server) == {"ville": {f"{ISSUE}/Bug.md": f"ville/modeles {ISSUE}/Bug.md"}}


def test_a_server_without_paid_features_gives_nothing(server: GitLab) -> None:
    server.paid = False
    server.world.templates = templates(server, "ville/modeles", f"{ISSUE}/Bug.md").id
    assert inherited(server) == {}


def test_a_project_of_templates_that_is_gone_gives_nothing(server: GitLab) -> None:
    templates(server, "ville/modeles", f"{ISSUE}/Bug.md").deleted = True
    server.world.add("ville/site", {"README.md": "x"})
    assert inherited(server) == {}


@pytest.mark.parametrize("token", ["reporter", None])
def test_what_the_instance_gives_is_known_from_what_projects_offer(server: GitLab, token: str | None) -> None:
    source = server.world.add("admin/modeles", {f"{ISSUE}/Incident.md": "Instance", f"{REQUEST}/A & b.md": "Both"})
    source.visibility = "private"
    server.world.templates = source.id
    templates(server, "ville/modeles", f"{ISSUE}/Bug.md")
    server.world.add("ville/eau/carte", {"README.md": "x", f"{ISSUE}/Own.md": "own"})
    of_all = {f"{ISSUE}/Incident.md": "Instance", f"{REQUEST}/A & b.md": "Both",
              f"{ISSUE}/Bug.md": f"ville/modeles {ISSUE}/Bug.md"}  # fmt: skip
    assert inherited(server, token=token) == {"ville": of_all, "ville/eau": of_all}


def test_what_a_hidden_project_gives_its_group_is_given_to_no_other(server: GitLab) -> None:
    templates(server, "ville/eau/modeles", f"{ISSUE}/Hidden.md", visibility="private")
    server.world.add("ville/eau/carte", {"README.md": "x"})
    server.world.add("ville/eau/sud/carte", {"README.md": "x"})
    server.world.add("ville/gaz/plan", {"README.md": "x"})
    hidden = {f"{ISSUE}/Hidden.md": f"ville/eau/modeles {ISSUE}/Hidden.md"}
    assert inherited(server, token=None) == {"ville/eau": hidden, "ville/eau/sud": hidden}


def test_few_requests_tell_that_nothing_is_inherited(server: GitLab) -> None:
    for number in range(150):
        server.world.add(f"ville/g{number}/p", {"README.md": "x"})
    assert inherited(server) == {}
    assert (
        len(server.log) <= 8
    )  # four pages, the group, two of those below it, two of what a project offers: some at once


def test_where_the_instance_gives_templates_not_every_group_is_asked(
    server: GitLab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inherited_module, "MAX_PROBES", 3)
    server.world.templates = server.world.add("admin/modeles", {f"{ISSUE}/Incident.md": "x"}).id
    for number in range(20):
        server.world.add(f"ville/g{number}/p", {"README.md": "x"})
    assert len(inherited(server)) == 3
    server.world.add("ville/site", {"README.md": "x"})
    assert len(inherited(server)) == 21  # what the whole group has, those below it have too


def test_a_user_inherits_from_the_instance_alone(server: GitLab) -> None:
    server.world.templates = server.world.add("admin/modeles", {f"{ISSUE}/Incident.md": "Instance"}).id
    server.world.add("ada/notes", {"README.md": "x"})
    user = server.world.group("ada")
    assert user is not None
    user.is_user = True
    assert inherited(server, "ada") == {"ada": {f"{ISSUE}/Incident.md": "Instance"}}


@pytest.mark.parametrize(
    "fault",
    [
        Fault(404, "/groups/ville"), Fault(403, "descendant_groups"), Fault(200, "/groups/ville", body=[]),
        Fault(200, "/groups/ville", body={"file_template_project_id": "../../evil"}),
        Fault(200, "descendant_groups", body=[3, None, {"full_path": 3, "file_template_project_id": 7}]),
        Fault(200, "templates/issues", body=[3, {}, {"name": "../../evil"}, {"name": "a\u0000b"}, {"name": "x" * 999}]),
        Fault(400, "templates/issues"), Fault(404, "templates/merge_requests"), Fault(200, "/projects/1000", body=b"["),
        Fault(200, "templates/issues", body={"name": "x"}),
    ],
)  # fmt: skip
def test_odd_answers_stop_nothing(server: GitLab, fault: Fault) -> None:
    templates(server, "ville/modeles", f"{ISSUE}/Bug.md")
    server.world.add("ville/eau/carte", {"README.md": "x"})
    server.faults = [fault]
    for files in inherited(server).values():
        assert not any("evil" in path or "\0" in path for path in files)


def test_an_audit_counts_what_is_inherited(
    server: GitLab, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = templates(server, "ville/modeles", f"{ISSUE}/Bug.md", f"{REQUEST}/Default.md")
    server.world.add("ville/eau/carte", {"README.md": "x"})
    server.world.add("autre/eau", {"README.md": "x"})
    monkeypatch.setenv("CI_SERVER_URL", server.url)
    monkeypatch.setenv("GITLAB_TOKEN", "reporter")
    words = ("audit", "--gitlab", "ville", "--gitlab", "autre", "--pack", "community-health", "--store", tmp_path / "a.db",
             "--format", "json")  # fmt: skip

    def told() -> dict[str, list[tuple[str, str | None]]]:
        wanted = ("issue-templates", "pr-template", "readme-present", "code-of-conduct")
        return {
            one["id"]: [(f["status"], f["via"]) for f in one["findings"] if f["rule"] in wanted]
            for one in json.loads(run(*words).out)["repositories"]
        }

    first = told()
    assert first["gitlab:ville/eau/carte"].count(("pass", "inherited")) == 2
    assert first["gitlab:autre/eau"].count(("pass", "inherited")) == 0
    assert first["gitlab:ville/modeles"].count(("pass", "inherited")) == 0  # they are its own
    cold = len(server.log)
    assert told() == first
    assert len(server.log) - cold <= 14
    source.files = {"README.md": source.files[f"{ISSUE}/Bug.md"]}
    assert told()["gitlab:ville/eau/carte"].count(("pass", "inherited")) == 0
