# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each field of the schema gives: from a table of functions, else from an object's `fields`, else a typed default.

A plain list where the schema has a connection becomes a page; a field that wants a higher right than the token has
is refused, as GitHub does, with FORBIDDEN beside a null.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    get_named_type,
)

from tests.forges.github_server import fields_git, fields_pulls, fields_repository, fields_root, mutations
from tests.forges.github_server.limits import refusal
from tests.forges.github_server.nodes import MISSING, Context, EntryNode, ObjectNode, RefNode
from tests.forges.github_server.paging import Edge, connection
from tests.forges.github_server.world import RIGHTS, Owner, Repo

TABLE = {
    **fields_root.FIELDS,
    **fields_repository.FIELDS,
    **fields_git.FIELDS,
    **fields_pulls.FIELDS,
    **mutations.FIELDS,
}
ACTORS = ("User", "Bot", "Mannequin", "Organization")


class Default(NamedTuple):
    """What a field is that nobody set, and whether it is a connection."""

    value: Any
    is_page: bool


_defaults: dict[tuple[str, str], Default] = {}


def resolve(source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
    """The value of a field."""
    parent, name = info.parent_type.name, info.field_name
    context: Context = info.context
    default = default_of(info.parent_type, name)
    function = TABLE.get((parent, name))
    if _hidden(source, parent, name, context):
        value = MISSING
    else:
        value = function(source, context, arguments) if function else read(source, name, MISSING)
    if value is MISSING:
        value = default.value
    if default.is_page and isinstance(value, list | tuple) and not isinstance(value, Edge):
        return connection(value, arguments, lambda some, key: _read(some, key, context))
    return value


def _read(some: Any, name: str, context: Context) -> Any:
    """What a filter or an order looks at."""
    if isinstance(some, Edge):
        return some.more[name] if name in some.more else _read(some.node, name, context)
    for kind, type_ in (("Repository", Repo), ("Ref", RefNode), ("Commit", ObjectNode)):
        function = TABLE.get((kind, name))
        if function and isinstance(some, type_):
            return function(some, context, {})
    return read(some, name)


def read(source: Any, name: str, missing: Any = None) -> Any:
    """What was set, by its name."""
    if isinstance(source, Mapping):
        return source.get(name, missing)
    if isinstance(source, Repo | Owner):
        return source.fields.get(name, missing)
    return getattr(source, name, missing)


def _hidden(source: Any, parent: str, name: str, context: Context) -> bool:
    """Whether the right is missing and GitHub says nothing of it; where it says so, an error is raised."""
    needed = context.world.rights_needed.get((parent, name))
    if needed is None:
        return False
    if isinstance(source, Owner):
        right = context.world.owner_right(context.token, source)
    else:
        repo = source if isinstance(source, Repo) else getattr(source, "repo", None)
        given = context.token.rights.values() if context.token else ()
        highest = max((RIGHTS.index(name) for name in given), default=0)
        right = context.world.right(context.token, repo) if repo else highest
    if right < RIGHTS.index(needed):
        kind = context.token.kind if context.token else "user"
        if context.token and context.token.scopes is not None and (parent, name) in context.world.hidden:
            return True
        by = "integration" if kind == "installation" else "personal access token"
        raise refusal("FORBIDDEN", f"Resource not accessible by {by}")
    return False


def default_of(parent: GraphQLObjectType, name: str) -> Default:
    """A value that the schema allows for a field that nobody set."""
    found = _defaults.get((parent.name, name))
    if found is None:
        field: GraphQLField = parent.fields[name]
        found = _defaults[parent.name, name] = Default(_value(field.type), "first" in field.args)
    return found


def _value(type_: Any) -> Any:
    named = get_named_type(type_)
    if named.name.endswith("Connection"):
        return []
    if not isinstance(type_, GraphQLNonNull):
        return None
    inner = type_.of_type
    if isinstance(inner, GraphQLList):
        return []
    if isinstance(inner, GraphQLEnumType):
        return next(iter(inner.values))
    plain = {"Boolean": False, "Int": 0, "Float": 0.0, "String": "", "DateTime": "2026-01-01T12:00:00Z"}
    return plain.get(inner.name, {} if isinstance(inner, GraphQLObjectType) else "")


def resolve_type(value: Any, info: GraphQLResolveInfo[Any], abstract: Any) -> str:
    """The name of the object's type behind an interface or a union."""
    if isinstance(value, Owner):
        return value.kind
    if isinstance(value, Repo):
        return "Repository"
    if isinstance(value, ObjectNode):
        return value.found.kind.title()
    if isinstance(value, RefNode):
        return "Ref"
    if isinstance(value, EntryNode):
        return "TreeEntry"
    given = value.get("__typename") if isinstance(value, Mapping) else None
    usual = {"Actor": "User", "GitSignature": "GpgSignature", "RuleParameters": "PullRequestParameters"}
    return str(given or usual.get(abstract.name, "User"))
