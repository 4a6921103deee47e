# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What several formats need: where a finding is shown, a fingerprint that lasts, what is counted together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from ospo_policy.messages import Catalogue
from ospo_policy.model.location import Location
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, Report, RepositoryReport, Status
from ospo_policy.model.waivers import Waived

LEVELS = tuple(Level)
"""From what must be to what would be nice."""
HOME = "https://github.com/ospo-policy/ospo-policy"
_README = re.compile(r"(?i)^(?:readme|lisezmoi)(?:\.\w+)*$")
ADDRESS = re.compile(r"(?i)(https?://[^\s<>\"'`\\\u201c\u201d\u00bb]*[^\s.,;:!?)\]}<>\"'`\\\u201c\u201d\u00bb])")
"""An address of the web inside a text, without what ends the sentence."""
CODE = re.compile(r"`([^`]+)`")
"""What stands in backticks in a text."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_POLICY_FILE = ".ospo-policy.yml"


def utf8(text: str) -> str:
    """A text that UTF-8 can write: bytes of file names that are no UTF-8 are written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def as_json(value: object, indent: int | None = 2) -> str:
    """A value as JSON that UTF-8 can write, in which a log of GitHub Actions takes nothing for a command.

    Bytes of file names that are no UTF-8 are written out, as in `utf8`; `##[` begins a command wherever it stands.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent).replace("##[", "#\\u0023[")
    return _SURROGATE.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text)


def name_of(identifier: str) -> str:
    """A repository's name as people know it: a checkout is not called local."""
    return identifier.removeprefix("local:")


def is_single(report: Report) -> bool:
    """Whether the report is of one repository, so that paths need not say of which."""
    return len(report.repositories) == 1 and not report.unread


def path_in(report: Report, repository: RepositoryReport, path: str) -> str:
    """A path of a repository; below the repository's name, where there are several."""
    return path if is_single(report) else f"{name_of(repository.id)}/{path}"


def anchor_of(repository: RepositoryReport) -> str:
    """The file at which a finding is shown that has none of its own.

    Where the report does not tell it, the README, the policy file or the first file that any finding names, in this order.
    """
    if repository.anchor is not None:
        return repository.anchor
    paths = sorted({place.path for finding in repository.findings for place in finding.locations})
    readme = next((path for path in paths if _README.match(path)), None)
    if readme is not None:
        return readme
    return _POLICY_FILE if _POLICY_FILE in paths else next(iter(paths), "README.md")


def places_of(finding: Finding, repository: RepositoryReport) -> tuple[Location, ...]:
    """Where a finding is shown: at least one place."""
    return finding.locations or (Location(anchor_of(repository)),)


def numbered(places: Iterable[Location]) -> Iterator[tuple[Location, int]]:
    """Each place, and the how-manieth of its file it is: that lasts when lines move."""
    seen: dict[str, int] = {}
    for place in places:
        seen[place.path] = seen.get(place.path, 0) + 1
        yield place, seen[place.path]


def fingerprint(*parts: object) -> str:
    """A name for a finding that is the same in every run: SHA-256, 64 hexadecimal digits."""
    return sha256(utf8("\0".join(str(part) for part in parts)).encode()).hexdigest()


def of_status(findings: Iterable[Finding], *wanted: Status) -> list[Finding]:
    """The findings of these statuses, in their order."""
    return [finding for finding in findings if finding.status in wanted]


def failures(findings: Iterable[Finding]) -> list[Finding]:
    """What is not met and was not known before, the most demanded first, else in the policy's order.

    Of rules whose level begins later it is the last.
    """
    return sorted((one for one in findings if one.counts), key=lambda one: (LEVELS.index(one.level), one.is_early))


def known(findings: Iterable[Finding]) -> list[Finding]:
    """The failures that a baseline knows of, in the policy's order."""
    return [finding for finding in findings if finding.is_known]


def verdict(findings: Iterable[Finding]) -> str | None:
    """The key of the sentence that says that nothing is to be done; None where something is."""
    some = tuple(findings)
    if any((one.counts and not one.is_early) or one.status is Status.ERROR for one in some):
        return None
    if any(one.is_known for one in some):
        return "report.nothing-new"
    return "report.nothing-yet" if any(one.is_early for one in some) else "report.well"


def one_line(text: str) -> str:
    """A text without line breaks or runs of blanks; blanks that do not break are kept."""
    return re.sub(r"[\n\r\t ]+", " ", text).strip(" ")


def said(finding: Finding, say: Catalogue) -> str:
    """What was found, in one line."""
    return one_line(say.text(finding.message))


def waiver_of(finding: Finding, say: Catalogue) -> str | None:
    """The waiver of a finding in one line, if it has one: why, and its term."""
    if finding.waiver is None:
        return None
    reason = one_line(say.shown(finding.waiver.reason))
    return say("report.semicolon").join((reason, *term_of(finding.waiver, say)))


def term_of(waiver: Waived, say: Catalogue) -> list[str]:
    """Until when a waiver holds, by whom it was approved, who answers for it, and where that is written."""
    until = say("report.waiver.until", end=waiver.end) if waiver.end else say("report.waiver.endless")
    who = say("report.waiver.own")
    if waiver.approver is not None:
        who = say("report.waiver.approver", approver=waiver.approver)
    owner = say("report.waiver.owner", owner=waiver.owner) if waiver.owner else ""
    parts = (until, who, owner, say.shown(waiver.ticket or ""), say.shown(waiver.at))
    return [one_line(part) for part in parts if part]


def since_when(finding: Finding, say: Catalogue) -> str:
    """Since when a failure is known; empty for any other finding."""
    return say("report.known.since", date=finding.known_since) if finding.is_known else ""


def from_when(finding: Finding, say: Catalogue) -> str:
    """From when on something is asked for that is not met yet; empty for any other finding."""
    if finding.status is not Status.FAIL or finding.upcoming is None:
        return ""
    return say(f"report.upcoming.{finding.upcoming.level.value}", date=finding.upcoming.date)


def told(finding: Finding, say: Catalogue) -> str:
    """What was found, in one line, and why it does not count where it does not: for formats without a place for that."""
    what = said(finding, say) or one_line(say.local(finding.title))
    if finding.status is Status.WAIVED:
        return say("format.waived", reason=waiver_of(finding, say) or "", what=what)
    later = from_when(finding, say)
    what = f"{what} {later}" if later else what
    return say("format.known", date=finding.known_since, what=what) if finding.is_known else what


def web_address(url: str | None) -> str | None:
    """An address that may become a link: of the web, without blanks, controls, quotes or angle brackets."""
    return url if url and re.fullmatch(r"(?i)https?://[^\s\x00-\x1f\x7f<>\"'`\\]+", utf8(url)) else None
