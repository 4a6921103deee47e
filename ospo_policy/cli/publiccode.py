# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy publiccode`: for publiccode.yml."""

from __future__ import annotations

import os

import click

from ospo_policy import __version__
from ospo_policy.cli import console, exit_codes, options
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.operations import publiccode
from ospo_policy.outputs import publiccode as output


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The group of commands, their help in the catalogue's language."""
    return click.Group(
        "publiccode",
        help=say("cli.publiccode.help"),
        short_help=say("cli.publiccode.short"),
        params=[options.language(say)],
        commands=[_validate(say), _migrate(say), _init(say)],
    )


def _validate(say: Catalogue) -> click.Command:
    def run(files: tuple[str, ...], format_: str, *, dialect: bool) -> int:
        found = publiccode.validate_files(files, is_tolerant=dialect)
        text = output.as_json(found, __version__, say) if format_ == "json" else output.as_text(found, say)
        click.echo(text, nl=False)
        return exit_codes.FINDINGS if any(file.result.errors for file in found) else exit_codes.OK

    params = [
        click.Argument(["files"], nargs=-1, metavar="[FILE]..."),
        click.Option(
            ["--format", "format_"],
            type=click.Choice(("text", "json")),
            default="text",
            help=say("cli.publiccode.format"),
        ),
        click.Option(["--dialect"], is_flag=True, help=say("cli.publiccode.dialect")),
        options.language(say),
    ]
    return options.subcommand(say, "publiccode", "validate", params, run)


def _migrate(say: Catalogue) -> click.Command:
    def run(file: str, *, write: bool) -> int:
        path, before, migration = publiccode.migrate_file(file)
        if migration is None:
            found = publiccode.validate_files((path,), is_tolerant=True)
            click.echo(output.as_text(found, say), nl=False)
            return exit_codes.FINDINGS
        if not migration.is_better:
            click.echo(say("publiccode.migrate-refused", path=path), err=True)
            return exit_codes.FINDINGS
        click.echo(output.difference(path, before, migration.text), nl=False)
        for note in migration.left:
            click.echo(say.text(note), err=True)
        if migration.text == before:
            click.echo(say("publiccode.migrate-none", path=path), err=True)
        elif write:
            console.write_file(path, migration.text)
            click.echo(say("publiccode.migrate-written", path=path), err=True)
        else:
            click.echo(say("publiccode.migrate-shown"), err=True)
        if migration.after.errors:
            click.echo(say("publiccode.migrate-errors", count=len(migration.after.errors)), err=True)
            return exit_codes.FINDINGS
        return exit_codes.OK

    params = [
        click.Argument(["file"], default=".", metavar="[FILE]"),
        click.Option(["--write"], is_flag=True, help=say("cli.publiccode.write")),
        options.language(say),
    ]
    return options.subcommand(say, "publiccode", "migrate", params, run)


def _init(say: Catalogue) -> click.Command:
    def run(path: str, *, write: bool) -> int:
        from ospo_policy.operations.publiccode_draft import draft_of

        place, text = draft_of(path, say)
        if not write:
            click.echo(text, nl=False)
            return exit_codes.OK
        if os.path.lexists(place):
            hint = Message("publiccode.exists.hint")
            raise UsageError(message("publiccode.exists", path=place), hint)
        console.write_file(place, text)
        click.echo(say("publiccode.drafted", path=place, mark=say("publiccode.mark").rstrip(" :\u00a0")), err=True)
        return exit_codes.OK

    params = [
        click.Argument(["path"], default=".", metavar="[PATH]"),
        click.Option(["--write"], is_flag=True, help=say("cli.publiccode.write")),
        options.language(say),
    ]
    return options.subcommand(say, "publiccode", "init", params, run)
