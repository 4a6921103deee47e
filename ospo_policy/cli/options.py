# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Options that several commands share, in the reader's language."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import click

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import message
from ospo_policy.outputs import FORMATS

EXTENSIONS = {
    ".json": "json",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".sarif": "sarif",
    ".xml": "junit",
    ".svg": "badge",
}
"""The format that a file's name tells, where none is given."""
NAMES = {"gl-code-quality-report.json": "gitlab-codequality"}
"""Names that forges' own documentation gives to such files."""


class Target(NamedTuple):
    """A format and the file that it goes to; None is standard output."""

    format: str
    path: str | None


def subcommand(
    say: Catalogue, group: str, name: str, params: Sequence[click.Parameter], run: Callable[..., int]
) -> click.Command:
    """A command of a group, its texts under `cli.GROUP.NAME` of the catalogue."""
    key = f"cli.{group}.{name}"
    return click.Command(
        name,
        help=say(f"{key}.help"),
        short_help=say(f"{key}.short"),
        epilog=say(f"{key}.epilog"),
        params=list(params),
        callback=run,
    )


def language(say: Catalogue) -> click.Option:
    """`--lang`. The value was taken before anything was said; here it is checked and shown."""
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=say("cli.lang"))


def packs(say: Catalogue) -> click.Option:
    """`--pack`, which may be repeated."""
    return click.Option(["--pack", "-p", "packs"], multiple=True, metavar="PACK", help=say("cli.pack"))


def offline(say: Catalogue) -> click.Option:
    """`--offline`."""
    return click.Option(["--offline"], is_flag=True, envvar="OSPO_POLICY_OFFLINE", help=say("cli.offline"))


def places(say: Catalogue) -> list[click.Parameter]:
    """The options that say which repositories are looked at, with which packs, and what is remembered."""
    return [
        click.Option(["--local"], metavar="DIR", help=say("cli.audit.local")),
        click.Option(["--github"], metavar="OWNER", multiple=True, help=say("cli.audit.github")),
        click.Option(["--gitlab"], metavar="GROUP", multiple=True, help=say("cli.audit.gitlab")),
        click.Option(
            ["--organisation", "-O"],
            metavar="FILE",
            envvar="OSPO_POLICY_ORGANISATION",
            help=say("cli.audit.organisation"),
        ),
        packs(say),
        click.Option(["--store"], metavar="WHERE", envvar="OSPO_POLICY_STORE", help=say("cli.audit.store")),
        click.Option(["--budget"], metavar="SHARE", help=say("cli.audit.budget")),
    ]


def repository_options(say: Catalogue) -> list[click.Parameter]:
    """The options that say which policy holds for a repository."""
    return [
        click.Option(["--rev", "revision"], metavar="REV", help=say("cli.rev")),
        packs(say),
        click.Option(
            ["--organisation", "-O"],
            metavar="FILE",
            envvar="OSPO_POLICY_ORGANISATION",
            help=say("cli.organisation"),
        ),
        click.Option(["--profile"], metavar="PROFILE", help=say("cli.profile")),
        offline(say),
    ]


class WithTargets(click.Command):
    """A command whose `--format` and `--output` repeat, each output belonging to the format
    before it: `--format text --format json --output report.json`.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note the order of the two options, which click itself forgets."""
        ctx.meta["targets"] = targets(args)
        return super().parse_args(ctx, args)


def asked_targets() -> list[Target]:
    """The formats and files of the command that runs. Raises `UsageError` for two on standard output."""
    found: list[Target] = click.get_current_context().meta["targets"]
    one_on_standard_output(found)
    return found


def target_options(
    say: Catalogue, formats: tuple[str, ...] = FORMATS, help_key: str = "cli.format"
) -> list[click.Parameter]:
    """`--format` and `--output`."""
    return [
        click.Option(
            ["--format", "-f", "formats"],
            type=click.Choice(formats),
            multiple=True,
            help=say(help_key),
        ),
        click.Option(["--output", "-o", "outputs"], metavar="FILE", multiple=True, help=say("cli.output")),
    ]


def targets(args: list[str]) -> list[Target]:
    """Formats and files, from the words of the command line in their order."""
    found: list[Target] = []
    for name, value in _named(args):
        if name == "format":
            found.append(Target(value, None))
        elif found and found[-1].path is None:
            found[-1] = found[-1]._replace(path=value)
        else:
            found.append(Target(format_of(value), value))
    return [t._replace(path=None) if t.path == "-" else t for t in found] or [Target("text", None)]


def format_of(path: str) -> str:
    """The format that the name of a file tells; text for a name that tells none."""
    name = os.path.basename(path).lower()
    stem, extension = os.path.splitext(name)
    if extension == ".json" and stem.endswith(".sarif"):
        return "sarif"
    return NAMES.get(name) or EXTENSIONS.get(extension, "text")


def _named(args: list[str]) -> list[tuple[str, str]]:
    """The (name, value) of each `--format` and `--output`, however it is written."""
    names = {"--format": "format", "-f": "format", "--output": "output", "-o": "output"}
    found: list[tuple[str, str]] = []
    words = iter(args)
    for word in words:
        if word == "--":
            break
        option, equals, value = word.partition("=")
        if word in names:
            found.append((names[word], next(words, "")))
        elif equals and option in names:
            found.append((names[option], value))
        elif word[:2] in names and len(word) > 2 and not word.startswith("--"):
            found.append((names[word[:2]], word[2:]))
    return found


def one_on_standard_output(found: list[Target]) -> None:
    """Two formats on standard output would be neither. Raises `UsageError`."""
    loose = tuple(target.format for target in found if target.path is None)
    if len(loose) > 1:
        raise UsageError(message("cli.two-outputs", formats=loose))


def choice_of_levels(say: Catalogue) -> Any:
    """`--fail-on`."""
    return click.Option(
        ["--fail-on"],
        type=click.Choice(["must", "should", "may", "never"]),
        default="must",
        show_default=True,
        help=say("cli.fail-on"),
    )
