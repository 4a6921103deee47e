# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy template`: a starting text, filled with what a repository says of itself."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import click

from ospo_policy.cli import console, exit_codes, options
from ospo_policy.fixes import stamp
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.operations import templates

FORGES = (ForgeType.GITHUB, ForgeType.GITLAB, ForgeType.FORGEJO)


def command(say: Catalogue, asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""
    return click.Command(
        "template",
        help=say("cli.template.help"),
        short_help=say("cli.template.short"),
        epilog=say("cli.template.epilog"),
        params=[
            click.Argument(["name"], required=False),
            click.Argument(["path"], required=False),
            click.Option(["--forge"], type=click.Choice([one.value for one in FORGES]), help=say("cli.template.forge")),
            click.Option(["--templates", "folder"], metavar="FOLDER", help=say("cli.template.folder")),
            click.Option(
                ["--value", "values"], multiple=True, metavar="KEY=TEXT", help=say("cli.template.value")
            ),
            click.Option(["--organisation", "-O"], metavar="FILE", envvar="OSPO_POLICY_ORGANISATION",
                         help=say("cli.organisation")),
            options.offline(say),
            click.Option(["--write"], is_flag=True, help=say("cli.template.write")),
            options.language(say),
        ],
        callback=_run(say, asked_language),
    )  # fmt: skip


def _run(say: Catalogue, asked_language: str | None) -> Callable[..., int]:
    def run(
        name: str | None,
        path: str | None,
        forge: str | None,
        folder: str | None,
        values: tuple[str, ...],
        organisation: str | None,
        *,
        offline: bool,
        write: bool,
    ) -> int:
        if name is None:
            click.echo("".join(f"{id_}\n" for id_ in templates.names(folder)), nl=False)
            return exit_codes.OK
        wish = templates.Wish(
            name, path, organisation, ForgeType(forge) if forge else None, folder, _given(values), asked_language,
            offline=offline, now=int(time.time()),
        )  # fmt: skip
        filled, where = templates.fill_checkout(wish, say.language)
        return _give(filled, where, say, write=write)

    return run


def _give(filled: templates.Filled, where: str, say: Catalogue, *, write: bool) -> int:
    """Print the text, or write it to its place; and tell what is left open."""
    template, rendered = filled.template, filled.rendered
    if filled.missing:
        names = tuple(name.replace("_", "-") for name in filled.missing)
        raise UsageError(message("template.missing", id=template.id, names=names), Message("template.missing.hint"))
    text = stamp.stamped(template, rendered.text)
    if write:
        place = os.path.join(where, template.path)
        top = os.path.realpath(where)
        if os.path.lexists(place):
            raise UsageError(message("template.exists", path=template.path), Message("template.exists.hint"))
        if not os.path.realpath(place).startswith(top + os.sep):
            raise UsageError(message("template.outside", path=template.path))
        console.write_file(place, text)
        click.echo(say("template.written", path=template.path), err=True)
    else:
        click.echo(text, nl=False)
        click.echo(say("template.goes-to", path=template.path), err=True)
    for gap in rendered.gaps:
        click.echo(say("template.gap", place=f"{template.path}:{gap.line}", what=gap.text), err=True)
    return exit_codes.OK


def _given(values: tuple[str, ...]) -> dict[str, LocalText]:
    """What `--value` gives. Raises `UsageError` for a word without `=`."""
    pairs = [value.partition("=") for value in values]
    for key, sign, _ in pairs:
        if not sign or not key:
            raise UsageError(message("template.no-value", found=key))
    return {key: LocalText({"en": text}) for key, _, text in pairs}
