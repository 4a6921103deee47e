# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as JSON: what `apply` carries out, and no more; object at the top, `schema_version` first.

Its shape is fixed by schemas/plan.schema.json. It holds no secret: how to sign in stands in the organisation's file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from ospo_policy.engine.plan import Plan
from ospo_policy.engine.planning import Entry, Part
from ospo_policy.engine.wanted import Wanted, WantedIssue, WantedRequest, Words
from ospo_policy.messages import Catalogue
from ospo_policy.model.change import Repair, final_files
from ospo_policy.outputs import Style
from ospo_policy.outputs.diff import unified
from ospo_policy.outputs.plan import summary
from ospo_policy.parsers.request_marker import Ask

SCHEMA_VERSION = "1"


def render(plan: Plan, say: Catalogue, _style: Style) -> str:
    """The plan as JSON, ended by a line feed."""
    return json.dumps(document(plan, say), ensure_ascii=False, indent=2) + "\n"


def document(plan: Plan, say: Catalogue) -> dict[str, object]:
    """The plan as plain values."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ospo-policy", "version": plan.tool_version},
        "date": plan.date,
        "language": say.language,
        "policy_digest": plan.policy_digest,
        "packs": [{"id": pack.id, "version": pack.version} for pack in plan.packs],
        "organisation": None if plan.organisation is None else say.local(plan.organisation),
        "mode": plan.mode.value,
        "forges": {name: {"type": at.type.value, "url": at.url} for name, at in sorted(plan.forges.items())},
        "summary": {"examined": plan.examined, **dict(sorted(summary(plan).items()))},
        "confirm": None if plan.too_many is None else say.text(plan.too_many),
        "notices": [say.text(one) for one in plan.notices],
        "repositories": [_entry(one, say) for one in plan.entries],
        "unread": [{"id": one.id, "reason": say.text(one.reason)} for one in plan.unread],
    }


def _entry(entry: Entry, say: Catalogue) -> dict[str, object]:
    subject = entry.subject
    return {
        "id": subject.id,
        "forge": subject.forge,
        "native_id": subject.native_id,
        "owner": subject.owner,
        "name": subject.name,
        "url": subject.url,
        "head": subject.head,
        "language": subject.language,
        "held": None if entry.held is None else say.text(entry.held),
        "request": _part(entry.request, say),
        "settings": _part(entry.settings, say),
        "issue": _part(entry.issue, say),
        "repairs": [_repair(one, say) for one in entry.repairs],
        "unrepaired": [
            {"rule": one.rule, "level": one.level.value, "reason": say.text(one.reason)} for one in entry.unrepaired
        ],
        "refused": list(entry.refused),
        "diff": unified(final_files(entry.repairs)),
        "wanted": wanted_document(entry.wanted),
    }


def _part(part: Part, say: Catalogue) -> dict[str, object]:
    reason = None if part.reason is None else say.text(part.reason)
    return {"action": part.action.value, "reason": reason, "url": part.url or None}


def _repair(repair: Repair, say: Catalogue) -> dict[str, object]:
    return {
        "rule": repair.rule,
        "pack": repair.pack,
        "pack_version": repair.pack_version,
        "level": repair.level.value,
        "title": say.local(repair.title),
        "found": say.text(repair.found),
        "why": None if repair.why is None else say.local(repair.why),
        "sources": [{"title": say.local(one.title), "url": one.url} for one in repair.references],
        "kind": repair.kind.value,
        "risk": repair.safety.value,
        "files": [change.path for change in repair.files],
        "settings": {change.name: {"before": change.before, "after": change.after} for change in repair.settings},
        "to_fill_in": [{"path": gap.path, "line": gap.line, "what": gap.what} for gap in repair.gaps],
        "templates": [
            {
                "path": use.path,
                "template": use.template,
                "language": use.language,
                "version": use.version,
                "digest": use.digest,
            }
            for use in repair.uses
        ],
        "advice": [say.text(one) for one in repair.advice],
        "also": list(repair.also),
    }


def wanted_document(wanted: Wanted) -> dict[str, object]:
    """What should be in a repository, as plain values."""
    return {
        "base": wanted.base,
        "head": wanted.head,
        "opted_out": wanted.opted_out,
        "unsure": sorted(wanted.unsure),
        "settings": {name: wanted.settings[name] for name in sorted(wanted.settings)},
        "request": None if wanted.request is None else _request(wanted.request),
        "issue": None if wanted.issue is None else _issue(wanted.issue),
        "request_words": _words(wanted.request_words),
        "issue_words": _words(wanted.issue_words),
        "answered": None
        if wanted.answered is None
        else {name: sorted(numbers) for name, numbers in wanted.answered._asdict().items()},
    }


def _request(request: WantedRequest) -> dict[str, object]:
    return {
        "title": request.title,
        "text": request.text,
        "draft": request.is_draft,
        "labels": list(request.labels),
        "reviewers": list(request.reviewers),
        "digest": request.digest,
        "asks": _asks(request.asks),
        "commits": [
            {"message": one.message, "files": {path: one.files[path] for path in sorted(one.files)}}
            for one in request.contents
        ],
    }


def _issue(issue: WantedIssue) -> dict[str, object]:
    return {
        "title": issue.title,
        "text": issue.text,
        "labels": list(issue.labels),
        "confidential": issue.confidential,
        "asks": _asks(issue.asks),
    }


def _words(words: Words) -> dict[str, str]:
    return {"closing": words.closing, "hands_off": words.hands_off}


def _asks(asks: Mapping[str, Ask]) -> dict[str, object]:
    return {rule: {"pack": ask.pack, "template": ask.template} for rule, ask in sorted(asks.items())}
