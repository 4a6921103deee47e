# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The canonical report, of which every format has a golden file: every status and level, inherited, attested, waived,
known before, asked for later, names and texts that would be markup, commands or formulas, repositories that are empty, well, unread or left out.

`python -m tests.write_golden` writes the golden files anew; what changed in them is to be read.
"""

from __future__ import annotations

from pathlib import Path

from ospo_policy.messages import Catalogue
from ospo_policy.model.location import Location
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.policy import Fix, FixKind, Level, PackInfo, Reference, Url
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
from ospo_policy.outputs import FORMATS, Style, render

GOLDEN = Path(__file__).parent / "golden"
EXTENSIONS = {
    "text": "txt",
    "json": "json",
    "markdown": "md",
    "html": "html",
    "csv": "csv",
    "sarif": "sarif",
    "junit": "xml",
    "github": "annotations.txt",
    "github-summary": "summary.md",
    "gitlab-codequality": "codequality.json",
    "badge": "svg",
    "badge-json": "badge.json",
}
HOSTILE = (
    "a\x1b[31mb\u202ec\udcff.md",
    "line\nbreak\r.md",
    "::error file=x,line=1::y",
    "50%0A::warning::25%.md",
    "##[add-mask]x",
    "<script>alert(1)</script>.md",
    "</details><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "@SUM(1)*x.md",
    "[click](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "# @everyone fixes #1 and !2",
    "| pipe `tick` _x_ *y*",
    "https://evil.example/x",
    "www.evil.example",
    "{{ 7 * 7 }}{0}",
    "[[ATTACHMENT|/etc/passwd]]",
    "\"quote\" 'quote' &amp; \\",
    "dir/../a b?c#d.md",
)
MESSAGES = {
    Status.FAIL: message("file.absent", files=Message("file-kind.licence")),
    Status.UNKNOWN: message("unseen.forge.read", name="repo.description", what=Message("field.repo.description")),
    Status.ERROR: message("check.broke", check="file", detail="ZeroDivisionError: x"),
    Status.WAIVED: message("file.absent", files=Message("file-kind.readme")),
    Status.PASS: message("file.present", path=HOSTILE[0]),
    Status.NOT_APPLICABLE: message("files.none", files=Message("file-kind.codeowners")),
}
WAIVER = Waived(
    "Closed on 2027-01-31 =1 <b>",
    "Team <t@example.org>",
    "OSPO",
    "https://example.org/4",
    None,
    "2027-03-01",
    "waivers.yml:3:5",
)


WAIVED = (
    "Closed on 2027-01-31 =1 <b>; until 2027-03-01; approved by OSPO; owner: Team <t@example.org>; "
    "https://example.org/4; waivers.yml:3:5"
)
"""The waiver as English reports tell it."""


def finding(status: Status, level: Level, **more: object) -> Finding:
    """A finding that has everything which a finding can have."""
    found = Finding(
        rule=f"rule-{status.value}-{level.value}",
        pack="example",
        level=level,
        status=status,
        message=MESSAGES[status],
        title=LocalText({"en": f"A title <b>{level.value}</b>", "fr": f"Un titre <b>{level.value}</b>"}),
        locations=tuple(Location("docs/a.md", n, n) for n in range(1, 13)),
        evidence={"path": "a\udcff.md", "kinds": {"x": ("y", 1, True, None)}},
        why=LocalText({"en": "Because.\nIn two lines.", "fr": "Parce que."}),
        how=LocalText({"en": "Run `make`, see https://example.org/" + "long/" * 30, "fr": "Faites-le."}),
        references=(Reference(LocalText({"en": "A law", "fr": "Une loi"}), Url("https://example.org/law")),),
        controls=("X-1",),
        fix=Fix(FixKind.TEMPLATE, "SECURITY.md"),
        waiver=WAIVER if status is Status.WAIVED else None,
    )
    return found._replace(**more)  # type: ignore[arg-type]


def hostile(name: str, number: int) -> Finding:
    """A failure in which everything that others write says `name`."""
    return Finding(
        rule=f"hostile-{number}",
        pack="example",
        level=tuple(Level)[number % 3],
        status=Status.FAIL,
        message=message("file.present", path=name),
        title=LocalText({"en": name}),
        locations=(Location(name, number),) if number % 2 else (),
        why=LocalText({"en": name}),
        how=LocalText({"en": name}),
        references=(Reference(LocalText({"en": name}), Url(f"javascript:alert('{name}')")),),
        controls=(name,),
    )


def score(name: str, *statuses: Status, levels: bool) -> ScoreResult:
    """A score whose points or levels have these outcomes."""
    groups = (GroupResult(LocalText({"en": f"No {n}", "fr": f"N° {n}"}), s) for n, s in enumerate(statuses, 1))
    return ScoreResult(name, LocalText({"en": "Score", "fr": "Score"}), levels, tuple(groups))


SCORES = (
    score("points", Status.PASS, Status.FAIL, Status.NOT_APPLICABLE, levels=False),
    score("unsure", Status.PASS, Status.UNKNOWN, levels=False),
    score("second", Status.PASS, Status.NOT_APPLICABLE, Status.FAIL, Status.PASS, levels=True),
    score("highest", Status.PASS, Status.PASS, levels=True),
    score("first", Status.PASS, Status.UNKNOWN, levels=True),
    score("none", Status.FAIL, Status.PASS, levels=True),
    score("untold", Status.UNKNOWN, Status.PASS, levels=True),
)
KNOWN = finding(Status.FAIL, Level.MUST, rule="rule-known", known_since="2026-03-01")
LATER = finding(Status.FAIL, Level.MAY, rule="rule-later", upcoming=Upcoming(Level.MUST, "2027-03-01"))
FULL = RepositoryReport(
    "local:full",
    "0123456789abcdef",
    "B",
    (
        *(finding(status, Level.MUST) for status in Status),
        finding(Status.FAIL, Level.SHOULD, locations=(Location("README.md", 3),)),
        finding(Status.FAIL, Level.MAY, locations=()),
        finding(Status.PASS, Level.SHOULD, rule="inherited", via="inherited", locations=()),
        finding(
            Status.PASS, Level.SHOULD, rule="attested", via="attested", locations=(Location(".ospo-policy.yml", 4),)
        ),
        KNOWN,
        LATER,
        *(hostile(name, number) for number, name in enumerate(HOSTILE)),
    ),
    SCORES,
    anchor="README.md",
)
WELL = RepositoryReport("github:org/well", None, "", (finding(Status.PASS, Level.MUST),), SCORES[:3])
ONE = Report(
    tool_version="0.0.0",
    date="2026-11-23",
    packs=(PackInfo("example", "1.2.3", LocalText({"en": "Example", "fr": "Exemple"}), "policies/example.yml"),),
    repositories=(FULL,),
    notices=(message("notice.default-packs", packs=("minimal",)),),
)
REPORT = ONE._replace(
    repositories=(
        FULL,
        RepositoryReport("local:empty", None, "", ()),
        WELL,
        RepositoryReport(
            "local:" + HOSTILE[5], None, HOSTILE[5], (finding(Status.UNKNOWN, Level.MAY, rule="only-unknown"),)
        ),
    ),
    unread=(Unread("github:org/" + HOSTILE[2], message("unseen.forge.read", name="x", what=HOSTILE[9])),),
    left_out=(LeftOut("github:org/archived", message("file.present", path=HOSTILE[6])),),
)
BEFORE = ONE._replace(repositories=(RepositoryReport("local:known", None, "", (KNOWN, LATER)),))
"""Failures that are known, and rules that begin later."""
EMPTY = ONE._replace(repositories=(), notices=())
SINGLE = ("markdown", "html", "sarif", "github", "gitlab-codequality", "badge")
"""Formats that say a single repository otherwise than one of several."""
CASES = (
    *((f"report.{{language}}.{EXTENSIONS[name]}", name, REPORT) for name in FORMATS),
    *((f"one.{{language}}.{EXTENSIONS[name]}", name, ONE) for name in SINGLE),
    *((f"known.{{language}}.{EXTENSIONS[name]}", name, BEFORE) for name in ("text", "markdown", "junit", "badge")),
)
"""Golden file, format, report."""


def golden(name: str, report: Report, language: str) -> str:
    """What a golden file holds."""
    return render(name, report, Catalogue(language), Style(80, verbose=True))
