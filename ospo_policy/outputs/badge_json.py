# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A badge for Shields (https://shields.io/badges/endpoint-badge), which draws it from this file wherever it is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Report
from ospo_policy.outputs.badge import LABEL_COLOUR, badge_of
from ospo_policy.outputs.common import as_json

if TYPE_CHECKING:
    from ospo_policy.outputs import Style


def pieces(report: Report, catalogue: Catalogue, _style: Style) -> Iterator[str]:
    """The endpoint's answer, ended by a line feed."""
    badge = badge_of(report, catalogue)
    answer = {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": badge.colour,
        "labelColor": LABEL_COLOUR,
    }
    yield as_json(answer) + "\n"
