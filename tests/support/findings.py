# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports and rules as values, said shortly: for tests of what is decided after the checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from ospo_policy.model.location import Location, Position
from ospo_policy.model.message import LocalText, message
from ospo_policy.model.policy import Level, Rule, Waivable
from ospo_policy.model.report import Finding, RepositoryReport, Status
from ospo_policy.model.waivers import Waiver

TODAY = dt.date(2026, 11, 23)
TITLE = LocalText({"en": "A title", "fr": "Un titre"})


def rule(id_: str = "r", **keys: Any) -> Rule:
    """A rule without anything but an id; `keys` are its own."""
    given: dict[str, Any] = {
        "id": id_, "pack": "p", "level": Level.MUST, "title": TITLE, "check": None, "when": None, "profiles": (),
        "why": None, "how": None, "references": (), "controls": (), "fix": None, "attest": None, "levels": {},
        "origin": {}, "waivable": Waivable(),
    }  # fmt: skip
    return Rule(**(given | keys))


def found(
    id_: str = "r", status: Status = Status.FAIL, at: Iterable[str] = (), evidence: Mapping[str, object] | None = None
) -> Finding:
    """A finding; `at` are places as `path:line`."""
    places = tuple(Location(path, int(line) if line else None) for path, _, line in (one.partition(":") for one in at))
    what = message("file.absent", files="README")
    return Finding(id_, "p", Level.MUST, status, what, TITLE, places, evidence or {})


def report(*findings: Finding, id_: str = "github:city/parking") -> RepositoryReport:
    """A repository with these findings."""
    return RepositoryReport(id_, "c0ffee", "", findings)


def waiver(rule: str = "r", **keys: Any) -> Waiver:
    """A waiver of the organisation, of every repository, for a year; `keys` are its own."""
    given: dict[str, Any] = {
        "rule": rule, "repositories": ("**",), "reason": "Is being replaced", "owner": "Parking", "approver": "OSPO",
        "ticket": None, "start": None, "end": "2027-11-23", "at": Position("waivers.yml", 3, 5),
    }  # fmt: skip
    return Waiver(**(given | keys))


def ask(rule: str = "r", **keys: Any) -> Waiver:
    """A waiver that a repository asks for."""
    own = {"repositories": (), "approver": None, "at": Position(".ospo-policy.yml", 2, 5)}
    return waiver(rule, **(own | keys))
