# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Conditions in CEL (https://github.com/google/cel-spec), over the documented facts.

The official runtime (`cel-expr-python`, the C++ implementation) compiles and type-checks an
expression against `ospo_policy.model.fields`, so that a misspelt fact is found when the policy is
read, not when it is used. A fact that was not seen is left out of the values: CEL's own rules then
decide whether the answer depends on it (`unseen || true` is true, `unseen && true` has none).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ospo_policy.model.fields import FIELDS
from ospo_policy.parsers.lazy_regex import LazyRegex

_NAME = LazyRegex(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)+")
_STRING = LazyRegex(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
_LAZY = LazyRegex(r"\|\||&&|\?|\b(?:has|all|exists|exists_one|map|filter|optMap)\s*\(")
_POSITION = LazyRegex(r"<input>:(\d+):(\d+): ([^\n]*)")


class CelError(ValueError):
    """The expression is not valid: `reason`, at `line` and `column` of the expression (from 1)."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


class Condition:
    """An expression that is true or false. The runtime is loaded when it is compiled."""

    __slots__ = ("_program", "is_strict", "names", "source")

    def __init__(self, source: str) -> None:
        bare = _STRING.sub("''", source)
        self.source = source
        self.names = _names(bare)
        """The documented facts that the expression speaks of."""
        self.is_strict = _LAZY.search(bare) is None
        """Whether every part is always computed, so that one unseen fact leaves no answer."""
        self._program: Any = None

    def compile(self) -> None:
        """Compile and type-check. Raises `CelError`."""
        if self._program is None:
            self._program = _compiled(self.source)

    def evaluate(self, values: dict[str, object]) -> bool | str:
        """True, false, or the reason why there is no answer (a name without a value, say).

        Raises `CelError`, unless `compile` did before.
        """
        self.compile()
        try:
            value = self._program.eval(data=values).value()
        except RuntimeError as error:  # the runtime's own limit on iterations
            return str(error).partition(" [")[0]
        return value if isinstance(value, bool) else str(value)


@lru_cache(maxsize=1)
def _environment() -> Any:
    from cel_expr_python import cel

    types = {
        "string": cel.Type.STRING,
        "bool": cel.Type.BOOL,
        "int": cel.Type.INT,
        "list": cel.Type.List(cel.Type.STRING),
    }
    return cel.NewEnv(variables={name: types[field.type] for name, field in FIELDS.items()})


@lru_cache(maxsize=512)
def condition(source: str) -> Condition:
    """The condition of an expression, not yet compiled."""
    return Condition(source)


def _compiled(source: str) -> Any:
    try:
        program = _environment().compile(source)
    except RuntimeError as error:
        found = _POSITION.search(str(error))
        if found is None:
            raise CelError(str(error).splitlines()[0]) from None
        reason = found[3].replace(" (in container '')", "")
        raise CelError(reason, int(found[1]), int(found[2])) from None
    if program.return_type().name() not in {"BOOL", "DYN"}:
        raise CelError("not-boolean")
    return program


def _names(bare: str) -> frozenset[str]:
    """The documented facts named in the expression, whose strings were taken out."""
    found: set[str] = set()
    for dotted in _NAME.findall(bare):
        parts = dotted.split(".")
        found |= {".".join(parts[:n]) for n in range(2, len(parts) + 1)} & FIELDS.keys()
    return frozenset(found)
