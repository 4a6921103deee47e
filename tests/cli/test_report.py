# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`report --by-control`, `policy stale` and `policy page`, as their users type them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Command
from tests.support.repositories import build


@pytest.fixture
def report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = build(tmp_path / "r", {"README.md": "x" * 400, "LICENSE": {"official": "MIT"}})
    result = Command(capsys)("check", folder, "--pack", "minimal", "--format", "json")
    path = tmp_path / "report.json"
    path.write_text(result.out, encoding="utf-8")
    return path


def test_controls_of_each_framework_are_counted(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = Command(capsys)("report", report, "--by-control", "--format", "json")
    found = {one["framework"]: one for one in json.loads(result.out)["frameworks"]}
    assert result.code == 0
    osps = {control["id"]: control for control in found["OSPS"]["controls"]}
    assert osps["OSPS-LE-03.01"] == {
        "id": "OSPS-LE-03.01",
        "met": 1,
        "failed": 0,
        "unknown": 0,
        "rules": ["licence-present"],
    }
    assert osps["OSPS-VM-02.01"]["failed"] == 1
    assert {"CRA", "SSDF", "NIS2", "BSI-TR-03185-2"} <= found.keys()
    assert found["NIS2"]["met"] == 0


def test_one_framework_can_be_asked_for(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = Command(capsys)("report", report, "--by-control", "--framework", "cra", "--lang", "fr")
    assert result.out.startswith("Règlement (UE) 2024/2847 sur la cyberrésilience")
    assert "OSPS-" not in result.out


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": "99"}', "[" * 100_000])
def test_what_is_no_report_is_told(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    result = Command(capsys)("report", tmp_path / "x.json", "--by-control")
    assert result.code == 2
    assert "is no JSON report" in result.err


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Command(capsys)("report", tmp_path / "none.json", "--by-control").code == 2


def test_what_to_show_must_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ((), ("--by-control",)):
        result = Command(capsys)("report", *words)
        assert result.code == 2
        assert "Name JSON reports, or a store" in result.err


def test_controls_are_shown_as_text_and_json_only(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = Command(capsys)("report", report, "--by-control", "--format", "html")
    assert result.code == 2
    assert "--by-control is shown as text and json." in result.err


PACK = """
pack: p
version: 1.0.0
sources:
  old: {title: {en: An old text, fr: Un vieux texte}, version: "1", date: "2020-06-15"}
  new: {title: A new text, version: "2", date: "2026-10-01"}
rules:
  a: {level: may, title: A, check: {file: {kinds: [readme]}}, references: [{source: old}]}
  b: {level: may, title: B, check: {file: {kinds: [readme]}}, references: [{source: new}]}
"""


def test_rules_with_an_old_source_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    (tmp_path / "p.yml").write_text(PACK)
    result = Command(capsys)("policy", "stale", "--pack", tmp_path / "p.yml", "--months", "12")
    assert (result.code, result.out) == (1, "a: An old text, version 1 of 2020-06-15 (77 months)\n")
    assert Command(capsys)("policy", "stale", "--pack", tmp_path / "p.yml", "--months", "77").code == 0
    result = Command(capsys)("policy", "stale", "--pack", tmp_path / "p.yml", "--months", "76", "--lang", "fr")
    assert "Un vieux texte" in result.out


def test_the_page_of_a_pack_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.yml").write_text(PACK)
    result = Command(capsys)("policy", "page", tmp_path / "p.yml")
    assert "- An old text, version 1 (of 2020-06-15)" in result.out
    assert "| [a](#a) | may | A | the repository |" in result.out
