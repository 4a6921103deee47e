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
_POSITION = LazyRegex(r"<input>:(\d+):(\d+): ([^\n]*)")


class CelError(ValueError):
    """The expression is not valid: `reason`, at `line` and `column` of the expression (from 1)."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


class Condition:
    """A compiled expression that is true or false."""

    __slots__ = ("_program", "names", "source")

    def __init__(self, source: str, program: Any, names: frozenset[str]) -> None:
        self.source = source
        self.names = names
        """The documented facts that the expression speaks of."""
        self._program = program

    def evaluate(self, values: dict[str, object]) -> bool | str:
        """True, false, or the reason why there is no answer (a name without a value, say)."""
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
def compile_condition(source: str) -> Condition:
    """Compile an expression that is true or false. Raises `CelError`."""
    try:
        program = _environment().compile(source)
    except RuntimeError as error:
        found = _POSITION.search(str(error))
        if found is None:
            raise CelError(str(error).splitlines()[0]) from None
        raise CelError(found[3].replace(" (in container '')", ""), int(found[1]), int(found[2])) from None
    if program.return_type().name() not in {"BOOL", "DYN"}:
        raise CelError("not-boolean")
    return Condition(source, program, _names(source))


def _names(source: str) -> frozenset[str]:
    """The documented facts named in the expression, strings left out."""
    bare = _STRING.sub("''", source)
    found: set[str] = set()
    for dotted in _NAME.findall(bare):
        parts = dotted.split(".")
        found |= {".".join(parts[:n]) for n in range(2, len(parts) + 1)} & FIELDS.keys()
    return frozenset(found)
