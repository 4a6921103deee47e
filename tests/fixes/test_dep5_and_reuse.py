# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of .reuse/dep5, against what the REUSE tool itself makes of it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from ospo_policy.fixes.dep5_to_reuse_toml import converted

TAG = "SPDX-License-" + "Identifier"
DEP5 = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Registre — de la ville
Upstream-Contact: Ada <ada@example.org>
 Bob <bob@example.org>
Source: https://example.org/registre
Disclaimer: No warranty.

# Everything, first
Files: *
Copyright: 2020-2024 Ville d'Exemple
License: EUPL-1.2

Files: img/* docs/**/*.png
 a/b.svg
Copyright: 2020 Ada "A" Exemple
 2021 Bob\\
License: etalab-2.0 OR CC-BY-4.0
Comment: two lines
 of comment

Files: data/x.csv
Copyright: Ville
License: ODbL-1.0
"""


def test_the_result_means_what_the_tools_own_means(tmp_path: Path) -> None:
    if find_spec("reuse") is None:
        pytest.skip("the REUSE tool is not here")
    place = tmp_path / ".reuse/dep5"
    place.parent.mkdir()
    place.write_text(DEP5, encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).parent / "reuse", "--root", tmp_path, "convert-dep5"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    theirs = tomllib.loads((tmp_path / "REUSE.toml").read_text(encoding="utf-8"))

    ours = converted(DEP5)

    assert isinstance(ours, str)
    assert plain(tomllib.loads(ours)) == plain(theirs)
    assert "# Everything, first\n[[annotations]]" in ours


def plain(value: Any) -> Any:
    """A list of one as its item, as both mean the same; text that runs over lines as one that does."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return plain(value[0]) if len(value) == 1 else [plain(item) for item in value]
    return "\n".join(line.strip() for line in value.split("\n")) if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("glob", "written"),
    [("*.py", "**.py"), ("a/**/b", "a/**/b"), (r"a\*b", r"a\\*b"), (r"a\?b", "a?b"), (r"a\\b", r"a\\\\b")],
)
def test_stars_cross_folders_and_escapes_stay(glob: str, written: str) -> None:
    text = converted(f"Format: x\n\nFiles: {glob}\nCopyright: A\nLicense: MIT\n")
    assert isinstance(text, str)
    assert f'path = "{written}"' in text


def test_the_text_of_a_licence_beside_its_name_is_left_out() -> None:
    text = converted("Format: x\n\nFiles: *\nCopyright: A\nLicense: MIT\n Permission is\n .\n granted.\n")
    assert isinstance(text, str)
    assert tomllib.loads(text)["annotations"][0][TAG] == "MIT"
