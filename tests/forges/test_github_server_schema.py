# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The test GitHub's schema is a part of the official one, and the documents that others wrote run on it."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType

from tests.forges.github_server import serving
from tests.forges.github_server.samples import sample
from tests.forges.github_server.schema import CUT, cut_down, cut_schema, named_fields, official_schema
from tests.support.contracts import CONTRACTS


@pytest.mark.parametrize("name", ["inventory", "org", "texts_by_path", "blobs_by_oid"])
@pytest.mark.parametrize("official", [False, True])
def test_shared_documents_run(name: str, official: bool) -> None:
    path = CONTRACTS / "queries" / f"github_{name}.graphql"
    if not path.is_file():
        pytest.skip("the shared documents are not here")
    schema = official_schema() if official else cut_schema()
    if schema is None:
        pytest.skip("the official schema is not here")
    world = sample(60)
    world.repository("numerique/good", {"README.md": "# Good\n"})
    world.repository("numerique/bare", {"README.md": "# Good\n"})
    variables = {"org": "numerique", "first": 50, "withAdmin": True, "o0": "0" * 40, "o1": "1" * 40}
    with serving(world, schema) as base:
        body: Any = {"query": path.read_text(encoding="utf-8"), "variables": variables}
        answer = requests.post(f"{base}/graphql", json=body, headers={"Authorization": "bearer t-owner"}, timeout=60)
    assert "errors" not in answer.json()
    assert answer.json()["data"]["rateLimit"]["cost"] == (2 if name == "inventory" else 1)


def test_the_cut_is_the_official_schema_in_part() -> None:
    official, cut = official_schema(), cut_schema()
    if official is None:
        pytest.skip("the official schema is not here")
    assert CUT.read_text(encoding="utf-8") == cut_down(official, named_fields(CUT.read_text(encoding="utf-8")))
    for name, type_ in cut.type_map.items():
        other = official.type_map[name]
        assert type(other) is type(type_), name
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            assert isinstance(other, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType)
            for field, described in type_.fields.items():
                assert str(described.type) == str(other.fields[field].type), (name, field)
        if isinstance(type_, GraphQLEnumType):
            assert isinstance(other, GraphQLEnumType)
            assert set(type_.values) == set(other.values)
        if isinstance(type_, GraphQLUnionType):
            assert isinstance(other, GraphQLUnionType)
            assert {some.name for some in type_.types} <= {some.name for some in other.types}
