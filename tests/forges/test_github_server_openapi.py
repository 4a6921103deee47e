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

from ospo_policy.forges.github import protecting
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

REPO = "/repos/{owner}/{repo}"
WRITES: list[tuple[str, str, str, Any, int]] = [
    ("post", f"{REPO}/git/trees", "/git/trees", {"base_tree": "HEAD", "tree": [
        {"path": "LICENSE", "mode": "100644", "type": "blob", "content": "MIT"},
        {"path": "README.md", "mode": "100644", "type": "blob", "sha": None}]}, 201),
    ("post", f"{REPO}/git/commits", "/git/commits", {"message": "Add", "tree": "TREE", "parents": ["HEAD"]}, 201),
    ("get", f"{REPO}/git/ref/{{ref}}", "/git/ref/heads/ours", None, 200),
    ("post", f"{REPO}/pulls", "/pulls", {"title": "T", "body": "B", "head": "ours", "base": "main", "draft": True}, 201),
    ("get", f"{REPO}/pulls", "/pulls?state=open&per_page=100&head=numerique%3Aours", None, 200),
    ("get", f"{REPO}/pulls/{{pull_number}}", "/pulls/1", None, 200),
    ("patch", f"{REPO}/pulls/{{pull_number}}", "/pulls/1", {"title": "U", "body": "V", "base": "main"}, 200),
    ("post", f"{REPO}/pulls/{{pull_number}}/requested_reviewers", "/pulls/1/requested_reviewers",
     {"reviewers": ["bob"], "team_reviewers": []}, 201),
    ("post", f"{REPO}/issues/{{issue_number}}/labels", "/issues/1/labels", {"labels": ["ospo"]}, 200),
    ("patch", f"{REPO}/pulls/{{pull_number}}", "/pulls/1", {"state": "closed", "body": "W"}, 200),
    ("post", f"{REPO}/issues", "/issues", {"title": "T", "body": "B", "labels": ["ospo"]}, 201),
    ("get", f"{REPO}/issues", "/issues?state=all&sort=created&direction=desc&per_page=20&creator=ada", None, 200),
    ("get", f"{REPO}/issues/{{issue_number}}", "/issues/2", None, 200),
    ("patch", f"{REPO}/issues/{{issue_number}}", "/issues/2",
     {"title": "T", "body": "C", "state": "closed", "state_reason": "completed"}, 200),
    ("post", f"{REPO}/issues/{{issue_number}}/comments", "/issues/2/comments", {"body": "Thanks"}, 201),
    ("patch", REPO, "", {"description": "D", "homepage": "https://example.org", "has_issues": True,
                         "web_commit_signoff_required": True, "delete_branch_on_merge": True}, 200),
    ("patch", REPO, "", {"security_and_analysis": {"secret_scanning": {"status": "enabled"}}}, 200),
    ("put", f"{REPO}/topics", "/topics", {"names": ["water"]}, 200),
    ("put", f"{REPO}/private-vulnerability-reporting", "/private-vulnerability-reporting", None, 204),
    ("put", f"{REPO}/vulnerability-alerts", "/vulnerability-alerts", None, 204),
    ("get", f"{REPO}/vulnerability-alerts", "/vulnerability-alerts", None, 204),
    ("put", f"{REPO}/actions/permissions/workflow", "/actions/permissions/workflow",
     {"default_workflow_permissions": "read"}, 204),
    ("post", f"{REPO}/rulesets", "/rulesets", protecting._RULESET | {"rules": [
        *protecting._rules("branch_protection", value=True), *protecting._rules("required_approvals", 1),
        *protecting._rules("required_checks", ["ci"])]}, 201),
    ("get", f"{REPO}/rulesets", "/rulesets?includes_parents=false&per_page=100", None, 200),
    ("get", f"{REPO}/rulesets/{{ruleset_id}}", "/rulesets/RULESET", None, 200),
    ("put", f"{REPO}/rulesets/{{ruleset_id}}", "/rulesets/RULESET", {"enforcement": "active", "rules": []}, 200),
    ("get", f"{REPO}/rules/branches/{{branch}}", "/rules/branches/main", None, 200),
    ("post", f"{REPO}/forks", "/forks", {"default_branch_only": True}, 202),
]  # fmt: skip
"""Each request that changes something, and those that look before: verb, path, place, body, status; in an order that works."""


def as_json_schema(described: Any) -> Any:
    """OpenAPI 3.0 as JSON Schema: `nullable` becomes a type; examples go."""
    if isinstance(described, list):
        return [as_json_schema(some) for some in described]
    if not isinstance(described, dict):
        return described
    kept = {key: as_json_schema(value) for key, value in described.items() if key not in {"example", "examples"}}
    return {"anyOf": [kept, {"type": "null"}]} if kept.pop("nullable", False) is True else kept


@pytest.fixture(scope="module")
def description() -> Any:
    place = next((path for path in PLACES if path.is_file()), None)
    if place is None:
        pytest.skip("GitHub's OpenAPI description is not here")
    return json.loads(place.read_text(encoding="utf-8"))


def fits(description: Any, schema: Any, value: Any) -> list[str]:
    components = as_json_schema(description["components"])
    validator = jsonschema_rs.validator_for({**as_json_schema(schema), "components": components})
    return [error.message for error in validator.iter_errors(value)]


def test_what_we_write_and_what_is_answered_have_the_shape_that_github_describes(description: Any) -> None:
    with small_site() as site:
        good = site.world.find("numerique/good")
        assert good
        assert good.head
        good.fields["collaborators"] = ["bob"]
        site.world.people.push(good.full_name, "ours", {"a": "b"})
        names = {"HEAD": good.head, "TREE": good.store.peel(good.head, "tree") or "", "RULESET": ""}
        for verb, path, place, body, status in WRITES:
            text = json.dumps(body)
            for name, value in names.items():
                text, place = text.replace(f'"{name}"', f'"{value}"'), place.replace(name, value)  # noqa: PLW2901
            asked = description["paths"][path][verb]
            if body is not None:
                schema = asked["requestBody"]["content"]["application/json"]["schema"]
                assert fits(description, schema, json.loads(text)) == [], path
            answer = site.send(verb, GOOD + place, json.loads(text), "t-admin")
            assert answer.status_code == status, (path, answer.text)
            if status != 204:
                schema = asked["responses"][str(status)]["content"]["application/json"]["schema"]
                assert fits(description, schema, answer.json()) == [], path
            if path.endswith("/rulesets") and verb == "post":
                names["RULESET"] = str(answer.json()["id"])


def test_answers_have_the_shape_that_github_describes(description: Any) -> None:
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
            assert fits(description, schema, answer.json()) == [], path
