# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Edits of YAML: what is meant changes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ospo_policy.parsers import yaml_edit as edit
from ospo_policy.parsers.yaml_edit import EditError
from ospo_policy.parsers.yaml_quote import quoted

TEXT = """\
# top
a: 1  # one
b:
  - c: x # cx
    d: y
  - d: z

  # end of b
e: {f: 1, g: [2, 3], "h i": 'j'}
l: |
  text
  more

# tail
n:
"""

EDITS: dict[str, tuple[Callable[[], str], str, str]] = {
    "delete": (lambda: edit.delete_key(TEXT, ("a",)), "a: 1  # one\n", ""),
    "delete the first key of an item": (lambda: edit.delete_key(TEXT, ("b", 0, "c")), "c: x # cx\n    ", ""),
    "delete the last key of an item": (lambda: edit.delete_key(TEXT, ("b", 0, "d")), "    d: y\n", ""),
    "delete the only key": (lambda: edit.delete_key(TEXT, ("b", 1, "d")), "d: z", "{}"),
    "delete a block": (lambda: edit.delete_key(TEXT, ("b",)), "b:\n  - c: x # cx\n    d: y\n  - d: z\n", ""),
    "delete a block of text, and one of two blank lines": (
        lambda: edit.delete_key("a: 1\n\nl: |\n  text\n\nb: 2\n", ("l",)),
        "",
        "a: 1\n\nb: 2\n",
    ),
    "delete in braces": (lambda: edit.delete_key(TEXT, ("e", "f")), "f: 1, ", ""),
    "delete the last in braces": (lambda: edit.delete_key(TEXT, ("e", "h i")), ", \"h i\": 'j'", ""),
    "delete what is empty": (lambda: edit.delete_key(TEXT, ("n",)), "n:\n", ""),
    "rename": (lambda: edit.rename_key(TEXT, ("b", 0, "c"), "k"), "c: x", "k: x"),
    "rename in quotes": (lambda: edit.rename_key(TEXT, ("e", "h i"), "k"), '"h i":', "k:"),
    "replace": (lambda: edit.replace_value(TEXT, ("a",), "'2'"), "a: 1 ", "a: '2' "),
    "replace nothing": (lambda: edit.replace_value(TEXT, ("n",), "2"), "n:", "n: 2"),
    "replace an item": (lambda: edit.replace_value(TEXT, ("e", "g", 1), "4"), "3]", "4]"),
    "insert after": (lambda: edit.insert_key(TEXT, (), "k", "v", after="a"), "# one\n", "# one\nk: v\n"),
    "insert a block after a text": (lambda: edit.insert_key(TEXT, (), "k", "\n  - v", after="l"), "  more\n", "  more\nk:\n  - v\n"),
    "insert in an item": (lambda: edit.insert_key(TEXT, ("b", 1), "k", "v"), "d: z\n", "d: z\n    k: v\n"),
    "insert in braces": (lambda: edit.insert_key(TEXT, ("e",), "k", "v", after="f"), "f: 1,", "f: 1, k: v,"),
    "append": (lambda: edit.append_item(TEXT, ("b",), "{k: v}"), "d: z\n", "d: z\n  - {k: v}\n"),
    "append in brackets": (lambda: edit.append_item(TEXT, ("e", "g"), "4"), "3]", "3, 4]"),
    "move": (lambda: edit.move_key(TEXT, ("b", 0, "c"), (), "k", after="a").replace("c: x # cx\n    ", ""), "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("change", "old", "new"), EDITS.values(), ids=EDITS)
def test_edits(change: Callable[[], str], old: str, new: str, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.id
    if name == "move":
        assert change() == TEXT.replace("c: x # cx\n    ", "").replace("# one\n", "# one\nk: x\n")
    elif old:
        assert TEXT.count(old) == 1
        assert change() == TEXT.replace(old, new)
    else:
        assert change() == new


def test_line_ends_and_a_last_line_without_one_stay() -> None:
    assert edit.delete_key("a: 1\r\nb: 2\r\nc: 3\r\n", ("b",)) == "a: 1\r\nc: 3\r\n"
    assert edit.insert_key("a: 1\r\nb: 2", (), "c", "3") == "a: 1\r\nb: 2\r\nc: 3"
    assert edit.delete_key("a: 1\nb: 2", ("b",)) == "a: 1\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda: edit.delete_key(TEXT, ("no",)),
        lambda: edit.replace_value(TEXT, ("l",), "x"),
        lambda: edit.replace_value(TEXT, ("b",), "x"),
        lambda: edit.insert_key(TEXT, (), "a", "x"),
        lambda: edit.insert_key(TEXT, ("e",), "x", "\n  - y"),
        lambda: edit.append_item(TEXT, ("a",), "x"),
        lambda: edit.move_key(TEXT, ("l",), (), "m"),
        lambda: edit.tree("a: [1"),
        lambda: edit.tree(""),
        lambda: edit.tree("[" * 100_000),
        lambda: edit.tree("[" + "x," * 60_000 + "]"),
    ],
)
def test_what_cannot_be_done_is_not_done(change: Callable[[], object]) -> None:
    with pytest.raises(EditError):
        change()


@pytest.mark.parametrize(
    "text", ["0.7", "a: b", "Ville de Lyon", "l'été", "true", "#x", "", "no", "1e3", "- a", "a\nb", "é"]
)
def test_a_text_is_quoted_where_it_needs_to_be(text: str) -> None:
    line = quoted(text)
    assert "\n" not in line
    assert yaml.safe_load(f"a: {line}") == {"a": text}


NAMES = st.text("abcdefgh", min_size=1, max_size=3)
WORDS = st.text("xyz 0", max_size=8).map(str.strip)
VALUES = st.recursive(
    WORDS, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(NAMES, inside, max_size=3), max_leaves=8
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMES, VALUES, min_size=2, max_size=5), st.booleans(), st.data())
def test_only_the_deleted_key_goes(document: dict[str, Any], is_flow: bool, data: st.DataObject) -> None:
    text: str = yaml.safe_dump(document, default_flow_style=is_flow, sort_keys=False)
    lines = text.splitlines(keepends=True)
    commented = text if is_flow else "".join(
        f"# note {number}\n{line}" if line[:1].isalpha() else line for number, line in enumerate(lines)
    )  # fmt: skip
    name = data.draw(st.sampled_from(sorted(document)))
    changed = edit.delete_key(commented, (name,))
    assert yaml.safe_load(changed) == {key: value for key, value in document.items() if key != name}
    assert changed.count("# note") == commented.count("# note")
