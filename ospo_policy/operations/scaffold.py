# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that begin something: made from the texts of `templates/org`, and written where there are none yet.

What is there is never touched: neither replaced, nor followed where it is a link that leads out of the folder. Each file is whole or
not there at all, so that a run that was stopped is simply run again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ospo_policy.engine.resources import folder as resource_folder
from ospo_policy.fixes.escaping import Format
from ospo_policy.fixes.render import Value, render
from ospo_policy.fixes.templates import SHARED, Template
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.operations.whole_file import beside

FOLDER = "templates/org"


class File(NamedTuple):
    """A file to begin with: its path in the folder, with `/`, and its text."""

    path: str
    text: str


class Outcome(NamedTuple):
    """The paths of what was written, and of what was there before and kept."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def filled(name: str, path: str, format_: Format, values: Mapping[str, Value], language: str) -> File:
    """The file that a text of `templates/org` makes of the values, in a language, or of what needs none."""
    for place in (language, SHARED):
        source = os.path.join(resource_folder(FOLDER), place, *name.split("/"))
        if os.path.isfile(source):
            with open(source, encoding="utf-8") as file:
                text = file.read()
            template = Template(name, language, 1, text, path, format_, source=f"{FOLDER}/{place}/{name}")
            return File(path, render(template, values).text)
    raise FileNotFoundError(f"{FOLDER}/{language}/{name}")


def sorted_out(folder: str, files: Iterable[File]) -> tuple[list[File], list[File]]:
    """The files that are not there yet, and those that are kept as they are. Raises `UsageError` for a place outside the folder."""
    top = os.path.realpath(folder)
    new: list[File] = []
    there: list[File] = []
    for file in files:
        place = os.path.join(top, *file.path.split("/"))
        above = os.path.dirname(place)
        if os.path.realpath(above) != above:  # a folder on the way is a link: what it leads to is not ours to fill
            raise UsageError(message("init.link", path=os.path.dirname(file.path)), Message("init.link.hint"))
        (there if os.path.lexists(place) else new).append(file)
    return new, there


def write(folder: str, files: Iterable[File]) -> Outcome:
    """Write what is not there yet. Raises `UsageError` where a place is outside the folder, before anything is written,
    or where it cannot be written.
    """
    new, there = sorted_out(folder, files)
    top = os.path.realpath(folder)
    written: list[str] = []
    kept = [file.path for file in there]
    for file in new:
        (written if _write(os.path.join(top, *file.path.split("/")), file) else kept).append(file.path)
    return Outcome(tuple(written), tuple(kept))


def _write(place: str, file: File) -> bool:
    """Write a file whole; False if somebody else made it meanwhile."""
    try:
        with beside(place, (file.text,)) as temporary:
            return _take(temporary, place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(message("output.unwritable", path=file.path, reason=reason)) from None


def _take(temporary: str, place: str) -> bool:
    """Give a file its name, which it takes from nobody: a hard link fails where a renaming would replace.

    Where a file system knows no hard links, the name is looked at just before.
    """
    try:
        os.link(temporary, place)
    except FileExistsError:
        return False
    except OSError:
        if os.path.lexists(place):
            return False
        os.rename(temporary, place)
    return True
