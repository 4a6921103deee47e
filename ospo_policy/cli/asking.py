# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that no option gives: asked for on a terminal; elsewhere what is offered, or a mistake of usage that names the options."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeAlias

import click

from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message

Wrong: TypeAlias = tuple[Message, Message | None] | None
"""What is wrong with an answer, and what to do; None where it will do."""
_YES = ("y", "yes", "o", "oui")
_NO = ("n", "no", "non")


class Asking:
    """Asks for what is missing, on a terminal; elsewhere takes what is offered, and notes what is not.

    The questions are the texts `init.ask.KEY`; `wrong` judges an answer by its key.
    """

    def __init__(self, say: Catalogue, wrong: Callable[[str, str], Wrong]) -> None:
        self.say = say
        self.is_possible = sys.stdin.isatty()
        self._wrong = wrong
        self._missing: list[str] = []
        self._has_begun = False

    def __call__(self, key: str, given: str | None, offered: str = "") -> str:
        """The answer, as one text."""
        if given is not None:
            return given
        return " ".join(self._answer(key, offered, lambda text: self._wrong(key, text)))

    def several(self, key: str, given: tuple[str, ...], offered: tuple[str, ...]) -> tuple[str, ...]:
        """The answer, as several words."""

        def judge(text: str) -> Wrong:
            return next((found for word in text.split() if (found := self._wrong(key, word)) is not None), None)

        return given or tuple(" ".join(self._answer(key, " ".join(offered), judge)).split())

    def _answer(self, key: str, offered: str, judge: Callable[[str], Wrong]) -> list[str]:
        if not self.is_possible:
            if not offered:
                self._missing.append({"owners": "--owner", "packs": "--pack"}.get(key, f"--{key}"))
            return [offered]
        if not self._has_begun:
            click.echo(self.say("init.ask.head"), err=True)
            self._has_begun = True
        while True:
            found = click.prompt(
                self.say(f"init.ask.{key}"), default=offered, show_default=bool(offered), err=True,
                prompt_suffix=self.say.template("init.ask.suffix"),
            )  # fmt: skip
            answer = str(found).strip()
            wrong = judge(answer) if answer else (Message("pack.empty"), None)
            if answer and wrong is None:
                return [answer]
            if answer and wrong is not None:
                what, hint = wrong
                click.echo(f"  {self.say.text(what)}{f' {self.say.text(hint)}' if hint else ''}", err=True)

    def agrees(self, key: str) -> bool:
        """Whether a person says yes, in any of our languages; on a terminal only."""

        def judge(text: str) -> Wrong:
            known = text.lower() in {*_YES, *_NO}
            return None if known else (message("init.bad.yes-or-no", found=text), None)

        (answer,) = self._answer(key, self.say.template("init.ask.yes"), judge)
        return answer.lower() in _YES

    def refuse_gaps(self) -> None:
        """Raise `UsageError` with the options for all that nobody told."""
        if self._missing:
            raise UsageError(message("init.missing", options=tuple(self._missing)), Message("init.missing.hint"))
