# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`cel`: a condition over the documented facts holds.

Why: metadata such as the description, topics or the age of the last commit need no check of their
own. How it is decided: the expression in CEL is computed over the facts listed in
docs/policy-language.md. It stays unknown when it depends on a fact that was not seen.
"""

from typing import NamedTuple

from ospo_policy.model.facts import Repository
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.needs import Needs, union
from ospo_policy.model.policy import CelCondition
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.cel import condition
from ospo_policy.parsers.conditions import decide
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """The condition, and what to say when it does not hold."""

    expression: CelCondition
    message: LocalText | None = None


def needs(params: Params) -> Needs:
    """The facts that the expression names."""
    names = condition(params.expression).names
    return union(FIELDS[name].needs for name in names)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass when the expression is true."""
    match decide(condition(params.expression), repository):
        case True:
            return Pass(message("cel.true", expression=params.expression))
        case False:
            said = params.message
            return Fail(message("cel.said", text=said) if said else message("cel.false", expression=params.expression))
        case Message() as reason:
            return Unknown(reason)


CHECK = CheckType("cel", Params, needs, evaluate)
