# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""GitHub's limits: points and nodes of a query, the primary limit of an hour, the secondary of a minute.

Source: github/docs, content/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api.md. How `nodes(ids:)`
counts is not told there: each id is taken for a node, and what is below it for asked as often.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    value_from_ast_untyped,
)

MAX_PAGE = 100
MAX_NODES = 500_000


class Limits:
    """What the server allows; tests change it. None: not watched."""

    graphql = 5000
    core = 5000
    anonymous = 60
    window = 3600
    graphql_minute: int | None = None
    core_minute: int | None = None
    minute_has_retry_after = True
    writes_minute: int | None = None
    writes_hour: int | None = None
    """Requests that create content, of which GitHub allows about 80 and 500."""
    objects: int | None = None
    """Git objects that one query may read before RESOURCE_LIMITS_EXCEEDED."""


class Meter:
    """What one token has used of one resource in this hour and this minute."""

    def __init__(self) -> None:
        self.used = 0
        self.reset = 0
        self.recent: deque[tuple[float, int]] = deque()


class Meters:
    """All meters, by token and resource."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self.limits, self.clock = limits, clock
        self._meters: dict[tuple[str, str], Meter] = {}
        self._written: dict[str, list[float]] = {}

    def limit(self, token: str, resource: str) -> int:
        """The limit of an hour."""
        if not token:
            return self.limits.anonymous
        return self.limits.graphql if resource == "graphql" else self.limits.core

    def meter(self, token: str, resource: str) -> Meter:
        """The meter, at zero when a new hour has begun."""
        meter = self._meters.setdefault((token, resource), Meter())
        now = self.clock()
        if now >= meter.reset:
            meter.used, meter.reset = 0, int(now) + self.limits.window
        while meter.recent and meter.recent[0][0] <= now - 60:
            meter.recent.popleft()
        return meter

    def refused(self, token: str, resource: str, points: int) -> str:
        """`primary` or `secondary` if there is no room for these points, else nothing."""
        meter = self.meter(token, resource)
        minute = self.limits.graphql_minute if resource == "graphql" else self.limits.core_minute
        if minute is not None and sum(spent for _, spent in meter.recent) + 1 > minute:
            return "secondary"
        return "primary" if meter.used + points > self.limit(token, resource) else ""

    def wait_for_writing(self, token: str) -> int:
        """The seconds to wait before one more write, 0 for none; it is counted then."""
        now, sent = self.clock(), self._written.setdefault(token, [])
        for count, window in ((self.limits.writes_minute, 60), (self.limits.writes_hour, 3600)):
            recent = [at for at in sent if at > now - window]
            if count is not None and len(recent) >= count:
                return max(1, int(recent[0] + window - now))
        sent.append(now)
        return 0

    def spend(self, token: str, resource: str, points: int) -> None:
        """Count points."""
        meter = self.meter(token, resource)
        meter.used += points
        meter.recent.append((self.clock(), points))

    def headers(self, token: str, resource: str) -> dict[str, str]:
        """The headers of every answer."""
        meter, limit = self.meter(token, resource), self.limit(token, resource)
        return {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(0, limit - meter.used)),
            "X-RateLimit-Used": str(meter.used),
            "X-RateLimit-Reset": str(meter.reset),
            "X-RateLimit-Resource": resource,
        }


class Cost(NamedTuple):
    """What a query asks for at most."""

    requests: int
    nodes: int

    @property
    def points(self) -> int:
        """Requests by hundred, rounded, at least one."""
        return max(1, int(self.requests / 100 + 0.5))


class Counter:
    """Walks a valid query once, as GitHub does before it runs it."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self.schema = schema
        self.fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self.variables = dict(variables)
        self.requests = self.nodes = 0
        self.fields: dict[tuple[str, str], FieldNode] = {}

    def count(self, operation: OperationDefinitionNode) -> Cost:
        """The cost of an operation; raises GraphQLError when it asks for too much."""
        for definition in operation.variable_definitions or ():
            if definition.default_value is not None:
                default = value_from_ast_untyped(definition.default_value)
                self.variables.setdefault(definition.variable.name.value, default)
        root = self.schema.get_root_type(operation.operation)
        assert root
        self._selections(operation.selection_set, root, 1)
        return Cost(self.requests, self.nodes)

    def _selections(self, selections: SelectionSetNode | None, parent: GraphQLNamedType, times: int) -> None:
        for some in selections.selections if selections else ():
            if not self._included(some.directives or ()):
                continue
            if isinstance(some, FieldNode):
                self._field(some, parent, times)
            elif isinstance(some, InlineFragmentNode):
                on = self.schema.type_map[some.type_condition.name.value] if some.type_condition else parent
                self._selections(some.selection_set, on, times)
            elif isinstance(some, FragmentSpreadNode):
                fragment = self.fragments[some.name.value]
                on = self.schema.type_map[fragment.type_condition.name.value]
                self._selections(fragment.selection_set, on, times)

    def _field(self, node: FieldNode, parent: GraphQLNamedType, times: int) -> None:
        name = node.name.value
        if name.startswith("__") or not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return
        field = parent.fields[name]
        self.fields.setdefault((parent.name, name), node)
        arguments = {
            some.name.value: value_from_ast_untyped(some.value, self.variables) for some in node.arguments or ()
        }
        below = get_named_type(field.type)
        if "first" in field.args:
            times = self._page(node, arguments, times)
        elif name == "nodes" and "ids" in field.args:
            count = len(arguments.get("ids") or ())
            if count > MAX_PAGE:
                raise refusal(
                    "ARGUMENT_LIMIT", f"You may not provide more than 100 node ids; you provided {count}.", node
                )
            self.nodes += count
            times *= max(1, count)
        self._selections(node.selection_set, below, times)

    def _page(self, node: FieldNode, arguments: Mapping[str, Any], times: int) -> int:
        name = node.name.value
        self.requests += times
        given = [(key, arguments[key]) for key in ("first", "last") if arguments.get(key) is not None]
        inside = {some.name.value for some in node.selection_set.selections if isinstance(some, FieldNode)} if (
            node.selection_set) else set()  # fmt: skip
        if not given:
            if inside & {"nodes", "edges"}:
                text = f"You must provide a `first` or `last` value to properly paginate the `{name}` connection."
                raise refusal("MISSING_PAGINATION_BOUNDARIES", text, node)
            return times
        key, size = given[0]
        if not 0 <= size <= MAX_PAGE:
            text = f"Requesting {size} records on the `{name}` connection exceeds the `{key}` limit of 100 records."
            raise refusal("EXCESSIVE_PAGINATION", text, node)
        self.nodes += times * size
        if self.nodes > MAX_NODES:
            text = (
                f"By the time this query traverses to the {name} connection, it is requesting up to "
                f"{self.nodes:,} possible nodes which exceeds the maximum limit of {MAX_NODES:,}."
            )
            raise refusal("MAX_NODE_LIMIT_EXCEEDED", text, node)
        return times * int(size)

    def _included(self, directives: Any) -> bool:
        for directive in directives:
            value = (
                value_from_ast_untyped(directive.arguments[0].value, self.variables) if directive.arguments else None
            )
            if (directive.name.value, bool(value)) in {("include", False), ("skip", True)}:
                return False
        return True


def refusal(kind: str, message: str, node: FieldNode | None = None) -> GraphQLError:
    """An error as GitHub types it."""
    return GraphQLError(message, [node] if node else None, extensions={"type": kind})
