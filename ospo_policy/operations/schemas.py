# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The schemas that are published: of the policy language, of the JSON report, of the file of a plan, and of the effect of a change."""

from __future__ import annotations

from ospo_policy import checks, fixes
from ospo_policy.engine.schema import DOCUMENTS, DRAFT, HOME, SchemaMaker
from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import FixKind, Level, Safety
from ospo_policy.model.report import Status
from ospo_policy.operations import plan_schemas
from ospo_policy.operations.schema_parts import (
    COUNT,
    DATE,
    DATE_OR_NULL,
    TEXT,
    TEXT_OR_NULL,
    array_of,
    object_of,
)
from ospo_policy.outputs.json_report import SCHEMA_VERSION

NAMES = (*DOCUMENTS, "report", "plan", "impact", "doctor")


def schema(name: str, say: Catalogue) -> dict[str, object]:
    """The schema of that name, described in the catalogue's language."""
    if name == "report":
        return _report(say)
    if name == "plan":
        return plan_schemas.plan(say)
    if name == "impact":
        return plan_schemas.impact(say)
    if name == "doctor":
        return plan_schemas.doctor(say)
    return SchemaMaker(checks.Registry(), fixes.Registry(), say).document(name)


def _report(say: Catalogue) -> dict[str, object]:
    """The contract of `--format json`. It changes only with `schema_version`."""
    location = object_of({"path": TEXT, "line": COUNT, "column": COUNT}, ("line", "column"))
    fix = object_of(
        {
            "kind": {"enum": [*(kind.value for kind in FixKind), None]},
            "template": TEXT_OR_NULL,
            "setting": TEXT_OR_NULL,
            "safety": {"enum": [safety.value for safety in Safety]},
        }
    )
    waiver = object_of(
        {
            "reason": TEXT,
            "owner": TEXT_OR_NULL,
            "approver": TEXT_OR_NULL,
            "ticket": TEXT_OR_NULL,
            "start": DATE_OR_NULL,
            "end": DATE_OR_NULL,
            "at": TEXT,
        }
    )
    upcoming = object_of({"level": {"enum": [level.value for level in Level]}, "date": DATE})
    finding = object_of(
        {
            "rule": TEXT,
            "pack": TEXT,
            "level": {"enum": [level.value for level in Level]},
            "status": {"enum": [status.value for status in Status]},
            "via": {"enum": ["inherited", "attested", None]},
            "title": TEXT,
            "message": TEXT,
            "locations": array_of(location),
            "evidence": {"type": "object"},
            "why": TEXT_OR_NULL,
            "how": TEXT_OR_NULL,
            "references": array_of(object_of({"title": TEXT, "url": TEXT_OR_NULL})),
            "controls": array_of(TEXT),
            "fix": {"anyOf": [fix, {"type": "null"}]},
            "waiver": {"anyOf": [waiver, {"type": "null"}]},
            "upcoming": {"anyOf": [upcoming, {"type": "null"}]},
            "known_since": DATE_OR_NULL,
        }
    )
    score = object_of(
        {
            "id": TEXT,
            "title": TEXT,
            "kind": {"enum": ["points", "levels"]},
            "value": COUNT,
            "of": COUNT,
            "summary": TEXT,
            "groups": array_of(object_of({"title": TEXT, "status": {"enum": [status.value for status in Status]}})),
        }
    )
    repository = object_of(
        {
            "id": TEXT,
            "commit": TEXT_OR_NULL,
            "profile": TEXT_OR_NULL,
            "findings": array_of(finding),
            "scores": array_of(score),
        }
    )
    pack = object_of({"id": TEXT, "version": TEXT, "title": TEXT, "source": TEXT})
    summary = object_of(dict.fromkeys(("repositories", *(status.value for status in Status), "known"), COUNT))
    body = object_of(
        {
            "schema_version": {"const": SCHEMA_VERSION},
            "tool": object_of({"name": {"const": "ospo-policy"}, "version": TEXT}),
            "date": DATE,
            "language": TEXT,
            "packs": array_of(pack),
            "notices": array_of(TEXT),
            "summary": summary,
            "repositories": array_of(repository),
            "unread": array_of(object_of({"id": TEXT, "reason": TEXT})),
            "left_out": array_of(object_of({"id": TEXT, "code": TEXT, "reason": TEXT})),
        },
        ("left_out",),  # reports of earlier versions are without it
    )
    head = {"$schema": DRAFT, "$id": f"{HOME}/report.schema.json", "title": say("schema.report")}
    return head | body
