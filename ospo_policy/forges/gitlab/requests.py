# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opens, keeps and closes our merge requests and issues on a GitLab: `ospo_policy.ports.requests.RequestForge`.

It decides nothing: the life of a request is `ospo_policy.engine.lifecycle`'s. Here it is read in bulk, and single steps are done.
GitLab merges by squashing or through a train too: a request is merged when GitLab says so, whatever became of its commits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from ospo_policy.forges import stepping
from ospo_policy.forges.gitlab.base_files import BaseFiles
from ospo_policy.forges.gitlab.identifying import identify
from ospo_policy.forges.gitlab.issue_steps import Issues
from ospo_policy.forges.gitlab.pushing import Pusher
from ospo_policy.forges.gitlab.request_steps import Requests
from ospo_policy.forges.gitlab.reviewers import Reviewers
from ospo_policy.forges.gitlab.seen import Me
from ospo_policy.forges.gitlab.setting_steps import Setter
from ospo_policy.forges.gitlab.situations import Asked, Situations
from ospo_policy.forges.gitlab.transport import Transport
from ospo_policy.forges.pace import Pace
from ospo_policy.model.message import Message
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import Identity, Situation, Step


class GitLabRequests(stepping.SteppingForge):
    """The writing side of a GitLab; `name` is the organisation file's name for it."""

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

    def identity(self) -> Identity:
        """Who we are: the token's account, which for the token of a group or a project is a bot's."""
        return self._me.identity

    @cached_property
    def _me(self) -> Me:
        return identify(self._transport)

    @cached_property
    def _situations(self) -> Situations:
        return Situations(self._transport, self._me)

    @cached_property
    def _files(self) -> BaseFiles:
        return BaseFiles(self._transport, self._situations.graph)

    @cached_property
    def _reviewers(self) -> Reviewers:
        return Reviewers(self._transport, self._me)

    def situations(
        self, repositories: Sequence[Listed], branches: Sequence[str], settings: Iterable[str] = ()
    ) -> Iterator[tuple[Listed, Situation | Message]]:
        """What is there in several projects, in their order, in bulk; or why it cannot be told."""
        asked = Asked(tuple(dict.fromkeys(branches)), frozenset(settings))
        readable = [listed for listed in repositories if listed.problem is None and listed.native_id]
        found = self._situations.read(readable, asked) if readable else {}
        for listed in repositories:
            yield listed, listed.problem or found.get(listed.native_id) or Message("write.hidden")

    def perform(self, listed: Listed, situation: Situation, step: Step) -> Situation:
        """Carry out a step; what is there then, from GitLab's answer. Raises `StepRefusedError` and `MovedError`."""
        return stepping.perform(self, listed, situation, step)

    def branches(self, listed: Listed) -> Pusher:
        """What works on a project's branches."""
        return Pusher(self._changer, self._transport, self._files, listed, self._me)

    def requests(self, listed: Listed) -> Requests:
        """What works on a project's merge requests."""
        return Requests(self._changer, self._transport, self._reviewers, listed, self._me)

    def issues(self, listed: Listed) -> Issues:
        """What works on a project's issues, and comments."""
        return Issues(self._changer, self._transport, listed, self._me)

    def settings(self, listed: Listed, base: str) -> Setter:
        """What changes a project's settings."""
        return Setter(self._changer, self._transport, listed, base)
