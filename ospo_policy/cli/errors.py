# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How errors are told: what happened, where, why, what to do next; and a report for a defect."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from ospo_policy import __version__
from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.errors import OspoPolicyError, PolicyError, Problem


def show(error: OspoPolicyError, say: Catalogue) -> int:
    """Tell an error that the user can act on; its exit code."""
    if isinstance(error, PolicyError):
        show_problems(error.problems, say)
    else:
        click.echo(f"{say('cli.error')} {say.text(error.message)}", err=True)
        if error.hint is not None:
            click.echo(f"  {say.text(error.hint)}", err=True)
    return error.exit_code


def show_problems(problems: Iterable[Problem], say: Catalogue, head: str = "policy.broken") -> None:
    """Tell every mistake of a policy: `file:line:column: what`, and below it what to do. `head` is the text above them."""
    listed = list(problems)
    click.echo(say(head, count=len(listed)), err=True)
    for problem in listed:
        place = say.shown(str(problem.position))
        click.echo(f"  {place}: {say.text(problem.message)}", err=True)
        if problem.hint is not None:
            click.echo(f"      {say.text(problem.hint)}", err=True)


def show_defect(error: BaseException, say: Catalogue) -> None:
    """Tell a defect of ours, with a report that can be pasted: no path or content of the user's."""
    import platform
    import traceback

    ours = [
        f"ospo_policy/{frame.filename.rpartition('ospo_policy/')[2]}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "ospo_policy/" in frame.filename
    ]
    report = [
        f"ospo-policy {__version__}, Python {platform.python_version()}, {sys.platform}",
        f"{type(error).__name__}: {harmless(str(error))[:500]}",
        *ours[-15:],
    ]
    click.echo(say("cli.defect"), err=True)
    click.echo("\n```\n" + "\n".join(report) + "\n```", err=True)
