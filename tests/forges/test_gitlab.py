# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GitLab adapter, on the test GitLab: the same facts as from a checkout, and the truth about the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from graphql import GraphQLSchema, OperationDefinitionNode, build_schema, parse, validate

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.gitlab import queries, trees
from ospo_policy.forges.gitlab.branch_rules import matches
from ospo_policy.forges.gitlab.bulk import MOST
from ospo_policy.forges.gitlab.reader import GitLabForge
from ospo_policy.forges.gitlab.transport import Token as Secret
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import EntryKind, Known, Repository, Tag, Unseen
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs, union
from ospo_policy.model.report import Status
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.ports.forges import ForgeUnavailableError
from tests.forges.gitlab_server.graph import LACKING_IN_13, complexity
from tests.forges.gitlab_server.graph import schema as server_schema
from tests.forges.gitlab_server.server import Fault, GitLab, serving
from tests.forges.gitlab_server.world import Access, File, Protection, Token, World, from_git, tags_from_git
from tests.support.contracts import CONTRACTS
from tests.support.object_cache import MemoryCache
from tests.support.odd_files import NOW, ODD, READ
from tests.support.repositories import build, git

SAY = Catalogue("en")
TOKENS = [Token("reporter", Access.REPORTER), Token("maintainer", Access.MAINTAINER), Token("owner", Access.OWNER)]


@pytest.fixture
def server() -> Iterator[GitLab]:
    with serving(World(tokens=list(TOKENS))) as running:
        yield running


def forge(server: GitLab, token: str | None = "reporter", pauses: list[float] | None = None) -> GitLabForge:
    sleep = (pauses if pauses is not None else []).append
    return GitLabForge("lab", server.url, Secret(token) if token else None, sleep=sleep)


def collect(
    server: GitLab,
    needs: Needs,
    *,
    token: str | None = "reporter",
    owner: str = "ville",
    cache: MemoryCache | None = None,
) -> dict[str, Repository | Message]:
    lab = forge(server, token)
    listed = list(lab.repositories(owner, needs))
    return {one.id: found for one, found in lab.collect(listed, needs, cache or MemoryCache(), NOW)}


def only(server: GitLab, needs: Needs, **how: Any) -> Repository:
    (found,) = collect(server, needs, **how).values()
    assert isinstance(found, Repository)
    return found


def odd(tmp_path: Path, server: GitLab) -> Path:
    folder = build(tmp_path / "odd", ODD)
    server.world.add("ville/odd", from_git(folder))
    return folder


@pytest.mark.parametrize("how", ["graphql", "rest", "one path", "old", "no base64"])
def test_the_facts_are_those_of_a_checkout(tmp_path: Path, server: GitLab, how: str) -> None:
    folder = odd(tmp_path, server)
    server.graphql, server.one_path, server.old = how != "rest", how == "one path", how == "old"
    server.base64 = how != "no base64"
    here = open_repository(str(folder), "HEAD").collect(READ, "", NOW)
    there = only(server, READ)
    assert isinstance(here.tree, Known)
    assert isinstance(there.tree, Known)
    assert {(e.path, e.kind) for e in there.tree.value.entries} == {(e.path, e.kind) for e in here.tree.value.entries}
    assert there.contents == here.contents
    assert there.heads == here.heads


UNSEEN = frozenset({"fr-signed-tags", "fr-dco"})
"""Rules on what GitLab does not tell: signatures of tags, sign-offs of commits."""


@pytest.mark.parametrize("pack", ["minimal", "community-health", "fr-dinum"])
def test_the_verdicts_are_those_of_a_checkout(tmp_path: Path, server: GitLab, pack: str) -> None:
    about = yaml.safe_load((Path(__file__).parent.parent / "packs/repositories.yml").read_text(encoding="utf-8"))
    rules = load_policy([Wanted(pack)], PackSources(offline=True))
    local = {}
    for name, one in {**about, "odd": {"files": ODD, "git": {}}}.items():
        folder = build(tmp_path / name, one["files"], one["git"])
        made = git(folder, "log", "-1", "--format=%cI")
        server.world.add(f"ville/{name}", from_git(folder), tags=tags_from_git(folder), committed=made)
        local[f"lab:ville/{name}"] = open_repository(str(folder), "HEAD").collect(rules.needs, "A", NOW)
    for id_, facts in collect(server, rules.needs, token="owner").items():
        assert isinstance(facts, Repository)
        without = facts._replace(fields={}, profile="A", history=local[id_].history)
        here, there = evaluate(rules, local[id_]._replace(fields={})), evaluate(rules, without)
        assert [(one.rule, one.status) for one in there.findings] == [(one.rule, one.status) for one in here.findings]
        fields = {
            name: fact for name, fact in facts.fields.items() if name != "url"
        }  # publiccode.yml names another one
        told = evaluate(rules, facts._replace(fields=fields, profile="A")).findings
        for one, other in zip(told, here.findings, strict=True):
            unknown = one.status is Status.UNKNOWN and one.rule in UNSEEN
            assert one.status is other.status or other.status is Status.UNKNOWN or unknown, one


SETTINGS = Needs(fields=union(field.needs for field in FIELDS.values()).fields)


def settled(server: GitLab) -> None:
    server.world.add("ville/eau", {"README.md": "x"}, description="L'eau", topics=["eau"], mirror=True, forked_from="a/b",
                     protections=[Protection("ma*", approvals=2)], pipeline_must_succeed=True, dco=True,
                     releases=[{"releasedAt": "2026-01-02T00:00:00Z", "description": "", "assets": {"links": {"nodes": [{"name": "a.zip"}]}}},
                               {"releasedAt": "2025-01-02T00:00:00Z", "description": "Notes", "assets": None}])  # fmt: skip
    group = server.world.group("ville")
    assert group is not None
    group.two_factor, group.owners, group.description, group.avatar = True, 3, "La ville", True


def known(found: Repository) -> dict[str, object]:
    return {name: fact.value for name, fact in found.fields.items() if isinstance(fact, Known)}


PUBLIC = {
    "owner": "ville", "commits_in_six_months": 0, "authors_of_half_the_commits": 0, "releases_in_six_months": 0,
    "description": "L'eau", "topics": ["eau"], "visibility": "public", "default_branch": "main",
    "fork": True, "mirror": True, "archived": False, "template": False, "has_issues": True, "has_discussions": False,
    "branch_deletion_blocked": True, "required_checks": 1, "releases": 2, "release_assets": ["a.zip"],
    "releases_with_notes_percent": 50, "issue_reaction_days": 0, "reviewed_percent": 100, "org.name": "Ville", "org.is_organisation": True,
    "org.description": "La ville", "org.has_avatar": True, "org.owners": 3,
}  # fmt: skip
MAINTAINED = {"branch_protected": True, "force_push_blocked": True, "required_approvals": 2, "sign_off_required": True}


@pytest.mark.parametrize(
    ("token", "told"),
    [
        (None, {name: value for name, value in PUBLIC.items() if name != "org.owners"}),
        ("reporter", PUBLIC),
        ("maintainer", PUBLIC | MAINTAINED),
        ("owner", PUBLIC | MAINTAINED | {"org.two_factor_required": True}),
    ],
)
def test_a_token_without_rights_hides_the_settings_and_nothing_else(
    server: GitLab, token: str | None, told: dict[str, object]
) -> None:
    settled(server)
    found = only(server, SETTINGS, token=token)
    assert known(found) == told | {"url": f"{server.url}/ville/eau"}
    hidden = {name: fact for name, fact in found.fields.items() if isinstance(fact, Unseen)}
    assert set(found.fields) | {"org.in_inventory"} == SETTINGS.fields
    for language in ("en", "fr"):
        assert all(Catalogue(language).text(fact.reason) for fact in hidden.values())


def test_an_old_server_tells_less_and_says_so(server: GitLab) -> None:
    settled(server)
    server.old, server.paid = True, False
    found = only(server, SETTINGS, token="owner")
    approvals = found.fields["required_approvals"]
    assert isinstance(approvals, Unseen)
    assert SAY.text(approvals.reason) == (
        "This GitLab does not tell `repo.required_approvals`: its version or edition does not offer it."
    )
    assert known(found)["description"] == "L'eau"
    refused = [one for one in server.log if "isForked" in str(one.body)]
    assert len(refused) == 1


def test_without_graphql_rest_tells_the_same(server: GitLab) -> None:
    settled(server)
    by_graphql = known(only(server, SETTINGS, token="owner"))
    server.graphql = False
    by_rest = known(only(server, SETTINGS, token="owner"))
    missing = {"releases", "release_assets", "releases_with_notes_percent", "required_approvals",
               "issue_reaction_days", "reviewed_percent"}  # fmt: skip
    assert by_rest == {name: value for name, value in by_graphql.items() if name not in missing}


def test_what_cannot_be_read_says_why(server: GitLab) -> None:
    world = server.world
    world.add("ville/good", {"README.md": "x"})
    world.add("ville/empty")
    world.add("ville/off", {"README.md": "x"}, repository=False)
    world.add("ville/gone", {"README.md": "x"})
    lab = forge(server)
    listed = list(lab.repositories("ville", READ))
    assert [one.name for one in listed] == ["good", "empty", "off", "gone"]
    world.projects[3].deleted = True
    found = {one.name: what for one, what in lab.collect(listed, READ, MemoryCache(), NOW)}
    assert isinstance(found["good"], Repository)
    assert {name: SAY.text(what) for name, what in found.items() if isinstance(what, Message)} == {
        "empty": "lab:ville/empty holds no file: there is nothing to check.",
        "off": "The files of lab:ville/off cannot be read: its repository is switched off, or the token lacks the role Reporter.",
        "gone": "The files of ville/gone cannot be read: its repository is switched off, or the token lacks the role Reporter.",
    }


def test_owners_and_groups_below_and_users(server: GitLab) -> None:
    for path in ("ville/eau/carte", "metropole/x", "ada/notes"):
        server.world.add(path, {"README.md": "x"})
    user = server.world.group("ada")
    assert user is not None
    user.is_user = True
    assert list(forge(server).owners()) == ["ville", "metropole"]
    (carte,) = forge(server).repositories("ville", READ)
    assert (carte.id, carte.owner, carte.name) == ("lab:ville/eau/carte", "ville/eau", "carte")
    (notes,) = forge(server).repositories("ada", Needs(fields=frozenset({"org.is_organisation"})))
    assert notes.fields == {"org.is_organisation": Known(False)}
    with pytest.raises(ForgeUnavailableError) as refused:
        list(forge(server).repositories("nobody", READ))
    assert SAY.text(refused.value.message) == (
        f"{server.url} has no group or user `nobody`, or does not show it to this token."
    )


def test_a_busy_server_is_waited_for(server: GitLab) -> None:
    server.world.add("ville/eau", {"README.md": "x"})
    server.faults = [Fault(429, retry_after="7"), Fault(502), Fault(429)]
    pauses: list[float] = []
    assert len(list(forge(server, pauses=pauses).repositories("ville", READ))) == 1
    assert pauses[0] == 7
    assert forge(server).usage.requests == 0


def test_a_page_that_is_too_much_is_halved(server: GitLab) -> None:
    for number in range(30):
        server.world.add(f"ville/p{number}", {"README.md": str(number)})
    server.faults = [Fault(502, "graphql")] * 4
    assert len(list(forge(server).repositories("ville", READ))) == 30
    sizes = [one.body["variables"]["first"] for one in server.log]
    assert sizes == [50, 50, 25, 25, 12, 12, 12]


@pytest.mark.parametrize("limit", [40, 90, 250])
def test_a_lower_limit_of_complexity_is_learnt(tmp_path: Path, server: GitLab, limit: int) -> None:
    odd(tmp_path, server)
    server.world.add("ville/many", {f"f{number:03}.txt": str(number) for number in range(150)})
    server.complexity_limit = limit
    found = collect(server, READ)
    many = found["lab:ville/many"]
    assert isinstance(many, Repository)
    assert len(many.contents) == 150
    assert all(isinstance(fact, Known) for fact in many.contents.values())


@pytest.mark.parametrize("score", [0, 1, 3, 10**9, -5])
def test_a_wrong_score_stops_nothing(server: GitLab, score: int) -> None:
    for number in range(60):
        server.world.add(f"ville/p{number}", {"README.md": str(number)})
    said = {"data": {"queryComplexity": {"score": score, "limit": 10**9}, "p0": None}}
    lab = forge(server)
    listed = list(lab.repositories("ville", READ))
    server.faults = [Fault(200, "graphql", body=said), Fault(200, "graphql", body=said)]
    assert len(list(lab.collect(listed, READ, MemoryCache(), NOW))) == 60
    assert len(server.log) < 300


def test_a_large_tree_takes_few_requests(server: GitLab) -> None:
    server.world.add("ville/large", {f"d/f{number:05}": "x" for number in range(6_030)})
    found = only(server, Needs(tree=True))
    assert isinstance(found.tree, Known)
    assert len(found.tree.value) == 6_030
    assert len(server.log) <= 9


def test_pages_whose_cursors_are_no_numbers(server: GitLab, monkeypatch: pytest.MonkeyPatch) -> None:
    server.world.add("ville/large", {f"f{number:05}": "x" for number in range(450)})
    monkeypatch.setattr(trees, "_cursor", lambda _items: "unlike")
    found = only(server, Needs(tree=True))
    assert isinstance(found.tree, Known)
    assert len(found.tree.value) == 450


def test_very_many_submodules(server: GitLab) -> None:
    modules = {f"m{number:03}": File(b"0" * 40, "160000") for number in range(120)}
    server.world.add("ville/modules", {"README.md": "x", "empty.txt": "", **modules})
    found = only(server, READ)
    assert isinstance(found.tree, Known)
    assert sum(entry.kind is EntryKind.SUBMODULE for entry in found.tree.value.entries) == 120


def test_binary_files_come_in_bulk(server: GitLab) -> None:
    for number in range(20):
        files = {f"{name}.bin": bytes([0, number, name]) for name in range(10)}
        server.world.add(f"ville/p{number}", {**files, "big.bin": b"\0" * 300_000, "README.md": "x"})
    found = collect(server, READ)
    assert all(isinstance(one, Repository) and len(one.heads) == 11 for one in found.values())
    singly = [one.path for one in server.log if one.path.endswith("/raw")]
    assert len(singly) == 1  # the same large file in all
    assert len(server.log) <= 20


def test_sizes_only_where_they_are_asked_for(tmp_path: Path, server: GitLab) -> None:
    folder = odd(tmp_path, server)
    needs = Needs(tree=True, sizes=True)
    here, there = open_repository(str(folder), "HEAD").collect(needs, "", NOW), only(server, needs)
    assert isinstance(here.tree, Known)
    assert isinstance(there.tree, Known)
    files = {e.path: e.size for e in here.tree.value.entries if e.kind.value == "file"}
    assert {e.path: e.size for e in there.tree.value.entries if e.kind.value == "file"} == files


def test_tags_and_the_last_commit(server: GitLab) -> None:
    tags = [{"name": "v1", "created_at": None, "commit": {"committed_date": "2025-01-01T00:00:00+01:00"}},
            {"name": "v2", "created_at": "2026-01-01T00:00:00Z", "commit": {}}]  # fmt: skip
    server.world.add("ville/eau", {"README.md": "x"}, tags=tags)
    history = only(server, Needs(history=frozenset({"tags", "last_commit", "sign_off"}))).history
    assert history.tags == Known((Tag("v1", 1_735_686_000, None), Tag("v2", 1_767_225_600, None)))
    assert history.last_commit == Known(1_768_478_400)
    assert isinstance(history.sign_off, Unseen)


def test_activity_is_counted_where_a_rule_needs_it(server: GitLab) -> None:
    mails = ["ada@x.org", "Ada@x.org", "bob@x.org", "eve@x.org"]
    commits = [
        {"committed_date": f"2026-0{month}-01T00:00:00Z", "author_email": mail} for month, mail in enumerate(mails, 5)
    ]
    tags = [{"name": "v3", "created_at": "2026-08-01T00:00:00Z"}, {"name": "v1", "created_at": "2026-01-01T00:00:00Z"}]
    releases = [
        {"tagName": "v3", "releasedAt": "2026-08-02T00:00:00Z"},
        {"tagName": "v2", "releasedAt": "2026-09-02T00:00:00Z"},
    ]
    server.world.add("ville/eau", {"README.md": "x"}, commits=commits, tags=tags, releases=releases)
    wanted = frozenset({"commits_in_six_months", "authors_of_half_the_commits", "releases_in_six_months"})
    found = known(only(server, Needs(fields=wanted)))
    assert found == {"commits_in_six_months": 3, "authors_of_half_the_commits": 2, "releases_in_six_months": 2}
    assert not any("ada" in str(value) for value in found.values())


@pytest.mark.parametrize("where", ["", "graphql"])
def test_secrets_are_in_no_message(server: GitLab, where: str) -> None:
    lab = GitLabForge("lab", server.url, Secret("glpat-very-secret"), sleep=lambda _seconds: None)
    with pytest.raises(ForgeUnavailableError) as refused:
        list(lab.repositories("ville", READ))
    assert "secret" not in f"{SAY.text(refused.value.message)} {refused.value!r} {Secret('secret-x')!r}".replace(
        "Secret", ""
    )
    assert SAY.text(refused.value.message) == f"{server.url} does not accept the token."
    server.faults = [Fault(403, where), Fault(404, where)]


def test_a_server_that_is_not_there() -> None:
    lab = GitLabForge("lab", "http://127.0.0.1:9", None, sleep=lambda _seconds: None)
    with pytest.raises(ForgeUnavailableError) as refused:
        list(lab.repositories("ville", READ))
    assert SAY.text(refused.value.message) == "http://127.0.0.1:9 does not answer."


USUAL = (
    ("minimal", "community-health", "fr-dinum"),
    ("osps-baseline-3",),
    ("de-opencode",),
    ("standard-for-public-code",),
)


@pytest.mark.parametrize("packs", USUAL, ids=lambda packs: packs[-1])
def test_requests_stay_within_the_budget(server: GitLab, packs: tuple[str, ...]) -> None:
    policy = load_policy([Wanted(name) for name in packs], PackSources(offline=True))
    count = 120
    for number in range(count):
        files: dict[str, str | bytes | File] = {
            "README.md": f"# Projet {number}\n" + "Un texte. " * 60, "LICENSE": "EUPL", "CONTRIBUTING.md": f"Venez {number}",
            "SECURITY.md": "Écrivez", "CHANGELOG.md": f"# {number}", "publiccode.yml": f"name: {number}\n",
            "package.json": f'{{"name": "p{number}"}}', ".gitlab-ci.yml": f"t{number}: {{script: x}}", "docs/a.md": str(number),
            ".gitlab/issue_templates/bug.md": "bug", "src/a.py": str(number), "CODE_OF_CONDUCT.md": "Soyez bons",
        }  # fmt: skip
        server.world.add(f"ville/g{number % 7}/p{number}", files)
    cache, lab = MemoryCache(), forge(server, "maintainer")
    listed = list(lab.repositories("ville", policy.needs))
    listing = len(server.log)
    assert sum(isinstance(what, Repository) for _, what in lab.collect(listed, policy.needs, cache, NOW)) == count
    trees_ = sum("tree(recursive" in str(one.body) or one.path.endswith("/tree") for one in server.log)
    # GitLab tells tags one project at a time, and only a rule that needs them asks.
    tags = sum(one.path.endswith("/repository/tags") for one in server.log)
    assert tags == (count if "tags" in policy.needs.history else 0)
    assert (len(server.log) - trees_ - tags) / count <= 0.25
    assert trees_ / count <= 0.05
    assert len(server.log) / count <= 1.25
    assert lab.usage.requests == len(server.log)
    assert lab.usage.points > 0
    assert lab.usage.bytes > 0
    before = len(server.log)
    listed = list(lab.repositories("ville", policy.needs))
    assert sum(isinstance(what, Repository) for _, what in lab.collect(listed, policy.needs, cache, NOW)) == count
    assert len(server.log) - before - tags <= listing + 3  # activity
    assert listing / count <= 0.06


@pytest.mark.parametrize(
    ("pattern", "branch", "same"),
    [("main", "main", True), ("main", "mai", False), ("*", "x", True), ("release-*", "release-1", True),
     ("a*a", "a", False), ("*-stable", "1-stable", True), ("a*b*c", "axbyc", True), ("a*b*c", "acb", False)],
)  # fmt: skip
def test_rules_with_wildcards(pattern: str, branch: str, same: bool) -> None:
    assert matches(pattern, branch) is same


def test_hostile_patterns_take_no_time() -> None:
    assert not matches("*a" * 2_000 + "b", "a" * 5_000)


EVERY = frozenset(name for part in queries.PARTS for name in part.facts)
NEWEST = frozenset({"PushRules.rejectNonDcoCommits"})
OLD = NEWEST | {f"{name}.{field}" for name, fields in LACKING_IN_13.items() for field in fields} | {"*.groupMembers"}


def documents(lacking: frozenset[str]) -> Iterator[tuple[str, dict[str, object]]]:
    """Every document that can be built, each part alone and all together."""
    first: dict[str, object] = {"owner": "a", "first": queries.PAGE}
    for wanted in (frozenset[str](), EVERY, *(frozenset({name}) for name in sorted(EVERY))):
        yield queries.listing(wanted, lacking), first
        yield queries.organisation(wanted, lacking), first
    times: dict[str, object] = {"quarter": "2026-01-01T00:00:00Z", "half": "2026-01-01T00:00:00Z"}
    for wanted in (EVERY, *(frozenset({name}) for part in queries.ACTIVITY for name in part.facts)):
        inside = queries.activity(wanted | {name for part in queries.ACTIVITY for name in part.facts}, lacking)
        used = "".join(f", ${name}: Time" for name in times if f"${name}" in inside)
        yield queries.many(inside, used, lacking), {**times, "ids": ["1"] * MOST, "first": MOST}
    yield queries.many(queries.FIRST_PAGE, "", lacking), {"ids": ["1"] * MOST, "first": MOST}
    few = queries.folders("a/b", "c", ["", "docs", ".github"])
    yield queries.together([few, few._replace(project="a/c")], lacking)
    tree = queries.tree("a/b", "c", [None, "MTAw"], submodules=True)
    yield queries.together([tree, queries.tree("a/c", "d", ["MTAw"], submodules=False)], lacking)
    for told in ("size", queries.TEXT, *(() if "RepositoryBlob.base64EncodedBlob" in lacking else (queries.BYTES,))):
        blob = queries.blobs("a/b", "c", ["x", "y"], told)
        yield queries.together([blob, blob._replace(project="a/c")], lacking)


def check_documents(schema: GraphQLSchema, lacking: frozenset[str]) -> None:
    for text, variables in documents(lacking):
        document = parse(text)
        assert validate(schema, document) == []
        (operation,) = document.definitions
        assert isinstance(operation, OperationDefinitionNode)
        assert complexity(operation.selection_set, variables) < 200
        assert len(text) < queries.MAX_CHARACTERS / 4


@pytest.mark.parametrize("old", [False, True])
def test_every_document_is_valid_and_light(*, old: bool) -> None:
    check_documents(server_schema(old=old), OLD if old else NEWEST)


def test_every_document_is_valid_for_newer_servers() -> None:
    check_documents(server_schema(newest=True), frozenset())


@pytest.mark.parametrize(("name", "lacking"), [("gitlab-18", NEWEST), ("gitlab-13", OLD)])
def test_every_document_is_valid_for_gitlab_itself(name: str, lacking: frozenset[str]) -> None:
    path = CONTRACTS / f"{name}.graphql"
    if not path.exists():
        pytest.skip("no contracts here")
    check_documents(build_schema(path.read_text(encoding="utf-8"), assume_valid=True), lacking)


NODE = {"id": "gid://gitlab/Project/1", "fullPath": "ville/x", "webUrl": "u", "archived": False,
        "repository": {"rootRef": "main", "tree": {"lastCommit": {"sha": "a" * 40, "committedDate": "\u00b2"}}}}  # fmt: skip
MORE = {"hasNextPage": True, "endCursor": {"a": 1}}
HOSTILE: list[Any] = [
    b"", b"[" * 100_000, b"\xff", [], 3, {"data": []}, {"data": None}, {"errors": "x"}, {"errors": [3, {"extensions": "x"}]},
    {"errors": [{"extensions": {"code": "undefinedField", "typeName": "Tree", "fieldName": "blobs"}}]},
    {"errors": [{"extensions": {"code": "argumentNotAccepted", "name": []}}]},
    {"data": {"namespace": 3}}, {"data": {"namespace": {"projects": None}}},
    {"data": {"namespace": {"projects": {"nodes": "x", "pageInfo": MORE}}}},
    {"data": {"namespace": {"projects": {"nodes": [None, 3, {}, {"id": "1"}, {**NODE, "fullPath": 3}]}}}},
    {"data": {"namespace": {"projects": {"nodes": [{**NODE, "repository": {"rootRef": [], "tree": {"lastCommit": 3}}}]}}}},
    {"data": {"namespace": {"projects": {"nodes": [NODE | dict.fromkeys(("branchRules", "releases", "topics", "visibility"), 3)]}}}},
    {"data": {"namespace": {"projects": {"nodes": [{**NODE, "branchRules": {"nodes": [3, {"name": [], "isProtected": True}]},
                                                    "releases": {"nodes": [{"assets": 3}]}}]}}},
     "errors": [{"path": 3}, {"path": [{}]}, {"path": ["namespace", "projects", "nodes", 0, []]}]},
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("skipped", [0, 1, 2, 3])
def test_hostile_answers_break_nothing(server: GitLab, body: Any, skipped: int) -> None:
    """Whatever stands in the place of the first answers, each repository is read or has a reason."""
    server.world.add("ville/eau", {"README.md": "x", "tool.bin": b"\0"})
    lab = forge(server)
    server.faults = [Fault(200, "graphql", body=body, after=skipped)]
    needs = READ._replace(sizes=True, fields=SETTINGS.fields, history=frozenset({"tags", "last_commit"}))
    try:
        listed = list(lab.repositories("ville", needs))
        found = list(lab.collect(listed, needs, MemoryCache(), NOW))
    except ForgeUnavailableError:
        return
    assert [one for one, _ in found] == listed


def test_pages_without_end_come_to_an_end(server: GitLab) -> None:
    server.world.add("ville/eau", {"README.md": "x"})
    page = {"pageInfo": {"hasNextPage": True, "endCursor": "same"}, "nodes": []}
    server.faults = [Fault(200, "graphql", body={"data": {"namespace": {"projects": page}}}) for _ in range(5)]
    assert list(forge(server).repositories("ville", READ)) == []
    assert len(server.log) == 2
