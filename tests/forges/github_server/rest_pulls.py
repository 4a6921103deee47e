# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The REST endpoints of requests and issues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.forges.github_server import pulls
from tests.forges.github_server.accounts import may_push, must
from tests.forges.github_server.pulls import Thing
from tests.forges.github_server.refusals import Refusal, invalid
from tests.forges.github_server.rest_repository import Answer, Call, View, seen
from tests.forges.github_server.rest_things import comment_json, issue_json, label_json, pull_json, pull_line
from tests.forges.github_server.world import RIGHTS, Repo, Token

STATES = {"open": ("OPEN",), "closed": ("CLOSED", "MERGED"), "all": ("OPEN", "CLOSED", "MERGED")}


def refusing(view: View) -> View:
    """A view that answers its refusals."""

    def answered(call: Call, repo: Repo, *rest: str) -> Answer:
        try:
            return view(call, repo, *rest)
        except Refusal as error:
            return Answer(error.status, error.body)

    return seen(answered)


def given(call: Call) -> Mapping[str, Any]:
    """The body, which must be an object."""
    if not isinstance(call.body, dict):
        raise Refusal(422, "UNPROCESSABLE", "Invalid request.")
    return call.body


def new_pull(call: Call, repo: Repo) -> Answer:
    token, body = must(call.world, call.token, repo, "pull_requests"), given(call)
    if repo.fields["isPrivate"] and repo.fields.get("noDrafts") and body.get("draft"):
        raise invalid("PullRequest", message="Draft pull requests are not supported in this repository.")
    source, branch = _head(call, repo, token, str(body.get("head", "")))
    thing = pulls.start(call.world, repo, token.login, body.get("title"), body.get("body"))
    pull = pulls.open_pull(call.world, repo, (source, branch), str(body.get("base", "")), thing)
    pull |= {"isDraft": bool(body.get("draft")), "maintainerCanModify": bool(body.get("maintainer_can_modify"))}
    return Answer(201, pull_json(call.world, call.token, repo, pull, call.base))


def _head(call: Call, repo: Repo, token: Token, head: str) -> tuple[Repo, str]:
    owner, _, branch = head.rpartition(":")
    if not owner or owner.lower() == repo.owner.login.lower():
        if not may_push(call.world, token, repo):
            raise Refusal(403, "FORBIDDEN", "Resource not accessible by personal access token")
        return repo, branch
    named = call.world.owners.get(owner.lower())
    found = [one for one in named.repositories.values() if one.fields.get("parent") == repo.full_name] if named else []
    if not found:
        raise invalid("PullRequest", field="head", code="invalid")
    return found[0], branch


def list_pulls(call: Call, repo: Repo) -> Answer:
    wanted = STATES[call.query.get("state", "open")]
    found = [one for one in reversed(pulls.pulls(repo)) if "source" in one and one["state"] in wanted]
    head = call.query.get("head")
    if head:
        found = [one for one in found if f"{one['source'].owner.login}:{one['headRefName']}".lower() == head.lower()]
    return Answer(200, [pull_line(call.world, call.token, repo, one, call.base) for one in found])


def one_pull(call: Call, repo: Repo, number: str) -> Answer:
    return Answer(200, pull_json(call.world, call.token, repo, _pull(repo, number), call.base))


def _pull(repo: Repo, number: str) -> Thing:
    return pulls.numbered([one for one in pulls.pulls(repo) if "source" in one], int(number))


def change_pull(call: Call, repo: Repo, number: str) -> Answer:
    pull, body = _pull(repo, number), given(call)
    _may_edit(call, repo, pull, "pull_requests")
    base = body.get("base", pull["baseRefName"])
    if f"refs/heads/{base}" not in repo.refs or (pull["state"] != "OPEN" and base != pull["baseRefName"]):
        raise invalid("PullRequest", field="base", code="invalid")
    pull["baseRefName"] = base
    _state(call, pull, body)
    _words(pull, body)
    return Answer(200, pull_json(call.world, call.token, repo, pull, call.base))


def _may_edit(call: Call, repo: Repo, thing: Thing, what: str) -> Token:
    """The author may, and those who may triage."""
    token = must(call.world, call.token, repo, what)
    if thing["login"] != token.login and call.world.right(token, repo) < RIGHTS.index("triage"):
        raise Refusal(403, "FORBIDDEN", "Must have admin rights to Repository.")
    return token


def _state(call: Call, thing: Thing, body: Mapping[str, Any]) -> None:
    wanted = body.get("state")
    if wanted == "closed" and thing["state"] == "OPEN":
        pulls.end(call.world, thing, "CLOSED")
        thing["stateReason"] = body.get("state_reason", "completed")
    elif wanted == "open" and thing["state"] != "OPEN":
        pulls.reopen(call.world, thing)
        thing["stateReason"] = "reopened"


def _words(thing: Thing, body: Mapping[str, Any]) -> None:
    if isinstance(body.get("body"), str) and len(body["body"]) > pulls.MAX_BODY:
        raise invalid("Issue", message=f"body is too long (maximum is {pulls.MAX_BODY} characters)")
    thing |= {key: body[key] for key in ("title", "body") if body.get(key) is not None}


def reviewers(call: Call, repo: Repo, number: str) -> Answer:
    """All or none: one that is no collaborator refuses the others."""
    token, pull, body = must(call.world, call.token, repo, "labels"), _pull(repo, number), given(call)
    known = repo.fields.get("collaborators", ())
    wanted, teams = body.get("reviewers") or [], body.get("team_reviewers") or []
    if token.login in wanted:
        raise Refusal(422, "UNPROCESSABLE", "Review cannot be requested from pull request author.")
    if any(one not in known for one in (*wanted, *teams)):
        text = "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the "
        raise Refusal(422, "UNPROCESSABLE", f"{text}{repo.full_name} repository.")
    pull["reviewers"] += [one for one in wanted if one not in pull["reviewers"]]
    return Answer(201, pull_line(call.world, call.token, repo, pull, call.base))


def new_issue(call: Call, repo: Repo) -> Answer:
    token, body = must(call.world, call.token, repo, "issues"), given(call)
    _has_issues(repo)
    thing = pulls.start(call.world, repo, token.login, body.get("title"), body.get("body"))
    thing |= {"__typename": "Issue", "target": repo}
    pulls.issues(repo).append(thing)
    if call.world.right(token, repo) >= RIGHTS.index("triage"):  # silently dropped otherwise
        pulls.label(call.world, repo, thing, body.get("labels") or [])
    return Answer(201, issue_json(call.world, repo, thing, call.base))


def _has_issues(repo: Repo) -> None:
    if not repo.fields["hasIssuesEnabled"]:
        raise Refusal(410, "GONE", "Issues are disabled for this repo")


def list_issues(call: Call, repo: Repo) -> Answer:
    _has_issues(repo)
    wanted = STATES[call.query.get("state", "open")]
    both = [*pulls.issues(repo), *(one for one in pulls.pulls(repo) if "source" in one)]
    found = [one for one in sorted(both, key=lambda one: -one["number"]) if one["state"] in wanted]
    creator = call.query.get("creator", "").lower()
    found = [one for one in found if not creator or one["login"].lower() == creator]
    return Answer(200, [issue_json(call.world, repo, one, call.base) for one in found])


def _thing(repo: Repo, number: str) -> Thing:
    return pulls.numbered([*pulls.issues(repo), *pulls.pulls(repo)], int(number))


def one_issue(call: Call, repo: Repo, number: str) -> Answer:
    return Answer(200, issue_json(call.world, repo, _thing(repo, number), call.base))


def change_issue(call: Call, repo: Repo, number: str) -> Answer:
    thing, body = _thing(repo, number), given(call)
    _may_edit(call, repo, thing, "issues")
    _state(call, thing, body)
    _words(thing, body)
    return Answer(200, issue_json(call.world, repo, thing, call.base))


def new_comment(call: Call, repo: Repo, number: str) -> Answer:
    token, thing = must(call.world, call.token, repo, "issues"), _thing(repo, number)
    comment = pulls.say(call.world, thing, token.login, str(given(call).get("body", "")))
    return Answer(201, comment_json(call.world, repo, thing, comment, call.base))


def add_labels(call: Call, repo: Repo, number: str) -> Answer:
    must(call.world, call.token, repo, "labels")
    thing = _thing(repo, number)
    pulls.label(call.world, repo, thing, given(call)["labels"])
    return Answer(200, [label_json(repo, one, call.base) for one in thing["labels"]])


VIEWS: Mapping[str, Callable[..., Answer]] = {
    "POST /pulls": new_pull,
    "GET /pulls": list_pulls,
    r"GET /pulls/(\d+)": one_pull,
    r"PATCH /pulls/(\d+)": change_pull,
    r"POST /pulls/(\d+)/requested_reviewers": reviewers,
    "POST /issues": new_issue,
    "GET /issues": list_issues,
    r"GET /issues/(\d+)": one_issue,
    r"PATCH /issues/(\d+)": change_issue,
    r"POST /issues/(\d+)/comments": new_comment,
    r"POST /issues/(\d+)/labels": add_labels,
}
