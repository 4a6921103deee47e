# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manual page, from the commands themselves: part of `write_reference`.

In the macros of man(7), as groff and mandoc read them (https://man.openbsd.org/man.7). It names neither a day nor a
version, so that it changes only if the commands do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from ospo_policy.cli import exit_codes
from ospo_policy.cli.localise import speak
from ospo_policy.cli.main import _Commands
from ospo_policy.messages import Catalogue
from ospo_policy.operations.check import BASELINE_FILE, REPOSITORY_FILE
from ospo_policy.operations.organisation_file import ORGANISATION_FILE
from ospo_policy.operations.waivers import DEFAULT_FILE
from tests.reference_cli import EVERYWHERE

VARIABLES = (
    "OSPO_POLICY_LANG",
    "OSPO_POLICY_CACHE",
    "GITHUB_TOKEN",
    "GITLAB_TOKEN",
    "SSL_CERT_FILE",
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "SOURCE_DATE_EPOCH",
)
"""Variables that no option names; those of options are told with them."""
FILES = {
    "repository": REPOSITORY_FILE,
    "baseline": BASELINE_FILE,
    "organisation": ORGANISATION_FILE,
    "waivers": DEFAULT_FILE,
    "cache": "~/.cache/ospo-policy",
}
_SIGNS = {"\\": r"\e", "-": r"\-", "~": r"\(ti", "^": r"\(ha", "`": r"\(ga"}


def page(say: Catalogue) -> str:
    """The page of a language."""
    speak(say)
    group = _Commands(say, say.language)
    top = click.Context(group, info_name="ospo-policy", **group.context_settings)
    lines = [
        "'\\\" -*- coding: UTF-8 -*-",
        *(rf".\" {line}" for line in (__doc__ or "").splitlines()[:1]),
        rf'.TH OSPO\-POLICY 1 "" "ospo\-policy" "{say("manual.title")}"',
        *_section(say, "name"),
        rf"ospo\-policy \- {_plain((group.help or '').rstrip('.'))}",
        *_section(say, "synopsis"),
        " ".join([r"\fBospo\-policy\fR", *(_plain(piece) for piece in group.collect_usage_pieces(top))]),
        *_section(say, "description"),
        *_paragraphs(say("manual.about")),
        *_section(say, "options"),
        *_options(group, top, frozenset(), say),
        *_section(say, "commands"),
        *_below(group, top, say),
        *_section(say, "exit"),
    ]
    numbers = {name: value for name, value in vars(exit_codes).items() if name.isupper()}
    for name, number in sorted(numbers.items(), key=lambda item: item[1]):
        lines += [*_item(str(number)), *_paragraph(say(f"exit-code.{name.lower()}"))]
    lines += _section(say, "environment")
    for name in VARIABLES:
        lines += [*_item(name), *_paragraph(say(f"manual.environment.{name.lower().replace('_', '-')}"))]
    lines += _section(say, "files")
    for key, name in FILES.items():
        lines += [*_item(name), *_paragraph(say(f"manual.files.{key}"))]
    lines += [*_section(say, "see"), r"\fBgit\fR(1)", ".PP", *_paragraph(say("manual.more"))]
    return "\n".join(lines) + "\n"


def _section(say: Catalogue, name: str) -> list[str]:
    return [f".SH {say(f'manual.{name}')}"]


def _item(word: str) -> list[str]:
    return [".TP", rf"\fB{_plain(word)}\fR"]


def _below(group: click.Group, context: click.Context, say: Catalogue) -> Iterator[str]:
    """The commands of a group, in its order."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        own = click.Context(command, info_name=name, parent=context, **command.context_settings)
        if isinstance(command, click.Group):
            yield from _below(command, own, say)
            continue
        usage = " ".join(_plain(piece) for piece in command.collect_usage_pieces(own))
        yield from (rf'.SS "\fB{_plain(own.command_path)}\fR {usage}"', *_paragraphs(command.help or ""))
        yield from _options(command, own, EVERYWHERE, say)
        if command.epilog:
            yield from (".PP", *_paragraphs(command.epilog))


def _options(command: click.Command, context: click.Context, without: frozenset[str], say: Catalogue) -> Iterator[str]:
    """An option or argument that has something said of it."""
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record is None or not record[1] or not without.isdisjoint(param.opts):
            continue
        names = re.sub(r"(?<![\w-])(--?[A-Za-z][a-z-]*)", lambda match: rf"\fB{_plain(match[1])}\fR", record[0])
        yield from (".TP", names, *_paragraph(record[1]))
        if isinstance(param.envvar, str):
            yield from _paragraph(say("manual.by-variable", name=param.envvar))


def _paragraphs(text: str) -> Iterator[str]:
    """A text of several paragraphs; one that begins with click's mark is shown as it is."""
    for number, part in enumerate(text.split("\n\n")):
        if part.startswith("\b\n"):
            kept = [_line(line.strip()) for line in part.splitlines()[1:]]
            yield from (".PP", ".RS 4", ".nf", *kept, ".fi", ".RE")
        else:
            yield from ([".PP"] if number else [])
            yield from _paragraph(part)


def _paragraph(text: str) -> Iterator[str]:
    """A text, what stands between backquotes in bold."""
    parts = re.split(r"`([^`]*)`", " ".join(text.split()))
    said = "".join(rf"\fB{_plain(part)}\fR" if at % 2 else _plain(part) for at, part in enumerate(parts))
    yield _line(said, escaped=True)


def _line(text: str, *, escaped: bool = False) -> str:
    """A line, which is no request to the formatter however it begins."""
    said = text if escaped else _plain(text)
    return rf"\&{said}" if said[:1] in {".", "'"} else said


def _plain(text: str) -> str:
    """A text in which nothing is markup, and whose signs can be copied."""
    return "".join(_SIGNS.get(sign, sign) for sign in text).replace('"', r"\(dq")
