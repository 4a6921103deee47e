# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a check is to the engine: a name, typed parameters, declared needs, one pure function."""

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from ospo_policy.model.facts import Repository
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs, union
from ospo_policy.model.verdict import Verdict

P = TypeVar("P")


def _nothing_wrong(_params: Any) -> Message | None:
    return None


class CheckType(NamedTuple, Generic[P]):
    """A kind of test that rules can use.

    `evaluate` is pure: parameters and facts in, a verdict out. `wrong` tells what is wrong with a
    combination of parameters that are each right, if anything.
    """

    name: str
    params: type[P]
    needs: Callable[[P], Needs]
    evaluate: Callable[[P, Repository], Verdict]
    wrong: Callable[[P], Message | None] = _nothing_wrong


class CheckRegistry(Protocol):
    """The checks that there are, loaded when they are used."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every check's name."""

    def get(self, name: str) -> CheckType[Any]:
        """The check of that name. Raises `KeyError`."""


class Test(NamedTuple):
    """One check with its parameters."""

    type: CheckType[Any]
    params: Any


class AnyOf(NamedTuple):
    """At least one part passes."""

    parts: "tuple[CheckExpression, ...]"


class AllOf(NamedTuple):
    """Every part passes."""

    parts: "tuple[CheckExpression, ...]"


class Not(NamedTuple):
    """The part fails."""

    part: "CheckExpression"


CheckExpression: TypeAlias = Test | AnyOf | AllOf | Not


def tests_of(expression: CheckExpression) -> Iterable[Test]:
    """Every single check in an expression."""
    match expression:
        case Test():
            yield expression
        case Not(part):
            yield from tests_of(part)
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from tests_of(part)


def needs_of(expression: CheckExpression) -> Needs:
    """The facts that an expression may look at."""
    return union(test.type.needs(test.params) for test in tests_of(expression))
