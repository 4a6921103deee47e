# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our fork of a repository to which we may not push. GitHub makes it while we wait, within five minutes as it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ospo_policy.forges.github.situations import ODD, Home, Place
from ospo_policy.forges.github.told import name_of, text_of
from ospo_policy.forges.github.writing import RefusedError, Writer
from ospo_policy.model.message import Message, message
from ospo_policy.ports.requests import Identity, StepRefusedError

WAITS = (1, 2, 4, 8, 15, 30, 60, 60, 60, 60)
"""Seconds between two looks: five minutes in all."""


class Forker:
    """Makes our fork of one repository."""

    def __init__(self, writer: Writer, place: Place, me: Identity) -> None:
        self._writer, self._place, self._me = writer, place, me

    def fork(self, base: str) -> Home:
        """Our fork, with the branch that requests are made against; the one that is there already, where there is one."""
        place = f"{self._place.home.path}/forks"

        def make() -> Mapping[str, Any]:
            told: Mapping[str, Any] = self._writer.rest("POST", place, {"default_branch_only": True})
            return told

        try:
            # GitHub answers with the fork that is there, so that it may be asked twice.
            told = self._writer.surely(make, lambda: None)
            owner, _, name = text_of(told["full_name"]).partition("/")
            fork = Home(text_of(told["node_id"]), name_of(owner), name_of(name))
        except RefusedError as error:
            hint = Message("github.write.no-fork.hint")
            raise StepRefusedError(message("github.write.no-fork", said=error.said), hint) from None
        except ODD:
            raise self._writer.transport.not_understood() from None
        for seconds in (*WAITS, 0):
            status, _ = self._writer.transport.rest(f"{fork.path}/git/ref/heads/{quote(base)}")
            if status == 200:
                return fork
            if seconds:
                self._writer.transport.sleep(seconds)
        raise StepRefusedError(Message("github.write.slow-fork"), Message("github.write.slow-fork.hint"))
