# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reference of the command line, its exit codes and the schemas, from the code: part of `write_reference`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from ospo_policy.cli import exit_codes
from ospo_policy.cli.localise import speak
from ospo_policy.cli.main import _Commands
from ospo_policy.messages import Catalogue
from ospo_policy.operations.schemas import NAMES, schema

EVERYWHERE = frozenset({"--lang", "--help", "--version"})
"""The options of every command, told once."""


def commands(say: Catalogue) -> str:
    """Every command with its arguments and options."""
    speak(say)
    group = _Commands(say, say.language)
    top = click.Context(group, info_name="ospo-policy", **group.context_settings)
    out = [f"# {say('page.cli')}", "", _text(group.help or ""), "", say("page.cli.about"), ""]
    out += [*_options(group, top, frozenset()), ""]
    return "\n".join([*out, *_below(group, top, say)]).rstrip() + "\n"


def _below(group: click.Group, context: click.Context, say: Catalogue) -> Iterator[str]:
    """The commands of a group, in its order, each after its own group."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        own = click.Context(command, info_name=name, parent=context, **command.context_settings)
        yield from (f"## `{own.command_path}`", "", _text(command.help or ""), "")
        if isinstance(command, click.Group):
            yield from _below(command, own, say)
            continue
        usage = " ".join([own.command_path, *command.collect_usage_pieces(own)])
        yield from ("```text", usage, "```", "")
        listed = list(_options(command, own, EVERYWHERE))
        yield from ([*listed, ""] if listed else [])
        if command.epilog:
            yield from (_text(command.epilog), "")


def _options(command: click.Command, context: click.Context, without: frozenset[str]) -> Iterator[str]:
    """An option or argument that has something said of it, a line each."""
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record is None or not record[1] or not without.isdisjoint(param.opts):
            continue
        variable = f" (`{param.envvar}`)" if isinstance(param.envvar, str) else ""
        said = re.sub(r"\s+\[([^]]+)\]$", r" (\1)", record[1])
        yield f"- `{record[0]}`: {_text(said)}{variable}"


def _text(said: str) -> str:
    """A help text as Markdown, in which nothing but what stands between backquotes is markup."""
    parts = re.split(r"(`[^`]*`)", said.replace("\b\n", ""))
    return "".join(part if part.startswith("`") else re.sub(r"([*<\[\]|\\]|\b_|_\b)", r"\\\1", part) for part in parts)


def codes(say: Catalogue) -> str:
    """Each exit code and what it means."""
    out = [f"# {say('page.exit-codes')}", "", say("page.exit-codes.about"), ""]
    out += [f"| {say('page.exit-codes.code')} | {say('page.exit-codes.meaning')} |", "| --- | --- |"]
    numbers = {name: value for name, value in vars(exit_codes).items() if name.isupper()}
    for name, number in sorted(numbers.items(), key=lambda item: item[1]):
        out.append(f"| {number} | {say(f'exit-code.{name.lower()}')} |")
    return "\n".join([*out, "", say("page.exit-codes.small"), ""])


def schemas(say: Catalogue) -> str:
    """Each schema, with its file."""
    out = [f"# {say('page.schemas')}", "", say("page.schemas.about"), ""]
    for name in NAMES:
        found = schema(name, say)
        links = [
            f"[{language}](../../schemas/{name}.schema{suffix}.json)"
            for language, suffix in (("English", ""), ("français", ".fr"))
        ]
        out.append(f"- `{name}`: {found['title']} ({', '.join(links)})")
    return "\n".join([*out, "", say("page.schemas.editor"), "", "```yaml", _modeline(say), "pack: my-city", "```", ""])


def _modeline(say: Catalogue) -> str:
    suffix = "" if say.language == "en" else f".{say.language}"
    return f"# yaml-language-server: $schema=https://github.com/ospo-policy/ospo-policy/raw/main/schemas/pack.schema{suffix}.json"


PAGES = {"cli": commands, "exit-codes": codes, "schemas": schemas}
