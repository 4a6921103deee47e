# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How GitHub's runner finds commands in the lines of a log (`ActionCommand.cs` of actions/runner, both its syntaxes)."""

from __future__ import annotations

import re
from typing import NamedTuple

REGISTERED = frozenset(
    {
        "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "internal-set-repo-path",
        "notice", "remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning",
    }
)  # fmt: skip


class Command(NamedTuple):
    """A command of a line, as the runner carries it out."""

    name: str
    properties: dict[str, str]
    data: str


def commands(log: str) -> list[Command]:
    """The commands of a log, line by line as a terminal breaks them."""
    found = (_second(line) or _first(line) for line in re.split(r"\r\n|\n|\r", log))
    return [command for command in found if command is not None]


def _second(line: str) -> Command | None:
    """`::name key=value,key=value::data`, after blanks at most."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, properties = line[2:end].partition(" ")
    if name.lower() not in REGISTERED:
        return None
    pairs = (part.split("=", 1) for part in properties.strip().split(",") if part)
    read = {pair[0]: _unescaped(pair[1], ":", ",") for pair in pairs if len(pair) == 2 and pair[1]}
    return Command(name, read, _unescaped(line[end + 2 :]))


def _first(line: str) -> Command | None:
    """`##[name key=value;key=value]data`, anywhere in the line."""
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, properties = line[start + 3 : end].partition(" ")
    if name.lower() not in REGISTERED:
        return None
    return Command(name, {"all": properties}, line[end + 1 :])


def _unescaped(text: str, *more: str) -> str:
    for sign in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text
