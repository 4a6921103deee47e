# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`schema`: a YAML, JSON or TOML file has the form that a JSON Schema describes.

Why: a file that other programs read must have the form that they expect. How it is decided: by
`jsonschema-rs`, with patterns in linear time; the schema stands in the policy, and refers to
nothing outside itself. A file that is not valid YAML, JSON or TOML fails. It stays unknown when a
file was not read to its end, or holds more than this tool reads.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import AnyValue, FileKind, Glob
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.json_schema import MAX_COST, cost
from ospo_policy.parsers.structured import NotReadableError, TooLargeError, read
from ospo_policy.ports.check import CheckType

MAX_ERRORS = 20
MASK = "the value"
"""What a mistake says instead of the value, which may be a secret. Its place tells where it stands."""


class Params(NamedTuple):
    """Which files, and the schema."""

    schema: Mapping[str, AnyValue]
    kinds: tuple[FileKind, ...] = ()
    any_of: tuple[Glob, ...] = ()
    absent: Literal["not-applicable", "fail"] = "not-applicable"


def needs(params: Params) -> Needs:
    """The files."""
    return common.text_needs(params)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Every file must have the form."""
    looked = common.look(params, repository, params.absent)
    if not isinstance(looked, common.Looked):
        return looked
    found: list[tuple[Location, Message]] = []
    unsure: list[Unknown] = []
    for content in looked.texts:
        try:
            found += _mistakes(params, content) if not content.truncated else []
        except TooLargeError:
            unsure.append(Unknown(message("value.too-large", path=content.path), (Location(content.path),)))
    if found:
        said = tuple(text for _, text in found[: common.SHOWN])
        key = "schema.mistakes" if len(found) < MAX_ERRORS else "schema.many-mistakes"
        what = message(key, count=len(found), mistakes=said)
        return Fail(what, tuple(place for place, _ in found[: common.MAX_LOCATIONS]))
    if looked.missed is not None:
        return looked.unknown()
    if unsure:
        return unsure[0]
    return Pass(message("schema.good", files=common.some(looked.paths)), common.places(looked.paths))


def _mistakes(params: Params, content: Content) -> list[tuple[Location, Message]]:
    """What is wrong with a file, each with its place."""
    try:
        data = read(content.path, content.text)
    except NotReadableError as unreadable:
        place = Location(content.path, unreadable.line, unreadable.column)
        return [(place, message("value.not-valid", place=str(place), format=unreadable.format))]
    found: list[tuple[Location, Message]] = []
    for error in _validator(json.dumps(dict(params.schema), default=str)).iter_errors(data.value):
        steps = tuple(error.instance_path)
        place = Location(content.path, *data.place(steps))
        at = ".".join(str(step) for step in steps) or "/"
        found.append((place, message("schema.mistake", place=str(place), at=at, why=error.message[:300])))
        if len(found) >= MAX_ERRORS:
            break
    return found


def _refuse(uri: str) -> Any:
    raise ValueError(f"{uri} is outside the schema")


@lru_cache(maxsize=64)
def _validator(schema: str, mask: str | None = MASK) -> Any:
    """The compiled schema. Raises `ValueError` for one that is no schema or looks outside."""
    import jsonschema_rs

    return jsonschema_rs.validator_for(
        json.loads(schema),
        retriever=_refuse,
        mask=mask,
        pattern_options=jsonschema_rs.RegexOptions(),
    )


def wrong(params: Params) -> Message | None:
    """The schema must be one, and the check must name files."""
    try:
        _validator(json.dumps(dict(params.schema), default=str), mask=None)
    except Exception as refusal:  # noqa: BLE001 - the library's own errors and ours: all mean the same to an author
        return message("schema.bad-schema", why=str(refusal).splitlines()[0][:300])
    if cost(dict(params.schema)) > MAX_COST:
        return message("schema.too-costly")
    return common.no_files(params.kinds, params.any_of)


CHECK = CheckType("schema", Params, needs, evaluate, wrong)
