# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The schemas that are published: of the policy language, of the JSON report, and of the file of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from ospo_policy import checks, fixes
from ospo_policy.engine.schema import DOCUMENTS, DRAFT, HOME, SchemaMaker
from ospo_policy.engine.wanted import Action
from ospo_policy.messages import Catalogue
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.policy import FixKind, Level, RemediationMode, Safety
from ospo_policy.model.report import Status
from ospo_policy.outputs import plan_json
from ospo_policy.outputs.json_report import SCHEMA_VERSION
from ospo_policy.outputs.plan import TOTALS

NAMES = (*DOCUMENTS, "report", "plan")


def schema(name: str, say: Catalogue) -> dict[str, object]:
    """The schema of that name, described in the catalogue's language."""
    if name == "report":
        return _report(say)
    if name == "plan":
        return _plan(say)
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


_FLAG: dict[str, object] = {"type": "boolean"}
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def _map(values: Mapping[str, object]) -> dict[str, object]:
    return {"type": "object", "additionalProperties": values}


def _one_of(choices: Iterable[Enum]) -> dict[str, object]:
    return {"enum": [one.value for one in choices]}


def _plan(say: Catalogue) -> dict[str, object]:
    """The contract of `plan --format json`, which `apply` reads. It changes only with `schema_version`."""
    totals: dict[str, object] = dict.fromkeys(("examined", *TOTALS), _COUNT)
    body = _object(
        {
            "schema_version": {"const": plan_json.SCHEMA_VERSION},
            "tool": _object({"name": {"const": "ospo-policy"}, "version": _TEXT}),
            "date": _DATE,
            "language": _TEXT,
            "policy_digest": _TEXT,
            "packs": _array(_object({"id": _TEXT, "version": _TEXT})),
            "organisation": _TEXT_OR_NULL,
            "mode": _one_of(RemediationMode),
            "forges": _map(_object({"type": _one_of(ForgeType), "url": _TEXT})),
            "summary": _object(totals, TOTALS),
            "confirm": _TEXT_OR_NULL,
            "notices": _array(_TEXT),
            "repositories": _array(_plan_entry()),
            "unread": _array(_object({"id": _TEXT, "reason": _TEXT})),
        }
    )
    return {"$schema": DRAFT, "$id": f"{HOME}/plan.schema.json", "title": say("schema.plan")} | body


def _plan_entry() -> dict[str, object]:
    """One repository: what it is, what becomes of its three parts and why, and what should be in it."""
    part = _object({"action": _one_of(Action), "reason": _TEXT_OR_NULL, "url": _TEXT_OR_NULL})
    names = ("id", "forge", "native_id", "owner", "name", "url", "head", "language")
    unrepaired = _object({"rule": _TEXT, "level": _one_of(Level), "reason": _TEXT})
    return _object(
        {
            **dict.fromkeys(names, _TEXT),
            "held": _TEXT_OR_NULL,
            **dict.fromkeys(("request", "settings", "issue"), part),
            "repairs": _array(_plan_repair()),
            "unrepaired": _array(unrepaired),
            "refused": _array(_TEXT),
            "diff": _TEXT,
            "wanted": _plan_wanted(),
        }
    )


def _plan_repair() -> dict[str, object]:
    """What puts one rule right. A setting is of the type that the forge gives it."""
    texts = ("rule", "pack", "pack_version", "title", "found")
    use = _object({**dict.fromkeys(("path", "template", "language", "digest"), _TEXT), "version": _COUNT})
    return _object(
        {
            **dict.fromkeys(texts, _TEXT),
            "level": _one_of(Level),
            "why": _TEXT_OR_NULL,
            "sources": _array(_object({"title": _TEXT, "url": _TEXT_OR_NULL})),
            "kind": _one_of(FixKind),
            "risk": _one_of(Safety),
            "files": _array(_TEXT),
            "settings": _map(_object({"before": {}, "after": {}})),
            "to_fill_in": _array(_object({"path": _TEXT, "line": _COUNT, "what": _TEXT})),
            "templates": _array(use),
            "advice": _array(_TEXT),
            "also": _array(_TEXT),
        }
    )


def _plan_wanted() -> dict[str, object]:
    """What `apply` carries out: whole texts of files by path, null for one that is removed."""
    asks = _map(_object({"pack": {"type": "integer"}, "template": {"type": "integer"}}))
    shared = {"title": _TEXT, "text": _TEXT, "labels": _array(_TEXT), "asks": asks}
    commits = _array(_object({"message": _TEXT, "files": _map(_TEXT_OR_NULL)})) | {"minItems": 1}
    request = _object({**shared, "draft": _FLAG, "reviewers": _array(_TEXT), "digest": _DIGEST, "commits": commits})
    setting = {"type": ["string", "boolean", "integer", "array"], "items": _TEXT}
    words = _object({"closing": _TEXT, "hands_off": _TEXT})
    return _object(
        {
            "base": _TEXT,
            "head": _TEXT,
            "opted_out": _FLAG,
            "unsure": _array(_TEXT),
            "settings": _map(setting),
            "request": {"anyOf": [request, {"type": "null"}]},
            "issue": {"anyOf": [_object({**shared, "confidential": _FLAG}), {"type": "null"}]},
            "request_words": words,
            "issue_words": words,
        }
    )
