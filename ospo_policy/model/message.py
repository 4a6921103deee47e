# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text for people, before it is put into a language.

A `Message` names an entry of the catalogue (`ospo_policy.messages`) and carries its arguments; a
`LocalText` is text that a policy's author wrote in one or several languages. Neither is a sentence
until an output or the command line asks for one in the reader's language.
"""

from collections.abc import Mapping
from typing import NamedTuple


class LocalText(NamedTuple):
    """A text that an author wrote, by language code: `{"fr": "...", "en": "..."}`."""

    by_language: Mapping[str, str]

    def get(self, language: str) -> str:
        """The text in `language`, else in English, else in the first language there is."""
        texts = self.by_language
        for wanted in (language, language.partition("-")[0], "en"):
            if wanted in texts:
                return texts[wanted]
        return next(iter(texts.values()), "")


class Alternatives(NamedTuple):
    """Several arguments of which any would do: shown as "a, b or c"."""

    items: tuple[object, ...]


class Message(NamedTuple):
    """An entry of the catalogue and what fills its gaps.

    Arguments are strings, numbers, other messages, local texts, or tuples of these (shown as an
    enumeration).
    """

    key: str
    arguments: Mapping[str, object] = {}


def message(key: str, /, **arguments: object) -> Message:
    """A `Message`, written shortly: `message("file.absent", name="README")`."""
    return Message(key, arguments)
