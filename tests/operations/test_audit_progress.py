# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far an audit is, and how long it may still take."""

from __future__ import annotations

import pytest

from ospo_policy.operations.audit_progress import ForgePace, Pace, Stage, seconds_left
from ospo_policy.ports.forges import Usage


@pytest.mark.parametrize(
    ("paces", "seconds"),
    [
        ([], 0),
        ([ForgePace(0, 100, 60)], None),  # nothing read: no pace
        ([ForgePace(9, 100, 60)], None),
        ([ForgePace(50, 100, 2)], None),  # two seconds say little
        ([ForgePace(50, 100, 60)], 60),
        ([ForgePace(10, 1_000, 10)], 990),
        ([ForgePace(50, 100, 60), ForgePace(20, 100, 60)], 240),  # side by side: the slowest
        ([ForgePace(50, 100, 60), ForgePace(0, 3, 60)], None),
        ([ForgePace(50, 100, 60), ForgePace(3, 3, 1)], 60),  # one that is done
        ([ForgePace(50, 100, 60, waiting=600)], 660),
        ([ForgePace(100, 100, 60, waiting=600)], 0),
    ],
)
def test_an_estimate_wants_a_basis(paces: list[ForgePace], seconds: float | None) -> None:
    assert seconds_left(paces) == seconds


def test_stages() -> None:
    now, told, waiting = [0.0], list[Stage](), dict[str, float]()
    pace = Pace(told.append, lambda: {"hub": Usage(3)}, lambda: waiting, lambda: now[0])
    pace.listed(50)
    assert told[-1] == Stage(True, 50, usage={"hub": Usage(3)})
    pace.reading("hub", 40)
    pace.listed(10)
    now[0] = 20
    for _ in range(20):
        pace.read("hub")
    assert told[-1][:4] == (True, 60, 20, 40)
    assert told[-1].seconds_left is None  # another forge still lists what it has
    pace.reading("lab", 5)
    pace.all_listed()
    assert told[-1].seconds_left is None  # nothing of it is read yet
    for _ in range(5):
        pace.read("lab")
    assert told[-1] == Stage(False, 60, 25, 45, {"hub": Usage(3)}, {}, 20)
    waiting["hub"] = 300
    pace.tick()
    assert told[-1].seconds_left == 320
