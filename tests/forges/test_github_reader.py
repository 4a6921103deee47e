# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GitHub adapter, on the test GitHub: the same facts as from a checkout, and the truth about the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from ospo_policy.engine.compile import rule_needs
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.github import blobs
from ospo_policy.forges.local.reader import LocalRepository, open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository, Tag, Unseen
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.model.report import Status
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.ports.forges import ForgeUnavailableError
from tests.forges.github_server import World
from tests.forges.github_ville import (
    ADMIN,
    MEMBER,
    OWNER,
    PUBLIC,
    SAY,
    SETTINGS,
    Site,
    collect,
    forge,
    known,
    only,
    settled,
    ville,
)
from tests.support.object_cache import MemoryCache
from tests.support.odd_files import NOW, ODD, READ
from tests.support.repositories import build


@pytest.fixture
def site() -> Iterator[Site]:
    with ville() as served:
        yield served


@pytest.mark.parametrize("limit", [512 * 1024, 20])
def test_the_facts_are_those_of_a_checkout(tmp_path: Path, site: Site, limit: int) -> None:
    folder = build(tmp_path / "odd", ODD)
    site.world.from_disk("ville/odd", folder)
    site.world.blob_text_limit = limit
    here = open_repository(str(folder), "HEAD").collect(READ, "", NOW)
    there = only(site, READ)
    assert isinstance(here.tree, Known)
    assert isinstance(there.tree, Known)
    assert {(e.path, e.kind) for e in there.tree.value.entries} == {(e.path, e.kind) for e in here.tree.value.entries}
    assert there.contents == here.contents
    assert there.heads == here.heads
    assert there.commit == here.commit


def test_what_was_read_is_never_read_again(tmp_path: Path, site: Site) -> None:
    site.world.from_disk("ville/odd", build(tmp_path / "odd", ODD))
    cache = MemoryCache()
    first = only(site, READ, cache=cache)
    before = len(site.world.log)
    second = only(site, READ, cache=cache)
    assert (second.contents, second.heads) == (first.contents, first.heads)
    assert len(site.world.log) == before + 1


FROM_THE_FORGE = frozenset({"fr-tags", "fr-signed-tags"})
"""Rules on tags, whose signatures GitHub does not tell in its listing."""


def built(tmp_path: Path, site: Site) -> dict[str, LocalRepository]:
    """Many repositories, each on the forge and in a checkout."""
    about = yaml.safe_load((Path(__file__).parent.parent / "packs/repositories.yml").read_text(encoding="utf-8"))
    found = {}
    for name, one in {**about, "odd": {"files": ODD, "git": {}}}.items():
        folder = build(tmp_path / name, one["files"], one["git"])
        site.world.from_disk(f"ville/{name}", folder)
        found[f"gh:ville/{name}"] = open_repository(str(folder), "HEAD")
    return found


def by_git(world: World) -> None:
    """Few requests are left, so that listings come through Git's protocol."""
    world.limits.core = 100_000
    world.meters.spend("t-owner", "core", 95_000)


def by_rest(world: World) -> None:
    world.graphql_status = 404


@pytest.mark.parametrize("way", [None, by_git, by_rest])
@pytest.mark.parametrize("pack", ["minimal", "community-health", "fr-dinum"])
def test_the_verdicts_are_those_of_a_checkout(
    tmp_path: Path, site: Site, pack: str, way: Callable[[World], None] | None
) -> None:
    rules = load_policy([Wanted(pack)], PackSources(offline=True))
    local = {id_: one.collect(rules.needs, "A", NOW) for id_, one in built(tmp_path, site).items()}
    if way is not None:
        way(site.world)
    found = collect(site, rules.needs, token="t-owner")
    assert found.keys() == local.keys()
    for id_, facts in found.items():
        assert isinstance(facts, Repository)
        without = facts._replace(fields={}, profile="A", history=local[id_].history)
        here, there = evaluate(rules, local[id_]._replace(fields={})), evaluate(rules, without)
        assert [(one.rule, one.status) for one in there.findings] == [(one.rule, one.status) for one in here.findings]
        # publiccode.yml names another address
        fields = {name: fact for name, fact in facts.fields.items() if name != "url"}
        told = evaluate(rules, facts._replace(fields=fields, profile="A")).findings
        for one, other in zip(told, here.findings, strict=True):
            settled = other.status is Status.UNKNOWN or one.rule in FROM_THE_FORGE
            assert one.status is other.status or one.status is Status.UNKNOWN or settled, (id_, one, other)


@pytest.mark.parametrize(
    ("token", "told"),
    [("t-none", PUBLIC), ("t-read", MEMBER), ("t-admin", ADMIN), ("t-owner", OWNER)],
)
def test_a_token_without_rights_hides_the_settings_and_nothing_else(
    site: Site, token: str, told: dict[str, object]
) -> None:
    settled(site)
    found = only(site, SETTINGS, token=token)
    assert known(found) == told | {"url": f"{site.base}/ville/eau"}
    assert set(found.fields) | {"org.in_inventory"} == SETTINGS.fields
    hidden = {name: fact for name, fact in found.fields.items() if isinstance(fact, Unseen)}
    for language in ("en", "fr"):
        assert all(Catalogue(language).text(fact.reason) for fact in hidden.values())
    if token == "t-read":
        assert SAY.text(hidden["dependency_alerts"].reason) == (
            "Only the forge can tell `repo.dependency_alerts` (“Whether the forge warns of vulnerable dependencies.”), and only to administrators of the repository."
        )


def test_only_rules_on_settings_become_unknown(site: Site) -> None:
    settled(site)
    rules = load_policy([Wanted("osps-baseline-2"), Wanted("fr-dinum")], PackSources(offline=True))
    by_owner, by_reader = (
        evaluate(rules, only(site, rules.needs | SETTINGS, token=token)).findings for token in ("t-owner", "t-read")
    )
    changed = {
        one.rule: (one.status, other.status)
        for one, other in zip(by_owner, by_reader, strict=True)
        if one.status is not other.status
    }
    # A member sees who the owners are.
    for_others = {field.needs.fields for name, field in FIELDS.items() if field.right in {"admin", "owner"}}
    hidden = frozenset().union(*for_others) - {"org.owners"}
    assert changed.keys() == {rule.id for rule in rules.rules if rule_needs(rule).fields & hidden}
    assert len(changed) == 3
    assert {now for _, now in changed.values()} == {Status.UNKNOWN}


@pytest.mark.parametrize("scopes", ["", "repo", "repo read:org"])
def test_a_classic_token_is_told_nothing_that_it_may_not_see(site: Site, scopes: str) -> None:
    settled(site)
    site.world.token("classic", scopes=scopes, ville="read")
    assert known(only(site, SETTINGS, token="classic")) == (MEMBER if "read:org" in scopes else PUBLIC) | {
        "url": f"{site.base}/ville/eau"
    }


def test_a_reader_of_many_loses_none_and_learns_once(site: Site) -> None:
    for number in range(120):
        site.world.repository(f"ville/p{number:03}", {"README.md": "x"}, hasVulnerabilityAlertsEnabled=True)
    site.world.token("t-some", **{"ville": "read", "ville/p007": "admin", "ville/p111": "admin"})
    needs = Needs(fields=frozenset({"dependency_alerts", "description"}))
    found = {one.name: one.fields["dependency_alerts"] for one in forge(site).repositories("ville", needs)}
    assert len(found) == 120
    assert not any(isinstance(fact, Known) for fact in found.values())
    assert len(site.world.log) == 4
    listed = list(forge(site, "t-some").repositories("ville", needs))
    assert [one.name for one in listed if one.fields["dependency_alerts"] == Known(True)] == ["p007", "p111"]
    assert all(one.fields["description"] == Known("") for one in listed)


@pytest.mark.parametrize(
    ("what", "facts"),
    [
        (("Repository", "releases"), {"releases", "release_assets"}),
        (("Ref", "rules"), {"branch_protected"}),
        (("Repository", "issues"), {"issue_reaction_days"}),
        (("Organization", "isVerified"), {"org.domain_verified"}),
        (("Commit", "history"), {"commits_in_six_months"}),
    ],
)
def test_what_is_forbidden_is_unseen_and_all_else_is_seen(site: Site, what: tuple[str, str], facts: set[str]) -> None:
    settled(site)
    before = only(site, SETTINGS)
    site.world.rights_needed[what] = "owner"
    after = only(site, SETTINGS)
    hidden = known(before).keys() - known(after).keys()
    assert facts <= hidden
    assert all(known(before)[name] == value for name, value in known(after).items())
    assert hidden <= facts | {
        "releases_with_notes_percent", "releases_in_six_months", "authors_of_half_the_commits", "force_push_blocked",
        "branch_deletion_blocked", "required_approvals", "required_checks",
    }  # fmt: skip
    assert set(after.fields) == set(before.fields)


def test_a_repository_of_which_nothing_is_told(site: Site) -> None:
    settled(site)
    site.world.rights_needed[("Repository", "id")] = "owner"
    (lost,) = forge(site).repositories("ville", Needs())
    assert lost.problem is not None
    assert SAY.text(lost.problem) == "GitHub lists a repository that the token may not read."


def test_users_and_owners_and_strangers(site: Site) -> None:
    site.world.user("ada")
    site.world.repository("ada/notes", {"README.md": "x"})
    site.world.organisation("metropole")
    assert list(forge(site).owners()) == ["ville", "metropole"]
    wanted = Needs(fields=frozenset({"org.is_organisation", "org.owners"}))
    (notes,) = forge(site).repositories("ada", wanted)
    assert notes.fields["org.is_organisation"] == Known(False)
    assert isinstance(unseen := notes.fields["org.owners"], Unseen)
    assert SAY.text(unseen.reason) == "`org.owners` is told of organisations only, and this is a user."
    with pytest.raises(ForgeUnavailableError) as refused:
        list(forge(site).repositories("nobody", READ))
    assert SAY.text(refused.value.message).startswith("There is no organisation or user nobody on ")


def test_what_cannot_be_read_says_why(site: Site) -> None:
    world = site.world
    world.repository("ville/a-good", {"README.md": "x"})
    world.repository("ville/b-empty")
    world.repository("ville/c-off", {"README.md": "x"}, isDisabled=True)
    world.repository("ville/d-gone", {"README.md": "gone"})
    world.repository("ville/e-old", {"README.md": "x"}, isArchived=True)
    world.repository("ville/f-secret", {"README.md": "x"}, isPrivate=True)
    world.repository("ville/g-moved", {"docs/deep/a.md": "x", "README.md": "moved"})
    hub = forge(site)
    listed = list(hub.repositories("ville", READ))
    assert [one.name[0] for one in listed] == list("abcdefg")
    world.rename("ville/g-moved", "metropole/moved")
    del world.owners["ville"].repositories["d-gone"]
    world.by_number = {number: repo for number, repo in world.by_number.items() if repo.name != "d-gone"}
    found = {one.name[0]: what for one, what in hub.collect(listed, READ, MemoryCache(), NOW)}
    assert {name: SAY.text(what) for name, what in found.items() if isinstance(what, Message)} == {
        "b": "gh:ville/b-empty holds no file: there is nothing to check.",
        "c": "The forge has disabled gh:ville/c-off.",
        "d": "GitHub does not give the list of its files (status 404).",
    }
    moved = found["g"]
    assert isinstance(moved, Repository)
    assert isinstance(moved.tree, Known)
    assert "docs/deep/a.md" in moved.tree.value
    assert isinstance(moved.contents["README.md"], Known)
    assert "f-secret" not in [one.name for one in forge(site, "t-none").repositories("ville", READ)]


def test_tags_tell_no_signature(site: Site) -> None:
    repo = site.world.repository("ville/eau", {"README.md": "x"})
    repo.tag("v2", NOW - 50, signed=True)
    repo.tag("v1")
    history = only(site, Needs(history=frozenset({"tags", "last_commit", "sign_off"}))).history
    assert isinstance(history.tags, Known)
    assert {(tag.name, tag.signed) for tag in history.tags.value} == {("v1", None), ("v2", None)}
    assert Tag("v2", NOW - 50, None) in history.tags.value
    assert history.last_commit == Known(1_767_268_800)
    assert isinstance(history.sign_off, Unseen)


def test_sizes_only_where_they_are_asked_for(tmp_path: Path, site: Site) -> None:
    folder = build(tmp_path / "odd", ODD)
    site.world.from_disk("ville/odd", folder)
    needs = Needs(tree=True, sizes=True)
    here, there = open_repository(str(folder), "HEAD").collect(needs, "", NOW), only(site, needs)
    assert isinstance(here.tree, Known)
    assert isinstance(there.tree, Known)
    files = {e.path: e.size for e in here.tree.value.entries if e.kind.value == "file"}
    assert {e.path: e.size for e in there.tree.value.entries if e.kind.value == "file"} == files
    bare = only(site, Needs(tree=True)).tree
    assert isinstance(bare, Known)
    assert {entry.size for entry in bare.value.entries} == {None}


def test_an_enterprise_server(site: Site) -> None:
    site.world.repository("ville/eau", {"README.md": b"\xe9t\xe9 long"})
    found = only(site._replace(base=f"{site.base}/api/v3"), READ)
    assert isinstance(found.contents["README.md"], Known)
    assert {entry.path for entry in site.world.log} >= {"/api/graphql"}


def test_files_that_are_read_one_by_one_have_a_bound(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.world.repository("ville/eau", {f"{number:02}.txt": b"\xe9 %d" % number for number in range(8)})
    monkeypatch.setattr(blobs, "MAX_SINGLE", 5)
    facts = only(site, READ).contents.values()
    assert [SAY.text(fact.reason) for fact in facts if isinstance(fact, Unseen)] == [
        "The rule means more than 5 files that the forge gives only one by one; this one was not read."
    ] * 3


def test_a_file_too_large_for_one_answer_is_known_to_be_cut(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.world.repository("ville/eau", {"a.txt": "a" * 300, "b.txt": b"\0" * 300})
    site.world.blob_text_limit = 100
    monkeypatch.setattr(blobs, "MAX_SINGLE_BYTES", 200)
    found = only(site, READ)
    assert isinstance(text := found.contents["a.txt"], Known)
    assert (text.value.text, text.value.truncated) == ("a" * 100, True)
    assert isinstance(unseen := found.contents["b.txt"], Unseen)
    assert SAY.text(unseen.reason)


def test_a_private_repository_says_so(site: Site) -> None:
    site.world.repository("ville/eau", {"README.md": "x"}, isPrivate=True, isArchived=True, branch="trunk")
    fields = only(site, Needs(tree=True, fields=frozenset({"visibility", "archived", "default_branch"}))).fields
    assert [fields[name] for name in ("visibility", "archived", "default_branch")] == [
        Known("private"), Known(True), Known("trunk")
    ]  # fmt: skip


def test_activity(site: Site) -> None:
    def day(month: int, number: int) -> str:
        return f"2026-{month:02}-{number:02}T00:00:00Z"

    ada, bob = {"login": "ada"}, {"login": "bob"}
    issues = [
        {
            "createdAt": day(11, 1),
            "author": ada,
            "comments": [{"createdAt": day(11, 2), "author": ada}, {"createdAt": day(11, 3), "author": bob}],
        },
        {"createdAt": day(10, 1), "author": None, "comments": [], "closedAt": day(10, 11)},
        {"createdAt": day(11, 13), "author": ada, "comments": []},
    ]
    requests = [
        {"state": "MERGED", "createdAt": day(9, 1), "reviews": [{"createdAt": day(9, 4)}]},
        {"state": "MERGED", "createdAt": day(9, 1), "reviews": []},
        {"state": "OPEN", "createdAt": day(9, 1), "reviews": []},
    ]
    rules = [{"type": "REQUIRED_STATUS_CHECKS", "parameters": {"__typename": "RequiredStatusChecksParameters", "requiredStatusChecks": [{"context": "ci"}]}},
             {"type": "DELETION"}, {"type": "NON_FAST_FORWARD"}]  # fmt: skip
    repo = site.world.repository("ville/eau", issues=issues, pullRequests=requests, rules=rules)
    for number in range(3):
        repo.commit({"README.md": str(number)}, date=NOW - number * 86_400)
    told = known(only(site, SETTINGS))
    assert {
        name: told[name]
        for name in (
            "issue_reaction_days",
            "reviewed_percent",
            "review_days",
            "required_checks",
            "branch_deletion_blocked",
            "force_push_blocked",
            "branch_protected",
        )
    } == {
        "issue_reaction_days": 10,
        "reviewed_percent": 50,
        "review_days": 3,
        "required_checks": 1,
        "branch_deletion_blocked": True,
        "force_push_blocked": True,
        "branch_protected": False,
    }
    assert told["authors_of_half_the_commits"] == 1
