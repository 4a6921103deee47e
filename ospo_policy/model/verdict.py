# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The five outcomes of one rule on one repository. A rule states a requirement: pass is good."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from ospo_policy.model.location import Location
from ospo_policy.model.message import Message

Evidence: TypeAlias = Mapping[str, object]

MAX_LOCATIONS = 50
"""Places that a verdict names: as many as a report can use. Where there are so many, there may be more."""

MEASURES: Mapping[str, bool] = {"coverage": True, "count": False}
"""What is measured, by its name in the evidence: whether more of it is better.

A check that gives a number under one of these names is held to it by a baseline: `coverage` is a percentage that must not
fall, `count` a number of faults that must not rise.
"""


class Pass(NamedTuple):
    """The requirement is met; `locations` says where it was seen."""

    message: Message
    locations: tuple[Location, ...] = ()
    evidence: Evidence = {}


class Fail(NamedTuple):
    """The requirement is not met, and everything needed to say so was seen."""

    message: Message
    locations: tuple[Location, ...] = ()
    evidence: Evidence = {}


class Unknown(NamedTuple):
    """Not enough was seen to tell; `message` says what was missing and what would resolve it."""

    message: Message
    locations: tuple[Location, ...] = ()
    evidence: Evidence = {}


class NotApplicable(NamedTuple):
    """The requirement does not concern this repository; `message` says why."""

    message: Message
    locations: tuple[Location, ...] = ()
    evidence: Evidence = {}


class Errored(NamedTuple):
    """The check itself broke: a defect of ours, never a verdict on the repository."""

    message: Message
    locations: tuple[Location, ...] = ()
    evidence: Evidence = {}


Verdict: TypeAlias = Pass | Fail | Unknown | NotApplicable | Errored
