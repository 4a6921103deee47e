# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: every text that people read, in every language, by key.

A language is a package beside this module. Its modules map keys to templates with named gaps
(`{path}`); `REFERENCE` modules (what `explain`, the schemas and `--help` say) are read on demand. A key that counts something has one template for each plural form, as `key.one` and
`key.other`, chosen by the argument `count` with the language's own rule. A test holds all
languages to the same keys and the same gaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from ospo_policy.model.message import Alternatives, LocalText, Message, message

LANGUAGES = ("en", "fr")
AREAS = (
    "common",
    "policy",
    "report",
    "formats",
    "checks_content",
    "checks_security",
    "checks_licence",
    "checks_metadata",
    "checks_pipeline",
    "checks_practice",
    "forge_github",
    "forge_github_writing",
    "forge_writing",
    "forge_gitlab",
    "forge_forgejo",
    "cli",
    "audit",
    "store",
    "inventory",
    "remediation",
    "waivers",
    "apart",
    "init",
    "pipeline",
    "doctor",
)
REFERENCE = (
    "reference",
    "reference_content",
    "reference_security",
    "reference_licence",
    "reference_metadata",
    "reference_pipeline",
    "reference_practice",
    "reference_remediation",
    "reference_fixes",
    "fixes",
    "fix_texts",
    "advice",
    "reference_waivers",
    "reference_command",
    "licence",
    "publiccode",
    "templates",
    "shell",
    "impact",
    "fixing",
)
FALLBACK = "en"


def _plural_en(count: float) -> str:
    return "one" if count == 1 else "other"


def _plural_fr(count: float) -> str:
    return "one" if -2 < count < 2 else "other"


_PLURALS = {"en": _plural_en, "fr": _plural_fr}
_LISTS = {"en": (", ", " and ", " or "), "fr": (", ", " et ", " ou ")}


class Catalogue:
    """The texts of one language; English for a language that has none."""

    def __init__(self, language: str) -> None:
        short = language.lower().partition("-")[0].partition("_")[0]
        self.language = short if short in LANGUAGES else FALLBACK
        self._texts = self._read(AREAS)
        self._complete = False

    def __call__(self, key: str, /, **arguments: object) -> str:
        """The text of `key` with its gaps filled."""
        return self.text(message(key, **arguments))

    def text(self, what: Message) -> str:
        """A message as a sentence. Raises `KeyError` for a key that is not in the catalogue."""
        template = self._template(what.key)
        if template is None:
            plural = _PLURALS[self.language](float(str(what.arguments.get("count", 1))))
            template = self._template(f"{what.key}.{plural}")
        if template is None:
            raise KeyError(what.key)
        return template.format_map({k: self.shown(v) for k, v in what.arguments.items()})

    def template(self, key: str) -> str:
        """The text of `key` with its gaps left open, as other libraries fill them."""
        return self._template(key) or key

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        return self._template(key) is not None

    @property
    def texts(self) -> Mapping[str, str]:
        """Every text of the language, by key."""
        if not self._complete:
            self._texts |= self._read(REFERENCE)
            self._complete = True
        return self._texts

    def _template(self, key: str) -> str | None:
        found = self._texts.get(key)
        return found if found is not None else self.texts.get(key)

    def _read(self, areas: tuple[str, ...]) -> dict[str, str]:
        texts: dict[str, str] = {}
        for area in areas:
            texts |= import_module(f"{__name__}.{self.language}.{area}").TEXTS
        return texts

    def local(self, text: LocalText) -> str:
        """An author's text in this language, as far as it has one; harmless on a terminal."""
        return harmless(text.get(self.language), keep_lines=True)

    def shown(self, value: object) -> str:
        """An argument as text: messages put into words, tuples enumerated, the rest harmless."""
        match value:
            case Message():
                return self.text(value)
            case LocalText():
                return self.local(value)
            case Alternatives(items):
                return self.enumeration([self.shown(item) for item in items], last=2)
            case tuple() | list():
                return self.enumeration([self.shown(item) for item in value])
            case bool() | None:
                return str(value).lower()
            case float():
                return f"{value:g}"
        return harmless(str(value))

    def enumeration(self, items: list[str], last: int = 1) -> str:
        """Several texts in a row: "a, b and c", or "a, b or c"; sentences just follow one another."""
        if any(item.endswith((".", "!", "?")) for item in items):
            return " ".join(items)
        if not items:
            return self("list.empty")
        comma, conjunction = _LISTS[self.language][0], _LISTS[self.language][last]
        if len(items) == 1:
            return items[0]
        return comma.join(items[:-1]) + conjunction + items[-1]


def harmless(text: str, *, keep_lines: bool = False) -> str:
    """Other people's text without what commands a terminal or a runner, or reverses the reading direction.

    Control characters, bidirectional controls and undecodable bytes are written out, so that a
    file name can neither colour a report nor hide in it (https://trojansource.codes); and so are the
    signs by which a line of a log becomes a command of GitHub Actions, which may be `::` before the
    first word, or `##[` anywhere (src/Runner.Common/ActionCommand.cs of actions/runner).
    """
    if "::" in text or "##[" in text:
        import re

        text = re.sub(r"(?<!\S)::", r"\\x3a:", text.replace("##[", r"#\x23["))
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char
        if char.isprintable() or (keep_lines and char == "\n") or char in "\u00a0\u202f\u2019"
        else char.encode("unicode_escape", "backslashreplace").decode("ascii")
        for char in text
    )
