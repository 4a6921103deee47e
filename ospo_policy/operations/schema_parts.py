# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the published schemas are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum


def object_of(properties: dict[str, object], optional: tuple[str, ...] = ()) -> dict[str, object]:
    """An object of exactly these properties, all required but the optional ones."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def array_of(items: dict[str, object]) -> dict[str, object]:
    """A list."""
    return {"type": "array", "items": items}


TEXT: dict[str, object] = {"type": "string"}
TEXT_OR_NULL = {"type": ["string", "null"]}
DATE = {"type": "string", "format": "date"}
DATE_OR_NULL = {"type": ["string", "null"], "format": "date"}
COUNT = {"type": "integer", "minimum": 0}


FLAG: dict[str, object] = {"type": "boolean"}
DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def map_of(values: Mapping[str, object]) -> dict[str, object]:
    """An object with any names."""
    return {"type": "object", "additionalProperties": values}


def one_of(choices: Iterable[Enum]) -> dict[str, object]:
    """One of the values of an enum."""
    return {"enum": [one.value for one in choices]}
