# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The summary of a GitHub Actions job: the page in Markdown, cut where GitHub would show none of it.

A step's summary has at most 1 MiB, and is not shown at all when it is longer:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Report
from ospo_policy.outputs import markdown
from ospo_policy.outputs.markup import words

if TYPE_CHECKING:
    from ospo_policy.outputs import Style

MAX_BYTES = 1_000_000
"""Some room is left for what other programs write in the same step."""


def pieces(report: Report, catalogue: Catalogue, style: Style) -> Iterator[str]:
    """The blocks of the page that fit, and a word on those that do not."""
    left = MAX_BYTES
    for block in markdown.pieces(report, catalogue, style):
        left -= len(block.encode())
        if left < 0:
            yield f"\n> {words(catalogue('format.summary-cut'))}\n"
            return
        yield block
