# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values of the model as JSON, and back without loss: what a message says can be said later, in any language.

Strings, numbers, booleans and None stand for themselves, mappings with words as keys are objects;
everything else is an array that begins with the word for what it is. A record is its fields in
order, so that a field with a default, added at the end, does not make older records unreadable.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from enum import Enum
from hashlib import sha256
from typing import Any

from ospo_policy.model.baseline import KnownFailure
from ospo_policy.model.facts import Content, Entry, EntryKind, History, Known, ReuseReport, Tag, Unseen
from ospo_policy.model.location import Location
from ospo_policy.model.message import Alternatives, LocalText, Message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Fix, FixKind, Level, PackInfo, Reference, RemediationMode, Safety
from ospo_policy.model.report import GroupResult, ScoreResult, Status, Upcoming
from ospo_policy.model.waivers import Waived

_RECORDS: dict[str, type[Any]] = {
    "message": Message,
    "text": LocalText,
    "any": Alternatives,
    "at": Location,
    "reference": Reference,
    "fix": Fix,
    "pack": PackInfo,
    "group": GroupResult,
    "score": ScoreResult,
    "known": Known,
    "unseen": Unseen,
    "content": Content,
    "entry": Entry,
    "tag": Tag,
    "history": History,
    "reuse": ReuseReport,
    "needs": Needs,
    "waived": Waived,
    "upcoming": Upcoming,
    "known-failure": KnownFailure,
}
_ENUMS: dict[str, type[Enum]] = {
    "status": Status,
    "level": Level,
    "fix-kind": FixKind,
    "safety": Safety,
    "mode": RemediationMode,
    "entry-kind": EntryKind,
}
_RECORD_NAMES = {record: name for name, record in _RECORDS.items()}
_ENUM_NAMES = {enum: name for name, enum in _ENUMS.items()}
_SCALARS = frozenset({str, bool, float, type(None)})
_SMALL = 2**63
"""Beyond it a number is written in hexadecimal: Python refuses to read very long decimal ones."""


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class CodecError(ValueError):
    """A stored text that cannot be read."""


def dumps(value: object) -> str:
    """A value as JSON, short. Raises `TypeError` for what is no value of the model."""
    return _encode(_plain(value))


def loads(text: str) -> Any:
    """The value that a text stands for. Raises `CodecError`."""
    try:
        return _value(json.loads(text))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise CodecError(type(error).__name__) from None


def digest(*texts: str | None) -> str:
    """The SHA-256 of several texts, in which None is another thing than an empty one."""
    parts = ("-" if text is None else f"{len(text)}:{text}" for text in texts)
    return sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def digest_of(*values: object) -> str:
    """The SHA-256 of several values of the model; the order of a mapping or a set does not count."""
    return digest(json.dumps(_plain(values), ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is int:
        return value if -_SMALL <= value < _SMALL else ["int", hex(value)]
    if kind in _RECORD_NAMES:
        return [_RECORD_NAMES[kind], *map(_plain, value)]
    if kind is tuple:
        return ["tuple", *map(_plain, value)]
    if kind is list:
        return ["list", *map(_plain, value)]
    if kind in _ENUM_NAMES:
        return ["=" + _ENUM_NAMES[kind], value.value]
    if kind is dict or isinstance(value, Mapping):
        if all(type(key) is str for key in value):
            return {key: _plain(item) for key, item in value.items()}
        return ["map", *([_plain(key), _plain(item)] for key, item in value.items())]
    return _rare(value, kind)


def _rare(value: Any, kind: type[Any]) -> list[Any]:
    if kind in (set, frozenset):
        return [kind.__name__, *sorted(map(_plain, value), key=repr)]
    if kind is bytes:
        return ["bytes", b64encode(value).decode("ascii")]
    raise TypeError(kind.__name__)


def _value(data: Any) -> Any:
    if type(data) is dict:
        return {key: _value(item) for key, item in data.items()}
    if type(data) is not list:
        return data
    kind = data[0]
    record = _RECORDS.get(kind)
    if record is not None:
        return record(*map(_value, data[1:]))
    if kind[0] == "=":
        return _ENUMS[kind[1:]](data[1])
    if kind == "int":
        return int(data[1], 16)
    if kind == "bytes":
        return b64decode(data[1], validate=True)
    if kind == "map":
        return {_value(key): _value(item) for key, item in data[1:]}
    return _SEQUENCES[kind](map(_value, data[1:]))


_SEQUENCES: dict[str, type[Any]] = {"tuple": tuple, "list": list, "set": set, "frozenset": frozenset}
