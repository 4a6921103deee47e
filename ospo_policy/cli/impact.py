# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy policy impact`: what a change of policy does, before it is merged."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

from ospo_policy.cli import console, exit_codes, options
from ospo_policy.cli.audit_progress import ProgressLine
from ospo_policy.messages import Catalogue

RENDERERS = {"text": "impact", "json": "impact_json", "markdown": "impact_markdown"}


def command(say: Catalogue) -> click.Command:
    """The command, its help in the catalogue's language."""
    return options.WithTargets(
        "impact",
        help=say("cli.policy.impact.help"),
        params=[
            click.Option(["--since"], metavar="REV", help=say("cli.policy.impact.since")),
            click.Option(["--against"], metavar="PACK", multiple=True, help=say("cli.policy.impact.against")),
            *options.places(say),
            *options.target_options(say, tuple(RENDERERS), "cli.policy.impact.format"),
            options.offline(say),
            options.language(say),
        ],
        callback=_run(say),
    )


def _run(say: Catalogue) -> Callable[..., int]:
    def run(*, since: str | None, against: tuple[str, ...], formats: object, outputs: object, **words: Any) -> int:
        del formats, outputs  # taken in their order from the command line
        from ospo_policy.operations import audit_run, impact

        found = options.asked_targets()
        progress = ProgressLine(say)
        try:
            request = audit_run.Request(now=int(time.time()), **words)
            done = impact.impact(request, impact.Wanted(since, against), progress.tell)
        finally:
            progress.clear()
        for target in found:
            render = import_module(f"ospo_policy.outputs.{RENDERERS[target.format]}").render
            console.emit(target.path, [render(done, say, console.style_of(target.path))])
        return exit_codes.OK if done.repositories and not done.unread else exit_codes.INCOMPLETE

    return run
