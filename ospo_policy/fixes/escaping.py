# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other people's words, written so that they stay words in the format of a file.

A name or a description of a repository is whatever somebody typed on a forge. In Markdown it must become neither a heading, a
link, a tag nor a mark of a template; in YAML, TOML and JSON neither a key nor another type. CommonMark 0.31 and GitHub's
extension of it (autolinks, tables, strikethrough), YAML 1.2, TOML 1.0, RFC 8259.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from enum import Enum

from ospo_policy.parsers import markdown_quote

LONGEST = 2_000
"""Characters that are kept of one value."""
_KEPT_SPACES = "\u00a0\u202f"
_LINKED = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+|[\w.][\w./ -]*(?:#[\w-]+)?")
_IN_BRACKETS = re.compile(r"[\[\]{},#:]")
_ACTIVE = re.compile(r"[^\w ./@+:=,-]")
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WEB = re.compile(r"https://[^\s<>\"'`\\]+")


class Format(Enum):
    """What a file is written in. `TEXT` has no markup: a licence, an .editorconfig, a CODEOWNERS.

    `PIPELINE` is the YAML of a pipeline, where a value must not become an expression, a variable or a command either.
    """

    MARKDOWN = "markdown"
    YAML = "yaml"
    JSON = "json"
    TOML = "toml"
    TEXT = "text"
    PIPELINE = "pipeline"


def words(value: str) -> str:
    """A value on one line: no control, no invisible or direction-changing sign, no private use, runs of blanks as one."""
    if not (value.isascii() and value.isprintable()):
        value = "".join(char if char.isprintable() or char in _KEPT_SPACES else " " for char in value)
        value = unicodedata.normalize("NFC", value)
    return " ".join(part for part in value.split(" ") if part)[:LONGEST].strip(f" {_KEPT_SPACES}")


def markdown(value: str) -> str:
    """A value as running text of Markdown, that shows exactly its words."""
    return markdown_quote.begun(markdown_quote.quoted(words(value)))


def quoted(value: str) -> str:
    """A value as a string of JSON and TOML."""
    return json.dumps(words(value), ensure_ascii=False)


def yaml(value: str) -> str:
    """A value as a scalar of YAML, in quotes where it needs them, in a list between brackets too."""
    from ospo_policy.parsers.yaml_quote import quoted as yaml_quoted

    text = words(value)
    return quoted(text) if _IN_BRACKETS.search(text) else yaml_quoted(text)


def pipeline(value: str) -> str:
    """The same with nothing that a forge or a shell acts upon: `${{ }}`, `$NAME`, backticks, quotes, `;`."""
    return yaml(_ACTIVE.sub("", words(value)))


def code(value: str) -> str:
    """A value as code in running text: between more backticks than it has in a row."""
    text = words(value)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padded = f" {text} " if text.startswith("`") or text.endswith("`") else text
    return f"{fence}{padded}{fence}" if text else ""


def link(value: str) -> str:
    """A value as the destination of a link; "#" for what is neither an address of the web or of mail nor a path."""
    text = words(value)
    if _LINKED.fullmatch(text) is None or ".." in text.split("/"):
        return "#"
    return re.sub(r"[\s()<>\"'\\`|\[\]{}*]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)


def is_mail(text: str) -> bool:
    """Whether a text is a plain address of mail, as `contact` makes a link of."""
    return _EMAIL.fullmatch(text) is not None


def contact(value: str) -> str:
    """Whom to write to, as running text: an address of mail or of the web as a link, anything else as words."""
    text = words(value)
    if is_mail(text):
        return f"<{text}>"
    return f"<{text}>" if _WEB.fullmatch(text) else markdown(text)


ESCAPES: dict[Format, Callable[[str], str]] = {
    Format.MARKDOWN: markdown,
    Format.YAML: yaml,
    Format.JSON: quoted,
    Format.TOML: quoted,
    Format.TEXT: words,
    Format.PIPELINE: pipeline,
}
"""How a value is written where a template names it without saying how."""
