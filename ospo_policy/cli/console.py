# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reader's place: language, width, colours; and writing without half-written files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence

import click

from ospo_policy.messages import LANGUAGES
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import message
from ospo_policy.outputs import Style

MAX_WIDTH = 100
COMPLETES = "_OSPO_POLICY_COMPLETE"
"""The variable by which a shell asks what a word can become; click makes its name from the program's."""


def asked_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """The language of `--lang`, else of the environment; None when neither says one."""
    for index, word in enumerate(arguments):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    for name in ("OSPO_POLICY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").partition(".")[0].partition("_")[0].lower()
        if value:
            return value if value in LANGUAGES else None
    return None


def style_of(path: str | None, *, verbose: bool = False) -> Style:
    """What the place of a report can show: a file anything, but no colours; None is standard output."""
    style = style_for(path is None and sys.stdout.isatty(), verbose=verbose)
    return style if path is None else style._replace(colour=False, unicode=True)


def style_for(stream_is_terminal: bool, *, verbose: bool) -> Style:
    """What standard output can show (https://no-color.org, https://force-color.org)."""
    environment = os.environ
    colour = stream_is_terminal and environment.get("TERM") != "dumb"
    if environment.get("FORCE_COLOR"):
        colour = True
    if environment.get("NO_COLOR"):
        colour = False
    return Style(_width(), colour, is_unicode(sys.stdout), verbose)


def is_unicode(stream: object) -> bool:
    """Whether a stream takes characters beyond ASCII."""
    return (getattr(stream, "encoding", None) or "ascii").lower().replace("-", "").startswith("utf")


def _width() -> int:
    """Columns: of COLUMNS, else of the terminal, else as many as read well."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked):
        return min(MAX_WIDTH, int(asked))
    try:
        return min(MAX_WIDTH, os.get_terminal_size(1).columns or MAX_WIDTH)
    except (AttributeError, ValueError, OSError):  # no terminal
        return MAX_WIDTH


def emit(path: str | None, pieces: Iterable[str]) -> None:
    """Write a text bit by bit: to a file, whole or not at all, or to standard output for None. Raises `UsageError`."""
    if path is not None:
        write_file(path, pieces)
        return
    for piece in pieces:
        try:
            click.echo(piece, nl=False, color=True)
        except UnicodeEncodeError:  # a format for programs, which is UTF-8 wherever it goes
            click.echo(piece.encode(), nl=False)


def append(path: str, pieces: Iterable[str]) -> None:
    """Add a text to a file that others write to as well, as the summary of a job. Raises `UsageError`."""
    try:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
    except OSError as error:
        raise UsageError(message("output.unwritable", path=path, reason=error.strerror or str(error))) from None


def write_file(path: str, text: str | Iterable[str]) -> None:
    """Write a whole file or nothing: to a temporary name beside it, then renamed.

    Raises `UsageError` when it cannot be written.
    """
    from ospo_policy.operations.whole_file import beside

    pieces = (text,) if isinstance(text, str) else text
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # /dev/stdout, a pipe
            with open(path, "w", encoding="utf-8") as stream:
                stream.writelines(pieces)
            return
        with beside(path, pieces) as temporary:
            os.replace(temporary, path)
    except OSError as error:
        raise UsageError(message("output.unwritable", path=path, reason=error.strerror or str(error))) from None
