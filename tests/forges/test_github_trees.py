# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The paths of repositories on GitHub: some folders, all by REST, or all through Git's protocol, and the same verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ospo_policy.engine.compile import Policy, rule_needs
from ospo_policy.engine.evaluate import evaluate
from ospo_policy.engine.resources import bundled_packs
from ospo_policy.forges import git_listing
from ospo_policy.forges.github import folders, trees
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.facts import Known, Repository, Tree
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.parsers.reach import reach
from tests.forges.github_server import Fault, File
from tests.forges.github_ville import Site, collect, forge, only, ville
from tests.forges.test_github_reader import built
from tests.support.object_cache import MemoryCache
from tests.support.odd_files import NOW, ODD
from tests.support.repositories import build

FEW = Needs(contents=frozenset({"readme", "contributing", "*.txt"}))
WHOLE = Needs(tree=True)


@pytest.fixture
def site() -> Iterator[Site]:
    with ville() as served:
        yield served


def tree_of(found: Repository | Message) -> Tree:
    assert isinstance(found, Repository)
    assert isinstance(found.tree, Known)
    tree: Tree = found.tree.value
    return tree


def listings(site: Site) -> int:
    """How many repositories were listed whole by REST."""
    return sum("/git/trees/" in entry.path for entry in site.world.log)


def clones(site: Site) -> int:
    """How many repositories were listed through Git's protocol."""
    return sum("/git-upload-pack" in entry.path for entry in site.world.log)


def some_folders(pack: str) -> Policy:
    """The rules of a pack that look into some folders."""
    policy = load_policy([Wanted(pack)], PackSources(offline=True))
    few = [
        rule
        for rule in policy.rules
        if not rule_needs(rule).tree and rule_needs(rule).listing and reach(rule_needs(rule).selectors)
    ]
    return policy._replace(rules=tuple(few), scores=())


def test_rules_that_look_into_some_folders_see_there_what_they_see_in_a_checkout(tmp_path: Path, site: Site) -> None:
    here = built(tmp_path, site)
    rules = [rule for pack in bundled_packs() for rule in some_folders(pack).rules]
    policy = some_folders("minimal")._replace(rules=tuple(rules))
    assert len(rules) > 15
    found = collect(site, policy.needs)
    for id_, facts in found.items():
        assert isinstance(facts, Repository)
        local = here[id_].collect(policy.needs, "A", NOW)._replace(fields={})
        there = facts._replace(fields={}, profile="A", history=local.history)
        assert [(one.rule, one.status, str(one.message)) for one in evaluate(policy, there).findings] == [
            (one.rule, one.status, str(one.message)) for one in evaluate(policy, local).findings
        ]
    whole = sum(tree_of(facts).only is None for facts in found.values())
    assert 0 < whole < len(found) / 2  # those with a CODEOWNERS or a publiccode.yml, and with links that lead elsewhere
    assert listings(site) == whole


def test_folders_of_fifty_repositories_take_one_request(site: Site) -> None:
    for number in range(100):
        site.world.repository(
            f"ville/p{number}",
            {"README.md": "x", "src/a/b.py": f"{number}", "docs/CONTRIBUTING.md": f"{number % 7}", ".github/x.md": "x"},
        )
    cache = MemoryCache()
    found = collect(site, FEW, cache=cache)
    assert (
        len(site.world.log) == 2 + 2 + 1
    )  # all were asked for at a time: two pages, two requests of folders, one of texts
    assert sum(entry.points for entry in site.world.log) == 5
    assert all(
        sorted(one.contents) == ["README.md", "docs/CONTRIBUTING.md"]
        for one in found.values()
        if isinstance(one, Repository)
    )
    assert {len(tree_of(one)) for one in found.values()} == {3}
    before = len(site.world.log)
    assert [tree_of(one).paths for one in collect(site, FEW, cache=cache).values()]
    assert len(site.world.log) == before + 2
    whole = collect(site, FEW | WHOLE, cache=cache)
    assert {len(tree_of(one)) for one in whole.values()} == {4}
    assert listings(site) == 100
    assert (
        tree_of(collect(site, FEW, cache=cache)["gh:ville/p0"]).only is None
    )  # what is known whole is not asked for again
    assert listings(site) == 100


@pytest.mark.parametrize(
    ("files", "read", "is_whole"),
    [
        ({"Docs/CONTRIBUTING.md": "x", "DOC/contributing.md": "y"}, ["DOC/contributing.md", "Docs/CONTRIBUTING.md"], False),
        ({".github": File(b"elsewhere", "120000"), "README.md": "x"}, ["README.md"], False),
        ({"docs": File(b"1" * 40, "160000"), "README.md": "x"}, ["README.md"], False),
        ({"docs": "a file", "README.md": "x"}, ["README.md"], False),
        ({"README.md": File(b"src/deep/README.md", "120000"), "src/deep/README.md": "deep"}, ["README.md"], True),
        ({"README.md": File(b"docs/a.md", "120000"), "docs/a.md": "here"}, ["README.md"], False),
        ({"README.md": File(b"../../etc/passwd", "120000")}, ["README.md"], False),
        ({"README.md": File(b"nowhere", "120000")}, ["README.md"], False),
        ({b"caf\xe9.txt".decode("utf-8", "surrogateescape"): "x"}, [b"caf\xe9.txt".decode("utf-8", "surrogateescape")], False),
        ({"a.txt": "x", "b/a.txt": "x"}, ["a.txt"], False),
    ],
)  # fmt: skip
def test_odd_folders_and_links(
    tmp_path: Path, site: Site, files: dict[str, Any], read: list[str], is_whole: bool
) -> None:
    repo = site.world.repository("ville/odd", files)
    here = open_repository(str(repo.export(tmp_path / "odd.git")), "HEAD").collect(FEW, "", NOW)
    there = only(site, FEW)
    assert there.contents == here.contents
    assert sorted(there.contents) == read
    assert (tree_of(there).only is None) == is_whole
    assert set(tree_of(there).paths) <= set(tree_of(here).paths)


def test_what_is_below_a_folder_is_listed_level_by_level(site: Site) -> None:
    files = {".gitlab/ci/a/b/c.yml": "x", ".gitlab/top.yml": "x", ".github/workflows/ci.yml": "x", "src/x.yml": "x"}
    site.world.repository("ville/deep", files)
    needs = Needs(paths=frozenset({".gitlab/**/*.yml", ".github/workflows/*.yml"}))
    assert sorted(tree_of(only(site, needs)).paths) == sorted(files.keys() - {"src/x.yml"})
    assert len(site.world.log) == 1 + 5  # the listing; the likeliest folders, then .gitlab, ci, ci/a and ci/a/b


def test_a_repository_with_too_many_folders_is_listed_at_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.world.repository("ville/wide", {f".gitlab/{number}/a.yml": "x" for number in range(20)})
    monkeypatch.setattr("ospo_policy.forges.folders.MAX_ASKED", 10)
    assert tree_of(only(site, Needs(paths=frozenset({".gitlab/**/*.yml"})))).only is None


def test_folders_that_are_too_much_are_asked_for_in_halves(site: Site) -> None:
    for number in range(8):
        site.world.repository(f"ville/p{number}", {"README.md": "x"})
    hub = forge(site)
    listed = list(hub.repositories("ville", FEW))
    site.world.faults.append(Fault("resource-limits", "/graphql", times=2, allow=5))
    found = [tree_of(facts) for _, facts in hub.collect(listed, FEW, MemoryCache(), NOW)]
    assert all(tree.only is not None and len(tree) == 1 for tree in found)
    assert listings(site) == 0


@pytest.mark.parametrize("fault", ["resource-limits", "502"])
def test_a_repository_whose_folders_cannot_be_had_is_listed_at_once(site: Site, fault: str) -> None:
    site.world.repository("ville/p", {"README.md": "x"})
    hub = forge(site)
    listed = list(hub.repositories("ville", WHOLE))
    site.world.faults.append(Fault(fault, "/graphql", times=0))
    (facts,) = (facts for _, facts in hub.collect(listed, Needs(paths=FEW.contents), MemoryCache(), NOW))
    assert tree_of(facts).only is None


def test_an_older_server_that_does_not_know_the_words(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders.queries, "FOLDER_PARTS", "__typename ... on Tree { entries { unheardOf } }")
    site.world.repository("ville/p", {"README.md": "x"})
    assert tree_of(only(site, Needs(paths=FEW.contents))).only is None


def test_git_lists_what_rest_cuts_off(tmp_path: Path, site: Site) -> None:
    folder = build(tmp_path / "odd", ODD)
    site.world.from_disk("ville/large", folder)
    site.world.tree_limit = 5
    cache = MemoryCache()
    here = open_repository(str(folder), "HEAD").collect(WHOLE._replace(sizes=True), "", NOW)
    there = tree_of(only(site, WHOLE._replace(sizes=True), cache=cache))
    assert [(one.path, one.kind) for one in there.entries] == [(one.path, one.kind) for one in tree_of(here).entries]
    assert there.incomplete is None
    told = [one for one in there.entries if one.size is not None]
    assert 0 < len(told) <= 5
    assert all(tree_of(here).get(one.path) == one for one in told if one.kind.value == "file")
    assert (listings(site), clones(site)) == (1, 1)
    tree_of(only(site, WHOLE, cache=cache))
    assert (listings(site), clones(site)) == (1, 1)


def test_where_git_is_not_answered_a_cut_listing_is_incomplete(site: Site) -> None:
    site.world.repository("ville/large", {f"f{number}.txt": "x" for number in range(30)})
    site.world.tree_limit, site.world.has_git = 20, False
    cache = MemoryCache()
    found = tree_of(only(site, WHOLE, cache=cache))
    assert (len(found), found.incomplete is None) == (20, False)
    site.world.has_git = True
    found = tree_of(only(site, WHOLE, cache=cache))
    assert (len(found), found.incomplete) == (30, None)
    assert (listings(site), clones(site)) == (1, 2)


def test_git_lists_where_few_requests_are_left(site: Site) -> None:
    for number in range(12):
        site.world.repository(f"ville/p{number:02}", {f"src/{number}.txt": "x", "README.md": "x"})
    site.world.limits.core = 20
    found = collect(site, FEW | WHOLE)
    assert all(len(tree_of(one)) == 2 for one in found.values())
    assert (listings(site), clones(site)) == (12, 0)
    found = collect(site, FEW | WHOLE)
    assert all(len(tree_of(one)) == 2 for one in found.values())
    # The first answer tells that seven are left, of which two are to stay: those that are too many go another way.
    assert (listings(site), clones(site)) == (12 + 1 + 5, 6)
    assert not any(entry.status == 403 for entry in site.world.log)


def test_sizes_are_worth_requests_that_are_few(site: Site) -> None:
    for number in range(4):
        site.world.repository(f"ville/p{number}", {"README.md": "x"})
    site.world.limits.core = 5
    needs, cache = WHOLE._replace(sizes=True), MemoryCache()
    assert all(tree_of(one).get("README.md").size == 1 for one in collect(site, needs, cache=cache).values())  # type: ignore[union-attr]
    site.world.limits.core = 10_000
    first, *_ = cache.trees
    cache.trees[first] = cache.trees[first]._replace(
        entries=tuple((entry._replace(size=None), oid) for entry, oid in cache.trees[first].entries)
    )
    assert tree_of(collect(site, needs, cache=cache)["gh:ville/p0"]).get("README.md").size == 1  # type: ignore[union-attr]


def test_after_some_refusals_git_is_asked_no_more(site: Site) -> None:
    for number in range(8):
        site.world.repository(f"ville/p{number}", {f"{at}.txt": f"{number}" for at in range(9)})
    site.world.tree_limit, site.world.has_git = 4, False
    collect(site, WHOLE)
    assert sum("git-upload-pack" in entry.path for entry in site.world.log) == trees.HOPELESS


def test_a_private_repository_is_listed_with_the_token_and_nobody_is_told_of_it(site: Site) -> None:
    site.world.repository("ville/secret", {f"{at}.txt": "x" for at in range(9)}, isPrivate=True)
    site.world.tree_limit = 4
    assert len(tree_of(only(site, WHOLE))) == 9
    hub = forge(site)
    (listed,) = hub.repositories("ville", WHOLE)
    with pytest.raises(git_listing.GitRefusedError) as refused:
        forge(site, "t-none")._transport.tree_by_git("ville", "secret", listed.head or "")
    assert "t-none" not in repr(refused.value)
    assert refused.value.__cause__ is None


def test_a_name_that_leads_elsewhere_is_not_followed_with_the_token(site: Site) -> None:
    site.world.repository("ville/p", {f"{at}.txt": "x" for at in range(9)})
    hub = forge(site)
    (listed,) = hub.repositories("ville", WHOLE)
    site.world.rename("ville/p", "ville/q")
    with pytest.raises(git_listing.GitRefusedError, match="status 301"):
        hub._transport.tree_by_git("ville", "p", listed.head or "")
