# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""JSON Schemas of the policy language, made from the types that the binder reads.

What validates a policy here and what completes it in an editor is thus the same. Descriptions are
the catalogue's, in its language.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

from ospo_policy.engine.check_syntax import COMPOSITION
from ospo_policy.engine.fix_syntax import NAMES
from ospo_policy.messages import Catalogue
from ospo_policy.model import policy
from ospo_policy.model.baseline import BaselineDocument
from ospo_policy.model.message import LocalText
from ospo_policy.model.organisation import OrganisationDocument
from ospo_policy.model.repository_file import RepositoryDocument
from ospo_policy.model.waivers import WaiversDocument
from ospo_policy.parsers.binding import field_types, required
from ospo_policy.parsers.grammars import GRAMMARS
from ospo_policy.ports.check import CheckRegistry
from ospo_policy.ports.fix import FixRegistry

DRAFT = "https://json-schema.org/draft/2020-12/schema"
HOME = "https://github.com/ospo-policy/ospo-policy/raw/main/schemas"
DOCUMENTS: Mapping[str, type] = {
    "pack": policy.PackDocument,
    "organisation": OrganisationDocument,
    "repository": RepositoryDocument,
    "waivers": WaiversDocument,
    "baseline": BaselineDocument,
}
_PARAMETER = {"$ref": "#/$defs/parameter"}


class SchemaMaker:
    """Makes the schema of a document, in the catalogue's language."""

    def __init__(self, registry: CheckRegistry, fixes: FixRegistry, say: Catalogue) -> None:
        self.registry = registry
        self.fixes = fixes
        self.say = say
        self.definitions: dict[str, object] = {}

    def document(self, name: str) -> dict[str, object]:
        """The schema of `pack`, `organisation` or `repository`."""
        root = self.record(DOCUMENTS[name], f"schema.{DOCUMENTS[name].__name__}")
        return {
            "$schema": DRAFT,
            "$id": f"{HOME}/{name}.schema.json",
            "title": self.say(f"schema.{DOCUMENTS[name].__name__}"),
            **root,
            "$defs": dict(sorted(self.definitions.items())),
        }

    def record(self, record: type, prefix: str) -> dict[str, object]:
        """The schema of a `NamedTuple` type; `prefix` is where its descriptions stand."""
        properties: dict[str, object] = {}
        for name, wanted in field_types(record).items():
            properties[name] = {"description": self.say(f"{prefix}.{name}"), **self.value(wanted)}
        schema: dict[str, object] = {"type": "object", "properties": properties}
        if required(record):
            schema["required"] = required(record)
        return schema | {"additionalProperties": False}

    def value(self, wanted: Any) -> dict[str, object]:
        """The schema of a type."""
        fixed = self.fixed(wanted)
        if fixed is not None:
            return fixed
        origin, arguments = get_origin(wanted), get_args(wanted)
        if origin in (Union, types.UnionType):
            options = [self.value(option) for option in arguments if option is not type(None)]
            return options[0] if len(options) == 1 else {"anyOf": options}
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple:
            return {"type": "array", "items": self.value(arguments[0])}
        if origin is not None:
            key = GRAMMARS[arguments[0]].schema
            names = {"propertyNames": {"pattern": key["pattern"]}} if "pattern" in key else {}
            return {"type": "object", "additionalProperties": self.value(arguments[1]), **names}
        if issubclass(wanted, Enum):
            return {"enum": [member.value for member in wanted]}
        return self.defined(wanted.__name__, lambda: self.record(wanted, f"schema.{wanted.__name__}"))

    def fixed(self, wanted: Any) -> dict[str, object] | None:
        """The schema of a type that is written in one way only."""
        if wanted in GRAMMARS:
            grammar = GRAMMARS[wanted]
            return grammar.make_schema() if grammar.make_schema else dict(grammar.schema)
        if wanted is LocalText:
            return self.defined("text", self.local_text)
        if wanted is policy.CheckNode:
            return self.defined("check", self.check)
        if wanted is policy.RuleNode:
            return self.defined("rule", self.rule)
        if wanted is policy.Fix:
            return self.defined("Fix", self.fix)
        return _PLAIN.get(wanted)

    def defined(self, name: str, make: Any) -> dict[str, object]:
        """A reference to a definition, which is made once."""
        if name not in self.definitions:
            self.definitions[name] = {}  # a definition may refer to itself
            self.definitions[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def local_text(self) -> dict[str, object]:
        """One text, or one by language."""
        code = GRAMMARS[policy.LanguageCode].schema["pattern"]
        by_language = {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": code},
            "additionalProperties": {"type": "string"},
        }
        return {"anyOf": [{"type": "string"}, by_language]}

    def rule(self) -> dict[str, object]:
        """`off`, `on`, or the keys of a rule."""
        keys = self.record(policy.RuleDocument, "schema.RuleDocument")
        return {"anyOf": [{"enum": ["off", "on"], "description": self.say("schema.rule.switch")}, keys]}

    def check(self) -> dict[str, object]:
        """Exactly one check, or a composition of checks."""
        self.defined("parameter", self.parameter)
        itself = {"$ref": "#/$defs/check"}
        some = {"type": "array", "items": itself, "minItems": 1}
        properties: dict[str, object] = {
            name: {"description": self.say(f"schema.check.{name}"), **(itself if name == "not" else some)}
            for name in COMPOSITION
        }
        for name in self.registry.names:
            properties[name] = {"description": self.say(f"check.{name}.about"), **self.parameters_of(name)}
        return {
            "type": "object",
            "properties": properties,
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
        }

    def fix(self) -> dict[str, object]:
        """The keys of a fix; what stands under most is of a closed list."""
        schema = self.record(policy.Fix, "schema.Fix")
        properties = schema["properties"]
        assert isinstance(properties, dict)
        for key in NAMES:
            params: type = self.fixes.get(key).params
            properties[key] |= self.value(field_types(params)["name"])
        for key, names in (("edit", self.fixes.edits), ("advice", self.fixes.advices)):
            one = self.defined(key, lambda key=key, names=names: self.remedy(key, names))
            properties[key] |= {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
        return schema

    def remedy(self, key: str, names: Iterable[str]) -> dict[str, object]:
        """The name of an edit or an advice, or exactly one with its parameters."""
        self.defined("parameter", self.parameter)
        params = {name: self.fixes.get(name).params for name in names}
        properties: dict[str, object] = {
            name: {"description": self.say(f"{key}.{name}.about"), **self._parameters(found, f"{key}.{name}")}
            for name, found in params.items()
        }
        given = {"type": "object", "properties": properties, "minProperties": 1, "maxProperties": 1}
        bare = [name for name, found in params.items() if not required(found)]
        return {"anyOf": [{"enum": bare}, given | {"additionalProperties": False}]}

    def parameters_of(self, name: str) -> dict[str, object]:
        """The parameters of a check."""
        return self._parameters(self.registry.get(name).params, f"check.{name}")

    def _parameters(self, params: type, prefix: str) -> dict[str, object]:
        """Parameters, each of which may be a parameter of the pack."""
        schema = self.record(params, f"{prefix}.param")
        properties = schema["properties"]
        assert isinstance(properties, dict)
        schema["properties"] = {
            key: {"description": value.pop("description"), "anyOf": [value, _PARAMETER]}
            for key, value in properties.items()
        }
        return schema

    def parameter(self) -> dict[str, object]:
        """`{param: name}`."""
        return {
            "type": "object",
            "description": self.say("schema.parameter-use"),
            "properties": {"param": dict(GRAMMARS[policy.Identifier].schema)},
            "required": ["param"],
            "additionalProperties": False,
        }


_PLAIN: dict[Any, dict[str, object]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    policy.Natural: {"type": "integer", "minimum": 0},
    policy.Share: {"type": "number", "minimum": 0, "maximum": 1},
    policy.AnyValue: {},
    policy.EditNode: {},
}
