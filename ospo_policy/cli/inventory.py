# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy inventory`: which repositories are looked at."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import click

from ospo_policy import __version__
from ospo_policy.cli import exit_codes, options
from ospo_policy.cli.errors import show_problems
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import Problem
from ospo_policy.model.inventory import Resolved

if TYPE_CHECKING:
    from ospo_policy.operations.policies import Organisation
    from ospo_policy.ports.forges import Forge

Connect: TypeAlias = "Callable[[Organisation, Resolved, int], Mapping[str, Forge]]"
"""Gives the forges of an inventory, signed in, by their names in the organisation's file or by their hosts."""


def command(say: Catalogue, _asked_language: str | None, connect: Connect | None = None) -> click.Command:
    """The group of commands; `connect` gives other forges than those that the file names."""
    return click.Group(
        "inventory",
        help=say("cli.inventory.help"),
        short_help=say("cli.inventory.short"),
        params=[options.language(say)],
        commands=[_list(say, connect), _import(say)],
    )


def _list(say: Catalogue, connect: Connect | None) -> click.Command:
    def run(organisation: str, format_: str, *, online: bool) -> int:
        from ospo_policy.operations.inventory import organisation_at, resolve
        from ospo_policy.operations.inventory_lists import loses_entries
        from ospo_policy.outputs import inventory as output

        read = organisation_at(organisation)
        resolved = resolve(read)
        rows = None
        if online:
            from ospo_policy.operations.audit_places import opened
            from ospo_policy.operations.inventory_selection import rows as all_rows

            forges = (connect or opened)(read, resolved, int(time.time()))
            rows = [row for row, _listed in all_rows(resolved, forges)]
        if format_ == "json":
            click.echo(output.as_json(resolved, rows, __version__, say), nl=False)
        else:
            click.echo(output.as_text(resolved, rows, organisation, say), nl=False)
        _tell(resolved.problems, say)
        failures = [one for one in (*resolved.left_out, *(rows or ())) if one.is_failure]
        incomplete = failures or loses_entries(resolved.problems) or not resolved.places
        return exit_codes.INCOMPLETE if incomplete else exit_codes.OK

    params: list[click.Parameter] = [
        click.Option(
            ["--organisation", "-O"],
            metavar="FILE",
            envvar="OSPO_POLICY_ORGANISATION",
            default="ospo-policy.yml",
            show_default=True,
            help=say("cli.inventory.organisation"),
        ),
        click.Option(["--online"], is_flag=True, help=say("cli.inventory.online")),
        _format(say, ("text", "json")),
        options.language(say),
    ]
    return options.subcommand(say, "inventory", "list", params, run)


def _import(say: Catalogue) -> click.Command:
    def run(file: str, pso_ids: Sequence[str], ospos: Sequence[str], hosts: Sequence[str], format_: str) -> int:
        from ospo_policy.operations.inventory_lists import import_list, loses_entries
        from ospo_policy.outputs import inventory_import as output

        found = import_list(file, pso_ids, ospos, hosts)
        if format_ == "json":
            click.echo(output.as_json(found, file, __version__, say), nl=False)
        else:
            click.echo(output.as_text(found, say) if format_ == "text" else output.as_yaml(found, file, say), nl=False)
        _tell(found.problems, say)
        return exit_codes.INCOMPLETE if loses_entries(found.problems) else exit_codes.OK

    params = [
        click.Argument(["file"], metavar="FILE"),
        *(
            click.Option(
                [f"--{name}", target], metavar=metavar, multiple=True, help=say(f"cli.inventory.import.{name}")
            )
            for name, target, metavar in (
                ("pso-id", "pso_ids", "ID"),
                ("ospo", "ospos", "URL"),
                ("forge", "hosts", "HOST"),
            )
        ),
        _format(say, ("yaml", "json", "text")),
        options.language(say),
    ]
    return options.subcommand(say, "inventory", "import", params, run)


def _tell(problems: Iterable[Problem], say: Catalogue) -> None:
    """Tell what is wrong with lists, beside what was understood of them."""
    listed = tuple(problems)
    if listed:
        show_problems(listed, say, "inventory.problems")


def _format(say: Catalogue, formats: tuple[str, ...]) -> click.Option:
    choice = click.Choice(formats)
    return click.Option(
        ["--format", "-f", "format_"], type=choice, default=formats[0], help=say("cli.inventory.format")
    )
