# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests on condition: what is unchanged is not sent again, and nobody is told what another identity saw."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ospo_policy.forges.conditional import MAX_BYTES, Conditions
from ospo_policy.forges.forgejo.reader import ForgejoForge
from ospo_policy.forges.forgejo.transport import Token as ForgejoSecret
from ospo_policy.forges.github.identity import App, lasting
from ospo_policy.forges.github.identity import Token as GitHubSecret
from ospo_policy.forges.github.reader import GitHubForge
from ospo_policy.forges.github.transport import Transport
from ospo_policy.forges.gitlab.reader import GitLabForge
from ospo_policy.forges.gitlab.transport import Token as GitLabSecret
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import Forge, Remembered, Remembering
from ospo_policy.store.store import Store
from tests.forges.forgejo_server.server import Fault, Forgejo
from tests.forges.forgejo_server.server import serving as serving_forgejo
from tests.forges.forgejo_server.world import Right, Rule, Token
from tests.forges.forgejo_server.world import World as ForgejoWorld
from tests.forges.github_server import serving as serving_github
from tests.forges.github_server.samples import sample
from tests.forges.gitlab_server.server import serving as serving_gitlab
from tests.forges.gitlab_server.world import Access, Protection
from tests.forges.gitlab_server.world import Token as GitLabToken
from tests.forges.gitlab_server.world import World as GitLabWorld
from tests.support.command import Command
from tests.support.object_cache import MemoryCache
from tests.support.repositories import build
from tests.support.store import DAY, NOW

README = "# Eau\n" + "Une ville gère son eau. " * 30


class Answers:
    """An `AnswerMemory` that is a dictionary."""

    def __init__(self) -> None:
        self.known: dict[str, Remembered] = {}

    def answer(self, key: str) -> Remembered | None:
        return self.known.get(key)

    def keep_answer(self, key: str, answer: Remembered) -> None:
        self.known[key] = answer


@pytest.fixture
def berg(tmp_path: Path) -> Iterator[Forgejo]:
    """Six repositories on a Forgejo whose answers have words to be known by."""
    world = ForgejoWorld(tokens=[Token("reader", Right.READ), Token("admin", Right.ADMIN)])
    for number in range(6):
        folder = build(tmp_path / f"p{number}", {"README.md": f"{README}{number}"}, {"tags": ["v1"]})
        world.add(f"dorf/p{number}", folder, rule=Rule("main", force_push=False))
    with serving_forgejo(world, etags=True) as running:
        yield running


def read(forge: Forge, owner: str, needs: Needs, answers: Answers, now: int = NOW) -> list[Any]:
    assert isinstance(forge, Remembering)
    forge.remember(answers)
    return list(forge.collect(list(forge.repositories(owner, needs)), needs, MemoryCache(), now))


SETTINGS = Needs(
    fields=frozenset({"branch_protected", "force_push_blocked", "releases_in_six_months"}),
    history=frozenset({"tags"}),
)


def test_an_unchanged_forgejo_sends_nothing_twice_and_is_told_the_same(
    berg: Forgejo, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Command(capsys)
    file = tmp_path / "ospo-policy.yml"
    file.write_text(
        f"organisation: {{name: Dorf}}\nforges: {{berg: {{type: forgejo, url: '{berg.url}', auth: {{token: {{env: T}}}}}}}}\n"
        "inventory: [{forge: berg, owners: [dorf]}]\nassign: [{packs: [openssf-scorecard-like]}]\n"
    )
    monkeypatch.setenv("T", "admin")
    words = ("audit", "-O", file, "--store", tmp_path / "a.db", "--format", "json")

    def audit(day: int) -> Any:
        monkeypatch.setattr("time.time", lambda: NOW + day * DAY)
        report = json.loads(run(*words).out)
        return [(one["id"], [(f["rule"], f["status"]) for f in one["findings"]]) for one in report["repositories"]]

    first = audit(0)
    assert berg.unchanged == 0
    cold, before = len(berg.log), berg.unchanged
    assert audit(1) == first  # another day: ages are counted anew, from the same answers
    asked = [one for one in berg.log[cold:] if "/git/" not in one and "/raw/" not in one]
    assert berg.unchanged - before == len(asked) > 10
    berg.world.repos[0].rule = None
    (changed,) = [one for one, other in zip(audit(2), first, strict=True) if one != other]
    assert changed[0] == "berg:dorf/p0"


def test_settings_are_asked_on_condition_on_every_forge(berg: Forgejo) -> None:
    lab = GitLabWorld(tokens=[GitLabToken("glpat-a", Access.MAINTAINER)])
    lab.add("ville/eau", {"README.md": README}, protections=[Protection("main")], dco=True)
    hub = sample(5)
    needs = Needs(
        fields=frozenset({"sign_off_required", "mirror", "private_vulnerability_reporting", "force_push_blocked"}),
        history=frozenset({"tags"}),
    )
    with serving_gitlab(lab) as gitlab, serving_github(hub) as base:

        def made() -> list[tuple[Forge, str]]:
            return [
                (GitLabForge("lab", gitlab.url, GitLabSecret("glpat-a")), "ville"),
                (GitHubForge("hub", Transport(GitHubSecret("t-admin"), base), NOW), "numerique"),
                (ForgejoForge("berg", berg.url, ForgejoSecret("admin")), "dorf"),
            ]

        answers = Answers()
        first = [str(read(forge, owner, needs, answers)) for forge, owner in made()]
        assert gitlab.unchanged == berg.unchanged == 0
        core = hub.meters.meter("t-admin", "core")
        spent = core.used
        second = [str(read(forge, owner, needs, answers)) for forge, owner in made()]
        assert second == first
        rest = [one for one in gitlab.log if one.path != "/api/graphql"]
        assert gitlab.unchanged == len(rest) // 2 > 0
        assert berg.unchanged > 10
        assert sum(entry.status == 304 for entry in hub.log) == spent
        assert core.used == spent > 3  # 304 is free of the hour's limit


def test_what_another_identity_saw_is_not_told(berg: Forgejo) -> None:
    answers = Answers()
    (admin, *_) = read(ForgejoForge("berg", berg.url, ForgejoSecret("admin")), "dorf", SETTINGS, answers)
    (reader, *_) = read(ForgejoForge("berg", berg.url, ForgejoSecret("reader")), "dorf", SETTINGS, answers)
    (nobody, *_) = read(ForgejoForge("berg", berg.url), "dorf", SETTINGS, answers)
    assert berg.unchanged == 0
    told = [str(one.fields["force_push_blocked"]) for _, one in (admin, reader, nobody)]
    assert told[0] == "Known(value=True)"
    assert all(one.startswith("Unseen") for one in told[1:])
    (again, *_) = read(ForgejoForge("berg", berg.url, ForgejoSecret("admin")), "dorf", SETTINGS, answers)
    assert str(again) == str(admin)
    assert berg.unchanged > 0


def test_without_words_for_answers_all_is_asked_again(berg: Forgejo) -> None:
    berg.etags = False
    answers = Answers()
    first = read(ForgejoForge("berg", berg.url, ForgejoSecret("admin")), "dorf", SETTINGS, answers)
    second = read(ForgejoForge("berg", berg.url, ForgejoSecret("admin")), "dorf", SETTINGS, answers)
    assert str(first) == str(second)
    assert answers.known == {}
    assert berg.unchanged == 0


def test_what_never_changes_is_not_asked_for_again(berg: Forgejo) -> None:
    berg.etags = False
    answers, needs = Answers(), Needs(history=frozenset({"last_commit"}))
    first = read(ForgejoForge("berg", berg.url, ForgejoSecret("reader")), "dorf", needs, answers)
    second = read(ForgejoForge("berg", berg.url, ForgejoSecret("reader")), "dorf", needs, answers)
    assert str(second) == str(first)
    assert sum("/git/commits/" in one for one in berg.log) == 6
    read(ForgejoForge("berg", berg.url, ForgejoSecret("admin")), "dorf", needs, answers)
    assert sum("/git/commits/" in one for one in berg.log) == 12


def test_a_304_that_nobody_asked_for_is_no_answer(berg: Forgejo) -> None:
    berg.faults = [Fault(304, "p0/tags", body=b"")]
    ((_, found), *_) = read(ForgejoForge("berg", berg.url, ForgejoSecret("reader")), "dorf", SETTINGS, Answers())
    assert str(found.history.tags).startswith("Unseen")


@pytest.mark.parametrize(
    ("headers", "body", "kept"),
    [
        ({"ETag": '"a"'}, b"x", True),
        ({"etag": 'W/"a"', "Link": "<x>"}, b"x", True),
        ({"Last-Modified": "Mon, 23 Nov 2026 00:00:00 GMT"}, b"x", True),
        ({}, b"x", False),
        ({"ETag": '"a\r\nX-Evil: 1"'}, b"x", False),
        ({"ETag": '"é"'}, b"x", False),
        ({"ETag": '"' + "a" * 300 + '"'}, b"x", False),
        ({"ETag": '"a"', "Link": "x" * 5_000}, b"x", False),
        ({"ETag": '"a"'}, b"x" * (MAX_BYTES + 1), False),
    ],
)
def test_only_what_can_be_asked_for_again_is_remembered(headers: dict[str, str], body: bytes, kept: bool) -> None:
    answers = Answers()
    conditions = Conditions("https://x", "token")
    assert conditions.on("/a").headers == {}
    conditions.memory = answers
    for status in (404, 500, 206):
        conditions.on("/a").answered(status, body, headers)
    assert answers.known == {}
    assert conditions.on("/a").answered(200, body, headers).body == body
    assert bool(answers.known) is kept
    asked = conditions.on("/a")
    assert bool(asked.headers) is kept
    assert asked.answered(304, b"", {})[:2] == ((200, body) if kept else (304, b""))


def test_keys_hold_nothing_and_tell_everything_apart() -> None:
    answers = Answers()
    made = [Conditions(url, identity) for url in ("https://x", "https://y") for identity in ("", "secret", "secret2")]
    made += [made[1].of("etalab"), made[1].of("ville")]
    for one in made:
        one.memory = answers
        one.on("/a?page=1").answered(200, b"x", {"ETag": '"a"'})
        one.on("/a?page=2").answered(200, b"x", {"ETag": '"a"'})
    assert len(answers.known) == 16
    assert not any(word in str([answers.known, *map(vars, made)]) for word in ("secret", "etalab", "page"))
    passing = Conditions("https://x", None)
    passing.memory = answers
    assert passing.on("/a").answered(200, b"x", {"ETag": '"a"'}).status == 200
    assert passing.of("etalab").on("/a").headers == passing.on("/a").headers == {}
    assert len(answers.known) == 16


def test_who_does_not_come_again_is_not_remembered() -> None:
    assert lasting(GitHubSecret("ghs_passing")) is None
    assert lasting(GitHubSecret("ghp_lasting")) == "ghp_lasting"
    assert lasting(App(7, "key")) == "App 7"
    assert lasting(None) == ""
    world = GitLabWorld(tokens=[GitLabToken("job", Access.REPORTER, "JOB-TOKEN")])
    world.add("ville/eau", {"README.md": README})
    with serving_gitlab(world) as lab:
        answers = Answers()
        read(
            GitLabForge("lab", lab.url, GitLabSecret("job", "job")),
            "ville",
            Needs(history=frozenset({"tags"})),
            answers,
        )
        assert answers.known == {}


def test_the_store_keeps_answers_and_forgets_them(tmp_path: Path) -> None:
    place = str(tmp_path / "a.db")
    answer = Remembered('W/"é\ud800\0"', "", b"\0\xff" * 9, {"Link": "<é>"})
    with Store.open(place, NOW) as store:
        assert store.answers.answer("a") is None
        store.answers.keep_answer("a", answer)
        store.answers.keep_answer("b", answer)
        store.answers.keep_answer("a", answer._replace(body=b"new"))
        assert store.answers.answer("a") == answer._replace(body=b"new")
    with Store.open(place, NOW + 40 * DAY) as store:
        assert store.answers.answer("b") == answer
    with Store.open(place, NOW + 70 * DAY) as store:
        store.answers.keep_answer("c", answer)  # what nobody used for sixty days goes by itself
        assert store.answers.answer("a") is None
        assert store.answers.answer("b") == answer
        assert store.prune(unused_blobs_days=10).answers == 0
    with Store.open(place, NOW + 90 * DAY) as store:
        assert store.prune(unused_blobs_days=10).answers == 2


def test_a_token_is_nowhere_in_the_store(berg: Forgejo, tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Store.open(str(place), NOW) as store:
        forge = ForgejoForge("berg", berg.url, ForgejoSecret("admin"))
        forge.remember(store.answers)
        assert list(forge.repositories("dorf", SETTINGS))
    connection = sqlite3.connect(place)
    keys = [row[0] for row in connection.execute("SELECT key FROM answers")]
    connection.close()
    assert len(keys) == 7
    assert all(len(key) == 64 for key in keys)
    assert b"admin" not in place.read_bytes()
