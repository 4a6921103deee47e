# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The repositories of an owner by REST alone, for servers and tokens that GraphQL refuses: one to seven requests each.

Source: github/rest-api-description, api.github.com. Each repository becomes what GraphQL would tell of it (`queries`),
as far as REST tells as much; what would take a request for each tag, issue or review is not asked for, and unseen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ospo_policy.forges.github import addresses, fields, queries
from ospo_policy.forges.github.listing import Found
from ospo_policy.forges.github.refusals import PartUnavailableError
from ospo_policy.forges.github.rest_owner import pages, repositories, value
from ospo_policy.forges.github.told import name_of, object_id_of, refused
from ospo_policy.forges.github.transport import Transport
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs

MAX_TAGS = 20
"""Tags whose dates are asked for, one request each; the dates of more are not seen."""
MAX_RELEASE_PAGES = 10
MAX_COMMIT_PAGES = 20
LATEST = 10
"""Releases that are looked at, as through GraphQL."""
NEVER = frozenset({"reviewed_percent", "review_days", "issue_reaction_days"})
"""Facts that would take a request for each of many requests and issues."""
_PROTECTION = frozenset(queries.REF_PARTS)
_RELEASES = frozenset({"releases", "release_assets", "releases_with_notes_percent", "releases_in_six_months"})
_COMMITS = frozenset(queries.COMMIT_PARTS)
_TAGS, _ALERTS = frozenset({"tags"}), frozenset({"dependency_alerts"})
Node = Mapping[str, Any]


class RestListing:
    """The listing of one owner."""

    def __init__(self, transport: Transport, owner: str, needs: Needs, now: int) -> None:
        self._transport, self._owner, self._now = transport, owner, now
        self._needs = needs

    def __iter__(self) -> Iterator[Found]:
        for told in repositories(self._transport, self._owner):
            try:
                node = _base(told)
            except (KeyError, TypeError, ValueError, AttributeError):
                yield Found(None, frozenset(), is_lost=True)
                continue
            try:
                yield Found(node, frozenset()) if node["isDisabled"] else self._found(node, told["default_branch"])
            except (PartUnavailableError, LookupError, TypeError, ValueError, AttributeError):
                yield Found({**node, "defaultBranchRef": None}, frozenset(), is_lost=True)

    def _found(self, node: Node, branch: str) -> Found:
        """A repository with what takes requests of its own. Raises `LookupError` and the like where its head is not told."""
        place = addresses.repository(node["owner"]["login"], node["name"])
        ref = self._branch(place, branch)
        if ref is None:
            return Found({**node, "defaultBranchRef": None}, frozenset())
        wanted = self._needs.fields
        unseen = _counted(NEVER & wanted)
        if wanted & _PROTECTION:
            protection, hidden = self._protection(place, ref, is_admin=node["viewerCanAdminister"])
            ref |= protection
            unseen |= {name: refused(name, "admin").reason for name in hidden & wanted}
        parts: list[tuple[frozenset[str], Callable[[], dict[str, Any]]]] = [
            (_COMMITS & wanted, lambda: {"defaultBranchRef": self._with_commits(place, ref)}),
            (_RELEASES & wanted, lambda: self._releases(place)),
            (_TAGS & self._needs.history, lambda: self._tags(place)),
            (_ALERTS & wanted if node["viewerCanAdminister"] else frozenset(), lambda: self._alerts(place)),
        ]
        told: dict[str, Any] = {"defaultBranchRef": ref}
        for names, ask in parts:
            try:
                told |= ask() if names else {}
            except (PartUnavailableError, LookupError, TypeError, ValueError, AttributeError):
                unseen |= _counted(names)
        return Found({**node, **told}, frozenset(), unseen=unseen)

    def _branch(self, place: str, name: str) -> dict[str, Any] | None:
        """The default branch with its head; None where there is none. Raises `LookupError` and the like."""
        status, found = self._transport.rest(f"{place}/branches/{addresses.part(name)}")
        if status == 404:
            return None
        head = object_id_of(found["commit"]["sha"])
        made = (found["commit"].get("commit") or {}).get("committer") or {}
        if "date" not in made and "last_commit" in self._needs.history:  # not every server tells it here
            made = (value(self._transport, f"{place}/git/commits/{head}") or {}).get("committer") or {}
        target = {"oid": head, "committedDate": made.get("date")}
        return {"name": name, "target": target, "protection": found.get("protection") or {}}

    def _protection(self, place: str, ref: Node, *, is_admin: bool) -> tuple[dict[str, Any], set[str]]:
        """The rules of the branch, told to all, and its own protection, of which administrators alone are told all."""
        branch = addresses.part(ref["name"])
        rules = value(self._transport, f"{place}/rules/branches/{branch}?per_page=100")
        if not isinstance(rules, list) or not isinstance(ref["protection"].get("enabled"), bool):
            return {}, set(_PROTECTION)
        nodes = [_rule(one) for one in rules if isinstance(one, dict)]
        if not ref["protection"]["enabled"]:
            return {"refUpdateRule": None, "rules": {"nodes": nodes}}, set()
        own = _own_rule(value(self._transport, f"{place}/branches/{branch}/protection")) if is_admin else None
        if own is not None:
            return {"refUpdateRule": own, "rules": {"nodes": nodes}}, set()
        checks = ref["protection"].get("required_status_checks") or {}
        rule = {
            "allowsDeletions": True,
            "allowsForcePushes": True,
            "requiredStatusCheckContexts": checks.get("contexts"),
        }
        kinds = {one["type"] for one in nodes}
        hidden = {"required_approvals"}
        hidden |= set() if "DELETION" in kinds else {"branch_deletion_blocked"}
        hidden |= set() if "NON_FAST_FORWARD" in kinds else {"force_push_blocked"}
        return {"refUpdateRule": rule, "rules": {"nodes": nodes}}, hidden

    def _with_commits(self, place: str, ref: Node) -> dict[str, Any]:
        """The branch with the commits of half a year, and who made the latest hundred of them."""
        since = dt.datetime.fromtimestamp(self._now - fields.SIX_MONTHS, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        path = f"{place}/commits?sha={ref['target']['oid']}&since={since}"
        found = list(pages(self._transport, path, MAX_COMMIT_PAGES))
        if len(found) >= MAX_COMMIT_PAGES * 100:
            raise ValueError("too many to count")
        authors = [
            {"author": {"email": one["commit"]["author"]["email"], "user": _login(one.get("author"))}}
            for one in found[:100]
        ]
        return {**ref, "target": {**ref["target"], "recent": {"totalCount": len(found), "nodes": authors}}}

    def _releases(self, place: str) -> dict[str, Any]:
        found = list(pages(self._transport, f"{place}/releases", MAX_RELEASE_PAGES))
        if len(found) >= MAX_RELEASE_PAGES * 100:
            raise ValueError("too many to count")
        latest = sorted(found, key=lambda one: str(one.get("created_at")), reverse=True)[:LATEST]
        nodes = [
            {
                "publishedAt": one.get("published_at"),
                "description": one.get("body"),
                "releaseAssets": {"nodes": [{"name": asset["name"]} for asset in one["assets"][:30]]},
            }
            for one in latest
        ]
        return {"releases": {"totalCount": len(found), "nodes": nodes}}

    def _tags(self, place: str) -> dict[str, Any]:
        """All tags with their dates, where they are few: the latest of many cannot be told without asking for each."""
        refs = list(pages(self._transport, f"{place}/git/matching-refs/tags/", 1))
        if len(refs) > MAX_TAGS:
            raise ValueError("too many to ask for each")
        nodes = [self._tag(place, one["ref"].removeprefix("refs/tags/"), one["object"]) for one in refs]
        nodes.sort(key=lambda one: fields.tag_time(one) or 0, reverse=True)
        return {"tags": {"nodes": nodes}}

    def _tag(self, place: str, name: str, target: Node) -> dict[str, Any]:
        kind = target["type"]
        if kind not in ("tag", "commit"):
            return {"name": name, "target": {}}
        found = value(self._transport, f"{place}/git/{kind}s/{addresses.part(target['sha'])}")
        date = found["tagger" if kind == "tag" else "committer"]["date"]
        return {"name": name, "target": {"tagger": {"date": date}} if kind == "tag" else {"committedDate": date}}

    def _alerts(self, place: str) -> dict[str, Any]:
        """Enabled is 204 and disabled 404, for those who may know."""
        status, _ = self._transport.rest(f"{place}/vulnerability-alerts")
        return {"hasVulnerabilityAlertsEnabled": {204: True, 404: False}[status]}


def _counted(names: Iterable[str]) -> dict[str, Message]:
    """Why facts are not told: each would take many requests."""
    return {name: message("unseen.github.without-graphql", name=name) for name in names}


def _base(told: Node) -> dict[str, Any]:
    """What the listing itself tells."""
    return {
        "id": told["node_id"],
        "databaseId": told["id"],
        "nameWithOwner": told["full_name"],
        "name": name_of(told["name"]),
        "url": told["html_url"],
        "owner": {"__typename": told["owner"].get("type"), "login": name_of(told["owner"]["login"])},
        "isDisabled": told.get("disabled") is True,
        "isArchived": told.get("archived"),
        "isFork": told.get("fork"),
        "isMirror": bool(told.get("mirror_url")),
        "mirrorUrl": told.get("mirror_url"),
        "isTemplate": told.get("is_template"),
        "visibility": told.get("visibility") or ("private" if told.get("private") else "public"),
        "description": told.get("description"),
        "homepageUrl": told.get("homepage"),
        "repositoryTopics": {"nodes": [{"topic": {"name": name}} for name in told.get("topics") or ()]},
        "hasIssuesEnabled": told.get("has_issues"),
        "hasDiscussionsEnabled": told.get("has_discussions"),
        "webCommitSignoffRequired": told.get("web_commit_signoff_required"),
        "viewerCanAdminister": (told.get("permissions") or {}).get("admin") is True,
        "security_and_analysis": told.get("security_and_analysis"),
    }


def _rule(told: Node) -> dict[str, Any]:
    """A rule of a ruleset."""
    given = told.get("parameters") or {}
    checks = given.get("required_status_checks") or ()
    parameters = {
        "requiredApprovingReviewCount": given.get("required_approving_review_count"),
        "requiredStatusChecks": [{"context": one["context"]} for one in checks],
    }
    return {"type": str(told.get("type")).upper(), "parameters": parameters}


def _own_rule(told: object) -> dict[str, Any] | None:
    """The protection of the branch itself, as administrators see it; None where not all of it is told."""
    if not isinstance(told, dict):
        return None
    try:
        reviews, checks = (told.get(f"required_{name}") or {} for name in ("pull_request_reviews", "status_checks"))
        names = [*(checks.get("contexts") or ()), *(one.get("context") for one in checks.get("checks") or ())]
        return {
            "allowsDeletions": told["allow_deletions"]["enabled"],
            "allowsForcePushes": told["allow_force_pushes"]["enabled"],
            "requiredApprovingReviewCount": reviews.get("required_approving_review_count"),
            "requiredStatusCheckContexts": names,
        }
    except (KeyError, TypeError, AttributeError):
        return None


def _login(author: object) -> dict[str, Any] | None:
    return {"login": author["login"]} if isinstance(author, dict) else None
