# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of waivers: every mistake at its place, with the nearest name, in both languages; asks that are read or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.engine.waivers_file import read_asks, read_waivers
from ospo_policy.messages import Catalogue
from ospo_policy.operations.policy_files import validate
from ospo_policy.parsers.yaml_source import read

GOOD = "waivers:\n  - {rule: r, repositories: [city/a], reason: R, owner: O, approver: A, end: 2027-03-01}\n"


def good(old: str = "", new: str = "") -> str:
    """A file that is right but for one thing."""
    return GOOD.replace(old, new) if old else GOOD


MISTAKES = {
    "nothing": ("", []),
    "only a comment": ("# none yet\n", []),
    "a list that lost its last item": ("waivers:\n", []),
    "an empty list": ("waivers: []\nnotice_days: 60\n", []),
    "a good one": (good(), []),
    "an unknown key": (
        good("reason", "raison"),
        ["2:39: `raison` is no key of `waivers`.", "    Did you mean `reason`?"],
    ),
    "a rule that is none": (
        good("rule: r", "rule: README present"),
        ["2:12: `README present` is no rule or pattern of rules: write an id, as readme-present, or * for any characters, as osps-*."],
    ),
    "a date that is none": (
        good("2027-03-01", "01/03/2027"),
        ["2:78: `01/03/2027` is no date: write year-month-day, as 2026-11-23."],
    ),
    "an end before the start": (
        good("2027-03-01", "2027-03-01, start: 2027-03-02"),
        ["2:78: The waiver ends on 2027-03-01, before it begins on 2027-03-02."],
    ),
    "no reason to speak of": (
        good("reason: R", 'reason: "  "'), ["2:47: `reason` is empty."],
    ),
    "no repository": (
        good("city/a", ""),
        ["2:29: The waiver names no repository.", "    Write: repositories: [github:my-city/parking]"],
    ),
    "a repository as an address": (
        good("city/a", "/city/a"),
        ["2:30: `/city/a` names no repository: write forge:owner/name, as github:my-city/parking, or owner/name for "
         "every forge. * stands for any characters in a name, ** also for those of groups."],
    ),
    "a number of days that is none": ("notice_days: many\n", ["1:14: `notice_days` is a text, where a whole number is wanted."]),
}  # fmt: skip


def told(text: str, language: str = "en") -> list[str]:
    say = Catalogue(language)
    _, problems = read_waivers(read(text, "waivers.yml"), "waivers.yml")
    lines = []
    for problem in problems:
        lines.append(f"{problem.position.line}:{problem.position.column}: {say.text(problem.message)}")
        lines += [f"    {say.text(problem.hint)}"] if problem.hint else []
    return lines


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_told_at_its_place(name: str) -> None:
    text, expected = MISTAKES[name]
    assert told(text) == expected
    assert len(told(text, "fr")) == len(expected)


def test_all_mistakes_are_told_at_once_and_by_validate_too(tmp_path: Path) -> None:
    file = tmp_path / "exceptions.yml"
    file.write_text("waivers:\n  - {rule: r}\n  - {owner: x, ende: 2027-01-01}\n", encoding="utf-8")
    assert len(validate(str(file))) == 9


def test_a_repositorys_own_file_is_held_to_the_same(tmp_path: Path) -> None:
    file = tmp_path / ".ospo-policy.yml"
    file.write_text("waivers:\n  - {rule: r, reason: '', start: 2027-01-01, end: 2026-01-01}\n", encoding="utf-8")
    assert [(p.position.line, p.message.key) for p in validate(str(file))] == [
        (2, "waiver.blank"),
        (2, "waiver.ends-before"),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("profile: B\n", 0),
        ("waivers: [{rule: r, reason: x, end: 2027-03-01}, {rule: s, reason: x}]\n", 2),
        ("waivers: [{rule: r}, {rule: s, reason: x}]\n", 1),
        ("waivers: [{rule: s, reason: x}]\nprofile: [\n", 0),
        ("waivers: [{rule: s, reason: x, start: 2027-03-01, end: 2026-01-01}]\n", 0),
        ("waivers: {rule: s}\n", 0),
        ("waivers: [{param: s}]\n", 0),
        ("- waivers\n", 0),
        ("waivers: &a [*a]\n", 0),
    ],
)
def test_asks_that_are_right_are_read(text: str, count: int) -> None:
    asked = read_asks(text, ".ospo-policy.yml")
    assert len(asked) == count
    assert all(one.approver is None and not one.repositories for one in asked)


def test_parameters_are_for_packs_alone(tmp_path: Path) -> None:
    assert "1:12: `param` is no key of `waivers`." in told("waivers: [{param: x}]\n")
    (tmp_path / "ospo-policy.yml").write_text("param: x\n")
    assert "bind.unknown-key" in [one.message.key for one in validate(str(tmp_path / "ospo-policy.yml"))]
