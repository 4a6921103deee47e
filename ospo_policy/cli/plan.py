# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy plan`: what would be changed in each repository. Nothing is written to any forge."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import click

from ospo_policy.cli import console, exit_codes, options
from ospo_policy.cli.audit_progress import ProgressLine
from ospo_policy.cli.options import Target
from ospo_policy.engine.plan import Plan
from ospo_policy.messages import Catalogue
from ospo_policy.model.policy import RemediationMode
from ospo_policy.operations import audit_run
from ospo_policy.operations import plan as planning
from ospo_policy.outputs import plan as plan_text
from ospo_policy.outputs import plan_json, plan_markdown

RENDERERS = {"text": plan_text.render, "json": plan_json.render, "markdown": plan_markdown.render}


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return options.WithTargets(
        "plan",
        help=say("cli.plan.help"),
        short_help=say("cli.plan.short"),
        params=[
            *request_options(say),
            click.Option(["--diff"], is_flag=True, help=say("cli.plan.diff")),
            *options.target_options(say, tuple(RENDERERS), "cli.plan.format"),
            options.language(say),
        ],
        callback=_run(say),
    )


def request_options(say: Catalogue) -> list[click.Parameter]:
    """What `plan` and `apply` are asked alike."""
    modes = [mode.value for mode in RemediationMode]
    return [
        *options.places(say),
        click.Option(["--mode"], type=click.Choice(modes), help=say("cli.plan.mode")),
        click.Option(["--rule", "only"], metavar="RULE", multiple=True, help=say("cli.plan.rule")),
        click.Option(["--wave"], type=click.IntRange(1), help=say("cli.plan.wave")),
        click.Option(["--limit"], type=click.IntRange(0), help=say("cli.plan.limit")),
        click.Option(["--ask-again"], is_flag=True, help=say("cli.plan.ask-again")),
        options.offline(say),
    ]


def request_of(words: dict[str, Any]) -> planning.Request:
    """The request that the options make."""
    keys = ("local", "github", "gitlab", "organisation", "packs", "store", "offline", "budget")
    audit = audit_run.Request(now=int(time.time()), **{key: words[key] for key in keys})
    mode = RemediationMode(words["mode"]) if words["mode"] else None
    return planning.Request(audit, mode, words["ask_again"], words["wave"], words["limit"], words["only"])


def _run(say: Catalogue) -> Callable[..., int]:
    def run(**words: Any) -> int:
        found: list[Target] = click.get_current_context().meta["targets"]
        options.one_on_standard_output(found)
        progress = ProgressLine(say)
        try:
            planned = planning.plan(request_of(words), progress.tell)
        finally:
            progress.clear()
        write(planned.plan, found, say, diff=words["diff"])
        return exit_codes.INCOMPLETE if planned.plan.unread or not planned.plan.examined else exit_codes.OK

    return run


def write(plan: Plan, targets: list[Target], say: Catalogue, *, diff: bool) -> None:
    """Write the plan in each format that is asked for."""
    for target in targets:
        terminal = target.path is None and sys.stdout.isatty()
        text = RENDERERS[target.format](plan, say, console.style_for(terminal, verbose=diff))
        if target.path is None:
            click.echo(text, nl=False, color=True)
        else:
            console.write_file(target.path, text)
