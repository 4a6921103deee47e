# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all readers do alike with the files that the needs select: limits, decoding, links followed."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from ospo_policy.model.facts import Content, EntryKind, Fact, Known, Tree, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.text import decode

MAX_TEXT_BYTES = 1 << 20
"""Bytes read of one text; a longer one is known up to there, and said to be."""
MAX_TEXTS = 5_000
HEAD_BYTES = 4_096
SECRET_HEAD_BYTES = 1 << 18
"""Bytes read of a file named like a secret, which may stand anywhere in it."""
MAX_HEADS = 20_000
MAX_SECRETS_BYTES = 1 << 24
"""Bytes read of all such files together; what is beyond is not read, and said not to be."""
MAX_LINKS = 8


def content(path: str, data: bytes | None, *, truncated: bool = False) -> Fact[Content]:
    """What was read of a file, as text."""
    if data is None:
        return Unseen(message("unseen.unreadable", path=path))
    decoded = decode(data)
    if decoded is None:
        return Unseen(message("unseen.not-text", path=path))
    return Known(Content(path, decoded.text, truncated=truncated))


def target(tree: Tree, path: str, link: Callable[[str], str | None]) -> str | Message:
    """The file that a path leads to, itself or through links (`link` reads one); or why there is none."""
    at = path
    for _ in range(MAX_LINKS):
        entry = tree.get(at)
        if entry is None:
            return message("unseen.link-outside", path=path, target=at)
        if entry.kind is EntryKind.SUBMODULE:
            return message("unseen.submodule", path=path)
        if entry.kind is EntryKind.FILE:
            return at
        where = link(at)
        if where is None:
            return message("unseen.unreadable", path=path)
        at = posixpath.normpath(posixpath.join(posixpath.dirname(at), where))
    return message("unseen.link-loop", path=path)
