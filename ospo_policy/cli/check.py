# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy check`: one checkout."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import click

from ospo_policy.cli import console, exit_codes, options
from ospo_policy.cli.options import Target
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message
from ospo_policy.model.policy import Level
from ospo_policy.operations.check import Request, check, exit_code
from ospo_policy.operations.pipeline import Pipeline, recognised
from ospo_policy.outputs import pieces


def command(say: Catalogue, asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return options.WithTargets(
        "check",
        help=say("cli.check.help"),
        short_help=say("cli.check.short"),
        epilog=say("cli.check.epilog"),
        params=[
            click.Argument(["path"], required=False),
            *options.repository_options(say),
            click.Option(["--only"], multiple=True, metavar="RULE", help=say("cli.only")),
            click.Option(["--skip"], multiple=True, metavar="RULE", help=say("cli.skip")),
            *options.target_options(say),
            options.choice_of_levels(say),
            click.Option(
                ["--no-baseline", "baseline"], is_flag=True, flag_value=False, default=True, help=say("cli.no-baseline")
            ),
            *_fix_options(say),
            click.Option(["--policy-from"], metavar="REV", help=say("cli.check.policy-from")),
            click.Option(["--no-ci"], is_flag=True, envvar="OSPO_POLICY_NO_CI", help=say("cli.check.no-ci")),
            click.Option(["--verbose", "-v"], is_flag=True, help=say("cli.verbose")),
            options.language(say),
        ],
        callback=_run(say, asked_language),
    )


def _fix_options(say: Catalogue) -> list[click.Parameter]:
    return [
        click.Option(["--fix"], is_flag=True, help=say("cli.check.fix")),
        click.Option(["--unsafe", "--unsafe-fixes", "unsafe"], is_flag=True, help=say("cli.check.unsafe")),
        click.Option(["--diff"], is_flag=True, help=say("cli.check.diff")),
    ]


def _run(say: Catalogue, asked_language: str | None) -> Callable[..., int]:
    def run(*, fail_on: str, verbose: bool, no_ci: bool, formats: object, outputs: object, **words: Any) -> int:
        fix, unsafe, diff = (bool(words.pop(name)) for name in ("fix", "unsafe", "diff"))
        _refuse_odd(fix=fix, unsafe=unsafe, diff=diff, report=bool(formats or outputs))
        pipeline = None if no_ci else recognised(os.environ)
        found = [*options.asked_targets(), *_annotations(pipeline)]
        request = Request(now=int(time.time()), pipeline=pipeline, **words)
        if diff or fix:
            changes = _fix(request, say, unsafe=unsafe, diff=diff)
            if diff:
                return exit_codes.FINDINGS if changes else exit_codes.OK
        report, language = check(request)
        # The organisation's language counts where the reader has not asked for one.
        catalogue = Catalogue(language) if language and asked_language is None else say
        for target in found:
            style = console.style_of(target.path, verbose=verbose)
            console.emit(target.path, pieces(target.format, report, catalogue, style))
        if pipeline is not None and pipeline.summary is not None:
            style = console.style_of(pipeline.summary, verbose=verbose)
            console.append(pipeline.summary, pieces("github-summary", report, catalogue, style))
        return exit_code(report, None if fail_on == "never" else Level(fail_on))

    return run


def _refuse_odd(*, fix: bool, unsafe: bool, diff: bool, report: bool) -> None:
    """Options that make no sense together. Raises `UsageError`."""
    if unsafe and not (fix or diff):
        raise UsageError(Message("fixing.unsafe-alone"), Message("fixing.unsafe-alone.hint"))
    if diff and report:
        raise UsageError(Message("fixing.diff-and-report"), Message("fixing.diff-and-report.hint"))


def _fix(request: Request, say: Catalogue, *, unsafe: bool, diff: bool) -> bool:
    """Repair the checkout, or show how; whether any file is changed. What was done is told beside the report, on standard error."""
    from ospo_policy.operations.check_fix import fix
    from ospo_policy.outputs import fixed as output

    done = fix(request, say.language, unsafe=unsafe, write=not diff)
    if diff:
        console.emit(None, [output.diff(done, console.style_of(None))])
    click.echo(
        output.account(done, say, console.style_for(stream_is_terminal=False, verbose=False)), nl=False, err=True
    )
    return bool(done.files)


def _annotations(pipeline: Pipeline | None) -> list[Target]:
    """What is shown beside the lines of a request, unless standard output is for a program."""
    if pipeline is None or not pipeline.has_annotations:
        return []
    shown = [target.format for target in options.asked_targets() if target.path is None]
    return [Target("github", None)] if shown in ([], ["text"]) else []
