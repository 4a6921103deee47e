# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is not repaired in many repositories, for the same reason, is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_plan_apply import README
from tests.support.command import Command
from tests.support.repositories import build


@pytest.mark.parametrize("style", ["text", "markdown"])
@pytest.mark.parametrize(("count", "times"), [(3, 3), (5, 1)])
def test_the_same_reason_is_told_once_for_many(
    style: str, count: int, times: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for number in range(count):
        build(tmp_path / f"r{number}", {"README.md": README})
    told = " ".join(Command(capsys)("plan", "--local", tmp_path, "-p", "fr-dinum", "-f", style).out.split())
    badge = "fr-openness-badge"
    assert told.count(f"{badge}. The degree") == times, told
    assert (f"Not repaired in {count} repositories: {badge}." in told) is (times == 1)
