# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""JSON reports read back, to be written in another format.

Their texts were put into a language when they were made, and stay in it. A file may come from anywhere: it is held to
the published schema first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.location import Location
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.policy import Fix, FixKind, Level, PackInfo, Reference, Safety, Url
from ospo_policy.model.report import (
    Finding,
    GroupResult,
    LeftOut,
    Report,
    RepositoryReport,
    ScoreResult,
    Status,
    Unread,
    Upcoming,
)
from ospo_policy.model.waivers import Waived
from ospo_policy.operations.controls import read_reports
from ospo_policy.operations.schemas import schema
from ospo_policy.parsers.fitting import fits


def read_back(paths: Iterable[str]) -> tuple[Report, str]:
    """The reports of several files as one, and the language of the first; `-` is standard input. Raises `UsageError`."""
    expected = schema("report", Catalogue("en"))
    reports: list[Report] = []
    languages: list[str] = []
    for path in paths:
        (found,) = read_reports([path])
        if not fits(found, expected):
            raise UsageError(message("report.not-a-report", path=path), Message("report.not-a-report.hint"))
        reports.append(_report(found))
        languages.append(found["language"])
    return _together(reports), languages[0]


def _together(reports: list[Report]) -> Report:
    """Several reports as one: of the day and the version of the last."""
    last = max(reports, key=lambda one: one.date)
    return last._replace(
        packs=tuple({(pack.id, pack.version): pack for one in reports for pack in one.packs}.values()),
        repositories=tuple(repository for one in reports for repository in one.repositories),
        notices=tuple({str(notice): notice for one in reports for notice in one.notices}.values()),
        unread=tuple(unread for one in reports for unread in one.unread),
    )


def _report(found: Mapping[str, Any]) -> Report:
    return Report(
        tool_version=found["tool"]["version"],
        date=found["date"],
        packs=tuple(
            PackInfo(pack["id"], pack["version"], _text(pack["title"]), pack["source"]) for pack in found["packs"]
        ),
        repositories=tuple(_repository(one) for one in found["repositories"]),
        notices=tuple(_said(notice) for notice in found["notices"]),
        unread=tuple(Unread(one["id"], _said(one["reason"])) for one in found["unread"]),
        left_out=tuple(LeftOut(one["id"], _said(one["reason"], one["code"])) for one in found.get("left_out", ())),
    )


def _repository(found: Mapping[str, Any]) -> RepositoryReport:
    return RepositoryReport(
        id=found["id"],
        commit=found["commit"],
        profile=found["profile"] or "",
        findings=tuple(_finding(one) for one in found["findings"]),
        scores=tuple(_score(one) for one in found["scores"]),
    )


def _finding(found: Mapping[str, Any]) -> Finding:
    fix = found["fix"]
    return Finding(
        rule=found["rule"],
        pack=found["pack"],
        level=Level(found["level"]),
        status=Status(found["status"]),
        message=_said(found["message"]),
        title=_text(found["title"]),
        locations=tuple(Location(at["path"], at.get("line"), at.get("column")) for at in found["locations"]),
        evidence=found["evidence"],
        why=_optional(found["why"]),
        how=_optional(found["how"]),
        references=tuple(Reference(_text(one["title"]), _url(one["url"])) for one in found["references"]),
        controls=tuple(found["controls"]),
        fix=fix and Fix(_kind(fix["kind"]), fix["template"], fix["setting"], Safety(fix["safety"])),
        via=found["via"],
        waiver=found["waiver"] and Waived(**found["waiver"]),
        upcoming=found["upcoming"] and Upcoming(Level(found["upcoming"]["level"]), found["upcoming"]["date"]),
        known_since=found["known_since"],
    )


def _score(found: Mapping[str, Any]) -> ScoreResult:
    groups = tuple(GroupResult(_text(one["title"]), Status(one["status"])) for one in found["groups"])
    return ScoreResult(found["id"], _text(found["title"]), found["kind"] == "levels", groups)


def _said(text: str, code: str = "") -> Message:
    """A sentence that was put into words already; `code` is the key that it had."""
    return message("format.said", text=text, code=code) if code else message("format.said", text=text)


def _text(text: str) -> LocalText:
    return LocalText({"": text})


def _optional(text: str | None) -> LocalText | None:
    return None if text is None else _text(text)


def _url(text: str | None) -> Url | None:
    return None if text is None else Url(text)


def _kind(name: str | None) -> FixKind | None:
    return None if name is None else FixKind(name)
