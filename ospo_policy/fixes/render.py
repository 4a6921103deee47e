# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fills a template with values. The only module that meets Jinja2.

A template may be another organisation's, and every value is a stranger's. So a template says little: values by name, `if`, `for`
without another inside it, the filters below and `gap`; no attribute, no call, no arithmetic, nothing that grows. Jinja2's immutable
sandbox stands behind that. A value is escaped for the file's format wherever it is named, whatever the template's author thought of,
and is never read as a template. What is not known is a gap, `[to complete: ...]`, and told with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.exceptions import TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ospo_policy.fixes import escaping
from ospo_policy.fixes.escaping import Format
from ospo_policy.fixes.templates import Template, broken
from ospo_policy.model.message import Message, message

MAX_CHARACTERS = 200_000
MAX_ITEMS = 50
"""Items of a list that are written."""
MARKS = {"en": "[to complete: {}]", "fr": "[à compléter\u00a0: {}]"}
"""How a gap is marked; the check `placeholders` finds each of these."""


FILTERS: Mapping[str, Callable[[str], str]] = {
    "link": escaping.link,
    "contact": escaping.contact,
    "code": escaping.code,
    "verbatim": escaping.words,
}
"""How a value may be written in Markdown other than as its words; `verbatim` is for the middle of a line of code."""


class Gap(NamedTuple):
    """What a person must fill in: the line of the file, and what to write."""

    line: int
    text: str


class Rendered(NamedTuple):
    """A file as it would be written, and what is left open in it."""

    text: str
    gaps: tuple[Gap, ...] = ()


class Block(NamedTuple):
    """Lines that were written elsewhere, as they are; `gaps` with the lines of it, from 1."""

    text: str
    gaps: tuple[Gap, ...] = ()


Value: TypeAlias = str | bool | int | Block | tuple[str, ...] | tuple[tuple[str, ...], ...]


_NOTED = re.compile("\ue000([0-9]+)\ue001")


class _Written(str):
    """Text that is written as it is: made by this module, never a value."""

    __slots__ = ()


def render(template: Template, values: Mapping[str, Value]) -> Rendered:
    """The file that a template makes of the values. Raises `PolicyError` for a template that cannot be used."""
    left: list[str | Block] = []
    environment = _environment(template, left)
    tree = _parsed(environment, template, frozenset(values))
    given = {name: value[: escaping.LONGEST] if isinstance(value, str) else value for name, value in values.items()}
    pieces: list[str] = []
    length = 0
    try:
        for piece in environment.from_string(tree).generate(given):
            length += len(piece)
            if length > MAX_CHARACTERS:
                raise broken(template.source, 1, message("template.too-much", limit=MAX_CHARACTERS))
            pieces.append(piece)
    except (UndefinedError, TypeError, ValueError) as error:
        raise broken(template.source, template.first_line, message("template.failed", reason=str(error))) from None
    return _filled("".join(pieces), left, template)


def _environment(template: Template, left: list[str | Block]) -> ImmutableSandboxedEnvironment:
    """Jinja2 with nothing in it but what templates may use. What is left open, or ready, is noted in `left`."""

    def note(what: str | Block) -> _Written:
        left.append(what)
        return _Written(f"\ue000{len(left) - 1}\ue001")

    def gap(text: str = "", **by_language: str) -> _Written:
        return note(by_language.get(template.language, text or by_language.get("en", "")))

    def shown(value: Any) -> Any:
        return note(value) if isinstance(value, Block) else _shown(value, template.format)

    def written(escape: Callable[[str], str]) -> Callable[[Any], Any]:
        return lambda value: value if isinstance(value, (_Written, Undefined)) else _Written(escape(str(value)))

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, finalize=shown, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.globals = {"gap": gap}
    environment.filters = {name: written(escape) for name, escape in FILTERS.items()}
    environment.tests = {"defined": environment.tests["defined"]}
    return environment


def _shown(value: Any, format_: Format) -> str:
    """A value as it is written in a format."""
    match value:
        case _Written():
            return value
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case Undefined():
            return str(value)  # raises, as it shall
        case tuple() if format_ in _QUOTED:
            escape = escaping.pipeline if format_ is Format.PIPELINE else escaping.quoted
            return "[" + ", ".join(escape(str(one)) for one in value[:MAX_ITEMS]) + "]"
        case tuple():
            return ", ".join(escaping.ESCAPES[format_](str(one)) for one in value[:MAX_ITEMS])
    return escaping.ESCAPES[format_](str(value))


_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.For, nodes.CondExpr, nodes.And,
    nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Filter, nodes.Test, nodes.Call, nodes.Keyword, nodes.Tuple,
)  # fmt: skip
MAX_DEPTH = 40


def _parsed(environment: ImmutableSandboxedEnvironment, template: Template, known: frozenset[str]) -> nodes.Template:
    """The template's tree, every part of it one that templates may have. Raises `PolicyError`."""
    if _NOTED.search(template.text):
        raise broken(template.source, template.first_line, message("template.not-allowed", what="U+E000"))
    try:
        tree = environment.parse(template.text)
    except TemplateSyntaxError as error:
        what = message("template.syntax", reason=str(error.message))
        raise broken(template.source, template.first_line + error.lineno - 1, what) from None
    except RecursionError:
        raise broken(template.source, template.first_line, Message("template.too-deep")) from None
    guarded = {
        test.node.name
        for test in tree.find_all(nodes.Test)
        if test.name == "defined" and isinstance(test.node, nodes.Name)
    }
    _walk(tree, template, known | guarded | {"gap"}, 0, in_loop=False)
    return tree


def _walk(node: nodes.Node, template: Template, known: frozenset[str], depth: int, *, in_loop: bool) -> None:
    """Look at a part and all in it."""
    wrong = _wrong(node, known, depth, in_loop=in_loop, is_markdown=template.format is Format.MARKDOWN)
    if wrong is not None:
        raise broken(template.source, template.first_line + (node.lineno or 1) - 1, wrong)
    if isinstance(node, nodes.For):
        targets = {
            name.name for name in (node.target, *node.target.find_all(nodes.Name)) if isinstance(name, nodes.Name)
        }
        known = known | targets
    for child in node.iter_child_nodes():
        _walk(child, template, known, depth + 1, in_loop=in_loop or isinstance(node, nodes.For))


def _wrong(node: nodes.Node, known: frozenset[str], depth: int, *, in_loop: bool, is_markdown: bool) -> Message | None:
    """Why a part of a template may not be there."""
    if depth > MAX_DEPTH:
        return Message("template.too-deep")
    match node:
        case nodes.For() if in_loop or node.recursive:
            return Message("template.nested-loop")
        case nodes.Name(name=name) if name not in known:
            return message("template.unknown", name=name)
        case nodes.Call(node=nodes.Name(name="gap")):
            return None
        case nodes.Call():
            return message("template.not-allowed", what="call")
        case nodes.Filter(name=name) if name not in FILTERS or not is_markdown:
            return message("template.not-allowed", what=name)
        case nodes.Test(name=name) if name != "defined":
            return message("template.not-allowed", what=name)
    return None if isinstance(node, _ALLOWED) else message("template.not-allowed", what=type(node).__name__.lower())


def _filled(text: str, left: list[str | Block], template: Template) -> Rendered:
    """The text with its gaps marked and its blocks in place; the lines of the gaps."""
    out: list[str] = []
    gaps: list[Gap] = []
    line, at = 1, 0
    mark = MARKS.get(template.language, MARKS["en"])
    for found in _NOTED.finditer(text):
        before = text[at : found.start()]
        line += before.count("\n")
        at = found.end()
        what = left[int(found[1])]
        if isinstance(what, Block):
            gaps += [Gap(line + gap.line - 1, gap.text) for gap in what.gaps]
            line += what.text.count("\n")
            out += [before, what.text]
        else:
            gaps.append(Gap(line, what))
            marked = mark.format(what)
            out += [before, escaping.quoted(marked) if template.format in _QUOTED else marked]
    return Rendered("".join([*out, text[at:]]), tuple(gaps))


_QUOTED = (Format.YAML, Format.JSON, Format.TOML, Format.PIPELINE)
