# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The starting texts: which there are, in which version and language, and where each goes in a repository.

They lie in folders by language, with `shared` for those that need none: `fr/SECURITY.md`, `shared/REUSE.toml`. Each begins with a
head, a comment of Jinja that never reaches a repository:

    {#
    version: 3
    gitlab: .gitlab/issue_templates/Default.md
    #}

An organisation has a folder of its own laid out alike, whose texts come before the bundled ones. Folders are read by whoever asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from ospo_policy.fixes.escaping import Format
from ospo_policy.model.errors import PolicyError, Problem
from ospo_policy.model.location import Position
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import ForgeType

SHARED = "shared"
FALLBACK = "en"
LICENCE = "LICENSE"
LICENCES = "LICENSES/"
SUFFIX = ".j2"
"""What the name of a file may end in, where other programs would read it in its place: a REUSE.toml, an .editorconfig."""
MAX_CHARACTERS = 100_000
_ID = re.compile(r"(?:LICENSES/)?[A-Za-z0-9_.][A-Za-z0-9_.+-]{0,80}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_HEAD = re.compile(r"\A\{#-?\n(.*?)\n-?#\}\n?", re.DOTALL)
_LINE = re.compile(r"([a-z-]+):[ \t]*(.*?)[ \t]*")
_PATH = re.compile(r"[^\x00-\x1f\\:*?\"<>|]{1,200}")
_PLACES = ("github", "gitlab", "forgejo")
_LISTS = ("requires", "covers", "until-filled", "unmet")
_KEYS = ("version", "path", "stamp", "gitlab-instead", "forgejo-instead", *_PLACES, *_LISTS)
_FORMATS = {
    "md": Format.MARKDOWN, "yml": Format.YAML, "yaml": Format.YAML, "cff": Format.YAML, "json": Format.JSON, "toml": Format.TOML,
    "txt": Format.TEXT, "": Format.TEXT, "editorconfig": Format.TEXT,
}  # fmt: skip
"""The formats that values can be written in safely, by extension."""

_PIPELINE = re.compile(
    r"(?i)\.(?:github|forgejo|gitea)/(?:workflows|actions)/|\.gitlab-ci|\.gitlab/ci|\.woodpecker|\.drone"
)

Folder: TypeAlias = Callable[[str], str | None]
"""Reads a file of a folder of templates by its path in it (`fr/SECURITY.md`); None where there is none."""


class Template(NamedTuple):
    """A starting text.

    `path` is where it goes on the forge that was asked for. `requires` names the values without which it makes no sense,
    `covers` the templates that it stands in for where both are wanted, `until_filled` the rules that pass only once a person
    has filled what was left open, `unmet` those that begin to apply with the file and ask for what no text can be: another licence, a
    badge that is earned elsewhere. `source` is the file, for messages; `first_line` the line of it where `text` begins.
    """

    id: str
    language: str
    version: int
    text: str
    path: str
    format: Format = Format.MARKDOWN
    is_stamped: bool = True
    requires: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    until_filled: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    source: str = ""
    first_line: int = 1


def find(
    id_: str,
    language: str,
    forge: ForgeType,
    folders: Sequence[tuple[str, Folder]],
    licence: str = "",
    *,
    is_instead: bool = False,
) -> Template | None:
    """The template that a rule names, from the first of the folders (name, reader) that has it; None where there is none.

    The language is looked for first, then what needs none, then English. `LICENSE` is the text of `licence`, an SPDX id.
    Raises `PolicyError` for one whose head cannot be read.
    """
    name = f"{LICENCES}{licence}.txt" if id_ == LICENCE else id_
    if _ID.fullmatch(name) is None or ".." in name:
        return None
    short = _LANGUAGE.match(language.lower())
    language = short[0] if short is not None else FALLBACK
    for place in dict.fromkeys((language, SHARED, FALLBACK)):
        for folder, read in folders:
            path = f"{place}/{name}"
            text = read(path)
            if text is None:
                path += SUFFIX
                text = read(path)
            if text is None:
                continue
            source = f"{folder}/{path}"
            spoken = FALLBACK if place == FALLBACK else language
            head, body, line = _split(text, source)
            instead = head.get(f"{kind_of(forge)}-instead", "")
            if instead in ("", id_):
                return _located(id_, spoken, forge, head, body, source, line)
            return None if is_instead else find(instead, language, forge, folders, is_instead=True)
    return None


def without_covered(templates: Iterable[Template]) -> tuple[Template, ...]:
    """The templates but for those that another of them stands in for, each path once, in their order."""
    every = tuple(templates)
    covered = {name for template in every for name in template.covers}
    kept: dict[str, Template] = {}
    for template in every:
        if template.id not in covered:
            kept.setdefault(template.path, template)
    return tuple(kept.values())


def _located(
    id_: str, language: str, forge: ForgeType, head: Mapping[str, str], body: str, source: str, first_line: int
) -> Template | None:
    """A template as read, with its place on the forge; None on a forge that it has no place on."""
    path = head.get(kind_of(forge)) or head.get("path") or id_
    if path == "none":
        return None
    lists = {key: tuple(part for part in re.split(r"[,\s]+", head.get(key, "")) if part) for key in _LISTS}
    _, dot, extension = path.rpartition("/")[2].lower().rpartition(".")
    format_ = _FORMATS.get(extension if dot else "")
    if format_ is None:
        raise broken(
            source, 1, message("template.bad-format", path=path, formats=tuple(one for one in _FORMATS if one))
        )
    if format_ is Format.YAML and _PIPELINE.match(path):
        format_ = Format.PIPELINE
    return Template(
        id_,
        language,
        int(head["version"]),
        body,
        path,
        format_,
        is_stamped=format_ is not Format.JSON and head.get("stamp") != "none",
        requires=lists["requires"],
        covers=lists["covers"],
        until_filled=lists["until-filled"],
        unmet=lists["unmet"],
        source=source,
        first_line=first_line,
    )


def kind_of(forge: ForgeType) -> str:
    """Which of the three families of places a forge has; a checkout's own is GitHub's, which Forgejo reads too."""
    match forge:
        case ForgeType.GITLAB:
            return "gitlab"
        case ForgeType.FORGEJO | ForgeType.GITEA:
            return "forgejo"
    return "github"


def _split(text: str, source: str) -> tuple[Mapping[str, str], str, int]:
    """The head of a template, its text, and the line where that begins. Raises `PolicyError`."""
    if len(text) > MAX_CHARACTERS:
        raise broken(source, 1, message("template.too-long", limit=MAX_CHARACTERS))
    found = _HEAD.match(text)
    if found is None:
        raise broken(source, 1, Message("template.no-head"))
    head: dict[str, str] = {}
    for number, line in enumerate(found[1].split("\n"), 2):
        pair = _LINE.fullmatch(line.strip())
        if pair is None or pair[1] not in _KEYS:
            raise broken(source, number, message("template.bad-head", found=line.strip()[:80], keys=_KEYS))
        head[pair[1]] = pair[2]
        wrong = _wrong(pair[1], pair[2])
        if wrong is not None:
            raise broken(source, number, wrong)
    if "version" not in head:
        raise broken(source, 1, Message("template.no-version"))
    return head, text[found.end() :], found[0].count("\n") + 1


def _wrong(key: str, value: str) -> Message | None:
    """What is wrong with a line of a head."""
    if key == "version" and re.fullmatch(r"[1-9][0-9]{0,7}", value) is None:
        return message("template.bad-version", found=value)
    if key in (*_PLACES, "path") and value != "none" and not is_inside(value):
        return message("template.bad-path", found=value)
    return None


def is_inside(path: str) -> bool:
    """Whether a path leads to a file of a repository: neither out of it, nor into what is Git's."""
    parts = path.split("/")
    return (
        _PATH.fullmatch(path) is not None
        and path == path.strip()
        and not any(
            part in ("", ".", "..") or part.lower() in (".git", "git~1") or part.endswith((".", " ")) for part in parts
        )
    )


def broken(source: str, line: int, what: Message) -> PolicyError:
    """The error for a template that cannot be used."""
    return PolicyError([Problem(Position(source, line, 1), what)])
