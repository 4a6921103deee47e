# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The test GitHub refuses what GitHub refuses, at GitHub's limits, and breaks when it is told to."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import requests

from tests.forges.github_server import Fault
from tests.forges.github_server.graphql_api import GraphQLApi
from tests.forges.github_server.schema import cut_schema
from tests.forges.github_server.site import LISTING, NOW, Site, one, small_site


@pytest.fixture
def site() -> Iterator[Site]:
    with small_site() as served:
        yield served


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


def test_requests_are_counted(site: Site) -> None:
    site.world.latency = lambda _path: 0.25
    site.get("/orgs/numerique")
    response = site.post(LISTING, n=50)
    last = site.world.log[-1]
    assert (last.method, last.path, last.status, last.points, last.login) == ("POST", "/graphql", 200, 1, "ada")
    assert last.bytes == int(response.headers["Content-Length"])
    assert last.latency == 0.25
    assert site.world.spent()[:2] == (2, 1)
