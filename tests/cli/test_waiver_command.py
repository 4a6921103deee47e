# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waivers as an OSPO and its teams meet them: added, listed, checked, and in the reports of checks and audits."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import time
from pathlib import Path

import jsonschema_rs
import pytest

from ospo_policy.operations.policy_files import validate
from tests.support.command import Command
from tests.support.repositories import build, git

SCHEMAS = Path(__file__).parent.parent.parent / "schemas"
ORGANISATION = "# ours\norganisation: {name: Ville}\nassign:\n  - {packs: [minimal]}  # everywhere\n"
ADD = ("waiver", "add", "--repository", "github:city/parking", "--reason", "Is being replaced: see #4", "--owner",
       "Parking team", "--approver", "OSPO")  # fmt: skip
TODAY = dt.datetime.fromtimestamp(time.time(), dt.UTC).date()


def day(offset: int) -> str:
    return (TODAY + dt.timedelta(days=offset)).isoformat()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An OSPO's folder with its file, in which commands are run."""
    folder = tmp_path / "policy"
    folder.mkdir()
    (folder / "ospo-policy.yml").write_text(ORGANISATION, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def parking(tmp_path: Path) -> Path:
    """A clone of github:city/parking, which lacks a licence and more."""
    folder = build(tmp_path / "clone", {"README.md": "short"})
    git(folder, "remote", "add", "origin", "git@github.com:city/parking.git")
    return folder


def findings(out: str, repository: int = 0) -> dict[str, dict[str, object]]:
    return {one["rule"]: one for one in json.loads(out)["repositories"][repository]["findings"]}


def waivers(*entries: str, more: str = "") -> str:
    return f"{more}waivers:\n" + "".join(f"  - {{{one}}}\n" for one in entries)


def entry(rule: str, repositories: str = '"**"', end: str = "2999-01-01") -> str:
    return f"rule: {rule}, repositories: [{repositories}], reason: Because, owner: Team, approver: OSPO, end: {end}"


def test_the_first_waiver_makes_the_file_and_names_it(run: Command, here: Path) -> None:
    result = run(*ADD, "--rule", "readme-present", "--end", "2999-01-01")
    assert result.code == 0, result.err
    assert (here / "waivers.yml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=https://github.com/ospo-policy/ospo-policy/raw/main/schemas/waivers.schema.json\n"
        "waivers:\n"
        "  - rule: readme-present\n"
        "    repositories:\n"
        "      - github:city/parking\n"
        "    reason: 'Is being replaced: see #4'\n"
        "    owner: Parking team\n"
        "    approver: OSPO\n"
        '    end: "2999-01-01"\n'
    )
    assert (here / "ospo-policy.yml").read_text(encoding="utf-8") == f"{ORGANISATION}waivers: waivers.yml\n"
    assert "ospo-policy.yml now names it: waivers: waivers.yml" in result.out
    assert {path.name for path in here.iterdir()} == {"ospo-policy.yml", "waivers.yml"}


def test_another_one_is_put_below_and_nothing_else_is_touched(run: Command, here: Path) -> None:
    (here / "ospo-policy.yml").write_text(f"{ORGANISATION}waivers: more/w.yaml\n", encoding="utf-8")
    (here / "more").mkdir()
    before = "# why\nnotice_days: 60  # two months\n" + waivers(entry("licence-present")) + "\n# the end\n"
    (here / "more/w.yaml").write_text(before, encoding="utf-8")
    result = run(*ADD, "--rule", "readme-*", "--days", "30", "--ticket", "https://x/4", "--start", "2020-01-01")
    assert result.code == 0, result.err
    text = (here / "more/w.yaml").read_text(encoding="utf-8")
    added = text.replace(before.removesuffix("\n# the end\n"), "").removesuffix("\n# the end\n")
    assert f'  end: "{day(30)}"\n' in added
    assert "    rule: readme-*\n" in added.replace("- rule", "  rule")
    assert text.startswith(before.removesuffix("\n# the end\n"))
    assert text.endswith("\n# the end\n")
    assert run("waiver", "check", "--within", "0").code == 0


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("waivers: []\n", "waivers:\n  - rule: readme-present\n"),
        ("waivers:\n", "waivers:\n  - rule: readme-present\n"),
        ("notice_days: 5\n", "notice_days: 5\nwaivers:\n  - rule: readme-present\n"),
        ("# none yet", "# none yet\nwaivers:\n  - rule: readme-present\n"),
        (f"{{waivers: [{{{entry('no-binaries')}}}]}}\n", '{waivers: [{rule: no-binaries, repositories: ["**"], '),
    ],
)
def test_however_the_file_is_written(run: Command, here: Path, text: str, begin: str) -> None:
    (here / "ospo-policy.yml").write_text(f"{ORGANISATION}waivers: waivers.yml\n", encoding="utf-8")
    (here / "waivers.yml").write_text(text, encoding="utf-8")
    result = run(*ADD, "--rule", "readme-present", "--days", "90")
    assert result.code == 0, result.err
    assert (here / "waivers.yml").read_text(encoding="utf-8").startswith(begin)
    assert run("waiver", "list").out.count("in effect") == 1 + ("no-binaries" in text)


def test_odd_words_come_back_as_they_were(run: Command, here: Path) -> None:
    odd = "é “: #\t'\"\\\n- x: [y] \u202e"
    assert run(*ADD, "--rule", "no-binaries", "--days", "9", "--ticket", odd).code == 0
    (here / "readme").write_text("")
    import yaml

    (one,) = yaml.safe_load((here / "waivers.yml").read_text(encoding="utf-8"))["waivers"]
    assert one["ticket"] == odd
    assert "\u202e" not in run("waiver", "list").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--rule", "readme-presnt", "--days", "9"], "No rule is called `readme-presnt` in the policy.\n  Did you mean `readme-present`?"),
        (["--rule", "readme-present"], "has no end, which the rule wants"),
        (["--rule", "readme-present", "--end", "2020-01-01"], "The waiver would end on 2020-01-01, which is past."),
        (["--rule", "readme-present", "--end", "soon"], "`soon` is no date"),
        (["--rule", "readme-present", "--days", "9", "--start", "2999-01-01"], ", before it begins on 2999-01-01."),
        (["--rule", "readme-present", "--days", "9", "--end", "2999-01-01"], "The last day is given twice"),
        (["--rule", "readme-present", "--days", "9", "--repository", "/x"], "`/x` names no repository"),
        (["--rule", "Readme present", "--days", "9"], "No rule is called `Readme present`"),
        (["--rule", "secret", "--days", "9"], "Nobody can waive `secret`"),
        (["--days", "9"], "--rule must be given, as nobody can be asked."),
    ],
)  # fmt: skip
def test_what_would_have_no_effect_is_refused_and_nothing_is_written(
    run: Command, here: Path, words: list[str], told: str
) -> None:
    (here / "p.yml").write_text(
        "pack: p\nversion: 1.0.0\nextends: [minimal]\nrules: {secret: {like: minimal/no-binaries, waivable: never}}\n"
    )
    (here / "ospo-policy.yml").write_text(ORGANISATION.replace("minimal", "p.yml"), encoding="utf-8")
    result = run(*ADD, *words)
    assert result.code == 2
    assert told in result.err
    assert not (here / "waivers.yml").exists()


def test_a_broken_file_is_told_and_left_alone(run: Command, here: Path) -> None:
    (here / "ospo-policy.yml").write_text(f"{ORGANISATION}waivers: waivers.yml\n", encoding="utf-8")
    (here / "waivers.yml").write_text("waivers:\n  - {rule: x}\n", encoding="utf-8")
    for words in ((*ADD, "--rule", "readme-present", "--days", "9"), ("waiver", "list"), ("waiver", "check")):
        result = run(*words)
        assert result.code == 2
        assert "waivers.yml:2:5: `waivers` lacks the key `reason`." in result.err
    assert (here / "waivers.yml").read_text(encoding="utf-8") == "waivers:\n  - {rule: x}\n"


def test_what_cannot_be_edited_is_left_alone_and_shown_to_add_by_hand(run: Command, here: Path) -> None:
    (here / "ospo-policy.yml").write_text(f"{ORGANISATION}waivers: waivers.yml\n", encoding="utf-8")
    (here / "waivers.yml").write_text("waivers: &all\n", encoding="utf-8")
    result = run(*ADD, "--rule", "readme-present", "--end", "2999-01-01")
    assert result.code == 2
    assert (
        'Add it by hand: - {"rule": "readme-present", "repositories": ["github:city/parking"], "reason": ' in result.err
    )
    assert (here / "waivers.yml").read_text(encoding="utf-8") == "waivers: &all\n"
    (here / "waivers.yml").unlink()
    (here / "waivers.yml").mkdir()
    result = run(*ADD, "--rule", "readme-present", "--end", "2999-01-01")
    assert (result.code, "Traceback" in result.err) == (2, False)


def test_an_organisations_file_in_braces_is_named_in_too(run: Command, here: Path) -> None:
    (here / "ospo-policy.yml").write_text(
        "{organisation: {name: Ville}, assign: [{packs: [minimal]}]}", encoding="utf-8"
    )
    assert run(*ADD, "--rule", "readme-present", "--end", "2999-01-01").code == 0
    assert (here / "ospo-policy.yml").read_text(encoding="utf-8").endswith("]}], waivers: waivers.yml}")
    assert run("waiver", "check").code == 0


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_what_lacks_is_asked_for(run: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        "readme-presnt",
        "readme-present",
        "city/a  city/b",
        "",
        "Because",
        "Team",
        "OSPO",
        "",
        "2020-01-01",
        "2999-01-01",
    ]
    monkeypatch.setattr(sys, "stdin", Terminal("\n".join(answers) + "\n"))
    result = run("waiver", "add")
    assert result.code == 0, result.err
    assert "Did you mean `readme-present`?" in result.err
    assert "2020-01-01, which is past" in result.err
    text = (here / "waivers.yml").read_text(encoding="utf-8")
    assert "    repositories:\n      - city/a\n      - city/b\n    reason: Because\n" in text
    assert "ticket" not in text


def test_an_unfinished_answer_writes_nothing(run: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("readme-present\n"))
    assert run("waiver", "add").code == 130
    assert not (here / "waivers.yml").exists()


def test_check_tells_what_wants_a_decision(run: Command, here: Path) -> None:
    (here / "ospo-policy.yml").write_text(f"{ORGANISATION}waivers: waivers.yml\n", encoding="utf-8")
    (here / "waivers.yml").write_text(
        waivers(entry("readme-present"), entry("licence-present", end=day(10)), entry("no-binaries", end=day(-1)),
                entry("readme-presnt"), entry("readme-present").replace(", end: 2999-01-01", "")),
        encoding="utf-8",
    )  # fmt: skip
    result = run("waiver", "check")
    assert result.code == 1
    assert result.out.splitlines() == [
        "4 waivers want a decision:",
        f"  waivers.yml:3:5: The waiver of `licence-present` ends on {day(10)}.",
        "      Remind its owner, or decide anew.",
        f"  waivers.yml:4:5: The waiver of `no-binaries` ended on {day(-1)}: it has no effect any more.",
        "      Take it out, or decide anew and give it another end.",
        "  waivers.yml:5:5: No rule of the organisation's packs is called `readme-presnt`: the waiver has no effect.",
        "      Did you mean `readme-present`?",
        "  waivers.yml:6:5: The waiver of `readme-present` has no end, which the rule wants: it has no effect.",
        "      Add `end:` with its last day, or let the rule have waivers without end: waivable: {end: false}",
    ]
    french = run("waiver", "check", "--lang", "fr", "--within", "5")
    assert french.out.startswith("3 dérogations appellent une décision\u00a0:\n")
    (here / "waivers.yml").write_text(waivers(entry("readme-present", end=day(40)), more="notice_days: 50\n"))
    assert run("waiver", "check").code == 1
    good = run("waiver", "check", "--within", "30")
    assert (good.code, good.out) == (0, "1 waiver, and nothing to do.\n")


def test_list_tells_where_each_stands(run: Command, here: Path) -> None:
    assert run("waiver", "list").out == "There are no waivers.\n"
    (here / "ospo-policy.yml").write_text(f"{ORGANISATION}waivers: waivers.yml\n", encoding="utf-8")
    (here / "waivers.yml").write_text(
        waivers(entry("a"), entry("b", end="2020-01-01"), entry("c") + ", start: 2998-01-01", entry("d", end=day(1)),
                entry("e").replace(", end: 2999-01-01", ""),
                entry("f").replace("end: 2999", "ticket: T4, start: 2020"))
    )  # fmt: skip
    out = run("waiver", "list").out
    assert "in effect, until 2999-01-01: a for **\n  Reason: Because\n  Approved by OSPO; owner: Team.\n" in out
    assert "ended, until 2020-01-01: b" in out
    assert "not yet, 2998-01-01 to 2999-01-01: c" in out
    assert "ends soon, until" in out
    assert "in effect, without end: e for **" in out
    assert "in effect, from 2020-01-01 on: f for **" in out
    assert "  Ticket: T4\n" in out
    assert "échue, jusqu'au 2020-01-01\u00a0: b pour **" in run("waiver", "list", "--lang", "fr").out


def test_a_waived_failure_stays_visible_with_reason_end_and_approver(run: Command, here: Path, parking: Path) -> None:
    assert run(*ADD, "--rule", "*-present", "--end", "2999-01-01").code == 0
    organisation = ("-O", here / "ospo-policy.yml")
    result = run("check", parking, *organisation)
    assert "Waived (2)\n  ~ The licence text is in the repository [licence-present]\n" in result.out
    assert "  ~ A README says what this is [readme-present]\n    README.md has 5 characters" in result.out
    assert "    Reason: Is being replaced: see #4\n" in result.out
    assert "    Holds: until 2999-01-01; approved by OSPO; owner: Parking team; waivers.yml:3:5\n" in result.out
    assert "1 not met, 1 not known, 2 waived" in result.out
    french = run("check", parking, *organisation, "--lang", "fr").out
    assert "Dérogations accordées (2)" in french
    assert (
        "Validité\u00a0: jusqu'au 2999-01-01\u00a0; accordée par OSPO\u00a0; responsable\u00a0: Parking team" in french
    )
    out = run("check", parking, *organisation, "-f", "json").out
    jsonschema_rs.validator_for(json.loads((SCHEMAS / "report.schema.json").read_text())).validate(json.loads(out))
    assert findings(out)["readme-present"]["waiver"] == {
        "reason": "Is being replaced: see #4", "owner": "Parking team", "approver": "OSPO", "ticket": None,
        "start": None, "end": "2999-01-01", "at": "waivers.yml:3:5",
    }  # fmt: skip
    assert json.loads(out)["summary"]["waived"] == 2
    assert run("check", parking, *organisation, "--only", "readme-present").code == 0


@pytest.mark.parametrize(
    ("origin", "repository", "is_waived"),
    [
        ("https://github.com/city/parking", "github:city/parking", True),
        ("https://user:secret@github.com/city/parking.git", "city/parking", True),
        ("ssh://git@forge.example:22/city/deep/parking.git", "inner:city/**", True),
        ("ssh://git@forge.example:22/city/deep/parking.git", "forge.example:city/deep/parking", True),
        ("https://gitlab.com/city/parking", "github:city/parking", False),
        ("https://forge.example/other/parking", "inner:city/*", False),
        (None, "github:city/parking", False),
        (None, "*", True),
    ],
)
def test_a_checkout_is_known_by_where_it_was_cloned_from(
    run: Command, here: Path, tmp_path: Path, origin: str | None, repository: str, is_waived: bool
) -> None:
    (here / "ospo-policy.yml").write_text(
        ORGANISATION + "forges: {inner: {type: gitlab, url: 'https://forge.example'}}\nwaivers: waivers.yml\n"
    )
    (here / "waivers.yml").write_text(waivers(entry("readme-present", repository if repository != "*" else '"*"')))
    folder = build(tmp_path / "clone", {"README.md": "short"})
    if origin is not None:
        git(folder, "remote", "add", "origin", origin)
    out = run("check", folder, "-O", here / "ospo-policy.yml", "-f", "json").out
    assert findings(out)["readme-present"]["status"] == ("waived" if is_waived else "fail")


OWN = "waivers:\n  - {rule: readme-present, reason: Nothing to say yet, end: 2999-01-01}\n"


def test_what_a_repository_asks_for_waits_for_the_organisation(run: Command, here: Path, parking: Path) -> None:
    (parking / ".ospo-policy.yml").write_text(OWN)
    organisation = ("-O", here / "ospo-policy.yml")
    result = run("check", parking, *organisation)
    assert "A waiver of `readme-present` is asked for at .ospo-policy.yml:2:5." in result.out.replace("\n", " ")
    assert "Waived" not in result.out
    assert run(*ADD, "--rule", "readme-present", "--end", "2999-01-01").code == 0
    result = run("check", parking, *organisation)
    assert "is asked for" not in result.out
    assert "Waived (1)" in result.out


def test_a_repository_decides_where_the_rule_leaves_it_to_it_and_not_by_its_own_packs(
    run: Command, here: Path, parking: Path
) -> None:
    pack = "pack: %s\nversion: 1.0.0\nextends: [minimal]\nrules: {readme-present: {waivable: repository}}\n"
    (parking / "own.yml").write_text(pack % "own")
    (parking / ".ospo-policy.yml").write_text(OWN + "packs: [own.yml]\n")
    organisation = ("-O", here / "ospo-policy.yml")
    assert findings(run("check", parking, *organisation, "-f", "json").out)["readme-present"]["status"] == "fail"
    (here / "city.yml").write_text(pack % "city")
    (here / "ospo-policy.yml").write_text(ORGANISATION.replace("minimal", "city.yml"))
    out = run("check", parking, *organisation).out
    assert "Holds: until 2999-01-01; decided in the repository; .ospo-policy.yml:2:5" in out


def test_a_waiver_that_has_ended_has_no_effect_and_the_team_is_told(run: Command, here: Path, parking: Path) -> None:
    (here / "ospo-policy.yml").write_text(f"{ORGANISATION}waivers: waivers.yml\n", encoding="utf-8")
    (here / "waivers.yml").write_text(
        waivers(entry("readme-present", end="2020-01-01"), entry("licence-present", end=day(3)))
    )
    report = json.loads(run("check", parking, "-O", here / "ospo-policy.yml", "-f", "json").out)
    assert report["notices"] == [
        f"`licence-present` is waived until {day(3)} only.",
        "The waiver of `readme-present` (waivers.yml:2:5) ended on 2020-01-01, so that the rule counts again.",
    ]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("nothing.yml", "ospo-policy.yml:5:10: The waivers in nothing.yml could not be read."),
        ("waivers.txt", "ospo-policy.yml:5:10: `waivers` names `waivers.txt`, which is no YAML file."),
        ("waivers.yml", "waivers.yml:1:1: `waivers.yml` is a list, where a mapping of keys to values is wanted."),
    ],
)
def test_waivers_that_cannot_be_read_stop_a_check(
    run: Command, here: Path, parking: Path, named: str, told: str
) -> None:
    (here / "ospo-policy.yml").write_text(f"{ORGANISATION}waivers: {named}\n", encoding="utf-8")
    (here / "waivers.yml").write_text("[]\n")
    result = run("check", parking, "-O", here / "ospo-policy.yml")
    assert result.code == 2
    assert told in result.err
    assert told in run("policy", "validate", "ospo-policy.yml").err


def test_a_repository_cannot_make_its_check_read_waivers_outside_of_it(run: Command, tmp_path: Path) -> None:
    (tmp_path / "w.yml").write_text(waivers(entry("readme-present")))
    folder = build(
        tmp_path / "r", {"README.md": "x", "ospo-policy.yml": f"{ORGANISATION}waivers: ../w.yml\n",
                         ".ospo-policy.yml": "organisation: ospo-policy.yml\n"},
    )  # fmt: skip
    result = run("check", folder)
    assert result.code == 2
    assert "lies outside the repository" in result.err


DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.mark.parametrize("page", ["waivers.md", "waivers.fr.md"])
def test_what_the_documentation_shows_is_right(tmp_path: Path, page: str) -> None:
    blocks = (DOCS / page).read_text(encoding="utf-8").split("```yaml\n")[1:]
    kinds = {"# yaml": "waivers.yml", "waivers": ".ospo-policy.yml", "schema_": ".ospo-policy-baseline.yml"}
    seen = set()
    for block in (one.partition("```")[0] for one in blocks):
        name = next((file for begin, file in kinds.items() if block.startswith(begin)), "pack.yml")
        head = "pack: p\nversion: 1.0.0\nextends: [minimal]\n" if name == "pack.yml" else ""
        (tmp_path / name).write_text(head + block, encoding="utf-8")
        wrong = [one.message.key for one in validate(str(tmp_path / name))]
        assert [key for key in wrong if key != "rule.incomplete"] == []
        seen.add(name)
    assert seen == {*kinds.values(), "pack.yml"}


def test_explain_tells_from_when_a_rule_counts_and_who_may_waive_it(run: Command, here: Path) -> None:
    (here / "p.yml").write_text(
        "pack: p\nversion: 1.0.0\nextends: [minimal]\n"
        "rules: {readme-present: {from: 2999-01-01, waivable: {by: repository, end: false}}}\n"
    )
    out = run("explain", "readme-present", "--pack", "p.yml").out
    assert "A note until 2999-01-01; from then on, with its level.\n" in out
    assert "A repository can make an exception for itself" in out
    assert "An exception need not end.\n" in out
    assert "from: 2999-01-01  # p.yml:4:26" in run("explain", "--repo", ".", "--pack", "p.yml").out.replace("'", "")
    page = run("policy", "page", "p.yml", "--lang", "fr").out
    assert "Une remarque jusqu'au 2999-01-01\u00a0; ensuite, à son niveau." in page
