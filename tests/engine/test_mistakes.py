# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A broken policy gives a message for each mistake, all at once, that its author can act on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.operations.policy_files import validate

HERE = Path(__file__).parent / "mistakes"


def told(path: Path, language: str) -> list[str]:
    say = Catalogue(language)
    lines = []
    for problem in validate(str(path)):
        _, line, column = problem.position
        lines.append(f"{line}:{column}: {say.text(problem.message)}")
        if problem.hint:
            lines.append(f"    {say.text(problem.hint)}")
    return lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_hundred_lines_with_ten_mistakes_give_ten_messages(language: str) -> None:
    pack = HERE / "pack.yml"
    assert len(pack.read_text(encoding="utf-8").splitlines()) == 200
    lines = told(pack, language)
    assert len([line for line in lines if not line.startswith("    ")]) == 10
    expected = (HERE / f"pack.{language}.txt").read_text(encoding="utf-8").splitlines()
    assert lines == expected


RULES = "pack: a\nversion: 1.0.0\nrules:\n  one:\n    level: may\n    title: One\n    check: "
CASES = {
    "an empty file": ("", ["1:1: The file is empty."]),
    "only a comment": ("# nothing\n", ["1:1: The file is empty."]),
    "a list": ("- a\n", ["1:1: `pack` is a list, where a mapping of keys to values is wanted."]),
    "a version that is a number": (
        "pack: a\nversion: 1.0\n",
        ["2:10: `version` is a number, where a text is wanted.", '    Write: version: "1.0"'],
    ),
    "a list that is a text": (
        "pack: a\nversion: 1.0.0\nextends: minimal\n",
        ["3:10: `extends` is a text, where a list is wanted.", "    Write: extends: [minimal]"],
    ),
    "a tab": (
        "pack: a\nversion: 1.0.0\nrules:\n\tx: off\n",
        ["4:1: A tab stands where YAML wants spaces.", "    Replace the tab by spaces, as many as on the lines around it."],
    ),
    "an unclosed quote, and another mistake below": (
        "pack: 'a\nversion: 1.0.0\nruls: {}\n",
        [
            "1:7: This quote is never closed.",
            "    Add the same quote at the end of the value.",
            "3:1: `ruls` is no key of `pack`.",
            "    Did you mean `rules`?",
        ],
    ),
    "two checks without all": (
        RULES + "{file: {kinds: [readme]}, size: {}}\n",
        ["7:12: A check has exactly one name; here are: file and size.",
         "    To ask for several, write: check: {all: [{...}, {...}]}"],
    ),
    "a check that looks for nothing": (
        RULES + "{text: {kinds: [readme]}}\n",
        ["7:13: The check looks for nothing: give `matches` or `forbids`."],
    ),
    "a check that lacks what it must have": (
        RULES + "{value: {any_of: [a.json]}}\n",
        ["7:20: `value` lacks the key `path`.", "    Where the value is, as project.license.text or contacts[0].email; a name with dots stands between quotes."],
    ),
    "a composition without parts": (RULES + "{any: []}\n", ["7:18: `any` needs at least one check."]),
    "a schema that is none": (
        RULES + "{schema: {any_of: ['x.json'], schema: {type: 7}}}\n",
        ["7:13: This is no valid JSON Schema: 7 is not valid under any of the schemas listed in the 'anyOf' keyword."],
    ),
    "a rule that changes nothing that is inherited": (
        "pack: a\nversion: 1.0.0\nextends: [minimal]\nrules:\n  readme-presnt: {level: may}\n",
        ["5:18: The rule `readme-presnt` has no `title` and `check`, neither here nor in a pack that this one extends.",
         "    Did you mean `readme-present`?"],
    ),
    "an unknown parameter": (
        RULES + "{size: {max_bytes: {param: max}}}\n",
        ["7:31: `max` is no declared parameter.", "    There are: none."],
    ),
    "a value for a parameter that nobody declared": (
        "pack: a\nversion: 1.0.0\nextends: [minimal]\nset: {readme-character: 5}\n",
        ["4:7: `readme-character` is no parameter of these packs.", "    Did you mean `readme-characters`?"],
    ),
    "a parameter out of its bounds": (
        "pack: a\nversion: 1.0.0\nextends: [minimal]\nset: {readme-characters: 0}\n",
        ["4:26: The parameter `readme-characters` cannot have this value: It must be 1 at least."],
    ),
    "an unknown bundled pack": (
        "pack: a\nversion: 1.0.0\nextends: [minimum]\n",
        ["3:11: No bundled pack is called `minimum`.", "    Did you mean `minimal`?"],
    ),
    "an unpinned remote pack": (
        "pack: a\nversion: 1.0.0\nextends: [https://example.org/p.yml]\n",
        ["3:11: The remote pack https://example.org/p.yml is not pinned, so that it could change at any time.",
         "    Pin it with `sha256:` (the file's digest), or with `commit:` and `path:` of its repository."],
    ),
    "a short commit": (
        "pack: a\nversion: 1.0.0\nextends: [{url: 'https://example.org/r', commit: abc123, path: p.yml}]\n",
        ["3:50: `abc123` is no full commit id: 40 digits 0-9 and a-f, no branch and no short id."],
    ),
    "a glob from the root": (
        RULES + "{file: {any_of: ['/LICENSE']}}\n",
        ["7:29: `/LICENSE` is no valid glob: write it from the repository's root, with / and without a leading one."],
    ),
    "a number below zero": (
        RULES + "{size: {max_bytes: -1}}\n", ["7:31: `max_bytes` is -1; it cannot be below zero."],
    ),
    "a share above one": (
        RULES + "{git: {sign_off_share: 80}}\n", ["7:35: `sign_off_share` is 80; it is a share between 0 and 1."],
    ),
    "a title in no language": (
        "pack: a\nversion: 1.0.0\ntitle: {french: Un}\n", ["3:9: `french` is no language code, as en, fr or pt-br."],
    ),
    "an alias that explodes": (
        "pack: a\nversion: 1.0.0\na: &a [1,1,1,1,1,1,1,1,1]\n"
        + "".join(f"{n}: &{n} [{','.join(['*' + p] * 9)}]\n" for p, n in zip("abcdef", "bcdefg", strict=True)),
        ["7:20: The file holds more values than a policy may (aliases count as what they stand for)."],
    ),
    "an alias inside itself": (
        "pack: a\nversion: 1.0.0\nrules: &x {a: *x}\n",
        ["3:15: This *name refers to an &name that is not defined above it.",
         "    Define it first, or put the value between quotes if it begins with a star."],
    ),
    "off where a rule is wanted is a word": ("pack: a\nversion: 1.0.0\nextends: [minimal]\nrules: {no-binaries: off}\n", []),
    "no is not off": (
        "pack: a\nversion: 1.0.0\nextends: [minimal]\nrules: {no-binaries: no}\n",
        ["4:22: `no-binaries` is a text, where a mapping of keys to values, or off is wanted.",
         "    Write: no-binaries: off"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_mistake_is_told_once_at_its_place(name: str, tmp_path: Path) -> None:
    text, expected = CASES[name]
    pack = tmp_path / "pack.yml"
    pack.write_text(text, encoding="utf-8")
    assert told(pack, "en") == expected


def test_the_words_of_yaml_one_are_texts(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yml"
    pack.write_text("pack: no\nversion: 1.0.0\ntitle: {no: Norsk, en: yes}\n", encoding="utf-8")
    assert told(pack, "en") == []
