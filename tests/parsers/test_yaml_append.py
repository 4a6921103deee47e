# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An item more at the end of a list: all else stays, comments and line ends too."""

from __future__ import annotations

import pytest
import yaml

from ospo_policy.parsers.yaml_append import append_lines
from ospo_policy.parsers.yaml_edit import EditError

ITEM = ["k: v", "l:", "  - m"]
CASES = {
    "after items": (
        "# a\nx:\n  - k: 1  # one\n\n  # end\nz: 2\n",
        "# a\nx:\n  - k: 1  # one\n  - k: v\n    l:\n      - m\n\n  # end\nz: 2\n",
    ),
    "after items at the margin": ("x:\n- k: 1\n", "x:\n- k: 1\n- k: v\n  l:\n    - m\n"),
    "after an item in braces": ("x:\n  - {k: 1}\n", "x:\n  - {k: 1}\n  - k: v\n    l:\n      - m\n"),
    "without a line feed at the end": ("x:\n  - k: 1", "x:\n  - k: 1\n  - k: v\n    l:\n      - m\n"),
    "where the list is empty": ("x: []  # none\ny: 1\n", "x:  # none\n  - k: v\n    l:\n      - m\ny: 1\n"),
    "where there is nothing": ("# a\nx:\n", "# a\nx:\n  - k: v\n    l:\n      - m\n"),
    "where there is nothing, and no line feed": ("x:", "x:\n  - k: v\n    l:\n      - m\n"),
    "with the line ends of Windows": ("x:\r\n  - k: 1\r\n", "x:\r\n  - k: 1\r\n  - k: v\r\n    l:\r\n      - m\r\n"),
    "after a text of several lines": (
        "x:\n  - k: |\n      a\n      b\n\ny: 1\n",
        "x:\n  - k: |\n      a\n      b\n  - k: v\n    l:\n      - m\n\ny: 1\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_item_is_added(name: str) -> None:
    before, after = CASES[name]
    assert append_lines(before, "x", ITEM) == after
    old, new = (yaml.safe_load(text) for text in (before, after))
    assert new["x"] == [*(old["x"] or []), {"k": "v", "l": ["m"]}]
    assert {key: new[key] for key in new if key != "x"} == {key: old[key] for key in old if key != "x"}


@pytest.mark.parametrize(
    "text", ["x: [1]\n", "x: 1\n", "x: {}\n", "{x: []}\n", "y: 1\n", "- x\n", "", "x: [\n", "x: &a\n"]
)
def test_what_would_change_more_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        append_lines(text, "x", ITEM)
