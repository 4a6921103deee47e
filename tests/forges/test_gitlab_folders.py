# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Large projects of GitLab, where rules look into a few folders: those alone are listed, and the verdicts are the same."""

from __future__ import annotations

from typing import Any

import pytest

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.gitlab.reader import GitLabForge
from ospo_policy.model.facts import Content, Fact, Known, Repository
from ospo_policy.model.needs import Needs
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from tests.forges.gitlab_server.server import Fault, GitLab
from tests.forges.gitlab_server.world import LINK, File
from tests.forges.test_gitlab import collect, forge, only, server
from tests.support.object_cache import MemoryCache
from tests.support.odd_files import NOW

__all__ = ["server"]
KINDS = Needs(paths=frozenset({"licence"}), contents=frozenset({"readme", "contributing", "issue-template"}))
FEW: dict[str, Any] = {
    "README.md": "# Eau",
    "LICENSE": "MIT",
    ".gitlab/issue_templates/Bug.md": "bug",
    "Docs/CONTRIBUTING.md": "x",
}


def large(server: GitLab, path: str = "ville/large", count: int = 5_000, **files: Any) -> None:
    server.world.add(path, {f"src/m{at % 50}/f{at:05}.py": str(at) for at in range(count)} | FEW | files)


def paths(found: Repository) -> set[str]:
    assert isinstance(found.tree, Known)
    return {path for path in found.tree.value.paths if not path.startswith("src/")}


def texts(found: Repository) -> dict[str, str]:
    def text(fact: Fact[Content]) -> str:
        return fact.value.text if isinstance(fact, Known) else "unseen"

    return {path: text(fact) for path, fact in found.contents.items()}


def test_some_folders_of_a_large_project_are_listed_with_few_requests(server: GitLab) -> None:
    large(server)
    cache = MemoryCache()
    found = only(server, KINDS, cache=cache)
    assert paths(found) == set(FEW)
    assert texts(found) == {name: str(text) for name, text in FEW.items() if name != "LICENSE"}
    assert isinstance(found.tree, Known)
    assert len(found.tree.value) < 100
    assert len(server.log) <= 6
    whole = only(server, KINDS._replace(tree=True))
    assert texts(whole) == texts(found)
    server.log.clear()
    assert texts(only(server, KINDS, cache=cache)) == texts(found)
    assert len(server.log) == 1  # the listing


def test_small_projects_are_listed_as_a_whole_all_at_once(server: GitLab) -> None:
    for number in range(30):
        server.world.add(f"ville/p{number}", {**FEW, "src/a.py": str(number)})
    found = collect(server, KINDS)
    assert all(
        isinstance(one, Repository) and len(one.tree.value) == 5
        for one in found.values()
        if isinstance(one.tree, Known)
    )  # type: ignore[union-attr]
    assert sum("tree(" in str(one.body) and "ids" in one.body["variables"] for one in server.log) == 1


def test_a_link_that_leads_out_of_the_folders_is_followed(server: GitLab) -> None:
    large(server, count=300, **{"README.md": File(b"src/m1/ABOUT.md", LINK), "src/m1/ABOUT.md": "# About"})
    assert texts(only(server, KINDS))["README.md"] == "# About"


def test_a_path_that_is_compared_with_all_others_takes_the_whole_listing(server: GitLab) -> None:
    needs = KINDS._replace(tree_with=frozenset({"codeowners"}))
    large(server, count=300)
    large(server, "ville/owned", count=300, CODEOWNERS="* @ada")
    sizes = [
        len(one.tree.value)
        for one in collect(server, needs).values()
        if isinstance(one, Repository) and isinstance(one.tree, Known)
    ]
    assert sizes[0] < 110
    assert sizes[1] == 305


@pytest.mark.parametrize("folder", ["", "docs/", ".gitlab/issue_templates/"])
def test_a_folder_of_more_than_a_page_takes_the_whole_listing(server: GitLab, folder: str) -> None:
    large(server, count=300, **{f"{folder}f{at:03}.md": "x" for at in range(120)})
    found = only(server, KINDS)
    assert isinstance(found.tree, Known)
    assert len(found.tree.value) == 424


HOSTILE: list[Any] = [
    {"p0": None}, {"p0": {"repository": None}}, {"p0": {"repository": {"t0": 3}}}, {"p0": {"repository": {"t0": None}}},
    {"p0": {"repository": {"t0": {"blobs": {"nodes": [3], "pageInfo": {"hasNextPage": False}}}}}},
    {"p0": {"repository": {f"t{at}": {kind: {"nodes": [{"name": "../../x", "sha": "y"}], "pageInfo": {"hasNextPage": False}}
                                      for kind in ("blobs", "trees", "submodules")} for at in range(9)}}},
]  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE)
def test_odd_answers_stop_nothing(server: GitLab, data: Any) -> None:
    large(server, count=300)
    lab: GitLabForge = forge(server)
    listed = list(lab.repositories("ville", KINDS))
    server.faults = [Fault(200, "graphql", body={"data": data}, after=1)]
    ((_, found),) = lab.collect(listed, KINDS, MemoryCache(), NOW)
    assert isinstance(found, Repository)


@pytest.mark.parametrize("pack", ["minimal", "community-health", "fr-dinum", "osps-baseline-2"])
def test_the_verdicts_are_those_of_the_whole_listing(server: GitLab, pack: str) -> None:
    rules = load_policy([Wanted(pack)], PackSources(offline=True))
    large(server, count=400)
    whole = only(server, rules.needs._replace(tree=True), token="maintainer")
    server.world.projects[0].committed = "2026-01-16T12:00:00Z"
    part = only(server, rules.needs, token="maintainer")
    told = [[(one.rule, one.status) for one in evaluate(rules, facts).findings] for facts in (whole, part)]
    assert told[0] == told[1]
