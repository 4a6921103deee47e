# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""One page of HTML that holds everything: for a repository, or for an organisation, with what a director asks on top.

No script, no request to anywhere, no font or image from outside: its own policy (CSP) forbids them, and allows one style
sheet by its digest. Every value is escaped by Jinja's autoescape. Accessible after WCAG 2.2, level AA: language,
landmarks, headings in order, tables with captions and headers, states in words and not in colours alone, contrast of at
least 4.5 on light and dark. Status and level map as in `markdown`; repositories are gone through three times, and held
never.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ospo_policy.messages import Catalogue
from ospo_policy.model.report import Report, RepositoryReport
from ospo_policy.outputs import view
from ospo_policy.outputs.common import ADDRESS, CODE, HOME, is_single, name_of, one_line, verdict, web_address
from ospo_policy.outputs.counts import Counts, counts_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from ospo_policy.outputs import Style

FOLDER = os.path.join(os.path.dirname(__file__), "templates")
MAX_DETAILS = 1_000
"""Repositories that are told one by one, those with most to do: a browser opens a page of more with difficulty."""
_BUFFER = 200


def pieces(report: Report, catalogue: Catalogue, _style: Style) -> Iterator[str]:
    """The page, ended by a line feed."""
    stream = _environment().get_template("report.html.j2").stream(_values(report, catalogue))
    stream.enable_buffering(_BUFFER)
    yield from stream


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(FOLDER)
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    found.filters |= {"words": _words, "advice": _advice}
    return found


def _values(report: Report, say: Catalogue) -> dict[str, Any]:
    """What the page of any report needs."""
    from markupsafe import Markup

    style = _style_sheet()
    values: dict[str, Any] = {
        "report": report,
        "say": say,
        "home": HOME,
        "single": is_single(report),
        "heading": view.heading(report, say),
        "with_what": view.with_what(report, say),
        "notices": [one_line(say.text(notice)) for notice in report.notices],
        "style": Markup(style),  # noqa: S704 - our own file
        "style_digest": b64encode(sha256(style.encode()).digest()).decode(),
        "name": lambda identifier: say.shown(name_of(identifier)),
        "sections": lambda repository: view.sections(repository, say),
        "shown": lambda finding: view.shown(finding, say),
        "tally": lambda repository: _tally(repository, say),
        "todo": view.OPEN_SECTIONS,
        "wanted": view.WANTED,
        "folded": view.FOLDED,
        "well": lambda repository: verdict(repository.findings),
        "anchors": {},
    }
    return values if is_single(report) else values | _overview(report, say)


def _overview(report: Report, say: Catalogue) -> dict[str, Any]:
    """What the page of several repositories needs beyond."""
    counts = counts_of(report)
    rules = [say.shown(one.rule.rule) for one in counts.rules]
    lines = counts.lines
    some = [line for line in lines if line.early or line.known]
    todo = [line.id for line in lines if line.wants_reading]
    not_read = [
        (name, say(f"audit.{name}", count=len(some)), some)
        for name, some in (("unread", report.unread), ("left-out", report.left_out))
        if some
    ]
    found: dict[str, Any] = {
        "counts": counts,
        "figures": _figures(report, counts, say),
        "scores": list(view.scores(counts.scores, say)),
        "columns": view.tally(lines[0], some, say) if lines else [],
        "line_tally": lambda line: view.tally(line, some, say),
        "about_rule": lambda one: view.about_rule(one, say),
        "anchors": {rule: f"rule-{number}" for number, rule in enumerate(rules, 1)},
        "details": {identifier: f"repository-{number}" for number, identifier in enumerate(todo[:MAX_DETAILS], 1)},
        "beyond": say("format.details-beyond", count=MAX_DETAILS) if len(todo) > MAX_DETAILS else "",
        "not_read": not_read,
    }
    return found | {"contents": _contents(found, say)}


def _contents(found: dict[str, Any], say: Catalogue) -> list[tuple[str, str]]:
    """The sections that there are, in their order: (id, title)."""
    listed = [
        ("overview", say("html.overview"), True),
        ("by-rule", say("audit.by-rule"), found["counts"].rules),
        ("scores", say("score.heading"), found["scores"]),
        ("by-repository", say("audit.by-repository"), found["counts"].lines),
        *((name, title, True) for name, title, _ in found["not_read"]),
        ("details", say("format.details"), found["details"]),
        ("rules", say("format.rules"), found["counts"].rules),
    ]
    return [(name, title) for name, title, there in listed if there]


def _figures(report: Report, counts: Counts, say: Catalogue) -> list[tuple[str, object, str]]:
    """What a director asks first: (kind, number, what it is)."""
    lines = counts.lines
    judged = [line for line in lines if line.is_judged]
    well = sum(line.is_sound for line in judged)
    share = say("html.percent", percent=round(100 * well / len(judged))) if judged else "-"
    known, early = sum(line.known for line in lines), sum(line.early for line in lines)
    return [
        ("may", len(lines), say("html.figure.read", count=len(lines))),
        ("pass", share, say("html.figure.well", count=well)),
        ("must", sum(bool(line.failed[0]) for line in lines), say("html.figure.must")),
        *((("early", early, say("html.figure.early", count=early)),) if early else ()),
        *((("known", known, say("html.figure.known", count=known)),) if known else ()),
        ("unknown", sum(line.unknown for line in lines), say("html.figure.unknown")),
        ("waived", sum(line.waived for line in lines), say("html.figure.waived")),
        ("unknown", len(report.unread), say("html.figure.unread")),
    ]


def _tally(repository: RepositoryReport, say: Catalogue) -> list[tuple[str, str, int]]:
    counts = Counts()
    counts.add(repository)
    return view.tally(counts.lines[0], counts.lines, say)


def _style_sheet() -> str:
    with open(os.path.join(FOLDER, "style.css"), encoding="utf-8") as file:
        return file.read()


def _words(text: str, *, links: bool = False) -> Markup:
    """A text in which what stands in backticks is code; with `links`, addresses of the web are links."""
    from markupsafe import Markup, escape

    link, code = Markup('<a href="{0}">{0}</a>'), Markup("<code>{0}</code>")
    found: list[Markup] = []
    for at, part in enumerate(CODE.split(text)):
        if at % 2:
            found.append(code.format(part))
            continue
        split = ADDRESS.split(part) if links else [part]
        found += (
            link.format(word) if odd % 2 and web_address(word) else escape(word) for odd, word in enumerate(split)
        )
    return Markup().join(found)


def _advice(text: str) -> Markup:
    """An author's text, in which addresses of the web are links; in what a repository's names are part of they are not."""
    return _words(text, links=True)
