# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy licence`, as it is typed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

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


def test_where_the_variant_is_stated_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"LICENSE": official("AGPL-3.0-only"), "publiccode.yml": "legal:\n  license: AGPL-3.0-or-later\n"})
    assert run(["licence", "--lang", "en", str(tmp_path)]) == 0
    assert "It is AGPL-3.0-or-later, say publiccode.yml:2." in capsys.readouterr().out
    run(["licence", "--format", "json", str(tmp_path)])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["stated"] == [
        {"path": "publiccode.yml", "line": 2, "said": "AGPL-3.0-or-later", "spdx": "AGPL-3.0-or-later"}
    ]


def bill(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert run(["licence", "--spdx", str(folder)]) == 0
    first = capsys.readouterr().out
    assert run(["licence", "--spdx", str(folder)]) == 0
    assert capsys.readouterr().out == first
    document: dict[str, Any] = json.loads(first)
    return document


def test_a_bill_of_licences_is_an_spdx_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = "SPDX-License" + "-Identifier"
    files = {
        "LICENSE": official("GPL-3.0-only"),
        "package.json": '{"license": "GPL-3.0-or-later"}',
        "src/a.py": f"# Copyright (c) 2026 A City\n# {tag}: gpl-3.0-or-later\n",
        "logo.svg": f"<!-- {tag}: LicenseRef-Marque -->",
        "LICENSES/LicenseRef-Marque.txt": "Tous droits réservés.",
        "data.csv": "a,b\n",
    }
    document = bill(write(tmp_path, files), capsys, monkeypatch)
    assert document["spdxVersion"] == "SPDX-2.3"
    assert document["creationInfo"]["created"] == "2023-11-14T22:13:20Z"
    (package,) = document["packages"]
    assert package["licenseDeclared"] == "GPL-3.0-or-later"
    found = {file["fileName"]: file for file in document["files"]}
    assert set(found) == {f"./{name}" for name in files}
    assert found["./src/a.py"]["licenseInfoInFiles"] == ["GPL-3.0-or-later"]
    assert found["./src/a.py"]["copyrightText"] == "Copyright (c) 2026 A City"
    assert found["./data.csv"]["licenseInfoInFiles"] == ["NOASSERTION"]
    sums = {name: file["checksums"][0]["checksumValue"] for name, file in found.items()}
    assert sums["./data.csv"] == hashlib.sha1(b"a,b\n", usedforsecurity=False).hexdigest()
    code = hashlib.sha1("".join(sorted(sums.values())).encode(), usedforsecurity=False).hexdigest()
    assert package["packageVerificationCode"]["packageVerificationCodeValue"] == code
    assert document["hasExtractedLicensingInfos"] == [
        {"licenseId": "LicenseRef-Marque", "name": "LicenseRef-Marque", "extractedText": "Tous droits réservés."}
    ]


def test_a_bill_declares_nothing_where_two_places_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"LICENSE": official("MIT"), "package.json": '{"license": "Apache-2.0"}'})
    (package,) = bill(tmp_path, capsys, monkeypatch)["packages"]
    assert package["licenseDeclared"] == "NOASSERTION"
    assert package["licenseInfoFromFiles"] == ["Apache-2.0", "MIT"]


def test_a_bill_is_of_one_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"LICENSE": official("MIT")})
    assert run(["licence", "--spdx", "--lang", "en", str(tmp_path / "LICENSE")]) == 2
    assert "one folder" in capsys.readouterr().err
