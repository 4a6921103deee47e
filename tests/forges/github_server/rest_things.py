# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests, issues, comments, labels and rulesets as REST writes them."""

from __future__ import annotations

import re
from typing import Any

from tests.forges.github_server import pulls
from tests.forges.github_server.accounts import account
from tests.forges.github_server.git_graph import merged
from tests.forges.github_server.nodes import make_id
from tests.forges.github_server.pulls import Thing
from tests.forges.github_server.rest_objects import owner_json, repository_json
from tests.forges.github_server.world import Repo, Token, World, moment

REACTIONS = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")


def user_json(world: World, login: str, base: str) -> dict[str, Any]:
    """An account within another answer."""
    return owner_json(account(world, login), base)


def label_json(repo: Repo, label: Thing, base: str) -> dict[str, Any]:
    """A label."""
    number = label.get("databaseId", 0)
    return {
        "id": number,
        "node_id": make_id("Label", number),
        "url": f"{base}/repos/{repo.full_name}/labels/{label['name']}",
        "name": label["name"],
        "description": label.get("description"),
        "color": label.get("color", pulls.COLOUR),
        "default": False,
    }


def common_json(world: World, repo: Repo, thing: Thing, base: str) -> dict[str, Any]:
    """What requests and issues have alike."""
    place = f"{base}/repos/{repo.full_name}/issues/{thing['number']}"
    return {
        "id": thing["databaseId"],
        "number": thing["number"],
        "state": "open" if thing["state"] == "OPEN" else "closed",
        "title": thing["title"],
        "body": thing["body"] or None,
        "user": user_json(world, thing["login"], base),
        "labels": [label_json(repo, label, base) for label in thing["labels"]],
        "locked": bool(thing.get("locked")),
        "active_lock_reason": None,
        "comments": len(thing["comments"]),
        "comments_url": f"{place}/comments",
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "author_association": "CONTRIBUTOR",
        "created_at": thing["createdAt"],
        "updated_at": thing["updatedAt"],
        "closed_at": thing.get("closedAt"),
    }


def issue_json(world: World, repo: Repo, thing: Thing, base: str) -> dict[str, Any]:
    """An issue, or a request as the endpoints of issues show it."""
    place = f"{base}/repos/{repo.full_name}/issues/{thing['number']}"
    shown = common_json(world, repo, thing, base) | {
        "node_id": make_id("Issue", thing["databaseId"]),
        "url": place,
        "repository_url": f"{base}/repos/{repo.full_name}",
        "labels_url": f"{place}/labels{{/name}}",
        "events_url": f"{place}/events",
        "timeline_url": f"{place}/timeline",
        "html_url": f"{base}/{repo.full_name}/issues/{thing['number']}",
        "state_reason": thing.get("stateReason"),
        "reactions": {"url": f"{place}/reactions", "total_count": 0, **dict.fromkeys(REACTIONS, 0)},
    }
    if "source" in thing:
        pull = f"{base}/repos/{repo.full_name}/pulls/{thing['number']}"
        html = f"{base}/{repo.full_name}/pull/{thing['number']}"
        shown["pull_request"] = {
            "url": pull,
            "html_url": html,
            "diff_url": f"{html}.diff",
            "patch_url": f"{html}.patch",
        }
    return shown


def pull_line(world: World, token: Token | None, repo: Repo, pull: Thing, base: str) -> dict[str, Any]:
    """A request in a list."""
    place = f"{base}/repos/{repo.full_name}/pulls/{pull['number']}"
    issue, html = place.replace("/pulls/", "/issues/"), f"{base}/{repo.full_name}/pull/{pull['number']}"
    source: Repo = pull["source"]
    sides = {
        "head": _side(world, token, source, (pull["headRefName"], pull["headRefOid"]), base),
        "base": _side(world, token, repo, (pull["baseRefName"], repo.refs[f"refs/heads/{pull['baseRefName']}"]), base),
    }
    addresses = {
        "html": html,
        "issue": issue,
        "comments": f"{issue}/comments",
        "review_comments": f"{place}/comments",
        "review_comment": f"{base}/repos/{repo.full_name}/pulls/comments{{/number}}",
        "commits": f"{place}/commits",
        "statuses": f"{base}/repos/{repo.full_name}/statuses/{pull['headRefOid']}",
    }
    reviewers = [user_json(world, login, base) for login in pull["reviewers"]]
    return common_json(world, repo, pull, base) | {
        "node_id": make_id("PullRequest", pull["databaseId"]),
        "url": place,
        "diff_url": f"{html}.diff",
        "patch_url": f"{html}.patch",
        **{f"{name}_url": address for name, address in addresses.items()},
        "_links": {name: {"href": address} for name, address in {"self": place, **addresses}.items()},
        "draft": pull["isDraft"],
        "merged_at": pull.get("mergedAt"),
        "merge_commit_sha": None,
        "auto_merge": None,
        "requested_reviewers": reviewers,
        "requested_teams": [],
        **sides,
    }


def pull_json(world: World, token: Token | None, repo: Repo, pull: Thing, base: str) -> dict[str, Any]:
    """A request on its own."""
    found = None
    if pull["state"] == "OPEN" and not world.is_slow_to_merge:
        found = merged(repo.store, repo.refs[f"refs/heads/{pull['baseRefName']}"], pull["headRefOid"]) is not None
    words = {None: "unknown", True: "clean", False: "dirty"}
    return pull_line(world, token, repo, pull, base) | {
        "merged": pull["state"] == "MERGED",
        "merged_by": user_json(world, "bob", base) if pull["state"] == "MERGED" else None,
        "mergeable": found,
        "rebaseable": found,
        "mergeable_state": words[found],
        "maintainer_can_modify": bool(pull.get("maintainerCanModify")),
        "commits": len(pulls.commits(pull)),
        **dict.fromkeys(("additions", "deletions", "changed_files", "review_comments"), 0),
    }


def _side(world: World, token: Token | None, repo: Repo, at: tuple[str, str], base: str) -> dict[str, Any]:
    login = repo.owner.login
    return {
        "label": f"{login}:{at[0]}",
        "ref": at[0],
        "sha": at[1],
        "user": owner_json(repo.owner, base),
        "repo": repository_json(world, token, repo, base),
    }


def comment_json(world: World, repo: Repo, thing: Thing, comment: Thing, base: str) -> dict[str, Any]:
    """A comment."""
    place = f"{base}/repos/{repo.full_name}/issues"
    number = comment["databaseId"]
    return {
        "id": number,
        "node_id": make_id("IssueComment", number),
        "url": f"{place}/comments/{number}",
        "html_url": f"{base}/{repo.full_name}/issues/{thing['number']}#issuecomment-{number}",
        "issue_url": f"{place}/{thing['number']}",
        "body": comment["body"],
        "user": user_json(world, comment["login"], base),
        "author_association": "CONTRIBUTOR",
        "created_at": comment["createdAt"],
        "updated_at": comment["updatedAt"],
    }


def ruleset_json(repo: Repo, ruleset: Thing, *, whole: bool) -> dict[str, Any]:
    """A ruleset; its rules on its own only."""
    shown: dict[str, Any] = {
        "id": ruleset["databaseId"],
        "node_id": make_id("RepositoryRuleset", ruleset["databaseId"]),
        "name": ruleset["name"],
        "target": ruleset.get("target", "BRANCH").lower(),
        "source_type": "Repository",
        "source": repo.full_name,
        "enforcement": ruleset["enforcement"].lower(),
        "created_at": moment(0),
        "updated_at": moment(0),
    }
    if whole:
        shown |= {"conditions": {"ref_name": ruleset["conditions"]["refName"]}, "bypass_actors": []}
        shown["rules"] = [_rule(rule) for rule in ruleset["rules"]]
    return shown


def _rule(rule: Thing) -> dict[str, Any]:
    parameters = rule.get("parameters")
    return {"type": rule["type"].lower()} | ({"parameters": snake(parameters)} if parameters else {})


def snake(value: Any) -> Any:
    """Names of GraphQL as those of REST."""
    if isinstance(value, dict):
        names = {key: re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower() for key in value if key != "__typename"}
        return {name: snake(value[key]) for key, name in names.items()}
    return [snake(one) for one in value] if isinstance(value, list) else value


def camel(value: Any) -> Any:
    """Names of REST as those of GraphQL."""
    if isinstance(value, dict):
        return {re.sub(r"_([a-z])", lambda found: found[1].upper(), key): camel(one) for key, one in value.items()}
    return [camel(one) for one in value] if isinstance(value, list) else value
