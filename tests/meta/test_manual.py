# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manual page: whole, and as the programs that show such pages read it. `test_project` holds it to the commands."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import manual_page

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted((ROOT / "docs/man").glob("*.1"))
READERS = {
    "groff": ["groff", "-K", "utf8", "-man", "-ww", "-z"],
    "mandoc": ["mandoc", "-T", "lint", "-W", "error"],
    "man": ["man", "--warnings", "--local-file"],
}


def shown(page: Path) -> str:
    """The page as a person sees it, in lines so long that none is broken."""
    done = subprocess.run(
        ["groff", "-K", "utf8", "-man", "-T", "utf8", "-P", "-cbou", "-rLL=2000n", "-rHY=0", page],
        capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_of_such_pages_finds_nothing_wrong(reader: str, page: Path) -> None:
    if shutil.which(reader) is None:
        pytest.skip(f"{reader} is not here")
    done = subprocess.run([*READERS[reader], page], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_what_is_shown_can_be_copied() -> None:
    english, french = shown(ROOT / "docs/man/ospo-policy.1"), shown(ROOT / "docs/man/ospo-policy.fr.1")
    for text in (english, french):
        assert 'eval "$(ospo-policy completion bash)"\n' in text
        assert "--policy-from REV" in text
        assert "~/.config/fish/completions/ospo-policy.fish" in text
        assert "https://...#sha256=..." in text
    assert "Vérifier" in french


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_variable_and_every_command_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace(r"\-", "-")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ospo_policy").rglob("*.py"))
    named = set(re.findall(r'"(OSPO_POLICY_[A-Z_]+)"', code)) | set(manual_page.VARIABLES)
    assert len(named) > 10
    assert {name for name in named if name not in text} == set()
    for command in ("check", "init org", "policy validate", "waiver add", "completion"):
        assert f"ospo-policy {command}" in text


def test_no_text_is_a_request_to_the_formatter() -> None:
    hostile = ".sy touch pwned\n'so /etc/passwd\n\\X'x'"
    (line,) = manual_page._paragraph(hostile)
    assert line == r"\&.sy touch pwned 'so /etc/passwd \eX'x'"
