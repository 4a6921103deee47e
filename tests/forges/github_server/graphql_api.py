# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GraphQL endpoint: parses, refuses what GitHub refuses, counts, executes, and writes errors as GitHub does."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    execute,
    parse,
    validate,
)

from tests.forges.github_server.limits import Cost, Counter
from tests.forges.github_server.nodes import Context
from tests.forges.github_server.resolvers import resolve, resolve_type
from tests.forges.github_server.world import Token, World

KEPT_DOCUMENTS = 64
UNKNOWN_FIELD = re.compile(r"Cannot query field '(?P<field>\w+)' on type '(?P<type>\w+)'")


class Prepared(NamedTuple):
    """A query that may run: its document, variables and cost; or the answer that refuses it."""

    document: DocumentNode | None
    variables: Mapping[str, Any]
    operation: str | None
    cost: Cost
    refused: dict[str, Any] | None = None
    text: str = ""
    fields: Mapping[tuple[str, str], FieldNode] = {}
    is_mutation: bool = False

    @property
    def first(self) -> str:
        """The fields of the root that it asks for, in a word each."""
        return " ".join(name for parent, name in self.fields if parent in {"Query", "Mutation"} and name != "rateLimit")


class GraphQLApi:
    """GraphQL on one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self._documents: OrderedDict[str, DocumentNode | list[dict[str, Any]]] = OrderedDict()

    def prepare(self, body: bytes) -> Prepared:
        """Read a request and count what it asks for at most."""
        try:
            asked = json.loads(body)
            text, variables = str(asked["query"]), asked.get("variables") or {}
            name = asked.get("operationName")
        except (ValueError, KeyError, TypeError, AttributeError):
            return _refused({"message": "A query attribute must be specified and must be a string."})
        document = self._document(text)
        if isinstance(document, list):
            return _refused(*document)
        operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
        chosen = [d for d in operations if name is None or (d.name and d.name.value == name)]
        if len(chosen) != 1:
            return _refused({"message": "An operation name is required"})
        try:
            counter = Counter(self.schema, document, variables)
            cost = counter.count(chosen[0])
        except GraphQLError as error:
            return _refused(shown(error), data=True)
        is_mutation = chosen[0].operation.value == "mutation"
        return Prepared(document, variables, name, cost, text=text, fields=counter.fields, is_mutation=is_mutation)

    def _document(self, text: str) -> DocumentNode | list[dict[str, Any]]:
        found = self._documents.get(text)
        if found is None:
            try:
                document = parse(text)
                errors = validate(self.schema, document)
                found = [shown(error) for error in errors] if errors else document
            except GraphQLError as error:
                found = [shown(error)]
            self._documents[text] = found
            if len(self._documents) > KEPT_DOCUMENTS:
                self._documents.popitem(last=False)
        return found

    def run(
        self, world: World, token: Token | None, prepared: Prepared, base: str, objects: int | None
    ) -> dict[str, Any]:
        """The answer to a query."""
        assert prepared.document
        result = execute(
            self.schema,
            prepared.document,
            context_value=Context(world, token, base, prepared.cost, objects),
            variable_values=dict(prepared.variables),
            operation_name=prepared.operation,
            field_resolver=resolve,
            type_resolver=resolve_type,
        )
        assert isinstance(result, ExecutionResult)
        answer: dict[str, Any] = {"data": result.data}
        if result.errors:
            answer["errors"] = [shown(error) for error in result.errors]
        return answer


def shown(error: GraphQLError) -> dict[str, Any]:
    """An error as GitHub writes it."""
    given = dict(error.extensions or {})
    written: dict[str, Any] = {"type": given.pop("type")} if "type" in given else {}
    unknown = UNKNOWN_FIELD.match(error.message)
    message = error.message
    if unknown:
        field, parent = unknown["field"], unknown["type"]
        message = f"Field '{field}' doesn't exist on type '{parent}'"
        given = {"code": "undefinedField", "typeName": parent, "fieldName": field}
    if written.get("type") == "FORBIDDEN":
        given["saml_failure"] = False
    if error.path:
        written["path"] = list(error.path)
    if given:
        written["extensions"] = given
    written["locations"] = [{"line": place.line, "column": place.column} for place in error.locations or ()]
    return {**written, "message": message}


def _refused(*errors: Mapping[str, Any], data: bool = False) -> Prepared:
    answer: dict[str, Any] = {"data": None} if data else {}
    return Prepared(None, {}, None, Cost(0, 0), {**answer, "errors": list(errors)})


def without_scope(world: World, token: Token, prepared: Prepared) -> dict[str, Any] | None:
    """A classic token is refused a whole query for one field whose scope it lacks."""
    errors = []
    for (parent, name), node in prepared.fields.items():
        needed = world.scopes_needed.get((parent, name))
        if token.scopes is None or needed is None or needed & token.scopes:
            continue
        text = (
            "Your token has not been granted the required scopes to execute this query. "
            f"The '{name}' field requires one of the following scopes: {sorted(needed)}, but your token has only been "
            f"granted the: {sorted(token.scopes)} scopes. Please modify your token's scopes at: "
            "https://github.com/settings/tokens."
        )
        errors.append(shown(GraphQLError(text, [node], extensions={"type": "INSUFFICIENT_SCOPES"})))
    return {"errors": errors} if errors else None
