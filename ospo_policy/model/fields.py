# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documented facts that conditions (`when`, `where`, the `cel` check) can speak of.

Each is known or unseen like every fact. The catalogue explains each to its reader, under
`field.<name>`.
"""

from typing import Literal, NamedTuple, TypeAlias

from ospo_policy.model.needs import Needs

FieldType: TypeAlias = Literal["string", "bool", "int", "list"]


class Field(NamedTuple):
    """A fact's type in CEL, and what a reader must collect for it."""

    type: FieldType
    needs: Needs


def _forge(type_: FieldType, name: str) -> Field:
    return Field(type_, Needs(fields=frozenset({name})))


FIELDS: dict[str, Field] = {
    "repo.name": Field("string", Needs()),
    "repo.profile": Field("string", Needs()),
    "repo.files": Field("int", Needs(tree=True)),
    "repo.tags": Field("int", Needs(history=frozenset({"tags"}))),
    "repo.days_since_last_commit": Field("int", Needs(history=frozenset({"last_commit"}))),
    "repo.owner": _forge("string", "owner"),
    "repo.description": _forge("string", "description"),
    "repo.url": _forge("string", "url"),
    "repo.homepage": _forge("string", "homepage"),
    "repo.topics": _forge("list", "topics"),
    "repo.visibility": _forge("string", "visibility"),
    "repo.default_branch": _forge("string", "default_branch"),
    "repo.fork": _forge("bool", "fork"),
    "repo.mirror": _forge("bool", "mirror"),
    "repo.archived": _forge("bool", "archived"),
    "repo.template": _forge("bool", "template"),
    "repo.has_issues": _forge("bool", "has_issues"),
}
