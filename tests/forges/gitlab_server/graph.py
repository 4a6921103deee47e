# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GraphQL side: GitLab's schema cut down, its limits, its errors."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    build_schema,
    execute_sync,
    parse,
    validate,
    value_from_ast_untyped,
)

from tests.forges.gitlab_server.cut_schema import SCHEMA
from tests.forges.gitlab_server.resolvers import RESOLVERS, Context

MAX_CHARACTERS = 10_000
MAX_PAGE = 100
LACKING_IN_13: Mapping[str, frozenset[str]] = {
    "Query": frozenset({"queryComplexity"}),
    "Metadata": frozenset({"enterprise"}),
    "Project": frozenset({"branchRules", "isForked"}),
    "Repository": frozenset({"commits"}),
    "Commit": frozenset({"authorEmail", "committedDate", "committerEmail"}),
    "MergeRequest": frozenset({"commits", "mergeStatusEnum"}),
    "RepositoryBlob": frozenset({"base64EncodedBlob"}),
}
"""What a server of the 13.12 era does not know of what we use (shared contracts, where present)."""

LACKING_ARGUMENTS_IN_13 = frozenset({"accessLevels", "ids", "sort"})
"""Of `Group.groupMembers`."""

RESOLVED = frozenset(
    {"namespace", "group", "project", "projects", "blobs", "branchRules", "releases", "groupMembers", "issues", "mergeRequests",
     "notes", "approvedBy", "commits"}
)  # fmt: skip
"""Fields with a resolver: their page counts (app/graphql/resolvers/base_resolver.rb)."""
GITALY = frozenset({"commits", "blobs", "tree", "rootRef", "empty", "exists", "lastCommit", "submodules"})


NEWER = "extend type PushRules { rejectNonDcoCommits: Boolean! }"
"""What servers know that are newer than the schema (app/graphql/types/push_rules_type.rb of 2026)."""


@cache
def schema(*, old: bool = False, newest: bool = False, lacking: frozenset[str] = frozenset()) -> GraphQLSchema:
    """The schema of a server: of the 13.12 era, newer than 18.8, or without certain fields, as `Type.field`."""
    text = SCHEMA.read_text(encoding="utf-8")
    made = build_schema(text + NEWER if newest else text)
    gone = {(name, field) for name, fields in LACKING_IN_13.items() for field in fields} if old else set()
    for name, one in gone | {(name, field) for name, _, field in (text.partition(".") for text in lacking)}:
        del made.type_map[name].fields[one]  # type: ignore[attr-defined]
    if old:
        members = made.type_map["Group"].fields["groupMembers"]  # type: ignore[attr-defined]
        for argument in set(members.args) & LACKING_ARGUMENTS_IN_13:
            del members.args[argument]
    for name, resolvers in RESOLVERS.items():
        for field, resolve in resolvers.items():
            known = made.type_map[name].fields  # type: ignore[attr-defined]
            if field in known:
                known[field].resolve = resolve
    return made


def complexity(selections: SelectionSetNode, variables: Mapping[str, Any]) -> int:
    """What a document costs, by GitLab's way of counting."""
    total = 0
    for node in selections.selections:
        if isinstance(node, InlineFragmentNode):
            total += complexity(node.selection_set, variables)
        assert not isinstance(node, FragmentSpreadNode)
        if not isinstance(node, FieldNode):
            continue
        arguments = {one.name.value: value_from_ast_untyped(one.value, dict(variables)) for one in node.arguments or ()}
        name = node.name.value
        cost = 1 + (complexity(node.selection_set, variables) if node.selection_set else 0)
        cost += len(arguments.get("paths") or ())
        cost += 1 if arguments.get("sort") else 0
        cost += 1 if name in GITALY else 0
        if name == "blobs" and "paths" not in arguments:
            pass  # a part of a tree: no resolver of its own
        elif name in RESOLVED and node.selection_set and name not in ("namespace", "group", "project"):
            cost += int(cost * 0.01 * min(arguments.get("first") or MAX_PAGE, MAX_PAGE))
        total += cost
    return total


def refused(text: str) -> dict[str, Any]:
    return {"errors": [{"message": text}]}


def _undefined(error: GraphQLError) -> dict[str, Any]:
    """A message of graphql-core in graphql-ruby's words."""
    words = error.message.split("'")
    if error.message.startswith("Cannot query field"):
        field, type_ = words[1], words[3]
        return {
            "message": f"Field '{field}' doesn't exist on type '{type_}'",
            "locations": [{"line": 1, "column": 1}],
            "path": ["query", field],
            "extensions": {"code": "undefinedField", "typeName": type_, "fieldName": field},
        }
    if error.message.startswith("Unknown argument"):
        argument, field = words[1], words[3].partition(".")[2]
        more = {"code": "argumentNotAccepted", "name": field, "typeName": "Field", "argumentName": argument}
        return {"message": f"Field '{field}' doesn't accept argument '{argument}'", "extensions": more}
    return {"message": error.message, "extensions": {"code": "invalid"}}


@lru_cache(maxsize=64)
def _read(query: str, *, old: bool, newest: bool, lacking: frozenset[str]) -> tuple[DocumentNode, list[GraphQLError]]:
    """A document, and what is wrong with it; the same ones come again and again."""
    document = parse(query)
    return document, validate(schema(old=old, newest=newest, lacking=lacking), document)


def answer(body: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """What GitLab answers to a GraphQL request, always with status 200."""
    query, variables = body.get("query") or "", body.get("variables") or {}
    if len(query) > MAX_CHARACTERS:
        return refused("Query too large")
    made = schema(old=context.old, newest=context.newest, lacking=context.lacking)
    try:
        document, mistakes = _read(query, old=context.old, newest=context.newest, lacking=context.lacking)
    except GraphQLError as error:
        return refused(error.message)
    if mistakes:
        return {"errors": [_undefined(error) for error in mistakes]}
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    score, limit = complexity(operation.selection_set, variables), context.limit
    context.score = score
    if score > limit:
        return refused(f"Query has complexity of {score}, which exceeds max complexity of {limit}")
    done = execute_sync(made, document, context_value=context, variable_values=dict(variables))
    result: dict[str, Any] = {"data": done.data}
    if done.errors:
        result["errors"] = [error.formatted for error in done.errors]
    return result


def cursor(at: int) -> str:
    return base64.urlsafe_b64encode(str(at).encode()).decode().rstrip("=")


__all__ = ["LACKING_IN_13", "MAX_CHARACTERS", "answer", "complexity", "cursor", "schema"]
