# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small organisation on the test GitHub, and what reads it: for the tests of the adapter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from ospo_policy.forges.github.reader import GitHubForge
from ospo_policy.forges.github.transport import Token, Transport
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs, union
from tests.forges.github_server import World, serving
from tests.support.object_cache import MemoryCache
from tests.support.odd_files import NOW

SAY = Catalogue("en")


class Site(NamedTuple):
    """A world that is served."""

    world: World
    base: str


@contextmanager
def ville() -> Iterator[Site]:
    """An organisation with two members, and a token for each right."""
    world = World(clock=lambda: NOW)
    world.organisation("ville", name="Ville", members=[{"login": "ada", "role": "ADMIN"}, {"login": "bob"}])
    for right in ("none", "read", "write", "admin", "owner"):
        world.token(f"t-{right}", ville=right)
    with serving(world) as base:
        yield Site(world, base)


def forge(site: Site, token: str = "t-read") -> GitHubForge:
    return GitHubForge("gh", Transport(Token(token), site.base, sleep=lambda _: None, clock=lambda: NOW), NOW)


def collect(
    site: Site, needs: Needs, *, token: str = "t-read", owner: str = "ville", cache: MemoryCache | None = None
) -> dict[str, Repository | Message]:
    hub = forge(site, token)
    listed = list(hub.repositories(owner, needs))
    return {one.id: found for one, found in hub.collect(listed, needs, cache or MemoryCache(), NOW)}


def only(site: Site, needs: Needs, **how: Any) -> Repository:
    (found,) = collect(site, needs, **how).values()
    assert isinstance(found, Repository)
    return found


def known(found: Repository) -> dict[str, object]:
    return {name: fact.value for name, fact in found.fields.items() if isinstance(fact, Known)}


SETTINGS = Needs(fields=union(field.needs for field in FIELDS.values()).fields)


def settled(site: Site) -> None:
    world = site.world
    owner = world.owners["ville"]
    owner.fields |= {"description": "La ville", "email": "a@example.org", "requiresTwoFactorAuthentication": True}
    repo = world.repository(
        "ville/eau", {"README.md": "x"}, description="L'eau", homepageUrl="https://eau.example", topics=["eau"],
        isMirror=True, private_vulnerability_reporting=True,
        security_and_analysis={"secret_scanning": {"status": "enabled"}, "secret_scanning_push_protection": {"status": "disabled"}},
        hasVulnerabilityAlertsEnabled=True, webCommitSignoffRequired=True,
        refUpdateRule={"allowsDeletions": False, "allowsForcePushes": False, "requiredApprovingReviewCount": 1, "requiredStatusCheckContexts": ["ci"]},
        rules=[{"type": "PULL_REQUEST", "parameters": {"__typename": "PullRequestParameters", "requiredApprovingReviewCount": 2}}],
        releases=[{"tagName": "v1", "publishedAt": "2026-10-02T00:00:00Z", "description": "Notes of it", "releaseAssets": [{"name": "a.zip"}]},
                  {"tagName": "v0", "publishedAt": "2025-01-02T00:00:00Z", "description": ""}],
    )  # fmt: skip
    repo.tag("v1", NOW - 50)


PUBLIC = {
    "owner": "ville", "description": "L'eau", "homepage": "https://eau.example", "topics": ["eau"], "visibility": "public",
    "default_branch": "main", "fork": False, "mirror": True, "archived": False, "template": False, "has_issues": True,
    "has_discussions": False, "branch_protected": True, "branch_deletion_blocked": True, "force_push_blocked": True,
    "required_approvals": 2, "required_checks": 1, "sign_off_required": True, "releases": 2, "release_assets": ["a.zip"],
    "releases_with_notes_percent": 50, "releases_in_six_months": 1, "commits_in_six_months": 0,
    "authors_of_half_the_commits": 0, "issue_reaction_days": 0, "reviewed_percent": 100,
    "org.name": "ville", "org.is_organisation": True, "org.description": "La ville", "org.email": "a@example.org",
    "org.has_avatar": True, "org.domain_verified": False, "private_vulnerability_reporting": True,
}  # fmt: skip
MEMBER = PUBLIC | {"org.owners": 1}
ADMIN = MEMBER | {
    "dependency_alerts": True, "workflow_permissions": "read", "secret_scanning": True, "push_protection": False,
}  # fmt: skip
OWNER = ADMIN | {"org.two_factor_required": True, "org.default_permission": "read"}
