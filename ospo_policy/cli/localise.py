# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""click's own words in the reader's language.

click looks its texts up through gettext; the few that our users meet are answered from our own
catalogue instead, so that there is one home for every text. The names are click's message ids.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import click

from ospo_policy.messages import Catalogue

MESSAGE_IDS = {
    "Usage:": "click.usage",
    "Options": "click.options",
    "Positional arguments": "click.arguments",
    "Commands": "click.commands",
    "Show this message and exit.": "click.help",
    "Show the version and exit.": "click.version",
    "Missing command.": "click.missing-command",
    "Missing argument": "click.missing-argument",
    "Missing option": "click.missing-option",
    "No such option {name!r}.": "click.no-such-option",
    "No such command {name!r}.": "click.no-such-command",
    "Invalid value: {message}": "click.invalid-value",
    "Invalid value for {param_hint}: {message}": "click.invalid-value-for",
    "Missing parameter: {param_name}": "click.missing-parameter",
    "Option {name!r} does not take a value.": "click.takes-no-value",
    "Option {name!r} requires an argument.": "click.requires-argument",
    "Got unexpected extra argument ({args})": "click.extra-argument",
    "Got unexpected extra arguments ({args})": "click.extra-arguments",
    "{value!r} is not one of {choices}.": "click.not-one-of",
    "(Did you mean one of: {possibilities}?)": "click.did-you-mean-one-of",
    "Did you mean {possibility}?": "click.did-you-mean",
    "default: {default}": "click.default",
    "required": "click.required",
    "Shell completion is not supported for Bash versions older than 4.4.": "click.old-bash",
    "Couldn't detect Bash version, shell completion is not supported.": "click.no-bash",
}


def speak(say: Catalogue) -> None:
    """Have click speak the catalogue's language."""
    translate = _translator(say)

    def translate_plural(one: str, other: str, count: int) -> str:
        return translate(one if count == 1 else other)

    modules = (click.core, click.exceptions, click.formatting, click.decorators, click.parser,
               click.types)  # fmt: skip
    for module in modules:
        _replace(module, "_", translate)
        _replace(module, "ngettext", translate_plural)


def also_in(module: str, say: Catalogue) -> None:
    """Have a module of click, which is only loaded where it is needed, speak it too."""
    _replace(import_module(module), "_", _translator(say))


def _translator(say: Catalogue) -> Callable[[str], str]:
    """What stands for gettext."""

    def translate(text: str) -> str:
        key = MESSAGE_IDS.get(text)
        return say.template(key) if key else text

    return translate


def _replace(module: object, name: str, function: Callable[..., str]) -> None:
    if hasattr(module, name):
        setattr(module, name, function)
