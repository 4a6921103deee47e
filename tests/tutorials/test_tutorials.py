# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader types is answered as the tutorials and the READMEs show."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.tutorials import page as reading
from tests.tutorials.page import Page, Typed, Written, pages, read
from tests.tutorials.session import Answer, alike, answers, difference, moved, refreshed, today


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_what_is_typed_is_answered_as_shown(path: Path, tmp_path: Path) -> None:
    page, home = read(path), tmp_path / "home"
    home.mkdir()
    found = answers(page, home)
    typed = [step for step in page.steps if isinstance(step, Typed)]
    told = [text for step in typed if (text := difference(page, step, found[step.start]))]
    if told:
        pytest.fail("\n\n".join(told), pytrace=False)


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_the_text_names_the_files_to_write(path: Path) -> None:
    unnamed = [
        step.path for step in read(path).steps if isinstance(step, Written) and f"`{step.path}`" not in step.before
    ]
    assert unnamed == []


@pytest.mark.parametrize(
    "path", [path for path in pages() if not path.name.endswith(".fr.md")], ids=lambda path: path.name
)
def test_both_languages_type_the_same(path: Path) -> None:
    french = path.with_name(path.name.replace(".md", ".fr.md"))
    if path.parent.name == "tutorials":
        assert french.exists()
    if french.exists():
        assert len(read(path).steps) == len(read(french).steps)


SMALL = """# A page

In `deep/a.txt`:

```text file=deep/a.txt
until 2026-12-31
```

```console
$ cd deep && test -f a.txt
$ NAME=it; cat a.txt
until 2026-12-31
$ echo "$NAME is" \\
  here; false
it is here
$ echo $?; echo out; echo error >&2
1
...
error
```

```sh
rm everything
```
"""


def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Page:
    monkeypatch.setattr(reading, "ROOT", tmp_path)
    (tmp_path / "small.md").write_text(text, encoding="utf-8")
    (tmp_path / "home").mkdir()
    return read(tmp_path / "small.md")


def test_one_shell_carries_out_a_whole_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = written(tmp_path, monkeypatch, SMALL)
    found = answers(page, tmp_path / "home")
    assert [difference(page, step, found[step.start]) for step in page.steps if isinstance(step, Typed)] == [None] * 4
    assert (tmp_path / "home/deep/a.txt").read_text() == f"until {today() + timedelta(days=30)}\n"
    assert refreshed(page, found) == SMALL


def test_a_wrong_answer_is_told_with_its_line_and_put_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = SMALL.replace("it is here\n", "it was here\n").replace("1\n...", "0\n...")
    page = written(tmp_path, monkeypatch, text)
    found = answers(page, tmp_path / "home")
    told = [difference(page, step, found[step.start]) for step in page.steps if isinstance(step, Typed)]
    assert told[0] is told[1] is None
    assert "small.md:15" in str(told[2])
    assert "-it was here\n+it is here" in str(told[2])
    assert refreshed(page, found) == SMALL


@pytest.mark.parametrize("command", ["ospo-policy chek", "no-such-command", "if"])
def test_what_is_no_command_is_never_taken_for_an_answer(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = written(tmp_path, monkeypatch, f"```console\n$ {command}\n...\n```\n")
    [(start, answer)] = answers(page, tmp_path / "home").items()
    assert start == 2
    assert difference(page, page.steps[0], answer)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "answered", "same"),
    [
        ("", "", True), ("", "a", False), ("a", "", False), ("a", "a", True), ("a\n", "a", True), ("...", "", True),
        ("...", "a\nb", True), ("a\n...", "a", True), ("a\n...\nb", "a\nc\nd\nb", True), ("a\n...\nb", "a\nb\nc", False),
        ("...\nb", "a\nb", True), ("a.c", "abc", False), ("at a744b95288", "at 1234567890", True),
        ("at a744b95288", "at main", False), ("till 2026-12-01", "till 2031-01-01", True), ("12 rules", "13 rules", False),
    ],
)  # fmt: skip
def test_answers_are_compared_line_by_line_and_by_the_rule_alone(shown: str, answered: str, same: bool) -> None:
    assert alike(tuple(shown.split("\n")), tuple(answered.splitlines())) is same


def test_days_of_the_past_stay_when_an_answer_is_written_down() -> None:
    run = date(2027, 1, 31)
    text = moved("from 2026-11-01 to 2027-02-28", date(2026, 12, 1) - run, since=run)
    assert text == "from 2026-11-01 to 2026-12-29"


@pytest.mark.parametrize(
    ("shown", "kept"),
    [("1\n...\n3", "1\n...\n6"), ("0\n...\n4\n0\n...", "1\n...\n4\n5\n..."), ("...\n9\n...", "...")],
)
def test_an_answer_keeps_its_parts_left_out(
    shown: str, kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = written(tmp_path, monkeypatch, f"```console\n$ seq 6\n{shown}\n```\n")
    answer = Answer(0, tuple("123456"))
    assert refreshed(page, {2: answer}) == f"```console\n$ seq 6\n{kept}\n```\n"
