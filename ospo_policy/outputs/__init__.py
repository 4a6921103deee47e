# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formats of a report, one a file: report in, text out. None knows files, colours of a terminal
that it was not told of, the environment, or exit codes.

Each module has one function `pieces(report, catalogue, style)`, which gives the text bit by bit: what
goes through the repositories one by one needs no memory for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Report

MODULES = {
    "text": "text",
    "json": "json_report",
    "markdown": "markdown",
    "html": "html_report",
    "csv": "csv_table",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "github-summary": "github_summary",
    "gitlab-codequality": "gitlab_codequality",
    "badge": "badge",
    "badge-json": "badge_json",
}
"""Format name to the module of this package that renders it."""
FORMATS = tuple(MODULES)


class Style(NamedTuple):
    """What the reader's place can show: columns, colours, characters beyond ASCII. Only `text` cares."""

    width: int = 80
    colour: bool = False
    unicode: bool = True
    verbose: bool = False


def pieces(name: str, report: Report, catalogue: Catalogue, style: Style) -> Iterator[str]:
    """The report in the format of that name, in the catalogue's language, bit by bit."""
    found: Iterator[str] = import_module(f"{__name__}.{MODULES[name]}").pieces(report, catalogue, style)
    return found


def render(name: str, report: Report, catalogue: Catalogue, style: Style) -> str:
    """The same in one piece."""
    return "".join(pieces(name, report, catalogue, style))
