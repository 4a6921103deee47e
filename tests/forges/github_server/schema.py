# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""GitHub's GraphQL schema: the official one (npm `@octokit/graphql-schema`) where it is, and our cut of it.

The cut (`schema.graphql`) holds the types and fields that an audit asks for, each as in the official one; all
else is refused, as GitHub refuses what it lacks. To widen it, name a field there (its type matters not) and run
`python -m tests.forges.github_server.schema`, which writes the cut anew from the official schema.
"""

from __future__ import annotations

import os
import tarfile
from functools import cache
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    is_specified_scalar_type,
)

from tests.support.contracts import CONTRACTS

CUT = Path(__file__).parent / "schema.graphql"
VERSION = "15.26.1"
HEADER = (
    "# SPDX-FileCopyright"
    "Text: GitHub Inc. and Octokit contributors\n"
    "# SPDX-License"  # in two parts, since this module's own licence is another
    "-Identifier: MIT\n"
    f"# Cut from @octokit/graphql-schema {VERSION} by tests/forges/github_server/schema.py: do not widen it by hand.\n\n"
)


def official_places() -> list[Path]:
    """Where the official schema may be: as SDL, or in the package as npm packs it."""
    names = ("github.graphql", "schema.graphql", f"octokit-graphql-schema-{VERSION}.tgz")
    folders = [CONTRACTS, Path.home() / ".cache" / "ospo-policy"]
    given = os.environ.get("OSPO_POLICY_GITHUB_SDL")
    return [*([Path(given)] if given else []), *(folder / name for folder in folders for name in names)]


def official_text() -> str | None:
    """The official schema, or None where it is absent."""
    for place in official_places():
        if place.suffix == ".tgz" and place.is_file():
            with tarfile.open(place) as archive:
                member = archive.extractfile("package/schema.graphql")
                return member.read().decode() if member else None
        if place.is_file():
            return place.read_text(encoding="utf-8")
    return None


@cache
def cut_schema() -> GraphQLSchema:
    """The cut, ready to execute."""
    return build_schema(CUT.read_text(encoding="utf-8"), assume_valid=True)


@cache
def official_schema() -> GraphQLSchema | None:
    """The official schema, ready to execute, or None where it is absent: it takes a second."""
    text = official_text()
    return build_schema(text, assume_valid=True) if text else None


def named_fields(text: str) -> dict[str, set[str]]:
    """Type to fields, as a cut names them."""
    schema = build_schema(text, assume_valid=True, assume_valid_sdl=True)
    return {
        name: set(type_.fields) if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) else set()
        for name, type_ in schema.type_map.items()
        if not name.startswith("__")
    }


def cut_down(schema: GraphQLSchema, wanted: dict[str, set[str]]) -> str:
    """The official schema with the wanted types and fields only, and what their arguments need."""
    kept: dict[str, GraphQLNamedType] = {}
    queue = [name for name in wanted if isinstance(schema.type_map[name], GraphQLObjectType | GraphQLInterfaceType)]
    queue += [name for name in wanted if isinstance(schema.type_map[name], GraphQLUnionType)]
    while queue:
        name = queue.pop()
        if name in kept:
            continue
        type_ = kept[name] = schema.type_map[name]
        for used in _uses(type_, wanted.get(name, set())):
            if (
                isinstance(used, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)
                and used.name not in wanted
            ):
                raise LookupError(f"{name} leads to {used.name}: name its fields too")
            queue.append(used.name)
    blocks = [_print(kept[name], wanted, kept) for name in sorted(kept) if not is_specified_scalar_type(kept[name])]
    return HEADER + "\n\n".join(blocks) + "\n"


def _uses(type_: GraphQLNamedType, fields: set[str]) -> list[GraphQLNamedType]:
    if isinstance(type_, GraphQLInputObjectType):
        return [get_named_type(field.type) for field in type_.fields.values()]
    if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        return []
    unknown = fields - set(type_.fields)
    if unknown:
        raise LookupError(f"{type_.name} has no {sorted(unknown)}")
    used = [type_.fields[name] for name in fields]
    arguments = [argument for field in used for argument in field.args.values()]
    return [get_named_type(some.type) for some in (*used, *arguments)]


def _print(type_: GraphQLNamedType, wanted: dict[str, set[str]], kept: dict[str, GraphQLNamedType]) -> str:
    if isinstance(type_, GraphQLScalarType):
        return f"scalar {type_.name}"
    if isinstance(type_, GraphQLEnumType):
        return f"enum {type_.name} {{\n" + "".join(f"  {value}\n" for value in type_.values) + "}"
    if isinstance(type_, GraphQLUnionType):
        return f"union {type_.name} = " + " | ".join(some.name for some in type_.types if some.name in kept)
    if isinstance(type_, GraphQLInputObjectType):
        return f"input {type_.name} {{\n" + "".join(f"  {n}: {f.type}\n" for n, f in type_.fields.items()) + "}"
    assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
    parents = [parent for parent in type_.interfaces if parent.name in kept]
    names = wanted[type_.name].union(*(wanted[parent.name] for parent in parents))
    lines = []
    for name, field in type_.fields.items():
        if name in names:
            arguments = ", ".join(f"{key}: {value.type}" for key, value in field.args.items())
            lines.append(f"  {name}{f'({arguments})' if arguments else ''}: {field.type}\n")
    keyword = "interface" if isinstance(type_, GraphQLInterfaceType) else "type"
    above = " implements " + " & ".join(parent.name for parent in parents) if parents else ""
    return f"{keyword} {type_.name}{above} {{\n{''.join(lines)}}}"


def main() -> None:
    """Write the cut anew."""
    schema = official_schema()
    if schema is None:
        raise SystemExit("the official schema is not here: npm pack @octokit/graphql-schema, see official_places()")
    CUT.write_text(cut_down(schema, named_fields(CUT.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
