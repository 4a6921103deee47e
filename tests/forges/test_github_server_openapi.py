# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The test GitHub's REST answers have the shape that GitHub's own OpenAPI description gives (npm `@octokit/openapi`)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.forges.github_server.site import small_site
from tests.support.contracts import CONTRACTS

PLACES = [
    Path(os.environ.get("OSPO_POLICY_GITHUB_OPENAPI", "api.github.com.json")),
    CONTRACTS / "api.github.com.json",
    Path.home() / ".cache" / "ospo-policy" / "api.github.com.json",
]
GOOD = "/repos/numerique/good"
ROUTES = {
    "/orgs/{org}": "/orgs/numerique",
    "/orgs/{org}/repos": "/orgs/numerique/repos",
    "/users/{username}": "/users/ada",
    "/users/{username}/repos": "/users/numerique/repos",
    "/user": "/user",
    "/user/orgs": "/user/orgs",
    "/organizations": "/organizations",
    "/rate_limit": "/rate_limit",
    "/repos/{owner}/{repo}": "/repos/numerique/fork",
    "/repos/{owner}/{repo}/branches/{branch}": f"{GOOD}/branches/main",
    "/repos/{owner}/{repo}/contents/{path}": f"{GOOD}/contents/README.md",
    "/repos/{owner}/{repo}/git/trees/{tree_sha}": f"{GOOD}/git/trees/main?recursive=1",
    "/repos/{owner}/{repo}/git/blobs/{file_sha}": f"{GOOD}/git/blobs/BLOB",
    "/repos/{owner}/{repo}/git/commits/{commit_sha}": f"{GOOD}/git/commits/COMMIT",
    "/repos/{owner}/{repo}/git/tags/{tag_sha}": f"{GOOD}/git/tags/TAG",
    "/repos/{owner}/{repo}/private-vulnerability-reporting": f"{GOOD}/private-vulnerability-reporting",
    "/repos/{owner}/{repo}/actions/permissions/workflow": f"{GOOD}/actions/permissions/workflow",
    "/repos/{owner}/{repo}/automated-security-fixes": f"{GOOD}/automated-security-fixes",
    "/repos/{owner}/{repo}/rules/branches/{branch}": f"{GOOD}/rules/branches/main",
    "/repos/{owner}/{repo}/branches/{branch}/protection": f"{GOOD}/branches/main/protection",
    "/repos/{owner}/{repo}/commits": f"{GOOD}/commits",
    "/repos/{owner}/{repo}/git/matching-refs/{ref}": f"{GOOD}/git/matching-refs/tags/",
    "/repos/{owner}/{repo}/releases": f"{GOOD}/releases",
    "/orgs/{org}/members": "/orgs/numerique/members",
    "/user/memberships/orgs/{org}": "/user/memberships/orgs/numerique",
}
RULES = [
    {"type": "DELETION"},
    {"type": "PULL_REQUEST", "parameters": {"requiredApprovingReviewCount": 1}},
    {"type": "REQUIRED_STATUS_CHECKS", "parameters": {"requiredStatusChecks": [{"context": "ci"}]}},
]
RULE = {
    "allowsDeletions": False, "allowsForcePushes": False, "requiredApprovingReviewCount": 1,
    "requiredStatusCheckContexts": ["ci"],
}  # fmt: skip


def as_json_schema(described: Any) -> Any:
    """OpenAPI 3.0 as JSON Schema: `nullable` becomes a type; examples go."""
    if isinstance(described, list):
        return [as_json_schema(some) for some in described]
    if not isinstance(described, dict):
        return described
    kept = {key: as_json_schema(value) for key, value in described.items() if key not in {"example", "examples"}}
    return {"anyOf": [kept, {"type": "null"}]} if kept.pop("nullable", False) is True else kept


def test_answers_have_the_shape_that_github_describes() -> None:
    place = next((path for path in PLACES if path.is_file()), None)
    if place is None:
        pytest.skip("GitHub's OpenAPI description is not here")
    description = json.loads(place.read_text(encoding="utf-8"))
    components = as_json_schema(description["components"])
    with small_site() as site:
        good = site.world.find("numerique/good")
        assert good
        assert good.head
        good.fields["rules"] = RULES
        good.fields["refUpdateRule"] = RULE
        tree = good.store.peel(good.head, "tree")
        assert tree
        readme = next(entry.oid for entry in good.store.entries(tree) if entry.name == b"README.md")
        named = {"BLOB": readme, "COMMIT": good.head, "TAG": good.refs["refs/tags/v1"]}
        for path, asked in ROUTES.items():
            word = asked.rpartition("/")[2]
            answer = site.get(asked.replace(word, named.get(word, word)), "t-owner")
            assert answer.status_code == 200, path
            schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            validator = jsonschema_rs.validator_for({**as_json_schema(schema), "components": components})
            assert [error.message for error in validator.iter_errors(answer.json())] == [], path
