# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports looked at by the controls of legal and normative frameworks that their findings answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from ospo_policy.engine.crosswalk import framework
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.model.report import Control, Framework
from ospo_policy.outputs.json_report import SCHEMA_VERSION

_MET, _FAILED = frozenset({"pass"}), frozenset({"fail", "waived"})


def read_reports(paths: Iterable[str]) -> list[dict[str, Any]]:
    """JSON reports of this tool; `-` is standard input. Raises `UsageError`."""
    return [_read(path) for path in paths]


def _read(path: str) -> dict[str, Any]:
    try:
        if path == "-":
            text = sys.stdin.read()
        else:
            with open(path, encoding="utf-8") as file:
                text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = Message("file.not-there" if isinstance(error, FileNotFoundError) else "file.not-readable")
        raise UsageError(message("policy.unreadable", path=path, reason=reason)) from None
    try:
        report = json.loads(text)
    except (ValueError, RecursionError):
        report = None
    if not isinstance(report, dict) or report.get("schema_version") != SCHEMA_VERSION:
        raise UsageError(message("report.not-a-report", path=path), Message("report.not-a-report.hint"))
    return report


def by_control(reports: Iterable[Mapping[str, Any]]) -> list[Framework]:
    """Every framework with its controls, from the findings of all repositories."""
    counts: dict[str, list[int]] = {}
    rules: dict[str, dict[str, None]] = {}
    for finding in _findings(reports):
        status = finding["status"]
        if status == "not-applicable":
            continue
        for control in finding["controls"]:
            count = counts.setdefault(control, [0, 0, 0])
            count[0 if status in _MET else 1 if status in _FAILED else 2] += 1
            rules.setdefault(control, {})[finding["rule"]] = None
    frameworks: dict[str, list[Control]] = {}
    for control in sorted(counts):
        met, failed, unknown = counts[control]
        found = Control(control, met, failed, unknown, tuple(rules[control]))
        frameworks.setdefault(framework(control), []).append(found)
    return [Framework(name, tuple(controls)) for name, controls in frameworks.items()]


def _findings(reports: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    for report in reports:
        for repository in report["repositories"]:
            yield from repository["findings"]
