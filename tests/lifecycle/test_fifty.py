# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fifty repositories, put right as an OSPO does it: audit, plan, apply; the teams fill in and merge; audit."""

from __future__ import annotations

import contextlib
import io
import json
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from ospo_policy.cli.main import run
from ospo_policy.forges.pace import Pace, Speed
from tests.forges.github_server import World, serving
from tests.forges.github_server.things import Entry
from tests.lifecycle.city import COUNT, OWNER, People, city
from tests.support import corpus

pytestmark = pytest.mark.skipif(not corpus.available(), reason="the corpus is not here")
PACKS = ["minimal", "community-health", "fr-dinum"]
VALUES = {
    "security-contact": "securite@ville-exemple.fr",
    "security-delay": "5 jours ouvrés",
    "conduct-contact": "conduite@ville-exemple.fr",
}
Statuses = dict[str, dict[str, str]]


class Story(NamedTuple):
    """What was there before, what was planned, what was sent, what was there afterwards."""

    before: Statuses
    plan: dict[str, Any]
    applied: list[Entry]
    again: list[Entry]
    merged: int
    after: Statuses


def test_fifty_repositories_are_put_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unhurried = partial(Pace, speed=Speed(0, 10_000, 10_000))
    monkeypatch.setattr("ospo_policy.forges.github.requests.Pace", unhurried)
    monkeypatch.setenv("GITHUB_TOKEN", "t-owner")
    world = city()
    with serving(world) as base:
        story = _played(tmp_path, world, _organisation(tmp_path, base))
    assert_the_city_is_large_enough_and_much_of_it_can_be_put_right(story)
    assert_every_repair_of_a_request_repairs(story)
    assert_no_other_rule_gets_worse(story)
    assert_a_second_apply_writes_nothing(story)
    assert_a_request_costs_few_requests_and_a_repository_without_one_costs_none(story)


def _played(folder: Path, world: World, organisation: Path) -> Story:
    def audit(name: str) -> Statuses:
        _does("audit", "-O", organisation, "--format", "json", "--output", folder / name, codes=(0, 1))
        return _statuses(folder / name)

    before = audit("before.json")
    _does("plan", "-O", organisation, "--output", folder / "plan.json")
    planned = len(world.log)
    _does("apply", folder / "plan.json", "-O", organisation)
    applied = world.log[planned:]
    done = len(world.log)
    said = _does("apply", "-O", organisation)
    assert "There was nothing to do." in said
    again = world.log[done:]
    merged = People(world).merge_all()
    return Story(before, json.loads((folder / "plan.json").read_text()), applied, again, merged, audit("after.json"))


def _organisation(folder: Path, url: str) -> Path:
    document = {
        "organisation": {"name": "Ville d'Exemple", "contact": "numerique@ville-exemple.fr", "locale": "fr"},
        "forges": {"gh": {"type": "github", "url": url, "auth": {"token": {"env": "GITHUB_TOKEN"}}}},
        "inventory": [{"forge": "gh", "owners": [OWNER]}],
        "assign": [{"packs": PACKS}],
        "remediation": {
            "mode": "request", "person": {"name": "Ada Exemple", "email": "ada@ville-exemple.fr"}, "values": VALUES, "settings": True,
            "level": "may", "limits": {"per_run": 100, "per_owner": 100, "per_day": 100, "percent": 100},
        },
    }  # fmt: skip
    path = folder / "org.yml"
    path.write_text(yaml.safe_dump(document))
    return path


def _does(*words: str | Path, codes: tuple[int, ...] = (0,)) -> str:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([*map(str, words), "--lang", "en"])
    assert code in codes, (words, out.getvalue(), err.getvalue())
    return out.getvalue()


def _statuses(report: Path) -> Statuses:
    repositories = json.loads(report.read_text())["repositories"]
    return {one["id"]: {found["rule"]: found["status"] for found in one["findings"]} for one in repositories}


def _opened(plan: dict[str, Any]) -> set[str]:
    return {one["id"] for one in plan["repositories"] if one["request"]["action"] == "open"}


def assert_the_city_is_large_enough_and_much_of_it_can_be_put_right(story: Story) -> None:
    assert len(story.before) == COUNT
    assert len(_opened(story.plan)) == story.merged >= 40
    repaired = {repair["rule"] for one in story.plan["repositories"] for repair in one["repairs"] if repair["files"]}
    assert len(repaired) >= 15


def assert_every_repair_of_a_request_repairs(story: Story) -> None:
    wrong = {
        (one["id"], repair["rule"]): story.after[one["id"]][repair["rule"]]
        for one in story.plan["repositories"]
        for repair in one["repairs"]
        if (repair["files"] or repair["settings"]) and story.after[one["id"]][repair["rule"]] != "pass"
    }
    assert not wrong


def assert_no_other_rule_gets_worse(story: Story) -> None:
    worse = {
        (id_, rule): status
        for id_, statuses in story.after.items()
        for rule, status in statuses.items()
        if status in ("fail", "error") and story.before[id_][rule] not in ("fail", "error")
    }
    assert not worse


def assert_a_second_apply_writes_nothing(story: Story) -> None:
    assert [one for one in story.applied if one.is_write]
    assert not [one for one in story.again if one.is_write]


def assert_a_request_costs_few_requests_and_a_repository_without_one_costs_none(story: Story) -> None:
    opened = _opened(story.plan)
    assert len(story.applied) <= 6 * len(opened)
    quiet = {id_.partition(":")[2] for id_ in story.before} - {id_.partition(":")[2] for id_ in _changed(story.plan)}
    assert not [one.path for one in story.applied if any(f"/repos/{name}/" in f"{one.path}/" for name in quiet)]


def _changed(plan: dict[str, Any]) -> set[str]:
    quiet = ("nothing", "skip")
    return {
        one["id"]
        for one in plan["repositories"]
        if any(one[part]["action"] not in quiet for part in ("request", "settings", "issue"))
    }
