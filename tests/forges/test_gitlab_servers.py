# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""GitLabs of other versions and editions, and projects that change meanwhile: each fact by the way that there is."""

from __future__ import annotations

from typing import Any

import pytest

from ospo_policy.forges.gitlab.reader import GitLabForge
from ospo_policy.forges.gitlab.transport import Token as Secret
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository, Tag, Unseen
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import ForgeUnavailableError
from tests.forges.gitlab_server.server import Fault, GitLab
from tests.forges.gitlab_server.world import Access, File, Project, Protection, Token
from tests.forges.test_gitlab import SAY, SETTINGS, collect, forge, known, only, server
from tests.support.object_cache import MemoryCache
from tests.support.odd_files import NOW, READ

__all__ = ["server"]
LAST = Needs(history=frozenset({"last_commit"}))
SIGN_OFF = Needs(fields=frozenset({"sign_off_required"}))
PROTECTION = Needs(fields=frozenset({"branch_protected", "force_push_blocked", "required_approvals"}))


def many(server: GitLab, count: int = 30, files: int = 1) -> list[Project]:
    return [
        server.world.add(f"ville/p{number}", {f"f{at:03}.md": f"{number} {at}" for at in range(files)})
        for number in range(count)
    ]


def test_small_listings_come_many_at_once(server: GitLab) -> None:
    many(server, 60)
    server.world.add("ville/large", {f"f{at:04}": "x" for at in range(250)})
    modules = {f"m{at:03}": File(b"0" * 40, "160000") for at in range(120)}
    server.world.add("ville/modules", {"README.md": "x", **modules})
    found = collect(server, Needs(tree=True))
    sizes = [
        len(one.tree.value) for one in found.values() if isinstance(one, Repository) and isinstance(one.tree, Known)
    ]
    assert sizes == [1] * 60 + [250, 121]
    assert len(server.log) <= 10


def test_a_project_that_moved_since_it_was_listed_is_read_as_it_was_listed(server: GitLab) -> None:
    projects = many(server, 4)
    lab = forge(server)
    listed = list(lab.repositories("ville", READ))
    projects[0].committed = "2026-02-01T00:00:00Z"
    projects[1].deleted = True
    projects[2].repository = False
    found = [what for _, what in lab.collect(listed, Needs(tree=True), MemoryCache(), NOW)]
    assert [isinstance(what, Repository) for what in found] == [False, False, False, True]
    assert "may have moved" in SAY.text(found[0])  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [502, 504])
def test_a_server_that_is_slow_is_asked_for_less(server: GitLab, status: int) -> None:
    many(server, 30)
    lab = forge(server)
    listed = list(lab.repositories("ville", READ))
    server.faults = [Fault(status, "graphql")] * 4
    found = list(lab.collect(listed, Needs(tree=True), MemoryCache(), NOW))
    assert all(isinstance(what, Repository) for _, what in found)
    sizes = [one.body["variables"]["first"] for one in server.log if "ids" in one.body.get("variables", {})]
    assert sizes == [30, 30, 15, 15, 7, 7, 7, 7, 2]


@pytest.mark.parametrize(
    "said",
    [
        {"errors": [{"extensions": {"code": "argumentNotAccepted", "name": "projects"}}]},
        {"errors": [{"message": "no"}]},
        {"data": {"projects": None}},
        {"data": {"projects": {"nodes": [None, 3, {}, {"id": "gid://gitlab/Project/1000", "repository": {"tree": 3}}]}}},
        {"data": {"projects": {"nodes": [{"id": "gid://gitlab/Project/1000", "repository": None}]}},
         "errors": [{"path": ["projects", "nodes", 0, "repository"]}, {"path": ["projects"]}]},
    ],
)  # fmt: skip
def test_a_server_that_cannot_tell_of_many_tells_of_each(server: GitLab, said: dict[str, Any]) -> None:
    many(server, 5)
    lab = forge(server)
    listed = list(lab.repositories("ville", READ))
    server.faults = [Fault(200, "graphql", body=said)]
    found = list(lab.collect(listed, Needs(tree=True), MemoryCache(), NOW))
    assert [
        len(what.tree.value) for _, what in found if isinstance(what, Repository) and isinstance(what.tree, Known)
    ] == [1] * 5


@pytest.mark.parametrize(
    ("server_is", "token", "dco", "expected", "requests"),
    [
        ("18", "maintainer", True, True, 3),
        ("18", "maintainer", None, False, 2),  # no rule: nothing is required
        ("18", "reporter", True, "rights", 2),
        ("18", "reporter", None, False, 2),
        ("newest", "reporter", True, True, 1),
        ("newest", None, False, False, 1),
        ("community", "maintainer", None, "not-offered", 2),
        ("13", "maintainer", True, True, 3),
        ("rest", "maintainer", True, True, 4),
        ("rest", "reporter", True, "rights", 4),
    ],
)
def test_who_must_sign_off(
    server: GitLab, server_is: str, token: str | None, dco: bool | None, expected: object, requests: int
) -> None:
    server.world.add("ville/eau", {"README.md": "x"}, dco=dco)
    server.newest, server.old, server.graphql = server_is == "newest", server_is == "13", server_is != "rest"
    server.lacking = frozenset({"Project.pushRules"}) if server_is == "community" else frozenset()
    fact = only(server, SIGN_OFF, token=token).fields["sign_off_required"]
    told = fact.value if isinstance(fact, Known) else fact.reason.key.rpartition(".")[2]
    assert told == expected
    assert len(server.log) == requests


@pytest.mark.parametrize("rules", [[Protection("ma*")], [Protection("main", allow_force_push=True)], []])
@pytest.mark.parametrize("lacking", ["Project.branchRules", "BranchRule.isProtected", "BranchRule.branchProtection"])
def test_a_server_without_rules_for_branches_tells_protections_by_rest(
    server: GitLab, lacking: str, rules: list[Protection]
) -> None:
    server.world.add("ville/eau", {"README.md": "x"}, protections=rules)
    expected = known(only(server, PROTECTION, token="maintainer"))
    server.lacking = frozenset({lacking})
    found = only(server, PROTECTION, token="maintainer")
    assert known(found) == {name: value for name, value in expected.items() if name != "required_approvals"}
    server.log.clear()
    hidden = only(server, PROTECTION, token="reporter").fields
    assert all(isinstance(fact, Unseen) for fact in hidden.values())
    assert not any(one.path.endswith("protected_branches") for one in server.log)  # it would be refused


@pytest.mark.parametrize("how", ["community", "rest"])
@pytest.mark.parametrize("rules", [[Protection("main")], []])
def test_approvals_that_are_not_told_are_not_taken_for_none(server: GitLab, how: str, rules: list[Protection]) -> None:
    server.world.add("ville/eau", {"README.md": "x"}, protections=rules)
    server.lacking = frozenset({"BranchRule.approvalRules"}) if how == "community" else frozenset()
    server.graphql = how != "rest"
    approvals = only(server, PROTECTION, token="maintainer").fields["required_approvals"]
    assert isinstance(approvals, Unseen)
    assert approvals.reason.key == "unseen.gitlab.not-offered"


def test_a_server_that_does_not_tell_forks_by_graphql_tells_them_by_rest(server: GitLab) -> None:
    server.lacking = frozenset({"Project.isForked"})
    for number in range(130):
        server.world.add(f"ville/p{number}", {"README.md": "x"}, forked_from="a/b" if number % 2 else None)
    listed = list(forge(server).repositories("ville", Needs(fields=frozenset({"fork"}))))
    assert [one.fields["fork"] for one in listed] == [Known(value=bool(number % 2)) for number in range(130)]
    assert sum(one.path.endswith("/projects") for one in server.log) == 2
    server.faults = [Fault(403, "groups/ville/projects")]
    hidden = next(iter(forge(server).repositories("ville", Needs(fields=frozenset({"fork"}))))).fields["fork"]
    assert isinstance(hidden, Unseen)


def test_a_server_that_does_not_tell_when_the_head_was_made_by_graphql_tells_it_by_rest(server: GitLab) -> None:
    server.lacking = frozenset({"Commit.committedDate"})
    (project,) = many(server, 1)
    assert only(server, LAST).history.last_commit == Known(1_768_478_400)
    asked = [one.path for one in server.log if one.path != "/api/graphql"]
    assert asked == [f"/api/v4/projects/{project.id}/repository/commits/{project.head}"]
    server.faults = [Fault(404, "/repository/commits/")]
    assert isinstance(only(server, LAST).history.last_commit, Unseen)


PGP = "Version 1\n-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n"
SSH = "Version 1\n-----BEGIN SSH SIGNATURE-----\nx\n-----END SSH SIGNATURE-----\n"


@pytest.mark.parametrize(
    ("about", "signed"),
    [
        ({"message": PGP, "target": "b"}, True),
        ({"message": SSH, "target": "b"}, True),
        ({"message": None, "target": "a"}, False),
        ({"message": "", "target": "a"}, False),
        ({"message": "Version 1", "target": "b"}, None),  # the end of a long message need not be shown
        ({"message": None, "target": "b"}, None),
        ({"message": None}, None),
        ({"message": 3, "target": [], "commit": 7}, None),
    ],
)
def test_signatures_of_tags_are_told_where_they_are_shown(
    server: GitLab, about: dict[str, Any], signed: bool | None
) -> None:
    tag = {"name": "v1", "created_at": "2026-01-01T00:00:00Z", "commit": {"id": "a"}, **about}
    server.world.add("ville/eau", {"README.md": "x"}, tags=[tag])
    tags = only(server, Needs(history=frozenset({"tags"}))).history.tags
    assert tags == Known((Tag("v1", 1_767_225_600, signed),))


def as_job(server: GitLab) -> GitLabForge:
    server.world.tokens.append(Token("job", Access.MAINTAINER, "JOB-TOKEN"))
    return GitLabForge("lab", server.url, Secret("job", "job"), sleep=lambda _seconds: None)


def test_a_job_of_ci_reads_what_everybody_may_and_no_more(server: GitLab) -> None:
    server.world.add("ville/eau", {"README.md": "x"}, protections=[Protection("main")], dco=True,
                     tags=[{"name": "v1", "created_at": "2026-01-01T00:00:00Z"}])  # fmt: skip
    server.world.add("ville/secret", {"README.md": "x"}, visibility="private")
    lab = as_job(server)
    needs = READ._replace(fields=SETTINGS.fields, history=frozenset({"tags"}))
    ((listed, found),) = lab.collect(list(lab.repositories("ville", needs)), needs, MemoryCache(), NOW)
    assert listed.name == "eau"
    assert isinstance(found, Repository)
    assert set(found.contents) == {"README.md"}
    assert isinstance(found.history.tags, Known)
    told = known(found)
    assert told["visibility"] == "public"
    assert not {"branch_protected", "force_push_blocked", "sign_off_required", "org.owners"} & set(told)


def test_a_job_of_ci_that_sees_no_group_is_told_what_to_do(server: GitLab) -> None:
    with pytest.raises(ForgeUnavailableError) as refused:
        list(as_job(server).repositories("nobody", READ))
    assert refused.value.hint is not None
    assert "GITLAB_TOKEN" in SAY.text(refused.value.hint)
    assert "GITLAB_TOKEN" in Catalogue("fr").text(refused.value.hint)
