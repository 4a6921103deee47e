# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields of requests, issues and their comments that follow from others. What a test wrote as data stays as it wrote it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.forges.github_server import pulls
from tests.forges.github_server.accounts import account
from tests.forges.github_server.git_graph import merged
from tests.forges.github_server.nodes import MISSING, Context, ObjectNode, make_id

Function = Callable[[Any, Context, Mapping[str, Any]], Any]


def living(function: Function) -> Function:
    """A function of a request that was opened here."""

    def wrapped(pull: Any, context: Context, arguments: Mapping[str, Any]) -> Any:
        return function(pull, context, arguments) if "source" in pull else MISSING

    return wrapped


def commits(pull: Any, _context: Context, _arguments: Mapping[str, Any]) -> list[dict[str, Any]]:
    repo = pull["target"]
    return [{"commit": ObjectNode(repo, repo.store[oid])} for oid in pulls.commits(pull)]


def mergeable(pull: Any, context: Context, _arguments: Mapping[str, Any]) -> str:
    """GitHub works it out after it was asked for it; a world can be set to be slow."""
    repo = pull["target"]
    base = repo.refs.get(f"refs/heads/{pull['baseRefName']}")
    if context.world.is_slow_to_merge or pull["state"] != "OPEN" or base is None:
        return "UNKNOWN"
    return "CONFLICTING" if merged(repo.store, base, pull["headRefOid"]) is None else "MERGEABLE"


def author(thing: Any, context: Context, _arguments: Mapping[str, Any]) -> Any:
    return account(context.world, thing["login"]) if "login" in thing else thing.get("author")


def did_author(thing: Any, context: Context, _arguments: Mapping[str, Any]) -> bool:
    return bool(context.token) and thing.get("login") == context.token.login  # type: ignore[union-attr]


def spoken(kind: str) -> dict[tuple[str, str], Function]:
    """What requests, issues and comments have in common."""
    return {
        (kind, "id"): lambda thing, _c, _a: make_id(kind, thing.get("databaseId", thing.get("number", 0))),
        (kind, "author"): author,
        (kind, "viewerDidAuthor"): did_author,
    }


def url(word: str) -> Function:
    """Where people find it: the test GitHub has no pages."""
    return lambda thing, c, _a: (
        f"{c.base}/{thing['target'].full_name}/{word}/{thing['number']}" if "target" in thing else MISSING
    )


FIELDS: dict[tuple[str, str], Function] = {
    **spoken("PullRequest"),
    **spoken("Issue"),
    **spoken("IssueComment"),
    ("PullRequest", "url"): url("pull"),
    ("Issue", "url"): url("issues"),
    ("PullRequest", "commits"): living(commits),
    ("PullRequest", "mergeable"): living(mergeable),
    ("PullRequest", "headRepository"): living(lambda pull, _c, _a: pull["source"]),
}
