# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy baseline`: only new failures count."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ospo_policy.cli import console, exit_codes, options
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message

if TYPE_CHECKING:
    from ospo_policy.operations.baselines import Kept, Written
    from ospo_policy.operations.check import Request


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The group of commands, their help in the catalogue's language."""
    write = click.Command(
        "write",
        help=say("cli.baseline.write.help"),
        short_help=say("cli.baseline.write.short"),
        epilog=say("cli.baseline.write.epilog"),
        params=[
            click.Argument(["path"], required=False),
            click.Option(["--store"], metavar="WHERE", help=say("cli.baseline.store")),
            click.Option(["--shrink"], is_flag=True, help=say("cli.baseline.shrink")),
            *options.repository_options(say),
            options.language(say),
        ],
        callback=_run(say),
    )
    return click.Group(
        "baseline",
        help=say("cli.baseline.help"),
        short_help=say("cli.baseline.short"),
        params=[options.language(say)],
        commands=[write],
    )


def _run(say: Catalogue) -> Callable[..., int]:
    def run(*, path: str | None, store: str | None, shrink: bool, **words: Any) -> int:
        from ospo_policy.operations import baselines
        from ospo_policy.operations.check import Request

        now = int(time.time())
        if store is not None:
            if path is not None or words["packs"] or words["revision"] or words["profile"]:
                raise UsageError(Message("baseline.both"), Message("baseline.both.hint"))
            _tell_store(baselines.of_store(store, now, shrink=shrink), say)
            return exit_codes.OK
        request = Request(path=path, now=now, **words)
        written = write_down(request, shrink=shrink)
        if written.text is None:
            click.echo(say("baseline.nothing"))
            return exit_codes.OK
        _tell(written, say)
        return exit_codes.OK

    return run


def write_down(request: Request, *, shrink: bool) -> Written:
    """Write the baseline of a checkout, if there is anything to write; what it was and is. Raises `OspoPolicyError`."""
    from ospo_policy.operations import baselines

    written = baselines.of_checkout(request, shrink=shrink)
    if written.text is None:
        return written
    console.write_file(written.path, written.text)
    if written.is_new:
        again = baselines.of_checkout(request, shrink=False)
        console.write_file(written.path, again.text or written.text)
        written = again._replace(before={})
    return written


def _tell(written: Written, say: Catalogue) -> None:
    """What the file knows now, and what changed."""
    from ospo_policy.engine.baseline import is_worse

    click.echo(say("baseline.written", path=written.path, count=len(written.after)))
    added = tuple(sorted(written.after.keys() - written.before.keys()))
    left = tuple(sorted(written.before.keys() - written.after.keys()))
    if written.before and added:
        click.echo(say("baseline.added", count=len(added), rules=added))
    worse = tuple(rule for rule, after in written.after.items() if is_worse(after, written.before.get(rule, after)))
    if worse:
        click.echo(say("baseline.accepted", count=len(worse), rules=worse))
    if left:
        click.echo(say("baseline.left", count=len(left), rules=left))
    better = tuple(rule for rule, after in written.after.items() if is_worse(written.before.get(rule, after), after))
    if better:
        click.echo(say("baseline.better", count=len(better), rules=better))
    if not written.after:
        click.echo(say("baseline.empty", path=written.path))
    elif written.after != written.before:
        click.echo(say("baseline.commit"))


def _tell_store(kept: Kept, say: Catalogue) -> None:
    click.echo(say("baseline.of-store", count=kept.repositories, date=kept.date, failures=kept.failures))
    click.echo(say("baseline.of-store.changes", added=kept.added, left=kept.left))
