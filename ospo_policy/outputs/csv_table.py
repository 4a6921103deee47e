# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV for spreadsheets and open data: a row a finding (RFC 4180, UTF-8, line feeds).

The columns are those of the JSON and are not translated; titles and messages are in the report's language. A repository
that could not be read is a row without a rule, `unknown`. What a spreadsheet would take for a formula begins with an
apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Finding, Report, RepositoryReport, Status
from ospo_policy.outputs import common

if TYPE_CHECKING:
    from ospo_policy.outputs import Style

COLUMNS = (
    "date", "repository", "commit", "profile", "pack", "rule", "level", "status", "via", "title", "message",
    "path", "line", "places", "how", "references", "controls", "waiver", "known_since", "upcoming_level", "upcoming_date",
)  # fmt: skip
_FORMULA = tuple("=+-@|%\uff1d\uff0b\uff0d\uff20")
"""What begins a formula in some spreadsheet, full-width signs too. Tabs and line breaks are written out anyway."""


def pieces(report: Report, catalogue: Catalogue, _style: Style) -> Iterator[str]:
    """The header, then the rows of a repository at a time."""
    yield _rows([COLUMNS])
    for repository in report.repositories:
        yield _rows(_row(finding, repository, report, catalogue) for finding in repository.findings)
    for one in report.unread:
        values = {"date": report.date, "repository": one.id, "status": Status.UNKNOWN.value,
                  "message": common.one_line(catalogue.text(one.reason))}  # fmt: skip
        yield _rows([[values.get(name, "") for name in COLUMNS]])


def _row(finding: Finding, repository: RepositoryReport, report: Report, say: Catalogue) -> list[object]:
    place = finding.locations[0] if finding.locations else None
    addresses = (common.web_address(one.url) or common.one_line(say.local(one.title)) for one in finding.references)
    return [
        report.date, repository.id, repository.commit or "", repository.profile,
        finding.pack, finding.rule, finding.level.value, finding.status.value, finding.via or "",
        common.one_line(say.local(finding.title)), common.said(finding, say),
        place.path if place else "", (place.line or "") if place else "", len(finding.locations),
        common.one_line(say.local(finding.how)) if finding.how else "", " ".join(addresses), " ".join(finding.controls),
        common.waiver_of(finding, say) or "", finding.known_since or "",
        *((finding.upcoming.level.value, finding.upcoming.date) if finding.upcoming else ("", "")),
    ]  # fmt: skip


def _rows(rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """A value that no spreadsheet computes, and that cannot be seen otherwise than it is."""
    from ospo_policy.messages import harmless

    if isinstance(value, int):
        return value
    text = harmless(str(value))
    return f"'{text}" if text.lstrip(" \u00a0\u202f").startswith(_FORMULA) else text
