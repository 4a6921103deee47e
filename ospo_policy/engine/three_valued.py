# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`any`, `all` and `not` over verdicts, in Kleene's logic: unknown stays unknown until it no
longer matters. A part that does not apply takes no part; a part that broke counts like unknown,
but says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from ospo_policy.model.message import message
from ospo_policy.model.verdict import Errored, Fail, NotApplicable, Pass, Unknown, Verdict


def any_of(verdicts: Sequence[Verdict]) -> Verdict:
    """The first pass; else what keeps it from being told; else a fail with every reason."""
    return _decide(verdicts, Pass, Fail)


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """The fails together; else what keeps it from being told; else a pass."""
    return _decide(verdicts, Fail, Pass)


def negation(verdict: Verdict) -> Verdict:
    """Pass for fail and fail for pass; the rest stays what it is."""
    match verdict:
        case Pass(what, locations, evidence):
            return Fail(message("not.found", what=what), locations, evidence)
        case Fail(what, locations, evidence):
            return Pass(what, locations, evidence)
    return verdict


def _decide(verdicts: Sequence[Verdict], decisive: type[Pass | Fail], other: type[Pass | Fail]) -> Verdict:
    """The verdict by the outcome that decides, then by what is not known, then by the rest."""
    applicable = [verdict for verdict in verdicts if not isinstance(verdict, NotApplicable)]
    if not applicable:
        return verdicts[0]
    for kind in (decisive, Errored, Unknown, other):
        chosen = [verdict for verdict in applicable if isinstance(verdict, kind)]
        if chosen:
            first_only = kind is Pass and decisive is Pass
            return chosen[0] if first_only else _together(chosen)
    return applicable[0]


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Several verdicts of one kind as one: all their messages, places and evidence."""
    if len(verdicts) == 1:
        return verdicts[0]
    messages = tuple(dict.fromkeys(str(verdict.message) for verdict in verdicts))
    distinct = {str(verdict.message): verdict.message for verdict in verdicts}
    what = verdicts[0].message if len(messages) == 1 else message("verdict.several", messages=tuple(distinct.values()))
    locations = tuple(dict.fromkeys(place for verdict in verdicts for place in verdict.locations))
    evidence = {key: value for verdict in verdicts for key, value in verdict.evidence.items()}
    return type(verdicts[0])(what, locations, evidence)
