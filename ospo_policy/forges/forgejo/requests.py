# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opens, keeps and closes our pull requests and issues on a Forgejo or Gitea: `ospo_policy.ports.requests.RequestForge`.

It decides nothing: the life of a request is `ospo_policy.engine.lifecycle`'s. All is REST, but for pushes, which are Git's own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from ospo_policy.forges import stepping
from ospo_policy.forges.forgejo.identifying import identify
from ospo_policy.forges.forgejo.issue_steps import Issues
from ospo_policy.forges.forgejo.pushing import Pusher
from ospo_policy.forges.forgejo.request_steps import Requests
from ospo_policy.forges.forgejo.setting_steps import Setter
from ospo_policy.forges.forgejo.situations import Asked, Situations
from ospo_policy.forges.forgejo.transport import Transport
from ospo_policy.forges.pace import Pace
from ospo_policy.model.message import Message
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import Identity, Situation, Step


class ForgejoRequests(stepping.SteppingForge):
    """The writing side of a Forgejo or Gitea; `name` is the organisation file's name for it."""

    def __init__(
        self,
        name: str,
        transport: Transport,
        pace: Pace | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(transport, pace, sleep, clock)
        self.name = name
        self._transport = transport
        self._clock = clock

    def identity(self) -> Identity:
        """Who we are. Asked once."""
        return self._me

    @cached_property
    def _me(self) -> Identity:
        return identify(self._transport)

    def situations(
        self, repositories: Sequence[Listed], branches: Sequence[str], settings: Iterable[str] = ()
    ) -> Iterator[tuple[Listed, Situation | Message]]:
        """What is there in several repositories, in their order; or why it cannot be told."""
        asked = Asked(tuple(dict.fromkeys(branches)), frozenset(settings))
        readable = [listed for listed in repositories if listed.problem is None]
        found = Situations(self._transport, self._me).read(readable, asked) if readable else {}
        for listed in repositories:
            yield listed, listed.problem or found.get(listed.id) or Message("write.hidden")

    def perform(self, listed: Listed, situation: Situation, step: Step) -> Situation:
        """Carry out a step; what is there then, from the server's answer. Raises `StepRefusedError` and `MovedError`."""
        return stepping.perform(self, listed, situation, step)

    def branches(self, listed: Listed) -> Pusher:
        """What works on a repository's branches."""
        return Pusher(self._changer, self._transport, listed, self._me, self._clock)

    def requests(self, listed: Listed) -> Requests:
        """What works on a repository's pull requests."""
        return Requests(self._changer, self._transport, listed, self._me)

    def issues(self, listed: Listed) -> Issues:
        """What works on a repository's issues, and comments."""
        return Issues(self._changer, self._transport, listed, self._me)

    def settings(self, listed: Listed, base: str) -> Setter:
        """What changes a repository's settings."""
        return Setter(self._changer, self._transport, listed, base)
