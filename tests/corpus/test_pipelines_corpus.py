# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workflows of the corpus: what we find there is what zizmor finds, where both look for the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ospo_policy.parsers.workflows.injection import dispatch_injections, injections
from ospo_policy.parsers.workflows.read import read
from ospo_policy.parsers.workflows.rules import unpinned
from tests.support import corpus

ZIZMOR = shutil.which("zizmor", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))
pytestmark = [
    pytest.mark.skipif(not corpus.available(), reason="the corpus of real repositories is not here"),
    pytest.mark.skipif(ZIZMOR is None, reason="zizmor is not installed"),
]


def zizmor(folder: Path) -> list[tuple[str, str]]:
    """(audit, file) of each finding."""
    command = [str(ZIZMOR), "--offline", "--format", "json", "--no-exit-codes", "--persona", "regular", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = []
    for finding in json.loads(done.stdout):
        key = finding["locations"][0]["symbolic"]["key"]["Local"]
        found.append((finding["ident"], Path(key.get("verbatim_path") or key["given_path"]).name))
    return found


def test_we_agree_with_zizmor(tmp_path: Path) -> None:
    compared = 0
    for repository in sorted(corpus.unpack(tmp_path).iterdir()):
        folder = repository / "files/.github/workflows"
        files = sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
        workflows = [workflow for file in files if (workflow := read(file.name, file.read_text(encoding="utf-8")))]
        if not workflows:
            continue
        theirs = zizmor(repository / "files")
        pins = sorted(workflow.path for workflow in workflows for _ in unpinned(workflow, first_party=True))
        assert pins == sorted(name for audit, name in theirs if audit == "unpinned-uses"), repository.name
        injected = {w.path for w in workflows if any((*injections(w), *dispatch_injections(w)))}
        assert injected <= {name for audit, name in theirs if audit == "template-injection"}, repository.name
        compared += 1
    assert compared
