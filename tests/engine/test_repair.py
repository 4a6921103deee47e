# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Repairs are tried before they are proposed: what does not help, or would do harm, is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.engine.repair import Fixer, Repaired, Terms, is_safe_path, repairs_of
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.message import Message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.policy import Level, Rule, Safety
from ospo_policy.model.report import Status
from ospo_policy.operations.fixing import fix_needs
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.parsers.exact_text import Form, form_of, form_of_bytes
from ospo_policy.ports.fix import Broken, Changes, FixContext, Outcome, Unable
from tests.support.repositories import build

POLICY = load_policy([Wanted("minimal"), Wanted("community-health")], PackSources(offline=True))
GOOD = "Write to security@example.org; we answer within 5 days.\n"


class NoTexts:
    def read(self, path: str) -> str | None:
        return None

    def written(self, digest: str) -> str | None:
        return None


TERMS = Terms(FixContext(ForgeType.GITHUB, "en", {}, NoTexts()))


def facts_of(folder: Path, files: dict[str, object]) -> Repository:
    build(folder, files)
    needs = POLICY.needs | fix_needs(POLICY)
    return open_repository(str(folder), "HEAD").collect(needs, "", 1_795_600_000)


def repaired(facts: Repository, outcomes: dict[str, Outcome], terms: Terms = TERMS) -> Repaired:
    def repair(rule: Rule, _broken: Broken) -> Outcome:
        return outcomes.get(rule.id, Unable(Message("repair.none")))

    return repairs_of(POLICY, facts, evaluate(POLICY, facts), Fixer(repair), lambda _path, _text: Form(), terms)


def reason(found: Repaired, rule: str) -> str:
    return next(one.reason.key for one in found.unrepaired if one.rule == rule)


def test_a_repair_that_helps_is_proposed(tmp_path: Path) -> None:
    found = repaired(facts_of(tmp_path / "x", {"a.txt": "a\n"}), {"security-contact": Changes({"SECURITY.md": GOOD})})
    (repair,) = found.repairs
    assert (repair.rule, [change.path for change in repair.files]) == ("security-contact", ["SECURITY.md"])
    assert repair.files[0].before is None


def test_files_are_worked_out_on_what_the_forge_will_tell(tmp_path: Path) -> None:
    """A README that tells the description would be written anew, once the description is set."""
    seen: dict[str, object] = {}

    def repair(rule: Rule, broken: Broken) -> Outcome:
        if rule.id == "description-set":
            return Changes(
                settings={"description": "The levels of rivers, every hour"},
                fields={"description": "The levels of rivers, every hour"},
            )
        fact = broken.facts.fields.get("description")
        seen[rule.id] = fact.value if isinstance(fact, Known) else None
        return Unable(Message("repair.none"))

    facts = facts_of(tmp_path / "x", {"a.txt": "a\n"})._replace(fields={"description": Known("")})
    found = repairs_of(POLICY, facts, evaluate(POLICY, facts), Fixer(repair), lambda _path, _text: Form(), TERMS)
    assert [one.rule for one in found.repairs] == ["description-set"]
    assert seen["readme-present"] == "The levels of rivers, every hour"


def test_one_that_would_not_help_is_not(tmp_path: Path) -> None:
    found = repaired(
        facts_of(tmp_path / "x", {"a.txt": "a\n"}), {"security-contact": Changes({"other.md": "Nothing.\n"})}
    )
    assert not found.repairs
    assert reason(found, "security-contact") == "repair.not-enough"


def test_one_that_harms_another_rule_is_not(tmp_path: Path) -> None:
    facts = facts_of(tmp_path / "x", {"LICENSE": {"official": "MIT"}})
    found = repaired(facts, {"security-contact": Changes({"SECURITY.md": GOOD, "LICENSE": None})})
    assert reason(found, "security-contact") == "repair.makes-worse"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../SECURITY.md", "repair.bad-path"),
        ("/SECURITY.md", "repair.bad-path"),
        (".git/config", "repair.bad-path"),
        ("x/.GIT/config", "repair.bad-path"),
        ("a\nb.md", "repair.bad-path"),
        ("a.txt/SECURITY.md", "repair.not-a-file"),
        ("docs", "repair.not-a-file"),
        ("A.TXT", "repair.not-a-file"),
        ("link.md", "repair.not-a-file"),
    ],
)
def test_nothing_is_written_where_it_must_not_be(path: str, why: str, tmp_path: Path) -> None:
    facts = facts_of(tmp_path / "x", {"a.txt": "a\n", "docs/b.md": "b\n", "link.md": {"symlink": "/etc/passwd"}})
    found = repaired(facts, {"security-contact": Changes({"SECURITY.md": GOOD, path: "x\n"})})
    assert reason(found, "security-contact") == why


def test_where_an_account_may_not_write_nothing_is_proposed(tmp_path: Path) -> None:
    facts = facts_of(tmp_path / "x", {"a.txt": "a\n"})
    terms = TERMS._replace(closed_paths=(".github/workflows/",))
    outcome = Changes({"SECURITY.md": GOOD, ".github/workflows/x.yml": "on: push\n"})
    assert reason(repaired(facts, {"security-contact": outcome}, terms), "security-contact") == "repair.no-right"


def test_refused_rules_and_weaker_ones_are_left_alone(tmp_path: Path) -> None:
    facts = facts_of(tmp_path / "x", {"a.txt": "a\n"})
    outcomes: dict[str, Outcome] = {
        "security-contact": Changes({"SECURITY.md": GOOD}),
        "roadmap": Changes({"ROADMAP.md": "# Roadmap\n\nNext year, more of it.\n"}),
    }
    assert {one.rule for one in repaired(facts, outcomes).repairs} == set(outcomes)
    some = TERMS._replace(level=Level.SHOULD, refused=frozenset({"security-contact"}))
    assert not repaired(facts, outcomes, some).repairs


def test_gaps_want_a_persons_eye(tmp_path: Path) -> None:
    from ospo_policy.model.change import Gap

    gaps = (Gap("SECURITY.md", 1, "the delay"),)
    outcome = Changes({"SECURITY.md": GOOD}, gaps=gaps, safety=Safety.SAFE)
    (repair,) = repaired(facts_of(tmp_path / "x", {"a.txt": "a\n"}), {"security-contact": outcome}).repairs
    assert repair.safety is Safety.REVIEW


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"a\nb\n", Form()),
        (b"a\r\nb\r\n", Form("\r\n")),
        (b"\xef\xbb\xbfa\n", Form("\n", has_mark=True)),
        (b"\xef\xbb\xbfa\r\n", Form("\r\n", has_mark=True)),
        (b"a\r\nb\n", None),
        (b"a\rb\r", None),
        (b"caf\xe9\n", None),
        (b"", Form()),
    ],
)
def test_the_form_of_a_file(data: bytes, form: Form | None) -> None:
    from ospo_policy.parsers.exact_text import blob_id
    from ospo_policy.parsers.text import decode

    assert form_of_bytes(data) == form
    decoded = decode(data)
    assert decoded is not None
    assert form_of(decoded.text, blob_id(data)) == form
    if form is not None:
        assert form.exact(decoded.text).encode() == data


def test_safe_paths() -> None:
    assert is_safe_path(".github/ISSUE_TEMPLATE/bug.yml")
    assert not any(map(is_safe_path, ("", "a//b", "./a", "a/..", "C:\\x", "a:b", "x" * 500)))


def test_what_is_waived_stands_in_no_repairs_way(tmp_path: Path) -> None:
    facts = facts_of(tmp_path / "x", {"a.txt": "a\n"})
    report = evaluate(POLICY, facts)
    waived = tuple(one._replace(status=Status.WAIVED) if one.rule == "contributing" else one for one in report.findings)

    def repair(rule: Rule, _broken: Broken) -> Outcome:
        return Changes({"SECURITY.md": GOOD}) if rule.id == "security-contact" else Unable(Message("repair.none"))

    fixer = Fixer(repair)
    found = repairs_of(POLICY, facts, report._replace(findings=waived), fixer, lambda _path, _text: Form(), TERMS)
    assert [one.rule for one in found.repairs] == ["security-contact"]
    assert "contributing" not in {one.rule for one in found.unrepaired}
