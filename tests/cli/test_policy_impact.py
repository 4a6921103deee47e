# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`policy impact`: what a change of policy does, as its author sees it before it is merged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.support.command import Command
from tests.support.repositories import build, git

SCHEMA = jsonschema_rs.validator_for(
    json.loads((Path(__file__).parent.parent.parent / "schemas/impact.schema.json").read_text())
)
BEFORE = """pack: city
version: 1.0.0
title: {en: City}
rules:
  notice:
    level: should
    title: {en: There is a notice, fr: Il y a une notice}
    check: {file: {any_of: [NOTICE]}}
    fix: {template: SECURITY.md}
  gone:
    level: may
    title: {en: There is a history}
    check: {file: {any_of: [CHANGES]}}
  same:
    level: must
    title: {en: There is a README}
    check: {file: {any_of: [README.md]}}
"""
AFTER = (
    BEFORE.replace("version: 1.0.0", "version: 2.0.0")
    .replace("level: should", "level: must")
    .replace(
        "  gone:\n    level: may\n    title: {en: There is a history}\n    check: {file: {any_of: [CHANGES]}}\n", ""
    )
    + """  words:
    level: should
    title: {en: It is told what it is for}
    check: {text: {any_of: [ABOUT.md], matches: [purpose]}}
    fix: {kind: issue, advice: choose-licence}
"""
)
REPOSITORIES: dict[str, dict[str, str]] = {
    "all": {"README.md": "x\n", "ABOUT.md": "The purpose\n", "NOTICE": "x\n", "CHANGES": "x\n"},
    "bare": {"README.md": "x\n", "ABOUT.md": "Nothing\n"},
    "half": {"README.md": "x\n", "ABOUT.md": "The purpose\n", "CHANGES": "x\n"},
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The policy's own repository, with the old policy committed and the new one at work; and three repositories beside it."""
    for name, files in REPOSITORIES.items():
        build(tmp_path / "town" / name, files)
    build(tmp_path / "policy", {"city.yml": BEFORE})
    monkeypatch.chdir(tmp_path / "policy")
    (tmp_path / "policy/city.yml").write_text(AFTER)
    return tmp_path


def told(run: Command, *words: object, code: int = 0) -> Any:
    done = run("policy", "impact", *words, "-f", "json")
    assert done.code == code, done
    found = json.loads(done.out)
    SCHEMA.validate(found)
    return found


def counts(side: dict[str, Any]) -> tuple[object, ...]:
    return side["level"], side["pass"], side["fail"], side["unknown"]


def test_each_rule_before_and_after(run: Command, city: Path) -> None:
    found = told(run, "-p", "city.yml", "--local", city / "town")
    rules = {one["rule"]: one for one in found["rules"]}
    assert {name: one["change"] for name, one in rules.items()} == {
        "notice": "changed", "gone": "removed", "same": "same", "words": "new"
    }  # fmt: skip
    assert rules["notice"]["keys"] == ["level"]
    assert counts(rules["notice"]["before"]) == ("should", 1, 2, 0)
    assert counts(rules["notice"]["after"]) == ("must", 1, 2, 0)
    assert counts(rules["gone"]["before"]) == ("may", 2, 1, 0)
    assert rules["gone"]["after"] is None
    assert counts(rules["words"]["after"]) == ("should", 2, 1, 0)
    assert rules["words"]["newly_failing"] == ["local:bare"]
    assert found["newly_failing"] == ["local:bare"]
    assert found["summary"] == {
        "repositories": 3, "failing_before": 0, "failing_after": 2, "newly_failing": 1, "unread": 0
    }  # fmt: skip
    assert found["packs"] == {
        "before": [{"id": "city", "version": "1.0.0"}],
        "after": [{"id": "city", "version": "2.0.0"}],
    }
    # A request for the notice is wanted as before; the issue is new.
    assert found["requests"] == {"open": 0, "update": 0, "close": 0}
    assert found["issues"] == {"open": 1, "update": 0, "close": 0}


def test_what_becomes_of_requests(run: Command, city: Path) -> None:
    """What is no longer asked for is closed, what is asked for besides goes into the same request."""
    more = "  history:\n    level: should\n    title: {en: H}\n    check: {file: {any_of: [CHANGES]}}\n    fix: {template: CHANGELOG.md}\n"
    (city / "policy/city.yml").write_text(BEFORE + more)
    assert told(run, "-p", "city.yml", "--local", city / "town")["requests"] == {"open": 0, "update": 1, "close": 0}
    (city / "policy/city.yml").write_text(BEFORE.replace("level: should", "level: may"))
    assert told(run, "-p", "city.yml", "--local", city / "town")["requests"] == {"open": 0, "update": 0, "close": 2}
    build(city / "other", {"city.yml": BEFORE.replace("level: should", "level: may")})
    (city / "policy/city.yml").write_text(BEFORE)
    found = told(run, "-p", "city.yml", "--against", city / "other/city.yml", "--local", city / "town")
    assert found["requests"] == {"open": 2, "update": 0, "close": 0}


def test_the_store_answers_without_any_forge_and_what_it_lacks_is_unknown(run: Command, city: Path) -> None:
    """The last audit did not read that file: who asks for its words is told that they are not known."""
    (city / "old.yml").write_text(BEFORE)
    audited = run(
        "audit", "-p", city / "old.yml", "--local", city / "town", "--store", city / "a.db", "--fail-on", "never"
    )
    assert audited.code == 0, audited
    (city / "town").rename(city / "elsewhere")
    stored = told(run, "-p", "city.yml", "--store", city / "a.db")
    rules = {one["rule"]: one for one in stored["rules"]}
    assert counts(rules["notice"]["after"]) == ("must", 1, 2, 0)
    assert counts(rules["words"]["after"]) == ("should", 0, 0, 3)
    assert rules["words"]["newly_unknown"] == ["local:all", "local:bare", "local:half"]
    # An audit under the new policy reads what it asks for.
    (city / "elsewhere").rename(city / "town")
    run(
        "audit",
        "-p",
        city / "policy/city.yml",
        "--local",
        city / "town",
        "--store",
        city / "a.db",
        "--fail-on",
        "never",
    )
    again = told(run, "-p", "city.yml", "--store", city / "a.db")
    read = told(run, "-p", "city.yml", "--local", city / "town")
    asked = [[one for one in found["rules"] if one["rule"] != "gone"] for found in (again, read)]
    assert asked[0] == asked[1]


def test_a_store_of_an_earlier_version_says_what_to_do(run: Command, city: Path) -> None:
    run("audit", "-p", "minimal", "--local", city / "town", "--store", city / "a.db", "--fail-on", "never")
    import sqlite3

    with sqlite3.connect(city / "a.db") as base:
        base.execute("DELETE FROM facts")
    found = told(run, "-p", "city.yml", "--store", city / "a.db", code=3)
    assert {one["id"] for one in found["unread"]} == {"local:all", "local:bare", "local:half"}
    assert "once more" in found["unread"][0]["reason"]


def test_what_is_inherited_is_kept_with_the_rest(run: Command, city: Path) -> None:
    build(city / "town/.github", {"SECURITY.md": "Write to security@example.org in private.\n"})
    run("audit", "-p", "minimal", "--local", city / "town", "--store", city / "a.db", "--fail-on", "never")
    stored = told(run, "-p", "minimal", "--against", "minimal", "--store", city / "a.db")
    read = told(run, "-p", "minimal", "--against", "minimal", "--local", city / "town")
    assert stored["rules"] == read["rules"]
    contact = next(one for one in stored["rules"] if one["rule"] == "security-contact")
    assert contact["after"]["pass"] == 4
    assert not any(one["newly_failing"] for one in stored["rules"])


def test_the_policy_before_is_where_the_branch_left_the_default_one(run: Command, city: Path) -> None:
    policy = city / "policy"
    git(policy, "branch", "-M", "main")
    git(policy, "checkout", "-q", "-b", "change")
    git(policy, "commit", "-qam", "The change")
    left = git(policy, "rev-parse", "main")
    git(policy, "checkout", "-q", "main")
    (policy / "city.yml").write_text("pack: [")  # what the default branch did meanwhile does not matter
    git(policy, "commit", "-qam", "Meanwhile")
    git(policy, "checkout", "-q", "change")
    found = told(run, "-p", "city.yml", "--local", city / "town")
    assert left.startswith(found["since"])
    assert found["packs"]["before"] == [{"id": "city", "version": "1.0.0"}]
    same = told(run, "-p", "city.yml", "--local", city / "town", "--since", "HEAD")
    assert {one["change"] for one in same["rules"]} == {"same"}
    assert "Every rule finds what it found before." in run(
        "policy", "impact", "-p", "city.yml", "--local", city / "town", "--since", "HEAD"
    ).out  # fmt: skip


def test_the_organisations_file_and_all_that_it_names(run: Command, city: Path) -> None:
    """Its assignments, its packs and its waivers are those of the commit too."""
    policy = city / "policy"
    waiver = "waivers:\n  - {rule: notice, repositories: ['*'], reason: Not yet, owner: ada, approver: bob, start: 2026-01-01, end: 2027-06-01}\n"
    (policy / "city.yml").write_text(BEFORE)
    (policy / "waivers.yml").write_text("waivers: []\n")
    (policy / "ospo-policy.yml").write_text(
        "organisation: {name: City}\nassign: [{packs: [city.yml]}]\nwaivers: waivers.yml\n"
    )
    git(policy, "add", ".")
    git(policy, "commit", "-qm", "An organisation")
    (policy / "waivers.yml").write_text(waiver)
    found = told(run, "-O", "ospo-policy.yml", "--local", city / "town")
    notice = next(one for one in found["rules"] if one["rule"] == "notice")
    assert (notice["before"]["fail"], notice["after"]["fail"], notice["after"]["waived"]) == (2, 0, 2)


def test_a_new_policy_has_nothing_before_it(run: Command, city: Path) -> None:
    (city / "policy/new.yml").write_text(BEFORE)
    found = told(run, "-p", "new.yml", "--local", city / "town")
    assert {one["change"] for one in found["rules"]} == {"new"}
    assert found["notices"] == ["The policy is new: there was none at that commit, so that every rule is new."]


ERRORS: dict[str, tuple[tuple[str, ...], str]] = {
    "a commit that is not there": (("-p", "city.yml", "--since", "nowhere"), "There is no commit nowhere"),
    "a commit that is an option": (("-p", "city.yml", "--since", "--all"), "There is no commit --all"),
    "packs of the tool alone": (("-p", "minimal"), "There is no policy file here whose change could be looked at."),
    "a pack that is not there": (("-p", "minimal", "--against", "nothing"), "No bundled pack is called `nothing`."),
    "a policy outside any repository": (("-p", "../loose.yml"), "lies in no Git repository"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_cannot_be_compared_is_told(run: Command, city: Path, name: str) -> None:
    (city / "loose.yml").write_text(BEFORE)
    words, said = ERRORS[name]
    done = run("policy", "impact", *words, "--local", city / "town")
    assert done.code == 2
    assert said in done.err


def test_a_broken_policy_is_told_before_anything_is_read(run: Command, city: Path) -> None:
    (city / "policy/city.yml").write_text("pack: city\nversion: 1.0.0\nrules: {x: {level: musst}}\n")
    done = run("policy", "impact", "-p", "city.yml", "--local", city / "nowhere")
    assert (done.code, "musst" in done.err) == (2, True)


def test_the_text_and_the_comment_in_both_languages(run: Command, city: Path) -> None:
    text = run("policy", "impact", "-p", "city.yml", "--local", city / "town").out
    assert "~ notice (should, must from now on) is changed in level: met 1, failed 2, unknown 0." in text
    assert "+ words (should) is new: 2 met, 1 failed, 0 unknown.\n    Newly failing: local:bare\n" in text
    assert "- gone (may) is gone: 2 met, 1 failed, 0 unknown." in text
    assert "What `plan` would make of it: 1 issue to open." in text
    comment = run("policy", "impact", "-p", "city.yml", "--local", city / "town", "-f", "markdown").out
    assert "| <code>notice</code> | should, must from now on | changed: level | 1 | 2 | 0 |" in comment
    french = run("policy", "impact", "-p", "city.yml", "--local", city / "town", "-f", "markdown", "--lang", "fr").out
    assert "| <code>words</code> | recommandé | nouvelle | 2 | 1 | 0 |" in french


def test_names_of_repositories_are_no_markup(run: Command, city: Path) -> None:
    build(city / "town" / "@ada #1 <b>", {"README.md": "x\n"})
    comment = run("policy", "impact", "-p", "city.yml", "--local", city / "town", "-f", "markdown").out
    assert "<b>" not in comment
    assert "@ada" not in comment
