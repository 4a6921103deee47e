# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The proof of `test_fifty`, on worse repositories: bare ones, halved ones, with others' texts, with Windows' line ends; and in a folder.

Every rule that could be put right passes then, none got worse, and a second `apply` writes nothing.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from ospo_policy.forges.pace import Pace, Speed
from tests.forges.github_server import pulls
from tests.forges.github_server.http import serving
from tests.forges.github_server.world import World
from tests.support import corpus, fifty
from tests.support.command import Command
from tests.support.repositories import git

pytestmark = pytest.mark.skipif(not corpus.available(), reason="the corpus is not here")

PACKS = ["minimal", "community-health", "fr-dinum"]
ORGANISATION: dict[str, Any] = {
    "organisation": {"name": {"fr": "Ministère des Exemples", "en": "Ministry of Examples"}, "contact": "oss@ministere-exemple.fr"},
    "assign": [{"packs": PACKS}],
    "remediation": {
        "mode": "request",
        "settings": True,
        "person": {"name": "Ada Exemple", "email": "ada@example.org"},
        "values": {
            "security-contact": "faille@ministere-exemple.fr",
            "security-delay": {"fr": "5 jours ouvrés", "en": "5 working days"},
            "conduct-contact": "conduite@ministere-exemple.fr",
        },
        "limits": {"per_run": 100, "per_owner": 100, "per_day": 200, "percent": 100},
    },
}  # fmt: skip
MOST_REQUESTS = 6
IN_A_FOLDER = 26
"""Every repository of the corpus, and a few of what becomes of them: Git takes its time."""

Statuses = Mapping[str, Mapping[str, str]]
"""Repository to rule to status."""


class Course(NamedTuple):
    """What was found, planned, done, and found again."""

    before: Statuses
    plan: dict[str, Any]
    after: Statuses


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setattr(
        "ospo_policy.forges.github.requests.Pace", lambda clock, sleep: Pace(clock, sleep, Speed(0, 10_000, 10_000))
    )  # nobody is disturbed by tests
    monkeypatch.setenv("FIFTY_TOKEN", "t-admin")
    return Command(capsys)


def organisation_file(folder: Path, **more: Any) -> Path:
    path = folder / "ospo-policy.yml"
    path.write_text(yaml.safe_dump({**ORGANISATION, **more}, allow_unicode=True))
    return path


def statuses(run: Command, *words: str | Path) -> Statuses:
    result = run("audit", *words, "-f", "json")
    found = json.loads(result.out)
    assert not found.get("unread"), found["unread"]
    return {
        one["id"].rpartition("/")[2].rpartition(":")[2]: {
            finding["rule"]: finding["status"] for finding in one["findings"]
        }
        for one in found["repositories"]
    }


def planned(run: Command, where: Path, *words: str | Path) -> dict[str, Any]:
    result = run("plan", *words, "-o", where)
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(where.read_text())
    return found


def is_promised(repair: Mapping[str, Any]) -> bool:
    """Whether a repair puts its rule right by itself: people have nothing to fill in, and nothing to decide."""
    return bool(repair["files"] or repair["settings"]) and not repair["to_fill_in"]


def broken_promises(course: Course) -> list[str]:
    """What should pass and does not."""
    return [
        f"{one['name']}: {repair['rule']} is {course.after[one['name']][repair['rule']]}"
        for one in course.plan["repositories"]
        for repair in one["repairs"]
        if is_promised(repair) and course.after[one["name"]][repair["rule"]] != "pass"
    ]


def got_worse(course: Course) -> list[str]:
    """What passed or was unknown, and fails; where it does not wait for people to fill in what a request left open."""
    return [
        f"{name}: {rule} was {status} and is {course.after[name][rule]}"
        for name, found in course.before.items()
        for rule, status in found.items()
        if status not in ("fail", "error") and course.after[name][rule] in ("fail", "error")
    ]


def make_github() -> World:
    """The organisation on a GitHub, with descriptions for every second repository."""
    world = World()
    world.organisation("ville", name="Ville")
    world.user("bob", name="Bob", email="bob@example.org")
    world.token("t-admin", ville="admin")
    for number, (name, files) in enumerate(fifty.organisation().items()):
        about = {"description": f"Ce que fait {name}"} if number % 2 else {}
        world.repository(f"ville/{name}", files, hasIssuesEnabled=bool(number % 5), **about)
    return world


@pytest.fixture
def github() -> Iterator[tuple[World, str]]:
    world = make_github()
    with serving(world) as base:
        yield world, base


def merge_all(world: World) -> int:
    merged = 0
    for repo in list(world.by_number.values()):
        for one in pulls.pulls(repo):
            if one["state"] == "OPEN":
                world.people.merge(repo.full_name, one["number"])
                merged += 1
    return merged


def test_fifty_repositories_on_github_are_put_right(run: Command, github: tuple[World, str], tmp_path: Path) -> None:
    world, base = github
    where = organisation_file(
        tmp_path,
        forges={"gh": {"type": "github", "url": base, "auth": {"token": {"env": "FIFTY_TOKEN"}}}},
        inventory=[{"forge": "gh", "owners": ["ville"]}],
    )
    before = statuses(run, "-O", where)
    assert len(before) == fifty.COUNT
    plan = planned(run, tmp_path / "plan.json", "-O", where)
    opened = [one for one in plan["repositories"] if one["request"]["action"] == "open"]
    assert len(opened) > 40
    start = len(world.log)
    applied = run("apply", tmp_path / "plan.json", "-O", where)
    assert applied.code == 0, applied
    # With their issues and settings: what is asked of GitHub in all, for fifty at a time or for one alone.
    assert len(world.log) - start <= MOST_REQUESTS * len(opened)
    start = len(world.log)
    again = run("apply", "-O", where)
    assert [entry for entry in world.log[start:] if entry.is_write] == [], again.out
    assert merge_all(world) == len(opened)
    course = Course(before, plan, statuses(run, "-O", where))
    assert broken_promises(course) == []
    assert got_worse(course) == []
    assert sum(is_promised(repair) for one in plan["repositories"] for repair in one["repairs"]) > 80


def make_folders(folder: Path) -> None:
    """The organisation as bare repositories."""
    for name, files in fifty.organisation(IN_A_FOLDER).items():
        bare = folder / f"{name}.git"
        bare.mkdir(parents=True)
        git(bare, "init", "-q", "--bare", "--initial-branch", "main")
        told = [b"commit refs/heads/main\ncommitter Bob <bob@example.org> 1795000000 +0000\ndata 5\nStart\n"]
        for path, data in files.items():
            told.append(
                b"M 100644 inline %s\ndata %d\n%s\n" % (json.dumps(path, ensure_ascii=False).encode(), len(data), data)
            )
        subprocess.run(
            ["git", "fast-import", "--quiet"], cwd=bare, input=b"".join(told), check=True, capture_output=True
        )


def merge_folder(bare: Path) -> bool:
    """Merge the request of a bare repository, if there is one."""
    branch = "refs/heads/ospo-policy/publication"
    if not git(bare, "for-each-ref", branch):
        return False
    made = git(bare, "commit-tree", f"{branch}^{{tree}}", "-p", "refs/heads/main", "-p", branch, "-m", "Merge")
    git(bare, "update-ref", "refs/heads/main", made)
    return True


def test_repositories_in_a_folder_are_put_right(run: Command, tmp_path: Path) -> None:
    city = tmp_path / "city"
    make_folders(city)
    where = organisation_file(tmp_path)
    words = ("--local", city, "-O", where)
    before = statuses(run, *words)
    assert len(before) == IN_A_FOLDER
    plan = planned(run, tmp_path / "plan.json", *words)
    assert run("apply", tmp_path / "plan.json", *words).code == 0
    heads = {path.name: git(path, "for-each-ref") for path in city.iterdir()}
    assert "There was nothing to do." in run("apply", *words).out
    assert {path.name: git(path, "for-each-ref") for path in city.iterdir()} == heads
    assert sum(merge_folder(path) for path in city.iterdir()) > 20
    course = Course(before, plan, statuses(run, *words))
    assert broken_promises(course) == []
    assert got_worse(course) == []
