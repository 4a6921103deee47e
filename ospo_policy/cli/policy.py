# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy policy`: for authors of policies."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence

import click

from ospo_policy.cli import exit_codes, impact, options
from ospo_policy.cli.errors import show_problems
from ospo_policy.messages import Catalogue
from ospo_policy.operations import explain, policy_files


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The group of commands, their help in the catalogue's language."""
    return click.Group(
        "policy",
        help=say("cli.policy.help"),
        short_help=say("cli.policy.short"),
        params=[options.language(say)],
        commands=[_validate(say), _list(say), _needs(say), _page(say), _stale(say), impact.command(say), _schema(say)],
    )


def _validate(say: Catalogue) -> click.Command:
    def run(files: tuple[str, ...], offline: bool) -> int:
        bad = False
        for file in files:
            problems = policy_files.validate(file, offline=offline)
            if problems:
                bad = True
                show_problems(problems, say)
            else:
                click.echo(say("policy.good", name=file))
        return exit_codes.USAGE if bad else exit_codes.OK

    files = click.Argument(["files"], nargs=-1, required=True, metavar="FILE...")
    params = [files, options.offline(say), options.language(say)]
    return _command(say, "validate", params, run)


def _list(say: Catalogue) -> click.Command:
    def run() -> int:
        for pack in policy_files.bundled():
            count = say("cli.policy.list.rules", count=pack.rules)
            click.echo(f"{pack.name}  {pack.version}  {say.local(pack.title)} ({count})")
        return exit_codes.OK

    return _command(say, "list", [options.language(say)], run)


def _needs(say: Catalogue) -> click.Command:
    def run(packs: tuple[str, ...], offline: bool) -> int:
        needs = explain.policy_of_packs(packs, offline=offline).needs
        for what, which in policy_files.needs_lines(needs):
            click.echo(f"{what}: {', '.join(which) or say('cli.policy.needs.all')}")
        return exit_codes.OK

    params = [options.packs(say), options.offline(say), options.language(say)]
    return _command(say, "needs", params, run)


def _stale(say: Catalogue) -> click.Command:
    def run(packs: tuple[str, ...], offline: bool, months: int) -> int:
        now = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
        found = policy_files.stale(explain.policy_of_packs(packs, offline=offline), months, now)
        for one in found:
            click.echo(
                say(
                    "cli.policy.stale.line",
                    rule=one.rule,
                    source=one.source.title,
                    version=one.source.version,
                    date=one.source.date,
                    count=one.months,
                )
            )
        click.echo(say("cli.policy.stale.sum", count=len(found), months=months), err=True)
        return exit_codes.FINDINGS if found else exit_codes.OK

    option = click.Option(["--months"], type=click.IntRange(0), default=24, help=say("cli.policy.stale.months"))
    params = [options.packs(say), option, options.offline(say), options.language(say)]
    return _command(say, "stale", params, run)


def _page(say: Catalogue) -> click.Command:
    def run(pack: str, offline: bool) -> int:
        from ospo_policy.operations.pack_pages import page

        click.echo(page(pack, say, offline=offline), nl=False)
        return exit_codes.OK

    params = [click.Argument(["pack"], metavar="PACK"), options.offline(say), options.language(say)]
    return _command(say, "page", params, run)


def _schema(say: Catalogue) -> click.Command:
    from ospo_policy.operations.schemas import NAMES

    def run(name: str) -> int:
        from ospo_policy.operations.schemas import schema

        click.echo(json.dumps(schema(name, say), ensure_ascii=False, indent=2))
        return exit_codes.OK

    argument = click.Argument(["name"], type=click.Choice(NAMES), default="pack", required=False)
    return _command(say, "schema", [argument, options.language(say)], run)


def _command(say: Catalogue, name: str, params: Sequence[click.Parameter], run: Callable[..., int]) -> click.Command:
    text = say(f"cli.policy.{name}.help")
    return click.Command(name, help=text, params=list(params), callback=run)
