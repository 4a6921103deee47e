# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every query that the code can build is one that GitHub's schema allows, within GitHub's limits."""

from __future__ import annotations

from pathlib import Path

import graphql
import pytest

from ospo_policy.forges.folders import LIKELY, Folder, Walk
from ospo_policy.forges.github import queries, write_queries
from ospo_policy.model.needs import Needs
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.parsers.reach import reach
from tests.forges.github_server.limits import Counter

SCHEMA = graphql.build_schema(
    (Path(__file__).parent / "github_server/schema.graphql").read_text(encoding="utf-8"), assume_valid=True
)
FACTS = sorted({**queries.PARTS, **queries.REF_PARTS, **queries.COMMIT_PARTS, **queries.OWNER_PARTS})


def errors(text: str) -> list[str]:
    return [error.message for error in graphql.validate(SCHEMA, graphql.parse(text))]


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_alone(fact: str) -> None:
    needs = Needs(fields=frozenset({fact}))
    assert errors(queries.inventory(needs)) == []
    owner = queries.owner(needs)
    assert (owner is not None) == fact.startswith("org.")
    assert owner is None or errors(owner) == []


@pytest.mark.parametrize("history", [frozenset(), frozenset({"tags", "last_commit"})])
def test_all_facts_together(history: frozenset[str]) -> None:
    needs = Needs(fields=frozenset(FACTS), history=history)
    assert errors(queries.inventory(needs)) == []
    assert errors(queries.owner(needs) or "") == []


def test_nothing_is_asked_that_no_rule_wants() -> None:
    bare = queries.inventory(Needs())
    assert "releases" not in bare
    assert "hasVulnerabilityAlertsEnabled" not in bare
    minimal = load_policy([Wanted("minimal")], PackSources(offline=True)).needs
    assert "pullRequests" not in queries.inventory(minimal)
    assert queries.owner(minimal) is None


@pytest.mark.parametrize("count", [1, 100])
def test_blobs(count: int) -> None:
    wanted = [queries.WantedBlob("o", f"r{n % 7}", f"{n:040x}") for n in range(count)]
    text, variables = queries.blobs(wanted)
    assert errors(text) == []
    assert sorted(value for name, value in variables.items() if name.startswith("o")) == [one.oid for one in wanted]


@pytest.mark.parametrize("count", [1, 50])
def test_folders(count: int) -> None:
    every = load_policy([Wanted("community-health")], PackSources(offline=True)).needs
    places = reach(every.selectors | {".gitlab/**/*.yml", "changelog", "issue-template", "licence"})
    assert places is not None
    asked = [*Walk(places).next(), Folder("docs/deep", "2" * 40)]
    text, variables = queries.folders([queries.WantedFolders("o", f"r{n}", f"{n:040x}", asked) for n in range(count)])
    assert errors(text) == []
    assert len(asked) <= len(LIKELY) + 1
    assert [value for value in variables.values() if value.endswith(":")] == [f"{n:040x}:" for n in range(count)]
    assert "2" * 40 in variables.values()
    (operation,) = (d for d in graphql.parse(text).definitions if isinstance(d, graphql.OperationDefinitionNode))
    cost = Counter(SCHEMA, graphql.parse(text), variables).count(operation)
    assert (cost.points, cost.nodes) == (1, 0)
    assert len(text) + len(str(variables)) < 50_000


def test_what_is_asked_for_administrators_alone() -> None:
    assert errors(queries.for_administrators(queries.ADMIN)) == []
    assert errors(queries.inventory(Needs(), administered=True)) == []


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_is_found_again_by_the_key_of_its_answer(fact: str) -> None:
    part = {**queries.PARTS, **queries.REF_PARTS, **queries.COMMIT_PARTS, **queries.OWNER_PARTS}[fact]
    (operation,) = graphql.parse(f"{{ {part} }}").definitions
    assert isinstance(operation, graphql.OperationDefinitionNode)
    first = operation.selection_set.selections[0]
    field = first.selection_set.selections[0] if isinstance(first, graphql.InlineFragmentNode) else first
    assert isinstance(field, graphql.FieldNode)
    assert fact in queries.answered_under((field.alias or field.name).value)
    assert fact in queries.with_words(frozenset({field.name.value}))


SETTINGS = frozenset(write_queries.SETTINGS) | write_queries.ADMIN_SETTINGS.keys() | write_queries.REF_SETTINGS
WRITING = {
    "situations": write_queries.situations(2, SETTINGS),
    "situations of one name": write_queries.situations(1, frozenset()),
    "forks": write_queries.forks(2),
    "protections": write_queries.protections(SETTINGS),
    "more requests": write_queries.more_requests(),
    "more issues": write_queries.more_issues(),
    "comments": write_queries.comments(),
    "files": write_queries.files(50),
    "a branch": write_queries.create_ref(50),
    "a commit": write_queries.COMMIT,
    "references": write_queries.UPDATE_REFS,
    "the viewer": write_queries.VIEWER,
}


@pytest.mark.parametrize("name", WRITING)
def test_documents_of_the_writing_side(name: str) -> None:
    assert errors(WRITING[name]) == []


@pytest.mark.parametrize("setting", sorted(SETTINGS))
def test_each_setting_alone(setting: str) -> None:
    assert errors(write_queries.situations(1, frozenset({setting}))) == []
    assert errors(write_queries.protections(frozenset({setting}))) == []
