# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy licence`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ospo_policy.cli.main import run
from tests.support.licences import official


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_repository_has_its_root_file_and_its_folder_of_licences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "LICENSE": official("MIT"),
        "LICENSES/etalab-2.0.txt": official("etalab-2.0"),
        "vendor/x/LICENSE": official("ISC"),
    }
    assert run(["licence", str(write(tmp_path, files))]) == 0
    out = capsys.readouterr().out
    assert "LICENSE: MIT\n" in out
    assert "LICENSES/etalab-2.0.txt: etalab-2.0\n" in out
    assert "vendor" not in out
    assert run(["licence", "--all", str(tmp_path)]) == 0
    assert "vendor/x/LICENSE: ISC\n" in capsys.readouterr().out


def test_an_unknown_text_gives_1_and_is_not_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = official("EUPL-1.2")
    write(tmp_path, {"LICENSE": text[: len(text) // 2]})
    assert run(["licence", "--lang", "fr", str(tmp_path / "LICENSE")]) == 1
    out = capsys.readouterr().out
    assert "inconnu" in out
    assert "EUPL-1.2" in out


def test_json_is_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"COPYING": official("AGPL-3.0-only")})
    assert run(["licence", "--format", "json", str(tmp_path / "COPYING")]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["spdx"], file["kind"], file["confidence"]) == ("AGPL-3.0", "licence", 1.0)
    assert file["licences"][0]["variants"] == ["AGPL-3.0-only", "AGPL-3.0-or-later"]


def test_the_difference_from_the_official_text_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        tmp_path,
        {"LICENSE": official("MIT").replace("without restriction", "without limit"), "MIT.txt": official("MIT")},
    )
    assert run(["licence", "--diff", str(tmp_path / "LICENSE")]) == 0
    out = capsys.readouterr().out
    assert "+" in out
    assert "without limit" in out
    assert run(["licence", "--diff", str(tmp_path / "MIT.txt")]) == 0
    assert "word for word" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("nothing-here", None, 2), ("LICENSE.pdf", b"%PDF-1.4\x00\xff\xfe\x00", 1), ("LICENSE", b"", 1)],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, data: bytes | None, code: int) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert run(["licence", str(tmp_path / name)]) == code


def test_a_repository_without_licence_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"README.md": "# x"})
    assert run(["licence", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "No licence text was found.\n"
