# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""SPDX licence expressions (`MIT OR Apache-2.0`, `GPL-2.0-or-later WITH Classpath-exception-2.0`).

Grammar: https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/ ; ids and operators are read in any
case and written in SPDX's own.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.licences import catalogue

LONGEST = 1_000
"""Characters of an expression, at most."""
DEEPEST = 20
"""Parentheses in one another, at most."""


class Licence(NamedTuple):
    """One licence, `or_later` for a `+` after it, `exception` for what stands after WITH."""

    id: str
    or_later: bool = False
    exception: str = ""


class Joined(NamedTuple):
    """Two or more expressions of which all apply (AND), or one of which may be chosen (OR)."""

    operator: Literal["AND", "OR"]
    parts: tuple[Expression, ...]


Expression: TypeAlias = Licence | Joined


class ExpressionError(ValueError):
    """No SPDX expression; `position` (from 0) is where it stops being one, `word` what stands there."""

    def __init__(self, position: int, word: str) -> None:
        super().__init__(f"{position}: {word}")
        self.position = position
        self.word = word


_TOKEN = LazyRegex(r"\s*(?:([()])|([A-Za-z0-9][\w.:-]*)(\+?)|(\S))")


class _Token(NamedTuple):
    at: int
    word: str
    plus: bool = False


def parse(text: str) -> Expression:
    """The expression that a text is. Raises `ExpressionError`; also for an id that SPDX does not have."""
    if len(text) > LONGEST:
        raise ExpressionError(LONGEST, text[:20])
    tokens = [
        _Token(found.start(1) if found[1] else found.start(2) if found[2] else found.start(4),
               found[1] or found[2] or found[4], bool(found[3]))
        for found in _TOKEN.finditer(text)
    ]  # fmt: skip
    reader = _Reader(tokens, len(text))
    found = reader.either(0)
    if reader.left:
        raise ExpressionError(reader.left[0].at, reader.left[0].word)
    return found


class _Reader:
    """Recursive descent: OR binds least, then AND, then WITH."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self.left = tokens
        self.end = _Token(end, "")

    def next(self) -> _Token:
        return self.left[0] if self.left else self.end

    def takes(self, word: str) -> bool:
        if self.next().word.upper() != word:
            return False
        self.left = self.left[1:]
        return True

    def either(self, depth: int) -> Expression:
        parts = [self.both(depth)]
        while self.takes("OR"):
            parts.append(self.both(depth))
        return _joined("OR", parts)

    def both(self, depth: int) -> Expression:
        parts = [self.one(depth)]
        while self.takes("AND"):
            parts.append(self.one(depth))
        return _joined("AND", parts)

    def one(self, depth: int) -> Expression:
        token = self.next()
        if self.takes("("):
            if depth == DEEPEST:
                raise ExpressionError(token.at, token.word)
            inner = self.either(depth + 1)
            if not self.takes(")"):
                raise ExpressionError(self.next().at, self.next().word)
            return inner
        id_ = catalogue.canonical(token.word)
        if id_ is None:
            raise ExpressionError(token.at, token.word)
        self.left = self.left[1:]
        exception = ""
        if self.takes("WITH"):
            named = self.next()
            exception = catalogue.exception(named.word) or ""
            if not exception:
                raise ExpressionError(named.at, named.word)
            self.left = self.left[1:]
        if token.plus and catalogue.canonical(id_ + "+"):
            return Licence(id_, or_later=True, exception=exception)
        return Licence(id_, token.plus, exception)


def _joined(operator: Literal["AND", "OR"], parts: list[Expression]) -> Expression:
    flat: list[Expression] = []
    for part in parts:
        flat += part.parts if isinstance(part, Joined) and part.operator == operator else (part,)
    return flat[0] if len(flat) == 1 else Joined(operator, tuple(flat))


def render(expression: Expression) -> str:
    """The expression as SPDX writes it, with the parentheses that it needs and no others."""
    if isinstance(expression, Licence):
        end = f" WITH {expression.exception}" if expression.exception else ""
        return expression.id + "+" * expression.or_later + end
    parts = [render(part) for part in expression.parts]
    if expression.operator == "AND":
        whole = zip(expression.parts, parts, strict=True)
        parts = [f"({said})" if isinstance(part, Joined) and part.operator == "OR" else said for part, said in whole]
    return f" {expression.operator} ".join(parts)


def licences(expression: Expression) -> tuple[Licence, ...]:
    """Every licence that an expression names, in order, each once."""
    if isinstance(expression, Licence):
        return (expression,)
    return tuple(dict.fromkeys(one for part in expression.parts for one in licences(part)))


def ids(text: str) -> tuple[str, ...]:
    """The licence ids that an expression names, in order, each once; none for "". Raises `ExpressionError`."""
    return tuple(dict.fromkeys(one.id for one in licences(parse(text)))) if text else ()


def canonical_expression(text: str) -> str | None:
    """The expression with the ids' right case; None for what is no expression."""
    try:
        return render(parse(text))
    except ExpressionError:
        return None
