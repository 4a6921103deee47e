# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The test GitHub behaves like GitHub: an unmodified client drives it, and each token sees what it may."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from github import Auth, Github, GithubException, GithubIntegration

from tests.forges.github_server.site import LISTING, Site, one, small_site


@pytest.fixture
def site() -> Iterator[Site]:
    with small_site() as served:
        yield served


@pytest.fixture(params=["", "/api/v3"])
def client(site: Site, request: pytest.FixtureRequest) -> Iterator[Github]:
    with Github(base_url=site.base + request.param, auth=Auth.Token("t-owner"), per_page=2, seconds_between_requests=0,
                retry=None) as github:  # fmt: skip
        yield github


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


def test_classic_tokens_see_nothing_without_a_word(site: Site) -> None:
    site.world.token("classic", scopes="repo", numerique="read")
    query = one(
        "viewerCanAdminister hasVulnerabilityAlertsEnabled defaultBranchRef { branchProtectionRule { pattern } }"
    )
    assert site.ask(query, "classic") == {
        "data": {
            "repository": {
                "viewerCanAdminister": False,
                "hasVulnerabilityAlertsEnabled": False,
                "defaultBranchRef": {"branchProtectionRule": None},
            }
        }
    }
    members = '{ organization(login: "numerique") { name membersWithRole(first: 9) { totalCount } } }'
    assert site.ask(members, "classic")["errors"][0]["type"] == "INSUFFICIENT_SCOPES"
    assert "data" not in site.ask(members, "classic")
    assert site.get("/orgs/numerique", "classic").headers["X-OAuth-Scopes"] == "repo"


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


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    first = site.get("/repos/numerique/good")
    again = site.get("/repos/numerique/good", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["X-RateLimit-Used"] == first.headers["X-RateLimit-Used"] == "1"
    site.world.find("numerique/good").fields["description"] = "New"  # type: ignore[union-attr]
    assert site.get("/repos/numerique/good", **{"If-None-Match": first.headers["ETag"]}).status_code == 200
