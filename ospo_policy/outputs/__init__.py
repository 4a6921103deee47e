# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formats of a report, one a file: report in, text out. None knows files, colours of a terminal
that it was not told of, the environment, or exit codes.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Report

MODULES = {"text": "text", "json": "json_report"}
"""Format name to the module of this package that renders it."""
FORMATS = tuple(MODULES)


class Style(NamedTuple):
    """What the reader's place can show: columns, colours, characters beyond ASCII."""

    width: int = 80
    colour: bool = False
    unicode: bool = True
    verbose: bool = False


def render(name: str, report: Report, catalogue: Catalogue, style: Style) -> str:
    """The report in the format of that name, in the catalogue's language."""
    rendered: str = import_module(f"{__name__}.{MODULES[name]}").render(report, catalogue, style)
    return rendered
