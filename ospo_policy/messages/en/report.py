# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a run."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "report.heading": "{name} at {commit}, checked with {packs}",
    "report.heading-no-commit": "{name}, checked with {packs}",
    "report.failed.must.one": "Must be put right ({count})",
    "report.failed.must.other": "Must be put right ({count})",
    "report.failed.should.one": "Should be put right ({count})",
    "report.failed.should.other": "Should be put right ({count})",
    "report.failed.may.one": "Would be nice ({count})",
    "report.failed.may.other": "Would be nice ({count})",
    "report.errors.one": "A check broke ({count})",
    "report.errors.other": "Checks broke ({count})",
    "report.unknown.one": "Could not be told ({count})",
    "report.unknown.other": "Could not be told ({count})",
    "report.passed.one": "Met ({count})",
    "report.passed.other": "Met ({count})",
    "report.not-applicable.one": "Does not apply ({count})",
    "report.not-applicable.other": "Do not apply ({count})",
    "report.why": "Why:",
    "report.how": "What to do:",
    "report.source": "Source:",
    "report.more.one": "and {count} more place",
    "report.more.other": "and {count} more places",
    "report.well": "All is well: nothing is to be put right.",
    "report.tally": "{parts}.",
    "report.tally.pass.one": "{count} rule met",
    "report.tally.pass.other": "{count} rules met",
    "report.tally.fail.one": "{count} not met",
    "report.tally.fail.other": "{count} not met",
    "report.tally.error.one": "{count} check broken",
    "report.tally.error.other": "{count} checks broken",
    "report.tally.unknown.one": "{count} not known",
    "report.tally.unknown.other": "{count} not known",
    "report.tally.waived.one": "{count} waived",
    "report.tally.waived.other": "{count} waived",
    "report.tally.not-applicable.one": "{count} does not apply",
    "report.tally.not-applicable.other": "{count} do not apply",
    "report.explain": "`ospo-policy explain RULE` tells more of a rule, by the name in brackets.",
    "notice.default-packs": (
        "No policy was named, so the packs {packs} were taken. Choose others with --pack or in a file .ospo-policy.yml."
    ),
    "notice.undecided": (
        "Assignment {number} of the organisation's file was left out, since its condition cannot be decided here. {why}"
    ),
    "score.heading": "Scores",
    "score.points": "{title}: {met} of {total}.",
    "score.points-unknown": "{title}: {met} of {total}; {unknown} more could not be told.",
    "score.level": "{title}: {level}.",
    "score.no-level": "{title}: no level is reached yet; {next} comes first.",
    "score.level-unknown": "{title}: {level} at least; whether {next} is reached could not be told.",
    "score.first-unknown": "{title}: whether {next} is reached could not be told.",
}
