# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisation's file is read the same way by every command that takes `-O`."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.support.command import Command
from tests.support.repositories import build

TEXT = "organisation: {name: Ville}\nassign: [{packs: [minimal]}]\nforges: {hub: {type: github}}\ninventory: [{forge: hub, owners: [ville]}]\n"
COMMANDS = ("check", "audit", "inventory")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    build(tmp_path / "repositories/one", {"README.md": "x"})
    return Command(capsys)


def words(command: str, folder: Path) -> list[str]:
    here = str(folder / "repositories")
    return {"check": ["check", f"{here}/one"], "audit": ["audit", "--local", here], "inventory": ["inventory", "list"]}[
        command
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_the_file_is_called(command: str, run: Command, tmp_path: Path) -> None:
    (tmp_path / "policy of the town").write_text(TEXT)
    result = run(*words(command, tmp_path), "-O", tmp_path / "policy of the town")
    assert result.code in (0, 1)
    assert result.err == ""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "could not be read: there is no such file.\n  Name the organisation's file: --organisation FILE."),
        (b"\xff\xfe", "is not UTF-8 text (byte 0)."),
        (b"#" * 2_000_001, "is larger than 2000000 bytes"),
        (b"organisation: [", ":1:"),
    ],
)
def test_a_file_that_is_none(command: str, data: bytes | None, told: str, run: Command, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "x.yml").write_bytes(data)
    result = run(*words(command, tmp_path), "-O", tmp_path / "x.yml")
    assert result.code == 2
    assert told in result.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_elsewhere_is_pinned(
    command: str, run: Command, tmp_path: Path, server: tuple[str, Path, list[str]]
) -> None:
    base, folder, asked = server
    (folder / "ospo-policy.yml").write_text(TEXT)
    address = f"{base}/ospo-policy.yml#sha256={hashlib.sha256(TEXT.encode()).hexdigest()}"
    result = run(*words(command, tmp_path), "-O", address)
    assert result.code in (0, 1)
    assert asked == ["/ospo-policy.yml"]
    refused = run(*words(command, tmp_path), "-O", f"{base}/ospo-policy.yml")
    assert refused.code == 2
    assert "pin" in refused.err
