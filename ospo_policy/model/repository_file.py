# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A repository's own file `.ospo-policy.yml`, as types."""

from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.model.message import LocalText
from ospo_policy.model.policy import DateText, Identifier, RemoteFile
from ospo_policy.model.waivers import WaiverAsk


class Attestation(NamedTuple):
    """What no machine can see, declared by a person."""

    by: str
    date: DateText
    evidence: str | None = None
    comment: LocalText | None = None


class RepositoryDocument(NamedTuple):
    """A repository's own file `.ospo-policy.yml`. It can add to the policy, never loosen it."""

    profile: str = ""
    packs: tuple[str | RemoteFile, ...] = ()
    organisation: str | RemoteFile | None = None
    requests: bool = True
    attestations: Mapping[Identifier, Attestation] = {}
    waivers: tuple[WaiverAsk, ...] = ()
