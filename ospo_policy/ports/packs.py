# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where packs come from, as the engine sees it."""

from typing import NamedTuple, Protocol, TypeAlias

from ospo_policy.model.message import Message
from ospo_policy.model.nodes import Document
from ospo_policy.model.policy import RemoteFile

PackReference: TypeAlias = str | RemoteFile
"""A bundled pack's name, a path ending in .yml or .yaml, or a pinned remote file."""


class PackSource(NamedTuple):
    """A pack as read. `identity` is the same for the same file however it was named."""

    identity: str
    name: str
    text: str
    document: Document
    is_bundled: bool = False
    """Whether the pack ships with the tool, whose tests have validated it."""


class PackUnavailableError(Exception):
    """A pack that could not be read: why, and what to do."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.key)
        self.message = message
        self.hint = hint


class PackReader(Protocol):
    """Reads packs from where they are."""

    def read(self, reference: PackReference, relative_to: str | None) -> PackSource:
        """The pack that `reference` names in the file whose identity is `relative_to`.

        Raises `PackUnavailableError`.
        """
