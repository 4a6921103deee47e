# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exampleville: the example organisation in a clone of this project, and on a GitHub of its own."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.forges.github_server import World, serving
from tests.tutorials.page import ROOT

OWNER = "exampleville"


@contextmanager
def exampleville(home: Path) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The scene of the OSPO's tutorial."""
    examples = ROOT / "examples/organisation"
    shutil.copytree(examples, home / "ospo-policy/examples/organisation")
    world = World(clock=time.time)
    world.organisation(OWNER, name="Exampleville", members=[{"login": "camille", "role": "ADMIN"}])
    for folder in sorted(examples.iterdir()):
        files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        world.repository(f"{OWNER}/{folder.name}", files)
    for word in ("a-token-of-yours", "un-jeton-a-vous"):
        world.token(word, "camille", **{OWNER: "write"})
    with serving(world) as base:
        host = "github.exampleville.example"
        pages = {f"https://{host}/{OWNER}": f"{base}/api/v3/{OWNER}"}  # the test GitHub shows pages below its API
        yield {}, {**pages, f"https://{host}": base, host: base.partition("://")[2]}
