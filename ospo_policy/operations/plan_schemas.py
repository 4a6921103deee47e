# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The schemas of the file of a plan, of what a change of policy does, and of what is looked at before a run."""

from __future__ import annotations

from ospo_policy.engine.impact import Asked, Change
from ospo_policy.engine.schema import DRAFT, HOME
from ospo_policy.engine.wanted import Action
from ospo_policy.messages import Catalogue
from ospo_policy.model.checkup import Area, Health
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.policy import FixKind, Level, RemediationMode, Safety
from ospo_policy.model.report import Status
from ospo_policy.operations.schema_parts import (
    COUNT,
    DATE,
    DIGEST,
    FLAG,
    TEXT,
    TEXT_OR_NULL,
    array_of,
    map_of,
    object_of,
    one_of,
)
from ospo_policy.outputs import doctor as doctor_output
from ospo_policy.outputs import impact_json, plan_json
from ospo_policy.outputs.plan import TOTALS


def impact(say: Catalogue) -> dict[str, object]:
    """The contract of `policy impact --format json`. It changes only with `schema_version`."""
    packs = array_of(object_of({"id": TEXT, "version": TEXT}))
    side = object_of({"level": one_of(Level), **dict.fromkeys((status.value for status in Status), COUNT)})
    asked = object_of(dict.fromkeys(Asked._fields, COUNT))
    counts = ("repositories", "failing_before", "failing_after", "newly_failing", "unread")
    rule = object_of(
        {
            "rule": TEXT,
            "title": TEXT,
            "change": one_of(Change),
            "keys": array_of(TEXT),
            "before": {"anyOf": [side, {"type": "null"}]},
            "after": {"anyOf": [side, {"type": "null"}]},
            **dict.fromkeys(("newly_failing", "newly_passing", "newly_unknown"), array_of(TEXT)),
        }
    )
    body = object_of(
        {
            "schema_version": {"const": impact_json.SCHEMA_VERSION},
            "tool": object_of({"name": {"const": "ospo-policy"}, "version": TEXT}),
            "date": DATE,
            "language": TEXT,
            "since": TEXT,
            "packs": object_of({"before": packs, "after": packs}),
            "summary": object_of(dict.fromkeys(counts, COUNT)),
            "newly_failing": array_of(TEXT),
            "requests": asked,
            "issues": asked,
            "rules": array_of(rule),
            "unread": array_of(object_of({"id": TEXT, "reason": TEXT})),
            "notices": array_of(TEXT),
        }
    )
    return {"$schema": DRAFT, "$id": f"{HOME}/impact.schema.json", "title": say("schema.impact")} | body


def doctor(say: Catalogue) -> dict[str, object]:
    """The contract of `doctor --format json`. It changes only with `schema_version`."""
    sign = object_of(
        {
            "area": one_of(Area),
            "health": one_of(Health),
            "about": TEXT_OR_NULL,
            "what": TEXT,
            "what_to_do": TEXT_OR_NULL,
            "rules": array_of(TEXT),
        }
    )
    body = object_of(
        {
            "schema_version": {"const": doctor_output.SCHEMA_VERSION},
            "tool": object_of({"name": {"const": "ospo-policy"}, "version": TEXT}),
            "language": TEXT,
            "health": one_of(Health),
            "signs": array_of(sign),
        }
    )
    return {"$schema": DRAFT, "$id": f"{HOME}/doctor.schema.json", "title": say("schema.doctor")} | body


def plan(say: Catalogue) -> dict[str, object]:
    """The contract of `plan --format json`, which `apply` reads. It changes only with `schema_version`."""
    totals: dict[str, object] = dict.fromkeys(("examined", *TOTALS), COUNT)
    body = object_of(
        {
            "schema_version": {"const": plan_json.SCHEMA_VERSION},
            "tool": object_of({"name": {"const": "ospo-policy"}, "version": TEXT}),
            "date": DATE,
            "language": TEXT,
            "policy_digest": TEXT,
            "packs": array_of(object_of({"id": TEXT, "version": TEXT})),
            "organisation": TEXT_OR_NULL,
            "mode": one_of(RemediationMode),
            "forges": map_of(object_of({"type": one_of(ForgeType), "url": TEXT})),
            "summary": object_of(totals, TOTALS),
            "confirm": TEXT_OR_NULL,
            "notices": array_of(TEXT),
            "repositories": array_of(_plan_entry()),
            "unread": array_of(object_of({"id": TEXT, "reason": TEXT})),
        }
    )
    return {"$schema": DRAFT, "$id": f"{HOME}/plan.schema.json", "title": say("schema.plan")} | body


def _plan_entry() -> dict[str, object]:
    """One repository: what it is, what becomes of its three parts and why, and what should be in it."""
    part = object_of({"action": one_of(Action), "reason": TEXT_OR_NULL, "url": TEXT_OR_NULL})
    names = ("id", "forge", "native_id", "owner", "name", "url", "head", "language")
    unrepaired = object_of({"rule": TEXT, "level": one_of(Level), "reason": TEXT})
    return object_of(
        {
            **dict.fromkeys(names, TEXT),
            "held": TEXT_OR_NULL,
            **dict.fromkeys(("request", "settings", "issue"), part),
            "repairs": array_of(_plan_repair()),
            "unrepaired": array_of(unrepaired),
            "refused": array_of(TEXT),
            "diff": TEXT,
            "wanted": _plan_wanted(),
        }
    )


def _plan_repair() -> dict[str, object]:
    """What puts one rule right. A setting is of the type that the forge gives it."""
    texts = ("rule", "pack", "pack_version", "title", "found")
    use = object_of({**dict.fromkeys(("path", "template", "language", "digest"), TEXT), "version": COUNT})
    return object_of(
        {
            **dict.fromkeys(texts, TEXT),
            "level": one_of(Level),
            "why": TEXT_OR_NULL,
            "sources": array_of(object_of({"title": TEXT, "url": TEXT_OR_NULL})),
            "kind": one_of(FixKind),
            "risk": one_of(Safety),
            "files": array_of(TEXT),
            "settings": map_of(object_of({"before": {}, "after": {}})),
            "to_fill_in": array_of(object_of({"path": TEXT, "line": COUNT, "what": TEXT})),
            "templates": array_of(use),
            "advice": array_of(TEXT),
            "also": array_of(TEXT),
        }
    )


def _plan_wanted() -> dict[str, object]:
    """What `apply` carries out: whole texts of files by path, null for one that is removed."""
    asks = map_of(object_of({"pack": {"type": "integer"}, "template": {"type": "integer"}}))
    shared = {"title": TEXT, "text": TEXT, "labels": array_of(TEXT), "asks": asks}
    commits = array_of(object_of({"message": TEXT, "files": map_of(TEXT_OR_NULL)})) | {"minItems": 1}
    request = object_of({**shared, "draft": FLAG, "reviewers": array_of(TEXT), "digest": DIGEST, "commits": commits})
    setting = {"type": ["string", "boolean", "integer", "array"], "items": TEXT}
    words = object_of({"closing": TEXT, "hands_off": TEXT})
    return object_of(
        {
            "base": TEXT,
            "head": TEXT,
            "opted_out": FLAG,
            "unsure": array_of(TEXT),
            "settings": map_of(setting),
            "request": {"anyOf": [request, {"type": "null"}]},
            "issue": {"anyOf": [object_of({**shared, "confidential": FLAG}), {"type": "null"}]},
            "request_words": words,
            "issue_words": words,
            "answered": {
                "anyOf": [object_of(dict.fromkeys(("requests", "issues"), array_of(COUNT))), {"type": "null"}]
            },
        }
    )
