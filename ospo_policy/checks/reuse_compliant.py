# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`reuse.compliant`: every file says its licence and its copyright holder, as REUSE has it.

Why: a file that is copied elsewhere keeps its licence. How it is decided: by the REUSE tool (`reuse lint`), which reads
every file; the rule names what it finds fault with. It is never in a default pack: begin with `reuse.coverage`.
Source: https://reuse.software/spec-3.3/
"""

from typing import Literal, NamedTuple, TypeAlias

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository, ReuseReport, Unseen
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.selection import SOURCE_FILES, select
from ospo_policy.ports.check import CheckType

DEP5 = ".reuse/dep5"


Aspect: TypeAlias = Literal["files", "source-files", "missing-texts", "unused-texts", "ids"]


class Params(NamedTuple):
    """Which parts of compliance are asked for; none named means all."""

    aspects: tuple[Aspect, ...] = ()


def needs(_params: Params) -> Needs:
    """The listing and the REUSE tool's report."""
    return Needs(tree=True, reuse=True)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail with what the REUSE tool finds fault with."""
    if isinstance(repository.reuse, Unseen):
        return Unknown(repository.reuse.reason)
    report = repository.reuse.value
    if "source-files" in params.aspects:
        report = _of_sources(report, frozenset(select(common.tree_of(repository), SOURCE_FILES)))
    listed = _faults(report, params.aspects)
    faults = [message(key, count=len(names), names=common.some(names)) for key, names in listed]
    evidence = {"files": report.files, "with_licence": report.with_licence, "with_copyright": report.with_copyright}
    if faults or not (report.is_compliant or params.aspects):
        told = message("reuse.faults", faults=tuple(faults) or (message("reuse.not-compliant"),))
        count = sum(len(names) for _, names in listed)
        return Fail(told, common.places(report.uncovered), {**evidence, "count": count})
    if DEP5 in common.tree_of(repository).paths:
        return Pass(message("reuse.dep5", count=report.files), common.places((DEP5,)), evidence)
    if params.aspects:
        return Pass(message("reuse.nothing-of-it", count=report.files), evidence=evidence)
    return Pass(message("reuse.compliant", count=report.files), evidence=evidence)


def _of_sources(report: ReuseReport, sources: frozenset[str]) -> ReuseReport:
    """The report with source files alone, where it names files without a licence or a holder."""
    return report._replace(
        without_licence=tuple(path for path in report.without_licence if path in sources),
        without_copyright=(),
    )


def _faults(report: ReuseReport, aspects: tuple[Aspect, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """What is wrong, as a key of the catalogue, and with which names; only of the aspects, where some are named."""
    listed: tuple[tuple[Aspect | None, str, tuple[str, ...]], ...] = (
        ("files", "reuse.without-licence", report.without_licence),
        ("files", "reuse.without-copyright", report.without_copyright),
        ("ids", "reuse.bad-ids", report.bad_ids),
        ("missing-texts", "reuse.missing-texts", report.missing_texts),
        ("unused-texts", "reuse.unused-texts", report.unused_texts),
        ("ids", "reuse.deprecated-ids", report.deprecated_ids),
        (None, "reuse.unreadable", report.unreadable),
    )
    return [
        (key, names)
        for aspect, key, names in listed
        if names and (not aspects or aspect in aspects or (aspect == "files" and "source-files" in aspects))
    ]


CHECK = CheckType("reuse.compliant", Params, needs, evaluate)
