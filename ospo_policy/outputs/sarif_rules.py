# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of a SARIF log: what GitHub shows beside an alert, with its limits of length.

https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support#reportingdescriptor-object
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding
from ospo_policy.outputs import markup
from ospo_policy.outputs.common import one_line, web_address

LEVELS = {Level.MUST: "error", Level.SHOULD: "warning", Level.MAY: "note"}
_SEVERITY = {Level.MUST: "error", Level.SHOULD: "warning", Level.MAY: "recommendation"}
MAX_DESCRIPTION = 1024
MAX_TAGS = 10


class Rules:
    """The rules that findings name, each once, in the order in which they are met."""

    def __init__(self, say: Catalogue) -> None:
        self._say = say
        self._indexes: dict[str, int] = {}
        self.descriptors: list[dict[str, Any]] = []

    def index(self, finding: Finding) -> int:
        """The place of a finding's rule in the list."""
        known = self._indexes.get(finding.rule)
        if known is None:
            known = self._indexes[finding.rule] = len(self.descriptors)
            self.descriptors.append(self._descriptor(finding))
        return known

    def _descriptor(self, finding: Finding) -> dict[str, Any]:
        say = self._say
        title = one_line(say.local(finding.title)) or finding.rule
        why = one_line(say.local(finding.why)) if finding.why else title
        found: dict[str, Any] = {
            "id": finding.rule,
            "shortDescription": {"text": _short(title)},
            "fullDescription": {"text": _short(why or title)},
            "help": {
                "text": "\n\n".join(_help_text(finding, say)) or title,
                "markdown": "\n\n".join(_help_markdown(finding, say)) or title,
            },
            "defaultConfiguration": {"level": LEVELS[finding.level]},
        }
        address = next((url for one in finding.references if (url := web_address(one.url))), None)
        if address:
            found["helpUri"] = address
        found["properties"] = {
            "tags": ["publication-practices", finding.pack, *finding.controls][:MAX_TAGS],
            "precision": "very-high",
            "problem.severity": _SEVERITY[finding.level],
        }
        return found


def _help_text(finding: Finding, say: Catalogue) -> Iterator[str]:
    for key, text in (("report.why", finding.why), ("report.how", finding.how)):
        if text:
            yield f"{say(key)} {one_line(say.local(text))}"
    for one in finding.references:
        yield f"{say('report.source')} {one_line(say.local(one.title))} {web_address(one.url) or ''}".rstrip()
    if finding.controls:
        yield say("explain.controls", controls=finding.controls)


def _help_markdown(finding: Finding, say: Catalogue) -> Iterator[str]:
    for key, text in (("report.why", finding.why), ("report.how", finding.how)):
        if text:
            yield f"**{say(key)}** {markup.advice(say.local(text))}"
    for one in finding.references:
        yield f"{say('report.source')} {markup.link(say.local(one.title), one.url)}"
    if finding.controls:
        yield markup.words(say("explain.controls", controls=finding.controls))


def _short(text: str) -> str:
    return text if len(text) <= MAX_DESCRIPTION else text[: MAX_DESCRIPTION - 1] + "…"
