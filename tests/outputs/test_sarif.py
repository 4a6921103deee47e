# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""SARIF: held to the official schema and to what GitHub documents; anchors, fingerprints, limits."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest

from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.location import Location
from ospo_policy.model.message import LocalText, message
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, Report, RepositoryReport, Status
from ospo_policy.outputs import Style, render, sarif
from tests.outputs.canonical import EMPTY, FULL, HOSTILE, ONE, REPORT, WAIVED, finding
from tests.support.sarif import problems, refused


def log_of(report: Report, language: str = "en") -> dict[str, Any]:
    text = render("sarif", report, Catalogue(language), Style())
    assert problems(text) == []
    found: dict[str, Any] = json.loads(text)
    return found


def run_of(report: Report) -> dict[str, Any]:
    (run,) = log_of(report)["runs"]
    found: dict[str, Any] = run
    return found


def of(*findings: Finding, anchor: str | None = None, **more: Any) -> Report:
    return ONE._replace(repositories=(RepositoryReport("local:r", None, "", findings, anchor=anchor),), **more)


def uris(run: dict[str, Any]) -> list[str]:
    return [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]]


@pytest.mark.parametrize("report", [ONE, REPORT, EMPTY], ids=["one", "many", "none"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_the_official_schema_and_what_github_documents(language: str, report: Report) -> None:
    assert log_of(report, language)["runs"][0]["language"] == language


def test_the_checker_of_githubs_demands_sees_what_github_refuses() -> None:
    log = log_of(ONE)
    assert refused(log) == []
    for spoil in (
        lambda result: result.pop("partialFingerprints") and result.update(partialFingerprints={}),
        lambda result: result["locations"].clear(),
        lambda result: result["locations"][0].clear(),
        lambda result: result["locations"][0]["physicalLocation"].pop("region"),
        lambda result: result["locations"][0]["physicalLocation"]["artifactLocation"].update(uri="/etc/passwd"),
        lambda result: result["message"].update(text=" "),
        lambda result: result.update(kind="open", level="none"),
    ):
        spoilt = json.loads(json.dumps(log))
        spoil(spoilt["runs"][0]["results"][0])
        assert refused(spoilt) != []
    assert refused(log, 10_000_001) == ["the file is too large"]
    assert refused(log | {"runs": log["runs"] * 21}) == ["too many runs"]


def test_levels_are_those_of_the_rule_and_only_failures_are_results() -> None:
    run = run_of(ONE)
    found = {one["ruleId"]: one for one in run["results"]}
    assert found["rule-fail-must"]["level"] == "error"
    assert found["rule-fail-should"]["level"] == "warning"
    assert found["rule-fail-may"]["level"] == "note"
    assert not {"rule-pass-must", "rule-unknown-must", "rule-error-must", "rule-not-applicable-must"} & found.keys()
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [one.rule for one in FULL.findings]


def test_what_is_waived_is_a_suppressed_note() -> None:
    found = {one["ruleId"]: one for one in run_of(ONE)["results"]}["rule-waived-must"]
    assert found["suppressions"] == [{"kind": "external", "status": "accepted", "justification": WAIVED}]
    assert found["level"] == "note"
    assert found["message"]["text"] == f"Waived ({WAIVED}). No README was found."
    assert found["properties"]["policyLevel"] == "must"


def test_what_was_known_before_is_an_unchanged_suppressed_note() -> None:
    results = run_of(ONE)["results"]
    found = {one["ruleId"]: one for one in results}
    known = found["rule-known"]
    assert known["level"] == "note"
    assert known["baselineState"] == "unchanged"
    assert known["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "known since 2026-03-01"}
    ]
    assert known["message"]["text"] == "Known since 2026-03-01, does not count. No licence text was found."
    assert known["properties"]["policyLevel"] == "must"
    assert {one["baselineState"] for one in results if one is not known} == {"new"}
    assert all(one["suppressions"] == [] for one in results if one["ruleId"] not in ("rule-known", "rule-waived-must"))


def test_a_fingerprint_stays_when_a_failure_becomes_known() -> None:
    new = finding(Status.FAIL, Level.MUST)
    assert fingerprints(of(new)) == fingerprints(of(new._replace(known_since="2026-03-01")))


def test_without_a_baseline_or_a_waiver_nothing_is_said_of_them() -> None:
    (result,) = run_of(of(finding(Status.FAIL, Level.MUST)))["results"]
    assert not {"baselineState", "suppressions"} & result.keys()


def test_what_is_asked_for_later_is_a_note_that_says_from_when_on() -> None:
    found = {one["ruleId"]: one for one in run_of(ONE)["results"]}["rule-later"]
    assert found["level"] == "note"
    assert found["message"]["text"] == "No licence text was found. This is asked for from 2027-03-01 on."
    assert found["properties"]["upcoming"] == {"level": "must", "date": "2027-03-01"}


def test_what_is_not_known_is_told_apart_from_results() -> None:
    (invocation,) = run_of(ONE)["invocations"]
    told = {
        one["associatedRule"]["id"]: one for one in invocation["toolExecutionNotifications"] if "associatedRule" in one
    }
    assert told["rule-unknown-must"]["level"] == "note"
    assert told["rule-error-must"]["level"] == "error"
    assert invocation["executionSuccessful"] is False
    assert run_of(of(finding(Status.UNKNOWN, Level.MUST)))["invocations"][0]["executionSuccessful"] is True


def test_a_repository_that_could_not_be_read_is_a_warning_of_the_run() -> None:
    told = run_of(REPORT)["invocations"][0]["toolExecutionNotifications"]
    assert any(one["level"] == "warning" and "Only the forge can tell" in one["message"]["text"] for one in told)


def test_notices_of_the_run_are_in_it() -> None:
    (*_, last) = run_of(ONE)["invocations"][0]["toolExecutionNotifications"]
    assert last["message"]["text"].startswith("No policy was named, so the packs minimal were taken.")


MISSING = finding(Status.FAIL, Level.MUST, locations=())


@pytest.mark.parametrize(
    ("seen", "anchor", "expected"),
    [
        ((), "docs/LISEZMOI.md", "docs/LISEZMOI.md"),
        (("src/a.py", "README.rst", ".ospo-policy.yml"), None, "README.rst"),
        (("src/a.py", ".ospo-policy.yml"), None, ".ospo-policy.yml"),
        (("src/b.py", "src/a.py"), None, "src/a.py"),
        (("src/README.md", "b"), None, "b"),
        ((), None, "README.md"),
    ],
)
def test_what_has_no_place_is_shown_at_the_readme_the_policy_file_or_the_first_file(
    seen: tuple[str, ...], anchor: str | None, expected: str
) -> None:
    places = finding(Status.PASS, Level.MUST, locations=tuple(map(Location, seen)))
    assert uris(run_of(of(MISSING, places, anchor=anchor))) == [expected]


@pytest.mark.parametrize("name", HOSTILE)
def test_every_name_of_a_file_becomes_the_same_file_again(name: str) -> None:
    run = run_of(of(finding(Status.FAIL, Level.MUST, locations=(Location(name),))))
    assert unquote_to_bytes(uris(run)[0]) == name.encode("utf-8", "surrogateescape")


def test_paths_of_several_repositories_are_below_their_names() -> None:
    assert all(uri.startswith("full/") for uri in uris(run_of(REPORT)))


def fingerprints(report: Report) -> list[str]:
    return [one["partialFingerprints"]["primaryLocationLineHash"] for one in run_of(report)["results"]]


def test_fingerprints_last_when_lines_texts_anchors_and_other_findings_change() -> None:
    place = finding(Status.FAIL, Level.MUST, locations=(Location("a", 1),))
    moved = place._replace(locations=(Location("a", 90, 2), Location("b")), message=message("files.none", files="x"))
    level = place._replace(level=Level.MAY, title=LocalText({"en": "Other"}), status=Status.WAIVED)
    assert fingerprints(of(place)) == fingerprints(of(moved)) == fingerprints(of(level))
    assert fingerprints(of(place)) == fingerprints(of(place, date="2030-01-01", tool_version="9.9.9"))
    assert fingerprints(of(MISSING, anchor="README.md")) == fingerprints(of(MISSING, anchor="LISEZMOI.md"))
    assert fingerprints(of(place)) != fingerprints(of(MISSING))
    assert fingerprints(of(place)) != fingerprints(of(place._replace(rule="other")))
    renamed = RepositoryReport("local:other-folder", None, "", (place,))
    assert fingerprints(of(place)) == fingerprints(ONE._replace(repositories=(renamed,)))


def test_fingerprints_of_several_repositories_differ() -> None:
    some = tuple(RepositoryReport(f"github:o/{n}", None, "", (MISSING,)) for n in range(3))
    assert len(set(fingerprints(ONE._replace(repositories=some)))) == 3


def test_nothing_in_a_message_is_a_link_or_a_gap() -> None:
    texts = [one["message"]["text"] for one in run_of(ONE)["results"]]
    assert not [text for text in texts if "](" in text]
    assert [text for text in texts if "{{0}}" in text]


def test_more_results_than_github_takes_are_cut_from_the_least_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_RESULTS", 10)
    monkeypatch.setattr(sarif, "SHOWN_RESULTS", 5)
    some = (finding(Status.FAIL, level, rule=f"r{n}-{level.value}") for n in range(6) for level in reversed(Level))
    run = run_of(of(*some))
    assert [one["level"] for one in run["results"]] == ["error"] * 6 + ["warning"] * 4
    told = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert "8 results of lesser weight were left out" in told[-2]
    assert told[-1] == "Of 10 results, GitHub shows the 5 that weigh most."


def test_a_file_that_github_would_find_too_large_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def bulky(number: int) -> Finding:
        noise = "".join(hashlib.sha256(f"{number} {part}".encode()).hexdigest() for part in range(30))
        return MISSING._replace(rule=f"r{number}", level=Level.SHOULD, message=message("format.said", text=noise))

    report = of(*map(bulky, range(200)), finding(Status.FAIL, Level.MUST, rule="most"))
    whole = len(gzip.compress(render("sarif", report, Catalogue("en"), Style()).encode()))
    monkeypatch.setattr(sarif, "MAX_BYTES", whole // 2)
    text = render("sarif", report, Catalogue("en"), Style())
    (run,) = json.loads(text)["runs"]
    assert problems(text) == []
    assert len(gzip.compress(text.encode())) <= whole // 2
    assert run["results"][0]["ruleId"] == "most"
    assert 50 < len(run["results"]) < 201
    told = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert any("left out, since GitHub takes no larger file" in one for one in told)


def test_long_descriptions_and_many_tags_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    long = LocalText({"en": "x" * 3000})
    rule = finding(Status.FAIL, Level.MUST, title=long, why=long, controls=tuple(f"C-{n}" for n in range(40)))
    (described,) = run_of(of(rule))["tool"]["driver"]["rules"]
    assert len(described["shortDescription"]["text"]) == 1024
    assert len(described["properties"]["tags"]) == 10
    assert described["properties"]["tags"][:2] == ["publication-practices", "example"]


def test_many_places_are_cut_and_only_one_is_the_place() -> None:
    many = finding(Status.FAIL, Level.MUST, locations=tuple(Location(f"f{n}") for n in range(2000)))
    (result,) = run_of(of(many))["results"]
    assert len(result["locations"]) == 1
    assert len(result["relatedLocations"]) == 99


def test_what_could_not_be_told_is_bounded_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_NOTIFICATIONS", 3)
    some = [finding(Status.UNKNOWN, Level.MAY, rule=f"r{n}") for n in range(7)]
    told = run_of(of(*some, finding(Status.ERROR, Level.MAY), notices=()))["invocations"][0][
        "toolExecutionNotifications"
    ]
    assert [one["level"] for one in told] == ["note", "note", "note", "error", "note"]
    assert told[-1]["message"]["text"].startswith("4 more rules or repositories could not be told")


def test_the_help_of_a_rule_says_why_what_to_do_and_where_from() -> None:
    (rule,) = run_of(of(MISSING))["tool"]["driver"]["rules"]
    assert "**Why:** Because. In two lines." in rule["help"]["markdown"]
    assert "[A law](<https://example.org/law>)" in rule["help"]["markdown"]
    assert "Source: A law https://example.org/law" in rule["help"]["text"]
    assert rule["helpUri"] == "https://example.org/law"


def test_only_a_version_that_is_semantic_is_called_so() -> None:
    assert run_of(ONE)["tool"]["driver"]["semanticVersion"] == "0.0.0"
    assert "semanticVersion" not in run_of(ONE._replace(tool_version="0.2.0.dev1"))["tool"]["driver"]
