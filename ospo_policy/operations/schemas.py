# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The schemas that are published: of the policy language, and of the JSON report."""

from __future__ import annotations

from ospo_policy import checks, fixes
from ospo_policy.engine.schema import DOCUMENTS, DRAFT, HOME, SchemaMaker
from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import FixKind, Level, Safety
from ospo_policy.model.report import Status
from ospo_policy.outputs.json_report import SCHEMA_VERSION

NAMES = (*DOCUMENTS, "report")


def schema(name: str, say: Catalogue) -> dict[str, object]:
    """The schema of that name, described in the catalogue's language."""
    if name == "report":
        return _report(say)
    return SchemaMaker(checks.Registry(), fixes.Registry(), say).document(name)


def _object(properties: dict[str, object], optional: tuple[str, ...] = ()) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _array(items: dict[str, object]) -> dict[str, object]:
    return {"type": "array", "items": items}


_TEXT: dict[str, object] = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_DATE = {"type": "string", "format": "date"}
_DATE_OR_NULL = {"type": ["string", "null"], "format": "date"}
_COUNT = {"type": "integer", "minimum": 0}


def _report(say: Catalogue) -> dict[str, object]:
    """The contract of `--format json`. It changes only with `schema_version`."""
    location = _object({"path": _TEXT, "line": _COUNT, "column": _COUNT}, ("line", "column"))
    fix = _object(
        {
            "kind": {"enum": [*(kind.value for kind in FixKind), None]},
            "template": _TEXT_OR_NULL,
            "setting": _TEXT_OR_NULL,
            "safety": {"enum": [safety.value for safety in Safety]},
        }
    )
    waiver = _object(
        {
            "reason": _TEXT,
            "owner": _TEXT_OR_NULL,
            "approver": _TEXT_OR_NULL,
            "ticket": _TEXT_OR_NULL,
            "start": _DATE_OR_NULL,
            "end": _DATE_OR_NULL,
            "at": _TEXT,
        }
    )
    upcoming = _object({"level": {"enum": [level.value for level in Level]}, "date": _DATE})
    finding = _object(
        {
            "rule": _TEXT,
            "pack": _TEXT,
            "level": {"enum": [level.value for level in Level]},
            "status": {"enum": [status.value for status in Status]},
            "via": {"enum": ["inherited", "attested", None]},
            "title": _TEXT,
            "message": _TEXT,
            "locations": _array(location),
            "evidence": {"type": "object"},
            "why": _TEXT_OR_NULL,
            "how": _TEXT_OR_NULL,
            "references": _array(_object({"title": _TEXT, "url": _TEXT_OR_NULL})),
            "controls": _array(_TEXT),
            "fix": {"anyOf": [fix, {"type": "null"}]},
            "waiver": {"anyOf": [waiver, {"type": "null"}]},
            "upcoming": {"anyOf": [upcoming, {"type": "null"}]},
            "known_since": _DATE_OR_NULL,
        }
    )
    score = _object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "kind": {"enum": ["points", "levels"]},
            "value": _COUNT,
            "of": _COUNT,
            "summary": _TEXT,
            "groups": _array(_object({"title": _TEXT, "status": {"enum": [status.value for status in Status]}})),
        }
    )
    repository = _object(
        {
            "id": _TEXT,
            "commit": _TEXT_OR_NULL,
            "profile": _TEXT_OR_NULL,
            "findings": _array(finding),
            "scores": _array(score),
        }
    )
    pack = _object({"id": _TEXT, "version": _TEXT, "title": _TEXT, "source": _TEXT})
    summary = _object(dict.fromkeys(("repositories", *(status.value for status in Status), "known"), _COUNT))
    body = _object(
        {
            "schema_version": {"const": SCHEMA_VERSION},
            "tool": _object({"name": {"const": "ospo-policy"}, "version": _TEXT}),
            "date": _DATE,
            "language": _TEXT,
            "packs": _array(pack),
            "notices": _array(_TEXT),
            "summary": summary,
            "repositories": _array(repository),
            "unread": _array(_object({"id": _TEXT, "reason": _TEXT})),
            "left_out": _array(_object({"id": _TEXT, "code": _TEXT, "reason": _TEXT})),
        },
        ("left_out",),  # reports of earlier versions are without it
    )
    head = {"$schema": DRAFT, "$id": f"{HOME}/report.schema.json", "title": say("schema.report")}
    return head | body
