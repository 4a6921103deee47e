# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which files decide of a check: those that lie there or, in the pipeline of a request, those of the branch that it is for.

A request whose own `.ospo-policy.yml`, waivers or baseline counted could loosen the rules that it is checked by.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from ospo_policy.engine.attestations import OWN_GLOBS
from ospo_policy.forges.local.reader import LocalRepository, open_repository
from ospo_policy.model.errors import UnreadableError, UsageError
from ospo_policy.model.facts import Content, Known, Repository
from ospo_policy.model.message import Message, message
from ospo_policy.operations.pipeline import ChangeRequest, Pipeline, works_in

SHOWN = 10


class Rulers(NamedTuple):
    """Where a repository's own policy files are read: `repository`, or another commit of it, told as `name`."""

    repository: LocalRepository
    checked: LocalRepository
    name: str = ""
    notices: tuple[Message, ...] = ()

    @property
    def is_elsewhere(self) -> bool:
        """Whether the files that decide are not those that are checked."""
        return self.repository is not self.checked

    def text(self, path: str) -> str | None:
        """The text of a policy file, None where there is none."""
        return self.repository.text(path)

    def has(self, path: str) -> bool:
        """Whether a policy file is there."""
        if self.is_elsewhere:
            return self.text(path) is not None
        return os.path.isfile(os.path.join(self.checked.folder, path))

    def told(self, paths: tuple[str, ...]) -> tuple[Message, ...]:
        """What is to be said: whose files decide, and which of them the request changes."""
        if not self.is_elsewhere:
            return self.notices
        changed = tuple(path for path in paths if self.text(path) != self.checked.text(path))
        more = (message("pipeline.changed", paths=changed[:SHOWN]),) if changed else ()
        return (message("pipeline.policy-from", name=self.name), *self.notices, *more)

    def declared(self, facts: Repository) -> Repository:
        """The facts with what the repository declares in its own file read where it counts."""
        if not self.is_elsewhere:
            return facts
        contents = dict(facts.contents)
        for path in OWN_GLOBS:
            text = self.text(path)
            if text is not None and path in contents:
                contents[path] = Known(Content(path, text))
            else:
                contents.pop(path, None)
        return facts._replace(contents=contents)


def rulers_of(checked: LocalRepository, path: str | None, asked: str | None, pipeline: Pipeline | None) -> Rulers:
    """Where the policy files of `checked`, opened from `path`, are read: at the revision `asked` for, or as the pipeline wants it.

    Raises `UsageError` for a revision that is not there, `UnreadableError` where a request from a fork would have to decide of itself.
    """
    if asked is not None:
        return Rulers(open_repository(path, asked), checked, asked)
    request = pipeline.request if pipeline is not None and works_in(pipeline, checked.folder) else None
    if request is None or not checked.has_git:
        return Rulers(checked, checked)
    for revision in request.bases:
        try:
            return Rulers(open_repository(path, revision), checked, request.target)
        except (UsageError, UnreadableError):
            continue  # not fetched: the next one
    return _unknown(checked, request)


def _unknown(checked: LocalRepository, request: ChangeRequest) -> Rulers:
    """Where the target branch was not fetched: a request of the repository itself decides, and is told so; a fork's does not."""
    what = message("pipeline.no-base", target=request.target)
    if request.is_foreign:
        raise UnreadableError(what, request.hint)
    return Rulers(checked, checked, notices=(message("pipeline.own-policy", target=request.target), request.hint))
