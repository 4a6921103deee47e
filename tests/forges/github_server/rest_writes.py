# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The REST endpoints that write Git's objects, settings, rulesets and forks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.forges.github_server import rest_pulls
from tests.forges.github_server.accounts import account, must, person
from tests.forges.github_server.git_graph import write_flat
from tests.forges.github_server.git_objects import FOLDER
from tests.forges.github_server.mutations import SIGNED, workflows
from tests.forges.github_server.refusals import Refusal, invalid
from tests.forges.github_server.rest_git import commit_json, tree_json
from tests.forges.github_server.rest_objects import repository_json
from tests.forges.github_server.rest_pulls import given, refusing
from tests.forges.github_server.rest_repository import Answer, Call
from tests.forges.github_server.rest_things import camel, ruleset_json
from tests.forges.github_server.world import Repo, moment

SETTINGS = {
    "description": "description",
    "homepage": "homepageUrl",
    "has_issues": "hasIssuesEnabled",
    "has_wiki": "hasWikiEnabled",
    "delete_branch_on_merge": "deleteBranchOnMerge",
    "web_commit_signoff_required": "webCommitSignoffRequired",
}
UPGRADE = "Upgrade to GitHub Pro or make this repository public to enable this feature."


def new_tree(call: Call, repo: Repo) -> Answer:
    token, body = must(call.world, call.token, repo, "contents"), given(call)
    files: dict[bytes, tuple[str, str]] = {}
    if body.get("base_tree"):
        tree = repo.store.peel(body["base_tree"], "tree")
        if tree is None:
            raise Refusal(404, "NOT_FOUND", "Not Found")
        files = {path: (e.mode, e.oid) for path, e in repo.store.walk(tree) if e.mode != FOLDER}
    workflows(token, [one["path"] for one in body["tree"]])
    for one in body["tree"]:
        path = one["path"].encode()
        if "content" in one:
            files[path] = (one["mode"], repo.store.write("blob", one["content"].encode()))
        elif one.get("sha") is None:
            if files.pop(path, None) is None:
                raise Refusal(422, "UNPROCESSABLE", "GitRPC::BadObjectState")
        else:
            files[path] = (one["mode"], one["sha"])
    return Answer(201, tree_json(call.world, repo, write_flat(repo.store, files), call.base, recursive=False))


def new_commit(call: Call, repo: Repo) -> Answer:
    """By the token's account; signed only if that is an App's and no other author is named."""
    token, body = must(call.world, call.token, repo, "contents"), given(call)
    if repo.store.get(body["tree"]) is None or any(repo.store.get(one) is None for one in body.get("parents", ())):
        raise Refusal(422, "UNPROCESSABLE", "Tree SHA does not exist")
    signed = token.kind == "installation" and "author" not in body and "committer" not in body
    oid = repo.store.write_commit(
        body["tree"], body.get("parents", ()), body["message"], int(call.world.now()),
        person(call.world, token.login, call.base), SIGNED if signed else "",
    )  # fmt: skip
    return Answer(201, commit_json(repo, oid, call.base))


def change_repository(call: Call, repo: Repo) -> Answer:
    must(call.world, call.token, repo, "administration")
    body = given(call)
    repo.fields |= {key: body[name] for name, key in SETTINGS.items() if name in body}
    for name, wanted in (body.get("security_and_analysis") or {}).items():
        if repo.fields["isPrivate"]:
            raise Refusal(422, "UNPROCESSABLE", "Secret scanning is not available for this repository.")
        repo.fields["security_and_analysis"] = {**repo.fields["security_and_analysis"], name: wanted}
    return Answer(200, repository_json(call.world, call.token, repo, call.base))


def topics(call: Call, repo: Repo) -> Answer:
    must(call.world, call.token, repo, "administration")
    names = [name.lower() for name in given(call)["names"]]
    if any(not name or len(name) > 50 for name in names):
        raise invalid("Repository", message="Topics must start with a lowercase letter or number")
    repo.fields["topics"] = names
    return Answer(200, {"names": names})


def switch(field: str) -> Callable[..., Answer]:
    """A PUT that switches something on."""

    def view(call: Call, repo: Repo) -> Answer:
        must(call.world, call.token, repo, "administration")
        repo.fields[field] = True
        return Answer(204)

    return view


def workflow_permissions(call: Call, repo: Repo) -> Answer:
    must(call.world, call.token, repo, "administration")
    body = given(call)
    for key in ("default_workflow_permissions", "can_approve_pull_request_reviews"):
        repo.fields[key] = body.get(key, repo.fields[key])
    return Answer(204)


def list_rulesets(_call: Call, repo: Repo) -> Answer:
    return Answer(200, [ruleset_json(repo, one, whole=False) for one in repo.fields.get("rulesets", ())])


def one_ruleset(_call: Call, repo: Repo, number: str) -> Answer:
    return Answer(200, ruleset_json(repo, _ruleset(repo, number), whole=True))


def _ruleset(repo: Repo, number: str) -> dict[str, Any]:
    found = next((one for one in repo.fields.get("rulesets", ()) if one["databaseId"] == int(number)), None)
    if found is None:
        raise Refusal(404, "NOT_FOUND", "Not Found")
    return found  # type: ignore[no-any-return]


def new_ruleset(call: Call, repo: Repo) -> Answer:
    must(call.world, call.token, repo, "administration")
    if repo.fields["isPrivate"]:
        raise Refusal(403, "FORBIDDEN", UPGRADE)
    body = given(call)
    known = repo.fields.setdefault("rulesets", [])
    if any(one["name"] == body["name"] for one in known):
        raise Refusal(422, "UNPROCESSABLE", "Validation Failed", ({"message": "Name must be unique"},))
    ruleset = {"databaseId": call.world.number(), "name": body["name"], "target": "BRANCH", **_rules(body)}
    known.append(ruleset)
    return Answer(201, ruleset_json(repo, ruleset, whole=True))


def change_ruleset(call: Call, repo: Repo, number: str) -> Answer:
    must(call.world, call.token, repo, "administration")
    ruleset = _ruleset(repo, number)
    ruleset |= _rules(given(call))
    return Answer(200, ruleset_json(repo, ruleset, whole=True))


def _rules(body: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "enforcement" in body:
        found["enforcement"] = body["enforcement"].upper()
    if "conditions" in body:
        found["conditions"] = {"refName": body["conditions"]["ref_name"]}
    if "rules" in body:
        found["rules"] = [_rule(rule) for rule in body["rules"]]
    return found


def _rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule in GraphQL's words; its parameters are of a type that goes by its own."""
    kind = rule["type"].upper()
    told = {"type": kind}
    if "parameters" in rule:
        name = "".join(word.title() for word in rule["type"].split("_")) + "Parameters"
        told["parameters"] = camel(rule["parameters"]) | {"__typename": name}
    return told


def fork(call: Call, repo: Repo) -> Answer:
    """Made while one waits: its branches are there after so many looks as the world says."""
    token, world = call.token, call.world
    if token is None or token.kind == "installation" or not repo.fields["forkingAllowed"]:
        raise Refusal(403, "FORBIDDEN", "The repository exists, but forking is disabled.")
    must(world, token, repo, "pull_requests")
    known = [one for one in world.by_number.values() if one.fields.get("parent") == repo.full_name]
    mine = next((one for one in known if one.owner.login == token.login), None)
    if mine is None:
        account(world, token.login)
        taken = world.find(f"{token.login}/{repo.name}") is not None
        name = f"{repo.name}-1" if taken else repo.name
        mine = world.repository(
            f"{token.login}/{name}",
            branch=repo.branch,
            isFork=True,
            parent=repo.full_name,
            isPrivate=repo.fields["isPrivate"],
        )
        mine.fields["pushedAt"] = moment(int(world.now()))
        mine.arriving = dict.fromkeys([f"refs/heads/{repo.branch}"], repo.head), world.looks_until_forked
        world.tokens[token.value] = token._replace(rights={**token.rights, mine.full_name.lower(): "admin"})
    return Answer(202, repository_json(world, call.token, mine, call.base))


VIEWS: Mapping[str, Callable[..., Answer]] = {
    **rest_pulls.VIEWS,
    "POST /git/trees": new_tree,
    "POST /git/commits": new_commit,
    "PATCH ": change_repository,
    "PUT /topics": topics,
    "PUT /private-vulnerability-reporting": switch("private_vulnerability_reporting"),
    "PUT /vulnerability-alerts": switch("hasVulnerabilityAlertsEnabled"),
    "PUT /actions/permissions/workflow": workflow_permissions,
    "GET /rulesets": list_rulesets,
    r"GET /rulesets/(\d+)": one_ruleset,
    "POST /rulesets": new_ruleset,
    r"PUT /rulesets/(\d+)": change_ruleset,
    "POST /forks": fork,
}
ROUTES = {
    f"{verb} /repos/([^/]+)/([^/]+){tail}": refusing(view)
    for verb, tail, view in ((*key.split(" ", 1), view) for key, view in VIEWS.items())
}
