# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy explain`: a practice in words, or the policy of a repository with provenance."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import click

from ospo_policy.cli import console, options
from ospo_policy.messages import Catalogue
from ospo_policy.operations import explain
from ospo_policy.operations.check import Request
from ospo_policy.outputs import explanation


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return click.Command(
        "explain",
        help=say("cli.explain.help"),
        short_help=say("cli.explain.short"),
        params=[
            click.Argument(["rule"], required=False),
            click.Option(["--repo", "path"], metavar="PATH", help=say("cli.explain.repo")),
            *options.repository_options(say),
            options.language(say),
        ],
        callback=_run(say),
    )


def _run(say: Catalogue) -> Callable[..., int]:
    def run(
        rule: str | None,
        path: str | None,
        revision: str | None,
        packs: tuple[str, ...],
        organisation: str | None,
        profile: str | None,
        offline: bool,
    ) -> int:
        if path is not None or organisation is not None:
            request = Request(path, revision, packs, organisation, profile,
                              offline=offline, now=int(time.time()))  # fmt: skip
            policy = explain.policy_for(request)
        else:
            policy = explain.policy_of_packs(packs, offline=offline)
        style = console.style_for(sys.stdout.isatty(), verbose=True)
        if rule is not None:
            one = explain.explain_rule(rule, policy, say.language)
            text = explanation.practice(one.rule, one.checks, one.values, one.template, say, style)
        elif path is not None:
            rules = [(r, explain.explained(r, say.language).values) for r in policy.rules]
            text = explanation.provenance(rules, policy.switched_off, say)
        else:
            text = explanation.rule_list(policy.rules, say)
        click.echo(text, nl=False)
        return 0

    return run
