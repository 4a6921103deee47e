# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where GraphQL is refused, REST tells the same, and says what it does not tell. The verdicts are in test_github_reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ospo_policy.forges.github import blobs, rest_listing
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository, Tag, Unseen
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import ForgeUnavailableError
from tests.forges.github_server import Fault
from tests.forges.github_ville import SAY, SETTINGS, Site, collect, forge, known, only, settled, ville
from tests.forges.test_conditional import Answers
from tests.support.object_cache import MemoryCache
from tests.support.odd_files import NOW, ODD, READ
from tests.support.repositories import build

NEVER = set(rest_listing.NEVER)
CLASSIC = {"branch_deletion_blocked", "force_push_blocked", "required_approvals"}
"""What GraphQL tells to all of a branch's own protection, and REST to administrators."""
TAGS = Needs(history=frozenset({"tags", "last_commit"}))
PAST = {"author": {"login": "ada"}}


@pytest.fixture
def site() -> Iterator[Site]:
    with ville() as served:
        served.world.graphql_status = 404
        yield served


def asked(site: Site, word: str) -> int:
    return sum(word in entry.path for entry in site.world.log)


@pytest.mark.parametrize("status", [403, 404, 405, 410])
def test_the_facts_are_those_of_a_checkout(tmp_path: Path, site: Site, status: int) -> None:
    site.world.graphql_status = status
    folder = build(tmp_path / "odd", ODD)
    site.world.from_disk("ville/odd", folder)
    here = open_repository(str(folder), "HEAD").collect(READ, "", NOW)
    there = only(site, READ)
    assert isinstance(here.tree, Known)
    assert isinstance(there.tree, Known)
    assert list(there.tree.value.paths) == list(here.tree.value.paths)
    assert (there.contents, there.heads, there.commit) == (here.contents, here.heads, here.commit)
    assert asked(site, "/graphql") == 1


@pytest.mark.parametrize("token", ["t-none", "t-read", "t-admin", "t-owner"])
@pytest.mark.parametrize("is_settled", [True, False])
def test_rest_tells_what_graphql_tells_and_says_what_it_does_not(site: Site, token: str, is_settled: bool) -> None:
    if is_settled:
        settled(site)
    else:
        site.world.repository("ville/eau", {"README.md": "x"})
    by_rest = only(site, SETTINGS, token=token)
    site.world.graphql_status = None
    by_graphql = only(site, SETTINGS, token=token)
    assert set(by_rest.fields) == set(by_graphql.fields)
    hidden = known(by_graphql).keys() - known(by_rest).keys()
    is_admin = token in ("t-admin", "t-owner")
    assert hidden == (NEVER & known(by_graphql).keys()) | (CLASSIC if is_settled and not is_admin else set())
    assert known(by_rest) == {name: fact for name, fact in known(by_graphql).items() if name not in hidden}
    for name in hidden:
        unseen = by_rest.fields[name]
        assert isinstance(unseen, Unseen)
        assert all(Catalogue(language).text(unseen.reason) for language in ("en", "fr"))
    if hidden & CLASSIC:
        unseen = by_rest.fields["required_approvals"]
        assert isinstance(unseen, Unseen)
        assert "administrators" in SAY.text(unseen.reason)


RULES = [
    {
        "type": "REQUIRED_STATUS_CHECKS",
        "parameters": {"requiredStatusChecks": [{"context": "ci"}, {"context": "sast"}]},
    },
    {"type": "PULL_REQUEST", "parameters": {"requiredApprovingReviewCount": 2}},
    {"type": "DELETION"},
    {"type": "NON_FAST_FORWARD"},
]
PROTECTED = {
    "branch_protected": True, "branch_deletion_blocked": True, "force_push_blocked": True, "required_approvals": 2,
    "required_checks": 2,
}  # fmt: skip


def test_rulesets_are_told_to_all(site: Site) -> None:
    site.world.repository("ville/eau", {"README.md": "x"}, rules=RULES)
    told = known(only(site, Needs(fields=frozenset(PROTECTED))))
    assert {name: told[name] for name in PROTECTED} == PROTECTED


def test_a_rule_settles_what_a_hidden_protection_could_not_change(site: Site) -> None:
    rule = {"allowsDeletions": True, "allowsForcePushes": False, "requiredStatusCheckContexts": ["ci", "lint"]}
    site.world.repository("ville/eau", {"README.md": "x"}, rules=RULES, refUpdateRule=rule)
    told = known(only(site, Needs(fields=frozenset(PROTECTED))))
    assert {name: told.get(name) for name in PROTECTED} == PROTECTED | {
        "required_approvals": None,
        "required_checks": 3,
    }


def test_a_protection_of_which_not_all_is_told_hides_no_more_than_itself(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = {"allowsDeletions": False, "allowsForcePushes": False, "requiredStatusCheckContexts": ["ci"]}
    site.world.repository("ville/eau", {"README.md": "x"}, refUpdateRule=rule)
    hub = forge(site, "t-admin")
    rest = hub._transport.rest

    def older(path: str) -> tuple[int, Any]:
        status, found = rest(path)
        return status, {"url": found["url"]} if path.endswith("/protection") else found

    monkeypatch.setattr(hub._transport, "rest", older)
    (listed,) = hub.repositories("ville", Needs(fields=frozenset(PROTECTED)))
    told = {name for name in PROTECTED if isinstance(listed.fields[name], Known)}
    assert (listed.problem, told) == (None, {"branch_protected", "required_checks"})


def test_rules_that_cannot_be_had_are_unseen(site: Site) -> None:
    site.world.repository("ville/eau", {"README.md": "x"}, rules=RULES)
    site.world.faults.append(Fault("502", "/repos/ville/eau/rules", times=0))
    found = only(site, Needs(fields=frozenset(PROTECTED) | {"description"}))
    assert known(found).keys() & PROTECTED.keys() == set()
    assert found.fields["description"] == Known("")


def test_tags_with_their_dates(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = site.world.repository("ville/eau", {"README.md": "x"})
    repo.tag("v2", NOW - 50, signed=True)
    repo.tag("v1")
    site.world.graphql_status = None
    by_graphql = only(site, TAGS).history
    site.world.graphql_status = 404
    by_rest = only(site, TAGS).history
    assert isinstance(by_rest.tags, Known)
    assert isinstance(by_graphql.tags, Known)
    assert by_rest.tags.value == (Tag("v1", 1_767_268_800, None), Tag("v2", NOW - 50, None))
    assert set(by_graphql.tags.value) == set(by_rest.tags.value)
    assert by_rest.last_commit == by_graphql.last_commit
    monkeypatch.setattr(rest_listing, "MAX_TAGS", 1)
    many = only(site, TAGS).history.tags
    assert isinstance(many, Unseen)
    assert SAY.text(many.reason) == (
        "GitHub tells `tags` through GraphQL, which it refuses here; otherwise it would take too many requests."
    )


def test_activity(site: Site) -> None:
    releases = [{"tagName": f"v{n}", "publishedAt": f"2026-{n:02}-02T00:00:00Z", "description": "Notes of it" if n % 2 else ""}
                for n in range(11, 1, -1)]  # fmt: skip
    repo = site.world.repository("ville/eau", releases=releases)
    for number in range(130):
        repo.commit({"README.md": str(number)}, date=NOW - (300 - number) * 86_400)
    site.world.graphql_status = None
    by_graphql = known(only(site, SETTINGS))
    site.world.graphql_status = 404
    by_rest = known(only(site, SETTINGS))
    names = {"releases", "release_assets", "releases_with_notes_percent", "releases_in_six_months",
             "commits_in_six_months", "authors_of_half_the_commits"}  # fmt: skip
    assert {name: by_rest[name] for name in names} == {name: by_graphql[name] for name in names}
    assert by_rest["commits_in_six_months"] == 13
    assert by_rest["releases"] == 10


def test_what_cannot_be_read_says_why(site: Site) -> None:
    world = site.world
    world.repository("ville/a-good", {"README.md": "x"})
    world.repository("ville/b-empty")
    world.repository("ville/c-off", {"README.md": "x"}, isDisabled=True)
    world.repository("ville/d-hidden", {"README.md": "x"})
    world.repository("ville/e-old", {"README.md": "x"}, isArchived=True, isFork=True, isMirror=True, branch="a/b c")
    world.repository("ville/f-secret", {"README.md": "x"}, isPrivate=True)
    world.faults.append(Fault("502", "/repos/ville/d-hidden/branches", times=0))
    found = {id_[9]: what for id_, what in collect(site, READ).items()}
    assert {name: SAY.text(what) for name, what in found.items() if isinstance(what, Message)} == {
        "b": "gh:ville/b-empty holds no file: there is nothing to check.",
        "c": "The forge has disabled gh:ville/c-off.",
        "d": "GitHub lists a repository that the token may not read.",
    }
    old = found["e"]
    assert isinstance(old, Repository)
    assert {name: old.fields[name] for name in ("archived", "fork", "mirror", "default_branch")} == {
        "archived": Known(True), "fork": Known(True), "mirror": Known(True), "default_branch": Known("a/b c")
    }  # fmt: skip
    assert isinstance(found["f"], Repository)
    assert "f" not in {id_[9] for id_ in collect(site, READ, token="t-none")}


def test_users_and_strangers(site: Site) -> None:
    site.world.user("ada")
    site.world.repository("ada/notes", {"README.md": "x"})
    site.world.repository("ada/private", {"README.md": "x"}, isPrivate=True)
    site.world.token("t-ada", "ada", ada="owner")
    wanted = Needs(fields=frozenset({"org.is_organisation", "org.owners"}))
    (notes,) = forge(site).repositories("ada", wanted)
    assert notes.fields["org.is_organisation"] == Known(False)
    assert [one.name for one in forge(site, "t-ada").repositories("ada", wanted)] == ["notes", "private"]
    with pytest.raises(ForgeUnavailableError) as refused:
        list(forge(site).repositories("nobody", READ))
    assert SAY.text(refused.value.message).startswith("There is no organisation or user nobody on ")


def test_many_repositories_in_pages_and_the_same_as_through_graphql(site: Site) -> None:
    for number in range(130):
        site.world.repository(f"ville/p{number:03}", {"README.md": f"{number}"})
    by_rest = list(forge(site).repositories("ville", Needs()))
    assert asked(site, "/orgs/ville/repos") == 2
    site.world.graphql_status = None
    by_graphql = list(forge(site).repositories("ville", Needs()))
    assert [one._replace(more=None) for one in by_rest] == [one._replace(more=None) for one in by_graphql]


def test_graphql_is_asked_once_and_rest_for_nothing_that_no_rule_wants(site: Site) -> None:
    site.world.repository("ville/p", {"README.md": "x", "docs/a.md": "x"})
    hub = forge(site)
    few = Needs(contents=frozenset({"readme"}))
    for _ in range(2):
        listed = list(hub.repositories("ville", few))
        assert all(isinstance(what, Repository) for _, what in hub.collect(listed, few, MemoryCache(), NOW))
    paths = [entry.path.rpartition("/ville")[2].partition("/git/")[0] for entry in site.world.log]
    assert asked(site, "/graphql") == 1
    assert len(paths) == 1 + 2 * 4  # the repositories, the branch, the tree, the README


def test_files_are_read_one_by_one_up_to_a_bound(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.world.repository("ville/eau", {f"{number:02}.txt": f"{number}" for number in range(8)})
    monkeypatch.setattr(blobs, "MAX_WITHOUT_GRAPHQL", 5)
    facts = only(site, READ).contents.values()
    assert sum(isinstance(fact, Unseen) for fact in facts) == 3


@pytest.mark.parametrize("status", [403, 404])
def test_graphql_that_is_refused_later_leaves_the_rest_to_rest(site: Site, status: int) -> None:
    site.world.graphql_status = None
    site.world.repository("ville/p", {"README.md": "x", "a.txt": "y"})
    hub = forge(site)
    listed = list(hub.repositories("ville", READ))
    site.world.graphql_status = status
    ((_, facts),) = hub.collect(listed, READ, MemoryCache(), NOW)
    assert isinstance(facts, Repository)
    assert {path: isinstance(fact, Known) for path, fact in facts.contents.items()} == {
        "README.md": True,
        "a.txt": True,
    }


def test_what_has_not_changed_costs_nothing_of_the_limit(site: Site) -> None:
    settled(site)
    site.world.repository("ville/air", {"README.md": "x"})
    needs = READ | Needs(fields=frozenset(PROTECTED) | {"releases", "description"})
    answers, cache = Answers(), MemoryCache()
    found, spent = [], []
    for _ in range(2):
        hub = forge(site, "t-admin")
        hub.remember(answers)
        found.append([listed for listed, _ in hub.collect(list(hub.repositories("ville", needs)), needs, cache, NOW)])
        spent.append(site.world.meters.meter("t-admin", "core").used)
    assert found[0] == found[1]
    assert spent[0] == spent[1] > 0


@pytest.mark.parametrize("kind", ["403-secondary", "saml"])
def test_a_list_that_is_refused_in_the_middle_ends_the_owner(site: Site, kind: str) -> None:
    for number in range(101):
        site.world.repository(f"ville/p{number:03}")
    site.world.faults.append(Fault(kind, "/orgs/ville/repos", times=0, after=1, retry_after=7_200))
    with pytest.raises(ForgeUnavailableError) as refused:
        list(forge(site).repositories("ville", Needs()))
    assert all(Catalogue(language).text(refused.value.message) for language in ("en", "fr"))


NONSENSE: list[Any] = [None, 1, "x", {}, {"name": "p"}, {"name": "../x", "owner": {"login": "ville"}}]


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_a_list_is_a_repository_that_is_hidden_or_none(
    site: Site, nonsense: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.world.repository("ville/p", {"README.md": "x"})
    hub = forge(site)
    rest = hub._transport.rest

    def answer(path: str) -> tuple[int, Any]:
        status, found = rest(path)
        return status, [nonsense, *found] if "/orgs/ville/repos" in path else found

    monkeypatch.setattr(hub._transport, "rest", answer)
    listed = list(hub.repositories("ville", Needs()))
    assert listed[-1].name == "p"
    assert all(one.problem is not None for one in listed[:-1])
