# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy completion`: what a shell needs to complete commands, options and their values.

The scripts are click's (https://click.palletsprojects.com/en/stable/shell-completion/): at each press of the key they
start the tool with the variable `COMPLETES` set, which answers on standard output. What click cannot know is added here: which values
are files, rules, packs and starting texts. Nothing is fetched for it, and what cannot be read completes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeAlias

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    get_completion_class,
)
from click.types import StringParamType

from ospo_policy.cli import exit_codes, options
from ospo_policy.cli.console import COMPLETES
from ospo_policy.cli.localise import also_in
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import OspoPolicyError
from ospo_policy.model.message import LocalText

SHELLS = ("bash", "zsh", "fish")
_Items: TypeAlias = "list[CompletionItem[str]]"  # of older versions of click it takes no type


def command(say: Catalogue, _asked_language: str | None) -> click.Command:
    """The command, its help in the catalogue's language."""

    def run(shell: str) -> int:
        also_in("click.shell_completion", say)
        completer = get_completion_class(shell)
        assert completer is not None  # one of SHELLS, which click has
        click.echo(completer(click.Group(), {}, "ospo-policy", COMPLETES).source(), nl=False)
        return exit_codes.OK

    return click.Command(
        "completion",
        help=say("cli.completion.help"),
        short_help=say("cli.completion.short"),
        params=[click.Argument(["shell"], type=click.Choice(SHELLS)), options.language(say)],
        callback=run,
    )


class _Bash(BashComplete):
    """bash, which takes the `=` of `--fail-on=should` for a word of its own."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is completed, and that one."""
        args, incomplete = super().get_completion_args()
        words: list[str] = []
        for word in [*args, incomplete]:
            of_option = bool(words) and words[-1].startswith("--")
            if of_option and (word == "=" or words[-1].endswith("=")):
                words[-1] += word
            else:
                words.append(word)
        return words[:-1], words[-1]


class _WholeWords(ShellComplete):
    """A shell that replaces the whole word: what is offered for `--fail-on=sh` begins with the option."""

    def get_completions(self, args: list[str], incomplete: str) -> _Items:
        """What the word can become. Of files, these shells cannot be told so; a blank in the place of `=` does."""
        found = super().get_completions(args, incomplete)
        option, sign, _ = incomplete.partition("=")
        if not sign or not option.startswith("--"):
            return found
        return [CompletionItem(f"{option}={item.value}", help=item.help) for item in found if item.type == "plain"]


class _Zsh(_WholeWords, ZshComplete):
    """zsh."""


class _Fish(_WholeWords, FishComplete):
    """fish."""


def prepare() -> None:
    """Have click answer the shells as above."""
    for shell in (_Bash, _Zsh, _Fish):
        add_completion_class(shell)


def commands(names: tuple[str, ...], incomplete: str, say: Catalogue) -> _Items:
    """The commands whose names begin so. None of them is loaded for it."""
    return [CompletionItem(name, help=say(f"cli.{name}.short")) for name in names if name.startswith(incomplete)]


def with_values(whole: click.Command, say: Catalogue) -> click.Command:
    """A command, or a group with all below it, whose values without a type of their own can be completed."""
    below = whole.commands.values() if isinstance(whole, click.Group) else ()
    for one in below:
        with_values(one, say)
    for param in whole.params:
        if isinstance(param.type, StringParamType):
            param.type = _Completed(_kind(param, whole), say)
    return whole


class _Completed(StringParamType):
    """A text of some kind: FILE, DIR, RULE, PACK or TEMPLATE; of other kinds nothing is known."""

    def __init__(self, kind: str, say: Catalogue) -> None:
        self.kind = kind
        self.say = say

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> _Items:  # noqa: ARG002
        """What the word can become."""
        if self.kind in {"FILE", "DIR"}:
            return [CompletionItem(incomplete, type=self.kind.lower())]
        source = _SOURCES.get(self.kind)
        found: _Items = []
        with suppress(OspoPolicyError, OSError):
            found = [item for item in source(ctx, self.say) if item.value.startswith(incomplete)] if source else []
        return found or ([CompletionItem(incomplete, type="file")] if self.kind == "PACK" else [])


def _kind(param: click.Parameter, of: click.Command) -> str:
    """Which kind of text a parameter takes, from what its help calls it, or from its name."""
    if param.metavar is None:
        named = {"path": "DIR", "plan": "FILE", "rule": "RULE"}
        return "TEMPLATE" if (of.name, param.name) == ("template", "name") else named.get(param.name or "", "")
    word = param.metavar.strip("[].")
    return {"PATH": "FILE", "WHERE": "FILE", "FOLDER": "DIR"}.get(word, word)


def _rules(ctx: click.Context, say: Catalogue) -> Iterator[CompletionItem[str]]:
    """The rules of the policy that the command would use, or of all bundled packs."""
    from ospo_policy.operations import explain
    from ospo_policy.operations.check import Request

    path, revision, organisation, profile = map(ctx.params.get, ("path", "revision", "organisation", "profile"))
    packs = tuple(ctx.params.get("packs") or ())
    if ctx.info_name == "check" or (ctx.info_name == "explain" and (path or organisation)):
        policy = explain.policy_for(Request(path, revision, packs, organisation, profile, offline=True))
    else:
        policy = explain.policy_of_packs(packs, offline=True)
    return (CompletionItem(rule.id, help=_on_a_line(rule.title, say)) for rule in policy.rules)


def _on_a_line(title: LocalText | None, say: Catalogue) -> str | None:
    """An author's text as the scripts take it: to zsh's, each line is another word to offer."""
    return " ".join(say.local(title).split()) if title else None


def _packs(_: click.Context, say: Catalogue) -> Iterator[CompletionItem[str]]:
    """The packs that ship with the tool."""
    from ospo_policy.operations.policy_files import bundled

    return (CompletionItem(pack.name, help=_on_a_line(pack.title, say)) for pack in bundled())


def _templates(ctx: click.Context, _: Catalogue) -> Iterator[CompletionItem[str]]:
    """The starting texts."""
    from ospo_policy.operations.templates import names

    return (CompletionItem(name) for name in names(ctx.params.get("folder")))


_SOURCES: dict[str, Callable[[click.Context, Catalogue], Iterator[CompletionItem[str]]]] = {
    "RULE": _rules,
    "PACK": _packs,
    "TEMPLATE": _templates,
}
