# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The test GitLab behaves as GitLab does: driven with python-gitlab as it is."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from typing import Any

import gitlab as client
import pytest
from graphql import build_schema, parse, validate

from tests.forges.gitlab_server.cut_schema import SCHEMA, TYPES, cut
from tests.forges.gitlab_server.graph import LACKING_IN_13
from tests.forges.gitlab_server.life import User
from tests.forges.gitlab_server.people import People
from tests.forges.gitlab_server.server import Fault, GitLab, serving
from tests.forges.gitlab_server.world import Access, File, Project, Protection, Token, World, git_oid
from tests.support.contracts import CONTRACTS


@pytest.fixture
def server() -> Iterator[GitLab]:
    world = World(tokens=[Token("reporter", Access.REPORTER), Token("job", Access.REPORTER, "JOB-TOKEN"),
                          Token("oauth", Access.MAINTAINER, "Authorization")])  # fmt: skip
    world.add("ville/medusa", {"README.md": "# Medusa", "src/a.py": "a", "logo": File(b"README.md", "120000")},
              protections=[Protection("main")])  # fmt: skip
    world.add("ville/eau/carte", {f"f{number:03}.txt": str(number) for number in range(130)})
    world.add("ville/secret", {"README.md": "x"}, visibility="private")
    with serving(world) as running:
        yield running


def ask(running: GitLab, query: str, token: str = "reporter", **variables: Any) -> Any:
    gl = client.Gitlab(running.url, private_token=token)
    body = {"query": query, "variables": variables}
    return gl.http_request("post", f"{running.url}/api/graphql", post_data=body).json()


def test_python_gitlab_reads_it(server: GitLab) -> None:
    gl = client.Gitlab(server.url, private_token="reporter", per_page=2)
    names = [one.path_with_namespace for one in gl.groups.get("ville").projects.list(include_subgroups=True, all=True)]
    assert names == ["ville/medusa", "ville/eau/carte", "ville/secret"]
    project = gl.projects.get("ville/medusa")
    assert {one["path"] for one in project.repository_tree(recursive=True, all=True)} == {
        "README.md", "src", "src/a.py", "logo",
    }  # fmt: skip
    assert project.files.raw(file_path="src/a.py", ref="main") == b"a"
    assert project.repository_raw_blob(git_oid("blob", b"a")) == b"a"
    with pytest.raises(client.exceptions.GitlabListError, match="403"):
        project.protectedbranches.list(get_all=True)
    carte = gl.projects.get("ville/eau/carte")
    assert len(carte.repository_tree(recursive=True, all=True, per_page=100, pagination="keyset")) == 130


@pytest.mark.parametrize(
    ("how", "seen"),
    [({}, 2), ({"private_token": "reporter"}, 3), ({"job_token": "job"}, 2), ({"oauth_token": "oauth"}, 3)],
)
def test_who_asks_decides_what_is_seen(server: GitLab, how: dict[str, str], seen: int) -> None:
    gl = client.Gitlab(server.url, **how)  # type: ignore[arg-type]
    assert len(gl.groups.get("ville").projects.list(include_subgroups=True, all=True)) == seen


def test_an_unknown_token_is_refused(server: GitLab) -> None:
    with pytest.raises(client.exceptions.GitlabAuthenticationError):
        client.Gitlab(server.url, private_token="stolen").http_get("/version")


def test_limits_of_graphql(server: GitLab) -> None:
    paths = [f"f{number}" for number in range(300)]
    query = 'query($p: [String!]!) {project(fullPath: "ville/medusa") {repository {blobs(paths: $p) {nodes {oid}}}}}'
    assert "exceeds max complexity of 250" in ask(server, query, p=paths)["errors"][0]["message"]
    assert ask(server, "#" * 10_001)["errors"][0]["message"] == "Query too large"
    score = ask(server, "{queryComplexity {score limit}}")["data"]["queryComplexity"]
    assert score == {"score": 3, "limit": 250}


def test_an_old_server_refuses_what_it_does_not_know(server: GitLab) -> None:
    server.old = True
    errors = ask(server, '{project(fullPath: "ville/medusa") {isForked name}}')["errors"]
    assert errors[0]["extensions"] == {"code": "undefinedField", "typeName": "Project", "fieldName": "isForked"}


def test_faults_come_once(server: GitLab) -> None:
    server.faults.append(Fault(429, retry_after="0"))
    gl = client.Gitlab(server.url, private_token="reporter")
    assert gl.version()[0] == "18.8.0-ee"
    assert [asked.path for asked in server.log] == ["/api/v4/version"] * 2


def test_object_ids_are_gits() -> None:
    done = subprocess.run(["git", "hash-object", "--stdin"], input=b"hello\n", capture_output=True, check=True)
    assert done.stdout.decode().strip() == git_oid("blob", b"hello\n")
    assert Project("a/b").head is None


def test_the_schema_is_gitlabs() -> None:
    full = CONTRACTS / "gitlab-18.graphql"
    if not full.exists():
        pytest.skip("no contracts here")
    assert SCHEMA.read_text(encoding="utf-8").partition("1.2\n")[2] == cut(full.read_text(encoding="utf-8"))
    old = build_schema((CONTRACTS / "gitlab-13.graphql").read_text(encoding="utf-8"), assume_valid=True)
    lacking = {
        name: frozenset(fields.split()) - set(old.type_map[name].fields)  # type: ignore[attr-defined]
        for name, fields in TYPES.items()
        if name in old.type_map
    }
    assert {name: fields for name, fields in lacking.items() if fields} == LACKING_IN_13
    assert not validate(old, parse("{metadata {version}}"))


def test_python_gitlab_writes_to_it(server: GitLab) -> None:
    """Its people, its commits, its requests and its refusals, with the client that others use."""
    project = server.world.project("ville/medusa")
    assert project is not None
    people = People(server.world, project)
    server.world.users["ospo"] = User(3, "ospo", "OSPO", "ospo@example.org")
    server.world.tokens.append(Token("developer", Access.DEVELOPER))
    project.protections = [Protection("main")]
    gl = client.Gitlab(server.url, private_token="developer")
    gl.auth()
    assert gl.user is not None
    assert gl.user.username == "ospo"
    found = gl.projects.get("ville/medusa")
    actions = [
        {"action": "create", "file_path": "NEW", "content": "new\n"},
        {"action": "delete", "file_path": "README.md"},
    ]
    about = {
        "branch": "ours",
        "start_branch": None,
        "start_sha": people.project.head,
        "commit_message": "New",
        "actions": actions,
    }
    made = found.commits.create(about)
    assert made.parent_ids == [project.head]
    assert people.life.git.files(made.id)["NEW"].data == b"new\n"
    with pytest.raises(client.exceptions.GitlabCreateError, match="already exists"):
        found.commits.create(about)
    with pytest.raises(client.exceptions.GitlabCreateError, match="403"):
        found.commits.create({**about, "branch": "main"})
    request = found.mergerequests.create({"source_branch": "ours", "target_branch": "main", "title": "Draft: New"})
    assert (request.draft, request.state, request.sha, len(list(request.commits()))) == (True, "opened", made.id, 1)
    with pytest.raises(client.exceptions.GitlabCreateError, match="Another open merge request already exists"):
        found.mergerequests.create({"source_branch": "ours", "target_branch": "main", "title": "Again"})
    request.notes.create({"body": "Hello\n/close\n"})
    assert [note.body for note in request.notes.list(get_all=True)] == ["Hello\n"]
    request.title, request.state_event = "New", "close"
    request.save()
    assert found.mergerequests.get(1).state == "closed"
    issue = found.issues.create({"title": "A key", "confidential": True, "labels": ["ospo"]})
    assert (issue.confidential, issue.labels) == (True, ["ospo"])
    with pytest.raises(client.exceptions.GitlabListError, match="403"):
        found.protectedbranches.list(get_all=True)
    found.branches.get("ours").delete()
    with pytest.raises(client.exceptions.GitlabDeleteError, match="405"):
        found.branches.get("main").delete()
    project.archived = True
    with pytest.raises(client.exceptions.GitlabCreateError, match="403"):
        found.issues.create({"title": "Too late"})
