# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Expressions of GitHub Actions (`${{ ... }}`): which contexts can stand in what they give.

A comparison gives true or false whatever its parts are, and `contains()` too: their parts cannot
reach a script. What is left of `a && b || c` are `b` and `c`. Source: GitHub, "Evaluate expressions
in workflows and actions" (operators, literals, functions).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ospo_policy.parsers.lazy_regex import LazyRegex

MAX_DEPTH = 30
MAX_LENGTH = 4_000
"""Characters of an expression that is read; of a longer one every context that it names counts."""
WHOLE = "**"
"""The last part of a path that stands for all that lies below it, as `toJSON()` gives it."""
_TOKEN = LazyRegex(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<name>[A-Za-z_][\w-]*)|(?P<number>[-+]?(?:[0-9]|\.[0-9])[\w.+-]*)"
    r"|(?P<mark>&&|\|\||==|!=|<=|>=|[<>!()\[\],.*]))"
)
_PATH = LazyRegex(r"(?i)\b(?:github|inputs|env)(?:\.[\w*-]+)+")
_GIVES_NO_TEXT = frozenset(
    ("contains", "startswith", "endswith", "success", "failure", "always", "cancelled", "hashfiles")
)
_COMPARISONS = frozenset(("==", "!=", "<", ">", "<=", ">="))

Path = tuple[str, ...]


class Expression(NamedTuple):
    """One `${{ ... }}` of a text: what is between the braces, and where it begins."""

    code: str
    start: int


def expressions(text: str) -> Iterator[Expression]:
    """The expressions of a text, in order; in linear time."""
    at = text.find("${{")
    while at >= 0:
        end = text.find("}}", at + 3)
        if end < 0:
            return
        yield Expression(text[at + 3 : end], at)
        at = text.find("${{", end + 2)


def results(code: str) -> tuple[Path, ...]:
    """The contexts that what an expression gives may hold, in lower case: `("github", "event", "issue", "title")`.

    Of an expression that is not well formed, every context that it names.
    """
    if len(code) <= MAX_LENGTH:
        try:
            reader = _Reader(code)
            found = reader.either(0)
        except _NotWellFormedError:
            pass
        else:
            if not reader.kind:
                return tuple(dict.fromkeys(found))
    named = (tuple(match[0].lower().split(".")) for match in _PATH.finditer(code))
    return tuple(dict.fromkeys(named))


@lru_cache(maxsize=4096)
def paths_of(text: str) -> tuple[Path, ...]:
    """The contexts that the expressions of a text may give."""
    return tuple(dict.fromkeys(path for found in expressions(text) for path in results(found.code)))


class _NotWellFormedError(ValueError):
    """The expression is not one, or nests too deep."""


class _Reader:
    """Reads an expression token by token; `kind` and `value` are of the token that comes next."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.at = 0
        self.kind = ""
        self.value = ""
        self.advance()

    def advance(self) -> str:
        """Go on to the next token; the value of the one that was left."""
        left = self.value
        found = _TOKEN.match(self.code, self.at)
        if found is None:
            if self.code[self.at :].strip():
                raise _NotWellFormedError
            self.kind = self.value = ""
            return left
        self.at = found.end()
        self.kind = str(found.lastgroup)
        self.value = found[self.kind]
        return left

    def take(self, mark: str) -> bool:
        """Whether the next token is that mark, which is then left behind."""
        there = self.kind == "mark" and self.value == mark
        if there:
            self.advance()
        return there

    def want(self, mark: str) -> None:
        """The next token must be that mark."""
        if not self.take(mark):
            raise _NotWellFormedError

    def either(self, depth: int) -> list[Path]:
        """`a || b`: one or the other."""
        found = self.both(depth)
        while self.take("||"):
            found += self.both(depth)
        return found

    def both(self, depth: int) -> list[Path]:
        """`a && b`: the last, or a value that counts as false, which holds no text."""
        found = self.compared(depth)
        while self.take("&&"):
            found = self.compared(depth)
        return found

    def compared(self, depth: int) -> list[Path]:
        """`a == b`: true or false."""
        found = self.single(depth)
        while self.kind == "mark" and self.value in _COMPARISONS:
            self.advance()
            self.single(depth)
            found = []
        return found

    def single(self, depth: int) -> list[Path]:
        """A value: a literal, a group, a function, a context."""
        if depth > MAX_DEPTH:
            raise _NotWellFormedError
        if self.take("!"):
            self.single(depth + 1)
            return []
        if self.take("("):
            found = self.either(depth + 1)
            self.want(")")
            return self.tail(found, depth)
        if self.kind in ("text", "number"):
            self.advance()
            return []
        if self.kind != "name":
            raise _NotWellFormedError
        name = self.advance().lower()
        if self.take("("):
            return self.tail(self.called(name, depth), depth)
        return self.tail([(name,)], depth)

    def called(self, name: str, depth: int) -> list[Path]:
        """What a function may give of its arguments."""
        found: list[Path] = []
        while not self.take(")"):
            found += self.either(depth + 1)
            if not self.take(","):
                self.want(")")
                break
        if name in _GIVES_NO_TEXT:
            return []
        if name == "fromjson":
            return [path[:-1] if path[-1] == WHOLE else path for path in found]
        return [(*path, WHOLE) for path in found] if name == "tojson" else found

    def tail(self, found: list[Path], depth: int) -> list[Path]:
        """`.name`, `.*`, `['name']` and `[0]` after a value."""
        while True:
            if self.take("."):
                if self.take("*"):
                    part = "*"
                elif self.kind in ("name", "number"):
                    part = self.advance().lower()
                else:
                    raise _NotWellFormedError
            elif self.take("["):
                part = self.value[1:-1].replace("''", "'").lower() if self.kind == "text" else "*"
                if not self.take("*"):
                    self.either(depth + 1)
                self.want("]")
            else:
                return found
            found = [(*path, part) for path in found]
