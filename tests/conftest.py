# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every test: no environment of the machine, no network, a cache of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import corpus
from tests.support.web import serving

# Machines are slow at times: what a test may cost is said by the test, not by a deadline.
settings.register_profile("project", deadline=None)
settings.load_profile("project")

KEPT = ("PATH", "HOME", "TMPDIR", "VIRTUAL_ENV", "COVERAGE_", "PYTHON", "SYSTEMROOT")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Only what a program needs to run; packs are cached in a folder of the test's own."""
    for name in os.environ:
        if not name.startswith(KEPT):
            monkeypatch.delenv(name)
    monkeypatch.setenv("OSPO_POLICY_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture(scope="session")
def rebuilt_corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each repository of the corpus, rebuilt for Git, by `OWNER/NAME`."""
    if not corpus.available():
        pytest.skip("the corpus is not here")
    folder = tmp_path_factory.mktemp("corpus")
    reduced = corpus.unpack(folder)
    return {
        name: corpus.rebuild(reduced / name.replace("/", "__"), folder / "git" / name.replace("/", "__"))
        for name in corpus.labels()
    }


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path, list[str]]]:
    """A web server on this machine: its address, its folder, what it was asked."""
    with serving(tmp_path / "web") as served:
        yield served
