# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`reuse.coverage`: the share of files with licence and copyright does not fall below a baseline.

Why: REUSE is reached step by step; what was reached is not lost again. How it is decided: by the REUSE tool (`reuse lint`);
the lesser of the two shares counts, in percent of the files. Raise the baseline when a message says so.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """The percentage of files that have licence and copyright at least."""

    baseline: float


def needs(_params: Params) -> Needs:
    """The listing and the REUSE tool's report."""
    return Needs(tree=True, reuse=True)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail below the baseline."""
    if isinstance(repository.reuse, Unseen):
        return Unknown(repository.reuse.reason)
    report = repository.reuse.value
    if report.files == 0:
        return NotApplicable(message("reuse.no-files"))
    share = 100 * min(report.with_licence, report.with_copyright) / report.files
    shown = f"{int(share * 10) / 10:g}"  # never rounded up to a baseline that is not reached
    evidence = {"coverage": round(share, 3), "files": report.files}
    if share < params.baseline - 1e-9:
        said = message("reuse.below", share=shown, baseline=f"{params.baseline:g}", files=common.some(report.uncovered))
        return Fail(said, common.places(report.uncovered), evidence)
    return Pass(message("reuse.covered", share=shown, baseline=f"{params.baseline:g}"), evidence=evidence)


def wrong(params: Params) -> Message | None:
    """A percentage is from 0 to 100."""
    return None if 0 <= params.baseline <= 100 else message("reuse.no-percentage")


CHECK = CheckType("reuse.coverage", Params, needs, evaluate, wrong)
