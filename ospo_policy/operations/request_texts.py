# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The texts of requests and issues in each repository's language, from the templates on the disk: `ospo_policy.engine.planning.Texts`."""

from __future__ import annotations

from collections.abc import Callable

from ospo_policy.engine.planning import Subject
from ospo_policy.engine.resources import folder
from ospo_policy.engine.wanted import Words
from ospo_policy.fixes.request_text import Written
from ospo_policy.messages import Catalogue
from ospo_policy.model.change import Repair
from ospo_policy.model.organisation import OrganisationInfo, Remediation
from ospo_policy.operations.templates import reader
from ospo_policy.ports.requests import Identity

NAME = "templates/requests"


class RequestTexts:
    """Every text of an organisation's requests. `identity` tells who signs commits off on a forge, where the file names nobody."""

    def __init__(
        self,
        info: OrganisationInfo | None,
        remediation: Remediation,
        own: str | None,
        identity: Callable[[str], Identity],
    ) -> None:
        self._info, self._remediation, self._identity = info, remediation, identity
        bundled = (NAME, reader(folder(NAME)))
        self._folders = ((own, reader(own)), bundled) if own is not None else (bundled,)
        self._written: dict[str, Written] = {}

    def request(self, subject: Subject, repairs: tuple[Repair, ...]) -> tuple[str, str]:
        """See `Texts`."""
        return self._in(subject).request(repairs)

    def issue(self, subject: Subject, repairs: tuple[Repair, ...]) -> tuple[str, str]:
        """See `Texts`."""
        return self._in(subject).issue(repairs)

    def commit(self, subject: Subject, repairs: tuple[Repair, ...]) -> str:
        """See `Texts`."""
        signer = self._remediation.sign_off
        if signer is not None:
            return self._in(subject).commit(repairs, (signer.name, signer.email))
        us = self._identity(subject.forge)
        return self._in(subject).commit(repairs, (us.name, us.email))

    def words(self, subject: Subject, *, of_issue: bool) -> Words:
        """See `Texts`. An issue that people edited is left without a word."""
        written = self._in(subject)
        return Words(written.words("closing"), "" if of_issue else written.words("hands-off"))

    def _in(self, subject: Subject) -> Written:
        language = subject.language
        if language not in self._written:
            self._written[language] = Written(self._info, self._remediation, self._folders, Catalogue(language))
        return self._written[language]
