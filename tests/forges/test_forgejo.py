# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Forgejo adapter, on the test Forgejo: the same facts as from a checkout, and the truth about the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.forgejo.reader import ForgejoForge
from ospo_policy.forges.forgejo.transport import Token as Secret
from ospo_policy.forges.forgejo.transport import Transport
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs, union
from ospo_policy.model.report import Status
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.ports.forges import ForgeUnavailableError
from tests.forges.forgejo_server.server import Fault, Forgejo, serving
from tests.forges.forgejo_server.world import Owner, Repo, Right, Rule, Token, World
from tests.support.object_cache import MemoryCache
from tests.support.odd_files import NOW, ODD, READ
from tests.support.repositories import build

SAY = Catalogue("en")
TOKENS = [Token("reader", Right.READ), Token("admin", Right.ADMIN), Token("owner", Right.OWNER)]


@pytest.fixture
def server() -> Iterator[Forgejo]:
    with serving(World(tokens=list(TOKENS))) as running:
        yield running


def forge(server: Forgejo, token: str | None = "reader", pauses: list[float] | None = None) -> ForgejoForge:
    sleep = (pauses if pauses is not None else []).append
    return ForgejoForge("code", server.url, Secret(token) if token else None, sleep=sleep)


def collect(
    server: Forgejo, needs: Needs, *, token: str | None = "reader", cache: MemoryCache | None = None
) -> dict[str, Repository | Message]:
    code = forge(server, token)
    listed = list(code.repositories("ville", needs))
    return {one.name: found for one, found in code.collect(listed, needs, cache or MemoryCache(), NOW)}


def only(server: Forgejo, needs: Needs, **how: Any) -> Repository:
    (found,) = collect(server, needs, **how).values()
    assert isinstance(found, Repository)
    return found


def simple(tmp_path: Path, server: Forgejo, name: str = "eau", **about: Any) -> Repo:
    """A repository with a readme that is its own."""
    return server.world.add(f"ville/{name}", build(tmp_path / name, {"README.md": f"# {name}\n"}), **about)


@pytest.mark.parametrize("how", ["newest", "old", "small limits"])
def test_the_facts_are_those_of_a_checkout(tmp_path: Path, server: Forgejo, how: str) -> None:
    folder = build(tmp_path / "odd", ODD)
    server.world.add("ville/odd", folder)
    server.old = how == "old"
    if how == "small limits":
        server.tree_page, server.max_blob = 3, 10
    needs = READ._replace(sizes=True)
    here = open_repository(str(folder), "HEAD").collect(needs, "", NOW)
    there = only(server, needs)
    assert isinstance(here.tree, Known)
    assert isinstance(there.tree, Known)
    assert {(e.path, e.kind) for e in there.tree.value.entries} == {(e.path, e.kind) for e in here.tree.value.entries}
    sizes = {e.path: e.size for e in here.tree.value.entries if e.kind.value == "file"}
    assert {e.path: e.size for e in there.tree.value.entries if e.kind.value == "file"} == sizes
    assert there.tree.value.incomplete is None
    assert there.commit == here.commit
    assert there.contents == here.contents
    assert there.heads == here.heads


@pytest.mark.parametrize("pack", ["minimal", "community-health", "fr-dinum"])
def test_the_verdicts_are_those_of_a_checkout(tmp_path: Path, server: Forgejo, pack: str) -> None:
    about = yaml.safe_load((Path(__file__).parent.parent / "packs/repositories.yml").read_text(encoding="utf-8"))
    rules = load_policy([Wanted(pack)], PackSources(offline=True))
    local = {}
    for name, one in {**about, "odd": {"files": ODD, "git": {}}}.items():
        folder = build(tmp_path / name, one["files"], one["git"])
        server.world.add(f"ville/{name}", folder)
        local[name] = open_repository(str(folder), "HEAD").collect(rules.needs, "A", NOW)
    for name, facts in collect(server, rules.needs, token="owner").items():
        assert isinstance(facts, Repository)
        without = facts._replace(fields={}, profile="A", history=local[name].history)
        here, there = evaluate(rules, local[name]._replace(fields={})), evaluate(rules, without)
        assert [(one.rule, one.status) for one in there.findings] == [(one.rule, one.status) for one in here.findings]
        # publiccode.yml names another address.
        fields = {field: fact for field, fact in facts.fields.items() if field != "url"}
        told = evaluate(rules, facts._replace(fields=fields, profile="A")).findings
        for one, other in zip(told, here.findings, strict=True):
            # The forge tells settings, which a checkout does not, and no signatures.
            assert one.status is other.status or Status.UNKNOWN in (one.status, other.status), one


SETTINGS = Needs(fields=union(field.needs for field in FIELDS.values()).fields)
PUBLIC = {
    "owner": "ville", "description": "L'eau", "homepage": "https://eau.example", "topics": ["eau"], "visibility": "public",
    "default_branch": "main", "fork": True, "mirror": False, "archived": True, "template": False, "has_issues": True,
    "has_discussions": False, "branch_deletion_blocked": True, "branch_protected": True, "required_approvals": 2,
    "required_checks": 1, "releases": 3, "release_assets": ["a.zip"], "releases_with_notes_percent": 50,
    "releases_in_six_months": 1, "commits_in_six_months": 0, "authors_of_half_the_commits": 0,
    "issue_reaction_days": 0, "reviewed_percent": 100, "org.name": "La ville", "org.is_organisation": True, "org.description": "Une ville",
    "org.email": "ville@example.org",
}  # fmt: skip


def settled(tmp_path: Path, server: Forgejo) -> Repo:
    release = {"published_at": "2026-10-02T00:00:00Z", "body": " ", "assets": [{"name": "a.zip"}]}
    server.world.owners.append(Owner("ville", members=3, about={
        "full_name": "La ville", "description": "Une ville", "email": "ville@example.org"}))  # fmt: skip
    return simple(
        tmp_path, server, rule=Rule("ma*", approvals=2, checks=["test"], force_push=False),
        about={"description": "L'eau", "website": "https://eau.example", "topics": ["eau"], "fork": True, "archived": True},
        releases=[{"draft": True, "published_at": "2026-11-02T00:00:00Z"}, release,
                  {"published_at": "2025-01-02T00:00:00+02:00", "body": "Notes", "assets": None}],
    )  # fmt: skip


def known(found: Repository) -> dict[str, object]:
    return {name: fact.value for name, fact in found.fields.items() if isinstance(fact, Known)}


@pytest.mark.parametrize(
    ("token", "more"),
    [
        (None, {}),
        ("reader", {}),
        ("admin", {"force_push_blocked": True}),
        ("owner", {"force_push_blocked": True, "org.owners": 3}),
    ],
)
def test_a_token_without_rights_hides_the_settings_and_nothing_else(
    tmp_path: Path, server: Forgejo, token: str | None, more: dict[str, object]
) -> None:
    settled(tmp_path, server)
    found = only(server, SETTINGS, token=token)
    assert known(found) == PUBLIC | more | {"url": f"{server.url}/ville/eau"}
    assert set(found.fields) | {"org.in_inventory"} == SETTINGS.fields
    hidden = [fact for fact in found.fields.values() if isinstance(fact, Unseen)]
    for language in ("en", "fr"):
        assert all(Catalogue(language).text(fact.reason) for fact in hidden)


@pytest.mark.parametrize(
    ("rule", "blocked"),
    [
        (None, False),
        (Rule("main"), True),
        (Rule("main", force_push=True), False),
        (Rule("main", force_push=False), True),
    ],
)
def test_who_may_force_a_push(tmp_path: Path, server: Forgejo, rule: Rule | None, blocked: bool) -> None:
    simple(tmp_path, server, rule=rule)
    found = only(server, Needs(fields=frozenset({"force_push_blocked"})), token="admin")
    assert found.fields == {"force_push_blocked": Known(blocked)}


def test_an_old_server_tells_less_and_says_so(tmp_path: Path, server: Forgejo) -> None:
    server.old = True
    simple(tmp_path, server)
    topics = only(server, Needs(fields=frozenset({"topics"}))).fields["topics"]
    assert isinstance(topics, Unseen)
    assert SAY.text(topics.reason) == "This forge does not tell `repo.topics`: its version does not offer it."


@pytest.mark.parametrize(
    ("private", "owner", "expected"),
    [
        (True, "public", "private"),
        (False, "public", "public"),
        (False, "limited", "internal"),
        (False, "private", "private"),
    ],
)
def test_an_owner_that_is_hidden_hides_its_repositories(
    tmp_path: Path, server: Forgejo, private: bool, owner: str, expected: str
) -> None:
    server.world.owners.append(Owner("ville", visibility=owner))
    simple(tmp_path, server, private=private)
    assert only(server, Needs(fields=frozenset({"visibility"}))).fields == {"visibility": Known(expected)}


def test_what_cannot_be_read_says_why(tmp_path: Path, server: Forgejo) -> None:
    good, _, off, gone, renamed, _broken = (
        simple(tmp_path, server, name) if name != "empty" else server.world.add("ville/empty")
        for name in ("good", "empty", "off", "gone", "old-name", "broken")
    )
    off.code = False
    server.odd_items = [7, None, {}, {"id": 9, "name": "..", "owner": {"login": ".."}}, {"id": "x", "name": "y"}]
    code = forge(server)
    listed = list(code.repositories("ville", READ))
    assert [one.name for one in listed] == ["good", "empty", "off", "gone", "old-name", "broken"]
    gone.deleted = True
    renamed.name, renamed.old_names = "new-name", ["old-name"]
    server.faults = [Fault(500, "broken", times=99)]
    found = {one.name: what for one, what in code.collect([*listed[1:], listed[0]], READ, MemoryCache(), NOW)}
    assert isinstance(found["good"], Repository)
    assert good.head == found["good"].commit.value  # type: ignore[union-attr]
    cannot = (
        "cannot be read: they are not shown to this token, its code is switched off, or its default branch is gone."
    )
    assert {name: SAY.text(what) for name, what in found.items() if isinstance(what, Message)} == {
        "empty": "code:ville/empty holds no file: there is nothing to check.",
        "off": f"The files of code:ville/off {cannot}",
        "gone": f"The files of code:ville/gone {cannot}",
        "old-name": "code:ville/old-name has another name now. Run again: the list of repositories will have it.",
        "broken": f"{server.url} could not answer (status 500).",
    }
    (after,) = [one for one in code.repositories("ville", READ) if one.name == "new-name"]
    assert after.native_id == listed[4].native_id


@pytest.mark.parametrize(
    "fault",
    [
        Fault(200, "", body=b"<html>", times=9), Fault(200, "", body=b"[" * 200_000, times=9), Fault(200, "", body=b"[]", times=9),
        Fault(200, "", body=b'{"tree": 7, "commit": [], "content": 3}', times=9), Fault(200, "", length=9_999, times=9),
        Fault(403, "", times=9), Fault(404, "", times=9), Fault(418, "", times=9), Fault(503, "", times=9),
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["bad/branches", "bad/git/trees", "bad/git/blobs", "bad/tags", "bad/releases"])
def test_one_bad_repository_never_stops_the_others(tmp_path: Path, server: Forgejo, fault: Fault, where: str) -> None:
    simple(tmp_path, server, "bad")
    simple(tmp_path, server, "good")
    server.faults = [Fault(**{**vars(fault), "where": where})]
    needs = READ._replace(history=frozenset({"tags", "last_commit"}), fields=SETTINGS.fields)
    found = collect(server, needs)
    good, bad = found["good"], found["bad"]
    assert isinstance(good, Repository)
    assert isinstance(good.contents["README.md"], Known)
    assert isinstance(good.history.tags, Known)
    text = SAY.text(bad) if isinstance(bad, Message) else str(bad)
    assert "own words" not in text
    if isinstance(bad, Repository) and "blobs" not in where:
        assert isinstance(bad.contents["README.md"], Known)


@pytest.mark.parametrize("raw", [True, False])
def test_a_content_that_is_not_of_its_file_is_not_believed(tmp_path: Path, server: Forgejo, raw: bool) -> None:
    folder = build(tmp_path / "eau", {"README.md": "# Eau\n", "a.txt": "a", "b.txt": "b"})
    repo = server.world.add("ville/eau", folder)
    repo.blobs[repo.files["README.md"].oid] = b"# Feu\n"
    if not raw:
        server.faults = [Fault(200, "/raw/", body=b"# Feu\n")]
    cache = MemoryCache()
    contents = only(server, READ, cache=cache).contents
    assert isinstance(contents["a.txt"], Known)
    readme = contents["README.md"]
    assert isinstance(readme, Known) is raw
    assert not isinstance(readme, Known) or readme.value.text == "# Eau\n"
    assert b"# Feu\n" not in cache.known.values()


@pytest.mark.parametrize(
    "listing",
    [
        b'{"tree": [], "truncated": true, "total_count": 9}', b'{"tree": [], "truncated": false, "total_count": 9}',
        b'{"tree": null, "total_count": 9}', b'{"tree": [7], "total_count": 1}', b'{"tree": [{"type": "blob", "path": 1}]}',
        b'{"tree": [{"type": "blob", "path": "a", "sha": "../../secret"}]}',
    ],
)  # fmt: skip
def test_a_listing_that_lacks_files_says_so(tmp_path: Path, server: Forgejo, listing: bytes) -> None:
    simple(tmp_path, server)
    server.faults = [Fault(200, "git/trees", body=listing)]
    found = only(server, Needs(tree=True))
    assert isinstance(found.tree, Known)
    assert found.tree.value.incomplete is not None


@pytest.mark.parametrize(
    "headers", [frozenset(), frozenset({"link"}), frozenset({"total"}), frozenset({"link", "total"})]
)
def test_pages_whatever_their_size_and_headers(tmp_path: Path, server: Forgejo, headers: frozenset[str]) -> None:
    server.headers, server.max_items = headers, 3
    folder = build(tmp_path / "eau", {"README.md": "x"}, {"tags": [f"v{at}" for at in range(10)]})
    for number in range(10):
        server.world.add(f"ville/p{number}", folder)
    code = forge(server)
    listed = list(code.repositories("ville", READ))
    assert [one.name for one in listed] == [f"p{number}" for number in range(10)]
    assert sum("/repos?" in one for one in server.log) <= 5
    ((_, found),) = code.collect(listed[:1], Needs(history=frozenset({"tags"})), MemoryCache(), NOW)
    assert isinstance(found, Repository)
    assert isinstance(found.history.tags, Known)
    assert len(found.history.tags.value) == 10
    assert list(code.owners()) == ["ville"]


def test_a_listing_of_files_without_end(tmp_path: Path, server: Forgejo, monkeypatch: pytest.MonkeyPatch) -> None:
    simple(tmp_path, server)
    monkeypatch.setattr("ospo_policy.forges.forgejo.rest.MAX_ENTRIES", 5)
    server.faults = [Fault(200, "git/trees", body=b'{"tree": [{"type": "tree"}], "truncated": true}', times=99)]
    found = only(server, Needs(tree=True))
    assert isinstance(found.tree, Known)
    assert found.tree.value.incomplete is not None
    assert len(server.log) == 7


def test_names_that_are_no_text(tmp_path: Path, server: Forgejo) -> None:
    simple(tmp_path, server)
    server.odd_items = [
        {"id": 8, "name": "\ud800", "owner": {"login": "ville"}, "default_branch": "main"},
        {"id": 9, "name": "x", "owner": {"login": "ville"}, "default_branch": "\ud800/../.."},
        {"id": 10, "name": "y", "owner": {"login": "ville"}, "default_branch": "\udc80"},
    ]
    listing = b'{"tree": [{"type": "blob", "path": "\\ud800.txt", "sha": "%s", "size": 9999999}]}' % (b"a" * 40)
    server.faults = [Fault(200, "git/trees", body=listing)]
    found = collect(server, READ)
    assert [name for name, what in found.items() if isinstance(what, Repository)] == ["eau"]
    assert isinstance(found["eau"], Repository)
    assert isinstance(found["eau"].contents["\ud800.txt"], Unseen)


def test_a_server_that_gives_the_same_page_for_ever(tmp_path: Path, server: Forgejo) -> None:
    simple(tmp_path, server)
    server.headers = frozenset()
    body = b'[{"id": 1, "name": "x", "owner": {"login": "ville"}, "empty": true}]'
    server.faults = [Fault(200, "/repos", body=body, times=99)]
    assert len(list(forge(server).repositories("ville", READ))) == 1


def test_the_history_is_that_of_a_checkout(tmp_path: Path, server: Forgejo) -> None:
    about = {"tags": [{"name": "v1", "date": "2025-01-01T00:00:00+01:00"}], "lightweight_tags": ["v2"],
             "commits": [{"message": "Start", "date": "2024-05-01T00:00:00Z"}, {"message": "More"}]}  # fmt: skip
    folder = build(tmp_path / "eau", {"README.md": "x"}, about)
    server.world.add("ville/eau", folder)
    needs = Needs(history=frozenset({"tags", "last_commit", "sign_off"}))
    here, there = open_repository(str(folder), "HEAD").collect(needs, "", NOW).history, only(server, needs).history
    assert isinstance(here.tags, Known)
    # Of tags that have an object of their own, signatures are not told.
    annotated = {"v1"}
    assert there.tags == Known(
        tuple(tag._replace(signed=None) if tag.name in annotated else tag for tag in here.tags.value)
    )
    assert there.last_commit == here.last_commit
    assert isinstance(there.sign_off, Unseen)


def test_organisations_and_users(tmp_path: Path, server: Forgejo) -> None:
    simple(tmp_path, server)
    server.world.owners.append(Owner("ada", is_user=True))
    server.world.add("ada/notes", tmp_path / "eau")
    server.world.add("ada/secret", tmp_path / "eau", private=True)
    assert list(forge(server).owners()) == ["ville"]
    (notes,) = forge(server, None).repositories("ada", Needs(fields=frozenset({"org.is_organisation", "org.name"})))
    assert notes.fields == {"org.is_organisation": Known(False), "org.name": Known("ada")}
    assert (notes.id, notes.owner, notes.name) == ("code:ada/notes", "ada", "notes")
    assert len(list(forge(server).repositories("ada", READ))) == 2
    for name in ("nobody", "..", "a/b", ""):
        with pytest.raises(ForgeUnavailableError) as refused:
            list(forge(server).repositories(name, READ))
        assert SAY.text(refused.value.message) == (
            f"{server.url} has no organisation or user `{name}`, or does not show it to this token."
        )


def test_a_busy_server_is_waited_for(tmp_path: Path, server: Forgejo) -> None:
    simple(tmp_path, server)
    server.faults = [Fault(429, retry_after="7"), Fault(502), Fault(429, retry_after="²")]
    pauses: list[float] = []
    code = forge(server, pauses=pauses)
    assert len(list(code.repositories("ville", READ))) == 1
    assert pauses == [7, 2, 4]
    assert code.usage.requests == len(server.log) == 5
    assert code.usage.bytes > 0


@pytest.mark.parametrize(("fault", "waits"), [(Fault(429, times=99), 4), (Fault(429, retry_after="999999"), 0)])
def test_a_limit_that_is_not_lifted_ends_it(server: Forgejo, fault: Fault, waits: int) -> None:
    server.faults = [Fault(**vars(fault))]
    pauses: list[float] = []
    with pytest.raises(ForgeUnavailableError) as refused:
        list(forge(server, pauses=pauses).repositories("ville", READ))
    assert SAY.text(refused.value.message) == f"{server.url} asks to wait, again and again: too many requests."
    assert len(pauses) == waits


@pytest.mark.parametrize(
    ("fault", "token", "said"),
    [
        (Fault(401), "reader", "does not accept the token."),
        (Fault(401), None, "tells this only to those who sign in with a token."),
        (Fault(307), "reader", "leads to another address. Write that one: the token is not sent on."),
        (Fault(500, times=9), "reader", "could not answer (status 500)."),
        (Fault(200, body=b"<html>"), "reader", "answers, but not as a Forgejo or Gitea does."),
        (Fault(418), "reader", "refuses to tell (status 418)."),
    ],
)
def test_refusals_in_our_words(server: Forgejo, fault: Fault, token: str | None, said: str) -> None:
    server.faults = [Fault(**vars(fault))]
    with pytest.raises(ForgeUnavailableError) as refused:
        list(forge(server, token).repositories("ville", READ))
    assert SAY.text(refused.value.message) == f"{server.url} {said}"


def test_secrets_are_in_no_message(server: Forgejo) -> None:
    address = server.url.replace("http://", "http://me:very-secret@")
    code = ForgejoForge("code", address, Secret("very-secret"), sleep=lambda _seconds: None)
    with pytest.raises(ForgeUnavailableError) as refused:
        list(code.repositories("ville", READ))
    shown = f"{SAY.text(refused.value.message)} {refused.value!r} {refused.value.message!r} {Secret('very-secret')!r}"
    assert "very-secret" not in shown
    assert "very-secret" not in f"{Secret('very-secret')} {server.log}"


def test_the_token_is_not_sent_on(tmp_path: Path, server: Forgejo) -> None:
    simple(tmp_path, server)
    server.faults = [Fault(302)]
    with pytest.raises(ForgeUnavailableError):
        list(forge(server).repositories("ville", READ))
    assert len(server.log) == 1


def test_an_answer_that_is_too_long(server: Forgejo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ospo_policy.forges.forgejo.transport.MAX_ANSWER_BYTES", 1_000)
    server.faults = [Fault(200, body=b"[" + b" " * 200_000 + b"]")]
    with pytest.raises(ForgeUnavailableError) as refused:
        list(forge(server).repositories("ville", READ))
    assert SAY.text(refused.value.message) == f"{server.url} gave an answer that is too long to be read."


def test_a_server_that_is_not_there() -> None:
    code = ForgejoForge("code", "http://127.0.0.1:9/", None, sleep=lambda _seconds: None)
    with pytest.raises(ForgeUnavailableError) as refused:
        list(code.repositories("ville", READ))
    assert SAY.text(refused.value.message) == "http://127.0.0.1:9 does not answer."


def test_a_connection_that_ends_is_made_again(tmp_path: Path, server: Forgejo) -> None:
    simple(tmp_path, server)
    code = forge(server)
    listed = list(code.repositories("ville", READ))
    server.faults = [Fault(0, times=3)]
    ((_, found),) = code.collect(listed, READ, MemoryCache(), NOW)
    assert isinstance(found, Repository)
    server.faults = [Fault(0, times=99)]
    with pytest.raises(ForgeUnavailableError) as refused:
        list(code.repositories("ville", READ))
    assert SAY.text(refused.value.message) == f"{server.url} does not answer."


def test_what_is_known_is_not_fetched_again(tmp_path: Path, server: Forgejo) -> None:
    server.world.add("ville/odd", build(tmp_path / "odd", {f"f{at}.txt": str(at) for at in range(100)}))
    cache = MemoryCache()
    only(server, READ, cache=cache)
    assert len(server.log) == 6  # the list, a branch, a tree, three times forty files
    only(server, READ, cache=cache)
    assert len(server.log) == 8


def test_passwords_of_netrc_are_not_taken(tmp_path: Path, server: Forgejo, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(netrc))
    assert list(Transport(server.url, None, sleep=lambda _seconds: None).items("/orgs")) == []
