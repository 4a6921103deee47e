# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people see of an audit that runs: a bar on a terminal, lines in a log."""

from __future__ import annotations

import io
import os

import pytest

from ospo_policy.cli.audit_progress import ProgressLine
from ospo_policy.messages import Catalogue
from ospo_policy.operations.audit_progress import Stage
from ospo_policy.ports.forges import Usage

SPENT = {"hub": Usage(400, 30), "lab": Usage(50, 0)}
LISTING = Stage(True, 250, usage=SPENT)
READING = Stage(False, 1_960, 490, 1_960, SPENT, {}, 366)


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def shown(*stages: Stage, language: str = "en", stream: io.StringIO | None = None, seconds: float = 1) -> str:
    """What was written, each stage so many seconds after the one before."""
    stream, now = stream or io.StringIO(), [0.0]
    line = ProgressLine(Catalogue(language), stream, lambda: now[0])
    for stage in stages:
        now[0] += seconds
        line.tell(stage)
    line.clear()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("stage", "english", "french"),
    [
        (LISTING, "Listing: 250 repositories so far; 450 requests, 30 points",
         "Inventaire\u00a0: 250 dépôts jusqu'ici\u00a0; 450 requêtes, 30 points"),
        (READING, "█████░░░░░░░░░░░░░░░ 490 of 1960 repositories done; about 7 minutes left; 450 requests, 30 points",
         "█████░░░░░░░░░░░░░░░ 490 dépôts traités sur 1960\u00a0; encore 7 minutes environ\u00a0; 450 requêtes, 30 points"),
        (READING._replace(seconds_left=None, usage={}), "█████░░░░░░░░░░░░░░░ 490 of 1960 repositories done",
         "█████░░░░░░░░░░░░░░░ 490 dépôts traités sur 1960"),
        (READING._replace(seconds_left=20, usage={}), "█████░░░░░░░░░░░░░░░ 490 of 1960 repositories done; less than a minute left",
         "█████░░░░░░░░░░░░░░░ 490 dépôts traités sur 1960\u00a0; encore moins d'une minute"),
        (READING._replace(seconds_left=9_000, usage={}), "█████░░░░░░░░░░░░░░░ 490 of 1960 repositories done; about 2 hours left",
         "█████░░░░░░░░░░░░░░░ 490 dépôts traités sur 1960\u00a0; encore 2 heures environ"),
        (READING._replace(waiting={"hub": 61.0}, seconds_left=None, usage={}),
         "█████░░░░░░░░░░░░░░░ 490 of 1960 repositories done; hub waits 2 minutes for its limit",
         "█████░░░░░░░░░░░░░░░ 490 dépôts traités sur 1960\u00a0; hub attend sa limite, 2 minutes"),
        (Stage(False, 60, 0, 0), "Listing: 60 repositories so far", "Inventaire\u00a0: 60 dépôts jusqu'ici"),
        (Stage(True, 60, 5, 50), "██░░░░░░░░░░░░░░░░░░ Listing: 60 repositories so far; 5 of 50 repositories done",
         "██░░░░░░░░░░░░░░░░░░ Inventaire\u00a0: 60 dépôts jusqu'ici\u00a0; 5 dépôts traités sur 50"),
    ],
)  # fmt: skip
def test_the_line_on_a_terminal(stage: Stage, english: str, french: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.get_terminal_size", lambda _stream: os.terminal_size((200, 40)))
    for language, expected in (("en", english), ("fr", french)):
        assert shown(stage, language=language, stream=Terminal()) == f"\r\x1b[K{expected}\r\x1b[K"


def test_a_narrow_terminal_cuts_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.get_terminal_size", lambda _stream: os.terminal_size((40, 20)))
    assert shown(READING, stream=Terminal()) == "\r\x1b[K█████░░░░░░░░░░░░░░░ 490 of 1960 reposi\r\x1b[K"


def test_a_terminal_is_not_flooded() -> None:
    stages = [READING._replace(read=number) for number in range(1_000)]
    assert 9 <= shown(*stages, stream=Terminal(), seconds=0.001).count("of 1960") <= 11


def test_a_log_has_a_line_now_and_then() -> None:
    stages = [
        *(LISTING._replace(listed=number) for number in range(0, 2_000, 50)),
        *(READING._replace(read=number, seconds_left=None) for number in range(1_960)),
    ]
    lines = shown(*stages, seconds=0.01).splitlines()
    assert lines[0] == "0 of 1960 repositories done; 450 requests, 30 points"
    assert [line.split()[0] for line in lines] == [str(number) for number in range(0, 1_960, 100)]
    assert not any("\x1b" in line for line in lines)


def test_a_log_says_so_when_a_forge_waits_and_when_nothing_happens() -> None:
    waits = READING._replace(waiting={"hub": 3_000.0}, seconds_left=None, usage={})
    lines = shown(READING, *[waits] * 100, seconds=1).splitlines()
    told = "490 of 1960 repositories done; hub waits 50 minutes for its limit"
    assert lines[1:] == [told, told]


def test_nothing_is_said_where_there_is_nothing_to_read() -> None:
    assert shown(LISTING, Stage(False, 60, 0, 0), seconds=0.1) == ""
