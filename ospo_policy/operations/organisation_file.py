# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisation's file, read the same way by every command: a path, or a remote file that is pinned."""

from __future__ import annotations

from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Organisation, read_organisation
from ospo_policy.ports.packs import PackReference, PackUnavailableError

ORGANISATION_FILE = "ospo-policy.yml"


def organisation_file(reference: PackReference, reader: PackSources, by: str | None = None) -> Organisation:
    """The organisation's file that `reference` names in the file `by` (None: on the command line), whatever its name.

    Raises `UsageError` where there is none, `PolicyError` for one that is wrong.
    """
    try:
        source = reader.read_file(reference, by)
    except PackUnavailableError as error:
        if error.message.key != "extends.unreadable":
            raise UsageError(error.message, error.hint) from None
        about = {name: error.message.arguments[name] for name in ("path", "reason")}
        raise UsageError(message("policy.unreadable", **about), Message("inventory.organisation.hint")) from None
    return read_organisation(source.text, source.name, source.identity)
