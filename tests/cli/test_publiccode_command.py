# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy publiccode`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.support.command import Command
from tests.support.publiccode import MINIMAL, changed
from tests.support.repositories import build, git


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


def write(folder: Path, text: str | bytes, name: str = "publiccode.yml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


class TestValidate:
    def test_the_file_of_this_folder(self, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path, MINIMAL)
        monkeypatch.chdir(tmp_path)
        assert command("publiccode", "validate") == (0, "publiccode.yml: valid.\n", "")

    def test_each_problem_has_its_place_and_its_fix(self, command: Command, tmp_path: Path) -> None:
        path = write(tmp_path, changed("stable", "stabel").replace("0.7", "0.5"))
        result = command("publiccode", "validate", path)
        assert result.code == 1
        assert result.out.splitlines() == [
            f'{path}:1:23: warning: `publiccodeYmlVersion` is 0.5, an older version of the standard. Write "0.7".',
            f"{path}:5:20: error: `developmentStatus` is `stabel`, which is not in the list of the standard. "
            "Did you mean `stable`?",
            f"{path}: 1 error and 1 warning.",
        ]

    def test_french(self, command: Command, tmp_path: Path) -> None:
        path = write(tmp_path, changed("stable", "stabel"))
        out = command("publiccode", "validate", "--lang", "fr", path).out
        assert "erreur\u00a0: `developmentStatus` vaut `stabel`" in out
        assert out.endswith("\u00a0: 1 erreur.\n")

    def test_json_is_for_programs(self, command: Command, tmp_path: Path) -> None:
        path = write(tmp_path, changed("true", "yes"))
        (file,) = json.loads(command("publiccode", "validate", "--format", "json", path).out)["files"]
        assert file["valid"] is False
        assert file["problems"] == [
            {
                "severity": "error",
                "code": "publiccode.not-truth",
                "key": "localisation.localisationReady",
                "line": 19,
                "column": 22,
                "message": "`localisation.localisationReady` is yes, where true or false is wanted.",
                "fix": "Write true.",
                "replacement": "true",
                "dialect": False,
            }
        ]

    def test_the_dialect_is_refused_unless_asked_for(self, command: Command, tmp_path: Path) -> None:
        path = write(tmp_path, changed("name: M", "creationDate: 2017-01-01\nname: M"))
        assert command("publiccode", "validate", path).code == 1
        assert command("publiccode", "validate", "--dialect", path).code == 0

    def test_files_that_are_named_must_be_there_and_in_the_repository(self, command: Command, tmp_path: Path) -> None:
        write(tmp_path, "<svg/>", "outside.svg")
        write(tmp_path, "<svg/>", "repo/.git/HEAD")
        write(tmp_path, "<svg/>", "repo/logo.svg")
        for logo, code in (("../logo.svg", 0), ("logo.svg", 1), ("../../outside.svg", 1), ("lo\\0go.svg", 1)):
            path = write(tmp_path, changed("name: M", f'logo: "{logo}"\nname: M'), "repo/meta/publiccode.yml")
            assert command("publiccode", "validate", path).code == code, logo

    def test_another_encoding(self, command: Command, tmp_path: Path) -> None:
        path = write(tmp_path, changed("Jane", "Zoé").encode("latin-1"))
        result = command("publiccode", "validate", path)
        assert (result.code, "not in UTF-8" in result.out) == (1, True)

    def test_no_such_file(self, command: Command, tmp_path: Path) -> None:
        result = command("publiccode", "validate", tmp_path)
        assert result.code == 2
        assert "There is no file" in result.err
        assert "publiccode init" in result.err


class TestMigrate:
    def test_the_change_is_shown_and_nothing_written(self, command: Command, tmp_path: Path) -> None:
        text = changed('"0.7"', '"0.3" # old')
        path = write(tmp_path, text)
        result = command("publiccode", "migrate", path)
        assert result.code == 0
        assert '-publiccodeYmlVersion: "0.3" # old\n+publiccodeYmlVersion: "0.7" # old\n' in result.out
        assert "--write" in result.err
        assert path.read_text() == text

    def test_it_is_written_where_asked_for(self, command: Command, tmp_path: Path) -> None:
        path = write(tmp_path, changed("name: M", "creationDate: 2017-01-01\nname: M").replace("\n", "\r\n"))
        assert command("publiccode", "migrate", "--write", tmp_path).code == 0
        assert path.read_bytes() == MINIMAL.replace("\n", "\r\n").encode()
        assert [file.name for file in tmp_path.iterdir()] == ["publiccode.yml"]
        again = command("publiccode", "migrate", "--write", "--lang", "fr", path)
        assert (again.code, again.out) == (0, "")
        assert "à jour" in again.err

    def test_the_difference_can_be_applied(self, command: Command, tmp_path: Path) -> None:
        import subprocess

        path = write(tmp_path, changed("name: M", "creationDate: 2017-01-01\nname: M").rstrip("\n"))
        out = command("publiccode", "migrate", path).out
        (tmp_path / "x.diff").write_text(out)
        subprocess.run(["git", "apply", "-p", str(len(path.parts) - 1), "x.diff"], cwd=tmp_path, check=True)
        assert path.read_text() == MINIMAL.rstrip("\n")

    def test_what_is_left_is_told(self, command: Command, tmp_path: Path) -> None:
        path = write(tmp_path, MINIMAL + "fr: {a: b}\n")
        result = command("publiccode", "migrate", path)
        assert result.code == 1
        assert "`fr` is left" in result.err
        assert "1 error is left" in result.err

    def test_yaml_that_is_none_is_told_and_not_touched(self, command: Command, tmp_path: Path) -> None:
        path = write(tmp_path, "name: [1\n")
        result = command("publiccode", "migrate", "--write", path)
        assert result.code == 1
        assert f"{path}:" in result.out
        assert path.read_text() == "name: [1\n"

    def test_a_change_for_the_worse_is_refused(self, command: Command, tmp_path: Path) -> None:
        text = changed("name: M", "creationDate: &day 2024-01-01\nreleaseDate: *day\nname: M")
        path = write(tmp_path, text)
        assert command("publiccode", "migrate", "--write", path).code == 1
        assert path.read_text() == text


README = "# Medusa\n\nMedusa keeps the registers of a town, and is made for all of the small towns.\n"


class TestInit:
    def test_what_the_repository_says(self, command: Command, tmp_path: Path) -> None:
        files = {
            "README.md": README,
            "README.fr.md": "# Méduse\n\nMéduse tient les registres d'une commune et est faite pour les petites communes.\n",
            "LICENSE": {"official": "EUPL-1.2"},
            "package.json": '{"name": "@ville/medusa", "description": "Registers of a town", "version": "1.0.0"}',
            "docs/logo.svg": "<svg/>",
        }
        tags = {"tags": [{"name": "v1.2.0", "date": "2026-02-03T00:00:00Z"}, "v1.3.0-rc1"]}
        folder = build(tmp_path / "medusa", files, tags)
        git(folder, "remote", "add", "origin", "git@github.com:ville/medusa.git")
        result = command("publiccode", "init", folder)
        assert result.code == 0
        data = yaml.safe_load(result.out)
        assert data["name"] == "Medusa"
        assert data["url"] == "https://github.com/ville/medusa"
        assert data["softwareVersion"] == "1.2.0"
        assert str(data["releaseDate"]) == "2026-02-03"
        assert data["logo"] == "docs/logo.svg"
        assert data["legal"] == {"license": "EUPL-1.2"}
        assert {language: said["shortDescription"] for language, said in data["description"].items()} == {
            "en": "Registers of a town",
            "fr": "Méduse tient les registres d'une commune et est faite pour les petites communes.",
        }
        assert data["maintenance"] is None

    def test_nothing_is_invented(self, command: Command, tmp_path: Path) -> None:
        folder = build(tmp_path / "bare", {"LICENSE": {"official": "AGPL-3.0-only"}, "package.json": "{"})
        out = command("publiccode", "init", "--lang", "fr", folder).out
        assert yaml.safe_load(out) == {
            "publiccodeYmlVersion": "0.7", "name": "bare", "description": {"en": None}, "legal": None, "maintenance": None,
            "localisation": None,
        }  # fmt: skip
        assert "À COMPLÉTER\u00a0: Écrivez l'adresse du code source." in out

    def test_it_is_written_and_never_over_another(self, command: Command, tmp_path: Path) -> None:
        folder = build(tmp_path / "medusa", {"README.md": README})
        assert command("publiccode", "init", "--write", folder).code == 0
        written = (folder / "publiccode.yml").read_text(encoding="utf-8")
        assert "name: Medusa\n" in written
        again = command("publiccode", "init", "--write", folder)
        assert again.code == 2
        assert "already there" in again.err
        assert (folder / "publiccode.yml").read_text(encoding="utf-8") == written

    def test_no_such_folder(self, command: Command, tmp_path: Path) -> None:
        assert command("publiccode", "init", tmp_path / "none").code == 2
