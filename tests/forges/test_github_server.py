# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The test GitHub behaves like GitHub: an unmodified client drives it, and it refuses what GitHub refuses."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from github import Auth, Github, GithubException, GithubIntegration
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType

from tests.forges.github_server import Fault, File, World, serving
from tests.forges.github_server.graphql_api import GraphQLApi
from tests.forges.github_server.samples import sample
from tests.forges.github_server.schema import CUT, cut_down, cut_schema, named_fields, official_schema
from tests.support.repositories import git

ROOT = Path(__file__).parent.parent.parent
CONTRACTS = Path(os.environ.get("OSPO_POLICY_CONTRACTS", ROOT.parent / "shared" / "contracts"))
PROTECTION = {"pattern": "main", "allowsForcePushes": False, "requiresApprovingReviews": True}
NOW = 1_795_392_000


class Site:
    """A world that is served."""

    def __init__(self, world: World, base: str) -> None:
        self.world, self.base = world, base
        self.session = requests.Session()

    def post(self, query: str, token: str = "t-read", **variables: Any) -> requests.Response:
        body: Any = {"query": query, "variables": variables}
        return self.session.post(f"{self.base}/graphql", json=body, headers={"Authorization": f"bearer {token}"})

    def ask(self, query: str, token: str = "t-read", **variables: Any) -> Any:
        return self.post(query, token, **variables).json()

    def get(self, path: str, token: str = "t-read", **headers: str) -> requests.Response:
        more = {"Authorization": f"token {token}"} if token else {}
        return self.session.get(self.base + path, headers={**more, **headers}, allow_redirects=False)

    def error(self, query: str, token: str = "t-read", **variables: Any) -> str:
        return str(self.ask(query, token, **variables)["errors"][0].get("type"))


@pytest.fixture
def site() -> Iterator[Site]:
    world = World(clock=lambda: NOW)
    world.organisation("numerique", name="Numérique", members=[{"login": "bob", "public": True}, {"login": "eve"}])
    world.user("ada", name="Ada")
    for right in ("none", "read", "write", "admin", "owner"):
        world.token(f"t-{right}", numerique=right)
    files: dict[str, str | bytes | File] = {
        "README.md": "# Good\n", "docs/a.md": "a", "logo.png": b"\x89PNG\0", "run.sh": File(b"#!/bin/sh\n", "100755"),
        "link": File(b"README.md", "120000"), "module": File(b"1" * 40, "160000"), "SECURITY.md": "Write to us.\n",
    }  # fmt: skip
    good = world.repository("numerique/good", files, topics=["a"], languages={"C": 3}, branchProtectionRule=PROTECTION)
    good.tag("v1", NOW - 50, signed=True)
    good.tag("v2")
    good.fields["releases"] = [
        {"tagName": "v1", "publishedAt": "2026-01-02T00:00:00Z", "releaseAssets": [{"name": "s.json"}]}
    ]
    world.repository("numerique/bare")
    world.repository("numerique/secret", {"README.md": "# S\n"}, isPrivate=True)
    world.repository("numerique/old", {"README.md": "# O\n"}, isArchived=True, isTemplate=True, isMirror=True)
    world.repository("numerique/fork", {"README.md": "# F\n"}, isFork=True, parent="numerique/good")
    world.repository("numerique/gone", {"README.md": "# G\n"}, isDisabled=True)
    world.repository("numerique/was", {"README.md": "# W\n"})
    world.rename("numerique/was", "numerique/is")
    with serving(world) as base:
        served = Site(world, base)
        yield served
        served.session.close()


@pytest.fixture(params=["", "/api/v3"])
def client(site: Site, request: pytest.FixtureRequest) -> Iterator[Github]:
    with Github(base_url=site.base + request.param, auth=Auth.Token("t-owner"), per_page=2, seconds_between_requests=0,
                retry=None) as github:  # fmt: skip
        yield github


LISTING = 'query($n: Int!, $after: String) { rateLimit { cost nodeCount used remaining } organization(login: "numerique") { repositories(first: $n, after: $after, orderBy: {field: NAME, direction: ASC}) { totalCount pageInfo { hasNextPage endCursor } nodes { name isEmpty } } } }'  # fmt: skip


def one(fields: str, name: str = "good") -> str:
    return f'{{ repository(owner: "numerique", name: "{name}") {{ {fields} }} }}'


def test_an_unmodified_client_reads_an_organisation(client: Github) -> None:
    organisation = client.get_organization("numerique")
    assert organisation.name == "Numérique"
    assert organisation.two_factor_requirement_enabled is False
    names = [repo.name for repo in organisation.get_repos()]
    assert names == ["bare", "fork", "gone", "good", "is", "old", "secret"]
    repo = client.get_repo("numerique/good")
    assert (repo.default_branch, repo.topics, repo.get_branch("main").protected) == ("main", ["a"], True)
    assert client.get_repo("numerique/fork").parent.full_name == "numerique/good"
    assert client.get_repo("numerique/was").full_name == "numerique/is"
    assert [some.name for some in client.get_user("ada").get_repos()] == []
    assert client.get_user().login == "ada"
    assert client.get_rate_limit().resources.core.limit == 5000


def test_an_unmodified_client_reads_git(client: Github) -> None:
    repo = client.get_repo("numerique/good")
    tree = repo.get_git_tree("main", recursive=True)
    modes = {entry.path: (entry.mode, entry.type) for entry in tree.tree}
    assert modes["run.sh"] == ("100755", "blob")
    assert modes["link"] == ("120000", "blob")
    assert modes["module"] == ("160000", "commit")
    assert modes["docs"] == ("040000", "tree")
    assert modes["docs/a.md"] == ("100644", "blob")
    readme = repo.get_contents("README.md")
    assert not isinstance(readme, list)
    assert readme.decoded_content == b"# Good\n"
    assert repo.get_git_blob(readme.sha).encoding == "base64"
    listed = repo.get_contents("docs")
    assert isinstance(listed, list)
    assert [entry.path for entry in listed] == ["docs/a.md"]
    with pytest.raises(GithubException) as caught:
        client.get_repo("numerique/bare").get_git_tree("main")
    assert caught.value.status == 409


def test_an_unmodified_client_signs_in_as_an_app(site: Site) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    site.world.clock = time.time
    site.world.app(7, public.decode(), numerique="read")
    with GithubIntegration(
        auth=Auth.AppAuth(7, private), base_url=site.base, seconds_between_requests=0
    ) as integration:
        found = list(integration.get_installations())
        assert [some.raw_data["account"]["login"] for some in found] == ["numerique"]
        signed = integration.auth.get_installation_auth(found[0].id)
        with Github(base_url=site.base, auth=signed, seconds_between_requests=0) as github:
            assert github.get_repo("numerique/secret").private
            assert site.error(one("hasVulnerabilityAlertsEnabled"), signed.token) == "FORBIDDEN"
    assert site.get("/app/installations", "a.b.c").status_code == 401
    assert site.get("/app/installations").status_code == 401


@pytest.mark.parametrize(("token", "names"), [
    ("t-none", ["bare", "fork", "gone", "good", "is", "old"]),
    ("t-read", ["bare", "fork", "gone", "good", "is", "old", "secret"]),
])  # fmt: skip
def test_private_repositories_are_seen_by_those_who_may(site: Site, token: str, names: list[str]) -> None:
    listed = site.ask(LISTING, token, n=100)["data"]["organization"]["repositories"]
    assert [node["name"] for node in listed["nodes"]] == names
    assert listed["totalCount"] == len(names)
    assert sorted(repo["name"] for repo in site.get("/orgs/numerique/repos", token).json()) == names
    assert site.get("/repos/numerique/secret", token).status_code == (200 if "secret" in names else 404)
    assert (site.ask(one("name", "secret"), token).get("errors") is None) == ("secret" in names)


def test_strangers_are_refused(site: Site) -> None:
    assert site.get("/orgs/numerique", "").status_code == 200
    assert site.get("/orgs/numerique", "").headers["X-RateLimit-Limit"] == "60"
    assert site.get("/orgs/numerique", "wrong").status_code == 401
    assert site.post("{ rateLimit { cost } }", "wrong").status_code == 401
    assert site.session.post(site.base + "/graphql", json={"query": "{ rateLimit { cost } }"}).status_code == 401


def test_what_administrators_see_is_null_with_an_error_for_others(site: Site) -> None:
    query = one("name defaultBranchRef { branchProtectionRule { pattern } }")
    answer = site.ask(query)
    assert answer["data"]["repository"] == {"name": "good", "defaultBranchRef": {"branchProtectionRule": None}}
    assert answer["errors"][0]["type"] == "FORBIDDEN"
    assert answer["errors"][0]["path"] == ["repository", "defaultBranchRef", "branchProtectionRule"]
    assert site.ask(query, "t-admin")["data"]["repository"]["defaultBranchRef"]["branchProtectionRule"]
    assert "security_and_analysis" in site.get("/repos/numerique/good", "t-admin").json()
    assert "security_and_analysis" not in site.get("/repos/numerique/good").json()
    assert site.get("/repos/numerique/good/actions/permissions/workflow").status_code == 403
    assert site.get("/repos/numerique/good/actions/permissions/workflow", "t-admin").status_code == 200
    organisation = '{ organization(login: "numerique") { name requiresTwoFactorAuthentication membersWithRole(first: 9) { totalCount } } }'
    assert site.error(organisation, "t-admin") == "FORBIDDEN"
    assert site.ask(organisation, "t-owner")["data"]["organization"]["membersWithRole"] == {"totalCount": 2}
    assert site.ask(organisation, "t-none")["data"]["organization"]["membersWithRole"] == {"totalCount": 1}
    assert "two_factor_requirement_enabled" not in site.get("/orgs/numerique").json()


def test_pages_follow_each_other(site: Site) -> None:
    names, after = [], None
    while True:
        page = site.ask(LISTING, n=3, after=after)["data"]["organization"]["repositories"]
        names += [node["name"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert names == sorted(names)
    assert len(names) == 7
    first = site.get("/orgs/numerique/repos?per_page=3")
    assert re.search(r"page=2>; rel=\"next\", .*page=3>; rel=\"last\"", first.headers["Link"])
    assert len(site.get("/orgs/numerique/repos?per_page=3&page=3").json()) == 1
    assert site.error(LISTING, n=3, after="nonsense") == "INVALID_CURSOR_ARGUMENTS"


NESTED = '{ organization(login: "numerique") { repositories(first: 100) { nodes { issues(first: 100) { nodes { labels(first: 100) { nodes { name } } } } } } } }'  # fmt: skip


@pytest.mark.parametrize(("query", "kind"), [
    ('{ organization(login: "numerique") { repositories(first: 101) { nodes { name } } } }', "EXCESSIVE_PAGINATION"),
    ('{ organization(login: "numerique") { repositories { nodes { name } } } }', "MISSING_PAGINATION_BOUNDARIES"),
    (NESTED, "MAX_NODE_LIMIT_EXCEEDED"),
    ('{ organization(login: "nobody") { name } }', "NOT_FOUND"),
    ('{ repository(owner: "numerique", name: "nothing") { name } }', "NOT_FOUND"),
    ("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", "ARGUMENT_LIMIT"),
])  # fmt: skip
def test_what_github_refuses_is_refused(site: Site, query: str, kind: str) -> None:
    response = site.post(query, ids=["R_x"] * 101)
    assert response.status_code == 200
    assert response.json()["errors"][0]["type"] == kind


def test_unknown_fields_are_refused_as_a_whole(site: Site) -> None:
    answer = site.ask(one("name wishes"))
    assert "data" not in answer
    assert answer["errors"][0]["message"] == "Field 'wishes' doesn't exist on type 'Repository'"
    assert answer["errors"][0]["extensions"]["code"] == "undefinedField"
    assert "errors" in site.ask("{ repository(")
    assert (
        "errors"
        in site.session.post(site.base + "/graphql", data="no", headers={"Authorization": "token t-read"}).json()
    )


@pytest.mark.parametrize(("query", "requests_", "points", "nodes"), [
    ("{ viewer { login repositories(first: 100) { edges { node { id issues(first: 50) { edges { node { id "
     "labels(first: 60) { edges { node { id name } } } } } } } } } } }", 5101, 51, 305_100),
    ("{ viewer { repositories(first: 50) { edges { repository: node { name "
     "pullRequests(first: 20) { edges { pullRequest: node { title comments(first: 10) { edges { node { body } } } } } } "
     "issues(first: 20) { totalCount edges { issue: node { title comments(first: 10) { edges { node { body } } } } } } "
     "} } } organizations(first: 10) { edges { node { login } } } } }", 2102, 21, 22_060),
    ("{ rateLimit { cost } }", 0, 1, 0),
    ("{ viewer { login repositories(first: 9) @skip(if: true) { nodes { name } } } }", 0, 1, 0),
])  # fmt: skip
def test_the_cost_is_what_the_documentation_works_out(query: str, requests_: int, points: int, nodes: int) -> None:
    prepared = GraphQLApi(cut_schema()).prepare(json.dumps({"query": query}).encode())
    assert prepared.refused is None
    assert (prepared.cost.requests, prepared.cost.points, prepared.cost.nodes) == (requests_, points, nodes)


def test_rates_are_told_and_kept(site: Site) -> None:
    answer = site.post(LISTING, n=50)
    assert answer.json()["data"]["rateLimit"] == {"cost": 1, "nodeCount": 50, "used": 1, "remaining": 4999}
    assert answer.headers["X-RateLimit-Remaining"] == "4999"
    assert answer.headers["X-RateLimit-Resource"] == "graphql"
    site.world.limits.graphql = site.world.limits.core = 2
    assert site.get("/rate_limit").json()["resources"]["graphql"]["remaining"] == 1
    site.post(LISTING, n=1)
    refused = site.post(LISTING, n=1)
    assert (refused.status_code, refused.json()["errors"][0]["type"]) == (200, "RATE_LIMITED")
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    site.get("/orgs/numerique"), site.get("/orgs/numerique")
    refused = site.get("/orgs/numerique")
    assert (refused.status_code, refused.headers["X-RateLimit-Reset"]) == (403, str(NOW + 3600))
    assert "rate limit exceeded" in refused.json()["message"]
    assert site.get("/orgs/numerique", "t-admin").status_code == 200
    site.world.clock = lambda: NOW + 3601
    assert site.get("/orgs/numerique").status_code == 200


def test_too_much_in_a_minute_is_refused(site: Site) -> None:
    site.world.limits.core_minute = 2
    statuses = [site.get("/orgs/numerique").status_code for _ in range(3)]
    assert statuses == [200, 200, 403]
    assert site.get("/orgs/numerique").headers["Retry-After"] == "60"
    site.world.limits.minute_has_retry_after = False
    refused = site.get("/orgs/numerique")
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, False)
    site.world.clock = lambda: NOW + 61
    assert site.get("/orgs/numerique").status_code == 200


@pytest.mark.parametrize(("kind", "status"), [
    ("502", 502), ("503", 503), ("504", 504), ("500", 500), ("401", 401), ("403-secondary", 403), ("429-secondary", 429),
    ("rate-limited", 200), ("something-went-wrong", 200), ("garbage", 200), ("saml", 403),
])  # fmt: skip
def test_faults_come_when_told_and_go(site: Site, kind: str, status: int) -> None:
    site.world.faults.append(Fault(kind, "/graphql", after=1))
    assert site.post(LISTING, n=1).json()["data"]
    broken = site.post(LISTING, n=1)
    assert broken.status_code == status
    assert kind != "garbage" or broken.text.startswith("{")
    assert site.post(LISTING, n=1).json()["data"]
    assert not site.world.faults


@pytest.mark.parametrize("kind", ["cut", "closed"])
def test_connections_break(site: Site, kind: str) -> None:
    site.world.faults.append(Fault(kind))
    with pytest.raises(requests.RequestException):
        site.post(LISTING, n=1)
    assert site.post(LISTING, n=1).json()["data"]


def test_a_page_too_large_fails_until_it_is_smaller(site: Site) -> None:
    site.world.faults.append(Fault("502", "/graphql", times=0, when=lambda asked: asked.nodes > 25))
    assert [site.post(LISTING, n=size).status_code for size in (50, 26, 25, 50)] == [502, 502, 200, 502]


def test_resource_limits_leave_a_part(site: Site) -> None:
    site.world.faults.append(Fault("resource-limits", "/graphql", allow=1))
    answer = site.ask(one('a: object(expression: "HEAD:README.md") { oid } b: object(expression: "HEAD:docs") { oid }'))
    assert answer["data"]["repository"]["a"]
    assert answer["data"]["repository"]["b"] is None
    assert (answer["errors"][0]["type"], answer["errors"][0]["path"]) == (
        "RESOURCE_LIMITS_EXCEEDED",
        ["repository", "b"],
    )


def test_states_of_repositories(site: Site) -> None:
    fields = "name isEmpty isArchived isTemplate isMirror isFork isDisabled defaultBranchRef { name } parent { nameWithOwner }"
    bare = site.ask(one(fields, "bare"))["data"]["repository"]
    assert (bare["isEmpty"], bare["defaultBranchRef"]) == (True, None)
    old = site.ask(one(fields, "old"))["data"]["repository"]
    assert (old["isArchived"], old["isTemplate"], old["isMirror"]) == (True, True, True)
    assert site.ask(one(fields, "fork"))["data"]["repository"]["parent"] == {"nameWithOwner": "numerique/good"}
    assert site.ask(one(fields, "was"))["data"]["repository"]["name"] == "is"
    assert "errors" in site.ask(one("name", "was").replace('")', '", followRenames: false)'))
    assert site.get("/repos/numerique/gone/git/trees/main").status_code == 403
    moved = site.get("/repos/numerique/was/git/trees/main?recursive=1")
    assert moved.status_code == 301
    assert site.session.get(moved.headers["Location"], headers={"Authorization": "token t-read"}).json()["tree"]


def test_texts_that_are_none_or_cut(site: Site) -> None:
    site.world.blob_text_limit = 4
    blob = "{ ... on Blob { byteSize isBinary isTruncated text } }"
    answer = site.ask(
        one(f'r: object(expression: "HEAD:README.md") {blob} l: object(expression: "HEAD:logo.png") {blob}')
    )
    assert answer["data"]["repository"] == {
        "r": {"byteSize": 7, "isBinary": False, "isTruncated": True, "text": "# Go"},
        "l": {"byteSize": 5, "isBinary": True, "isTruncated": True, "text": None},
    }
    site.world.tree_limit = 2
    tree = site.get("/repos/numerique/good/git/trees/main?recursive=1").json()
    assert (len(tree["tree"]), tree["truncated"]) == (2, True)


def test_tags_and_releases(site: Site) -> None:
    tags = one(
        'refs(refPrefix: "refs/tags/", first: 9) { nodes { name target { __typename oid ... on Tag { tagger { date } } } } }'
        " releases(first: 5) { nodes { tagName releaseAssets(first: 5) { nodes { name } } } } latestRelease { tagName }"
    )
    answer = site.ask(tags)["data"]["repository"]
    assert [node["target"]["__typename"] for node in answer["refs"]["nodes"]] == ["Tag", "Commit"]
    assert answer["latestRelease"] == {"tagName": "v1"}
    assert answer["releases"]["nodes"][0]["releaseAssets"]["nodes"] == [{"name": "s.json"}]
    oid = answer["refs"]["nodes"][0]["target"]["oid"]
    assert site.get(f"/repos/numerique/good/git/tags/{oid}").json()["verification"]["verified"]


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    first = site.get("/repos/numerique/good")
    again = site.get("/repos/numerique/good", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["X-RateLimit-Used"] == first.headers["X-RateLimit-Used"] == "1"
    site.world.find("numerique/good").fields["description"] = "New"  # type: ignore[union-attr]
    assert site.get("/repos/numerique/good", **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_requests_are_counted(site: Site) -> None:
    site.world.latency = lambda _path: 0.25
    site.get("/orgs/numerique")
    response = site.post(LISTING, n=50)
    last = site.world.log[-1]
    assert (last.method, last.path, last.status, last.points, last.login) == ("POST", "/graphql", 200, 1, "ada")
    assert last.bytes == int(response.headers["Content-Length"])
    assert last.latency == 0.25
    assert site.world.spent()[:2] == (2, 1)


def test_objects_are_those_of_git(tmp_path: Path) -> None:
    world = sample(60)
    repo = world.find("numerique/project-00055")
    assert repo
    folder = repo.export(tmp_path / "bare.git")
    git(folder, "fsck", "--strict")
    assert git(folder, "rev-parse", "HEAD") == repo.head
    same = World().from_disk("numerique/same", folder)
    assert (same.refs, same.oids) == (repo.refs, repo.oids)


def test_git_clones_in_part_or_whole(site: Site, tmp_path: Path) -> None:
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--bare",
        "--depth=1",
        "--filter=blob:none",
        f"{site.base}/numerique/good.git",
        "part",
    )
    listed = git(tmp_path / "part", "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert listed == ["README.md", "SECURITY.md", "docs/a.md", "link", "logo.png", "module", "run.sh"]
    missing = git(tmp_path / "part", "rev-list", "--objects", "--missing=print", "HEAD")
    assert missing.count("?") == 6
    secret = site.base.replace("//", "//x:t-read@") + "/numerique/secret"
    git(tmp_path, "clone", "--quiet", secret, "whole")
    assert (tmp_path / "whole" / "README.md").read_text() == "# S\n"
    assert site.get("/numerique/secret.git/info/refs?service=git-upload-pack", "").status_code == 401
    assert site.get("/numerique/secret.git/info/refs?service=git-upload-pack", "t-none").status_code == 404
    assert "X-RateLimit-Used" not in site.get("/numerique/good/info/refs?service=git-upload-pack").headers


@pytest.mark.parametrize("name", ["inventory", "org", "texts_by_path", "blobs_by_oid"])
@pytest.mark.parametrize("official", [False, True])
def test_shared_documents_run(name: str, official: bool) -> None:
    path = CONTRACTS / "queries" / f"github_{name}.graphql"
    if not path.is_file():
        pytest.skip("the shared documents are not here")
    schema = official_schema() if official else cut_schema()
    if schema is None:
        pytest.skip("the official schema is not here")
    world = sample(60)
    world.repository("numerique/good", {"README.md": "# Good\n"})
    world.repository("numerique/bare", {"README.md": "# Good\n"})
    variables = {"org": "numerique", "first": 50, "withAdmin": True, "o0": "0" * 40, "o1": "1" * 40}
    with serving(world, schema) as base:
        body: Any = {"query": path.read_text(encoding="utf-8"), "variables": variables}
        answer = requests.post(f"{base}/graphql", json=body, headers={"Authorization": "bearer t-owner"}, timeout=60)
    assert "errors" not in answer.json()
    assert answer.json()["data"]["rateLimit"]["cost"] == (2 if name == "inventory" else 1)


def test_the_cut_is_the_official_schema_in_part() -> None:
    official, cut = official_schema(), cut_schema()
    if official is None:
        pytest.skip("the official schema is not here")
    assert CUT.read_text(encoding="utf-8") == cut_down(official, named_fields(CUT.read_text(encoding="utf-8")))
    for name, type_ in cut.type_map.items():
        other = official.type_map[name]
        assert type(other) is type(type_), name
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            assert isinstance(other, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType)
            for field, described in type_.fields.items():
                assert str(described.type) == str(other.fields[field].type), (name, field)
        if isinstance(type_, GraphQLEnumType):
            assert isinstance(other, GraphQLEnumType)
            assert set(type_.values) == set(other.values)
        if isinstance(type_, GraphQLUnionType):
            assert isinstance(other, GraphQLUnionType)
            assert {some.name for some in type_.types} <= {some.name for some in other.types}
