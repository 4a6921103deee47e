# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests and issues as they live: opened, changed, and what becomes of them when branches move, as on GitHub.

Both are mappings, named as in GraphQL, in `fields["pullRequests"]` and `fields["issues"]` of the repository.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tests.forges.github_server.git_graph import ahead, history
from tests.forges.github_server.refusals import Refusal, invalid
from tests.forges.github_server.things import Repo, moment

if TYPE_CHECKING:
    from tests.forges.github_server.world import World

COLOUR = "ededed"
MAX_BODY = 65_536
Thing = dict[str, Any]


def pulls(repo: Repo) -> list[Thing]:
    """The requests of a repository."""
    found: list[Thing] = repo.fields.setdefault("pullRequests", [])
    return found


def issues(repo: Repo) -> list[Thing]:
    """Its issues."""
    found: list[Thing] = repo.fields.setdefault("issues", [])
    return found


def numbered(things: Sequence[Thing], number: int) -> Thing:
    """One by its number."""
    found = next((one for one in things if one.get("number") == number), None)
    if found is None:
        raise Refusal(404, "NOT_FOUND", "Not Found")
    return found


def start(world: World, repo: Repo, login: str, title: object, body: object) -> Thing:
    """What a request and an issue have alike."""
    if not isinstance(title, str) or not title.strip():
        raise invalid("Issue", code="missing_field", field="title")
    text = body if isinstance(body, str) else ""
    if len(text) > MAX_BODY:
        raise invalid("Issue", message=f"body is too long (maximum is {MAX_BODY} characters)")
    now = moment(int(world.now()))
    last = max((one.get("number", 0) for one in (*pulls(repo), *issues(repo))), default=0)
    return {
        "number": last + 1,
        "databaseId": world.number(),
        "title": title,
        "body": text,
        "state": "OPEN",
        "login": login,
        "createdAt": now,
        "updatedAt": now,
        "labels": [],
        "comments": [],
    }


def open_pull(world: World, repo: Repo, head: tuple[Repo, str], base: str, thing: Thing) -> Thing:
    """Open a request."""
    source, branch = head
    if f"refs/heads/{base}" not in repo.refs:
        raise invalid("PullRequest", code="invalid", field="base")
    oid = source.refs.get(f"refs/heads/{branch}")
    if oid is None:
        raise invalid("PullRequest", code="invalid", field="head")
    name = f"{source.owner.login}:{branch}"
    if not ahead(repo.store, repo.refs[f"refs/heads/{base}"], oid):
        raise invalid("PullRequest", message=f"No commits between {base} and {branch}")
    if any(
        one["state"] == "OPEN"
        and one["source"] is source
        and (one["headRefName"], one["baseRefName"]) == (branch, base)
        for one in pulls(repo)
        if "source" in one
    ):
        raise invalid("PullRequest", message=f"A pull request already exists for {name}.")
    thing |= {
        "__typename": "PullRequest",
        "source": source,
        "target": repo,
        "headRefName": branch,
        "headRefOid": oid,
        "baseRefName": base,
        "isCrossRepository": source is not repo,
        "isDraft": False,
        "reviewers": [],
        "frozen": None,
    }
    pulls(repo).append(thing)
    return thing


def commits(pull: Thing) -> list[str]:
    """The commits of a request, the oldest first; those that it had when it was closed."""
    if pull["frozen"] is not None:
        return list(pull["frozen"])
    target: Repo = pull["target"]
    base = target.refs.get(f"refs/heads/{pull['baseRefName']}")
    return ahead(target.store, base, pull["headRefOid"]) if base else []


def end(world: World, pull: Thing, state: str) -> None:
    """Close a request or an issue: CLOSED, or MERGED."""
    if pull.get("frozen", ()) is None:
        pull["frozen"] = commits(pull)
    now = moment(int(world.now()))
    pull |= {"state": state, "closedAt": now, "updatedAt": now, "closed": True, "merged": state == "MERGED"}
    if state == "MERGED":
        pull["mergedAt"] = now


def reopen(world: World, thing: Thing) -> None:
    """Open it again; a request only while its branch is there."""
    if "source" in thing:
        oid = thing["source"].refs.get(f"refs/heads/{thing['headRefName']}")
        if thing["state"] == "MERGED" or oid is None:
            raise invalid("PullRequest", field="state", code="invalid")
        thing |= {"frozen": None, "headRefOid": oid}
    thing |= {"state": "OPEN", "closedAt": None, "closed": False, "updatedAt": moment(int(world.now()))}


def after_push(world: World, repo: Repo, branch: str) -> None:
    """What becomes of requests when a branch has moved or gone."""
    now = repo.refs.get(f"refs/heads/{branch}")
    for pull in list(_open(world)):
        if pull["source"] is repo and pull["headRefName"] == branch:
            _head_moved(world, pull, now)
            continue
        is_base = pull["target"] is repo and pull["baseRefName"] == branch
        if is_base and now is not None and pull["headRefOid"] in history(repo.store, now):
            end(world, pull, "MERGED")


def _head_moved(world: World, pull: Thing, now: str | None) -> None:
    if now is None:
        end(world, pull, "CLOSED")
        return
    before = commits(pull)
    pull["headRefOid"] = now
    if not commits(pull):
        pull["frozen"] = before
        end(world, pull, "CLOSED")


def _open(world: World) -> Iterator[Thing]:
    for owner in world.owners.values():
        for repo in owner.repositories.values():
            yield from (one for one in pulls(repo) if "source" in one and one["state"] == "OPEN")


def labels(repo: Repo) -> list[Thing]:
    """The labels of a repository."""
    found: list[Thing] = repo.fields.setdefault("labels", [])
    return found


def label(world: World, repo: Repo, thing: Thing, names: Sequence[str]) -> None:
    """Add labels; those that are not there yet are made."""
    for name in names:
        known = next((one for one in labels(repo) if one["name"].lower() == name.lower()), None)
        if known is None:
            known = {"name": name, "color": COLOUR, "description": None, "databaseId": world.number()}
            labels(repo).append(known)
        if known not in thing["labels"]:
            thing["labels"].append(known)


def say(world: World, thing: Thing, login: str, body: str) -> Thing:
    """Comment."""
    if not body.strip():
        raise invalid("IssueComment", code="missing_field", field="body")
    if thing.get("locked"):
        raise Refusal(403, "FORBIDDEN", "Unable to create comment because issue is locked.")
    now = moment(int(world.now()))
    comment = {"__typename": "IssueComment", "databaseId": world.number(), "body": body, "login": login}
    comment |= {"createdAt": now, "updatedAt": now}
    thing["comments"].append(comment)
    return comment
