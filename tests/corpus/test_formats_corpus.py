# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formats of what is really found in real repositories: all of them are taken by those who read them."""

from __future__ import annotations

import json
from pathlib import Path

from ospo_policy.messages import Catalogue
from ospo_policy.operations.check import Request, check
from ospo_policy.outputs import Style, render
from tests.support.sarif import problems

PACKS = ("minimal", "community-health", "fr-dinum")
NOW = 1_795_000_000


def test_sarif_of_every_repository_is_taken_by_github(rebuilt_corpus: dict[str, Path]) -> None:
    assert len(rebuilt_corpus) == 21
    found: list[str] = []
    results = 0
    for name, path in rebuilt_corpus.items():
        report, _ = check(Request(str(path), packs=PACKS, offline=True, now=NOW))
        for language in ("en", "fr"):
            text = render("sarif", report, Catalogue(language), Style())
            found += [f"{name}: {problem}" for problem in problems(text)]
            (run,) = json.loads(text)["runs"]
            results += len(run["results"])
            anchors = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]}
            assert all((path / uri).is_file() for uri in anchors if "%" not in uri), name
    assert found == []
    assert results > 300
