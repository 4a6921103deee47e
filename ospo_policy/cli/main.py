# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command group and the single boundary where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from ospo_policy import __version__
from ospo_policy.cli import console, errors, exit_codes, options
from ospo_policy.cli.localise import speak
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import OspoPolicyError, UsageError
from ospo_policy.model.message import message

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = (
    "init",
    "check",
    "audit",
    "plan",
    "apply",
    "inventory",
    "explain",
    "template",
    "waiver",
    "baseline",
    "licence",
    "publiccode",
    "policy",
    "report",
    "doctor",
    "completion",
)


class _Commands(click.Group):
    """The group, whose commands are loaded when they are named."""

    def __init__(self, say: Catalogue, asked_language: str | None) -> None:
        super().__init__(
            "ospo-policy",
            help=say("cli.help"),
            epilog=say("cli.epilog"),
            params=[options.language(say)],
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        )
        self.say = say
        self.asked_language = asked_language
        click.version_option(__version__, prog_name="ospo-policy", message="%(prog)s %(version)s")(self)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; for one that there is not, the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from ospo_policy.parsers.nearest import suggestion

            raise UsageError(message("cli.no-such-command", name=args[0]), suggestion(args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"ospo_policy.cli.{cmd_name}")
        command: click.Command = module.command(self.say, self.asked_language)
        if ctx.resilient_parsing:  # a shell asks what a word can become
            from ospo_policy.cli.completion import with_values

            return with_values(command, self.say)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """What a word in the place of a command can become."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        from ospo_policy.cli.completion import commands

        return commands(COMMANDS, incomplete, self.say)


def run(arguments: Sequence[str]) -> int:
    """Run the command line; its exit code. Everything is told on standard output and error."""
    language = console.asked_language(arguments, os.environ)
    say = Catalogue(language or "en")
    speak(say)
    if console.COMPLETES in os.environ:
        from ospo_policy.cli.completion import prepare

        prepare()
    try:
        code = _Commands(say, language).main(list(arguments), prog_name="ospo-policy", standalone_mode=False)
    except OspoPolicyError as error:
        return errors.show(error, say)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return exit_codes.USAGE
    except click.ClickException as error:
        click.echo(f"{say('cli.error')} {error.format_message()}", err=True)
        click.echo(f"  {say('cli.try-help')}", err=True)
        return exit_codes.USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo(say("cli.interrupted"), err=True)
        return exit_codes.INTERRUPTED
    except BrokenPipeError:  # the reader went away (`| head`): nothing more is to be said
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_codes.OK
    except Exception as error:  # noqa: BLE001 - the boundary: a defect of ours, told as one
        errors.show_defect(error, say)
        return exit_codes.DEFECT
    return code if isinstance(code, int) else exit_codes.OK


def main() -> NoReturn:
    """The console script.

    The process ends at once, as mypy's does: taking the interpreter apart would cost a tenth of a
    check, and nothing is left to be closed. Where somebody listens at the exit (coverage, a
    profiler), it ends in the usual way.
    """
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # the reader went away while the last words were on their way
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if sys.gettrace() is None and "coverage" not in sys.modules:
        os._exit(code)
    sys.exit(code)
