# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`audit` while it runs: forges side by side, interrupted, killed, within a budget; always with the same result."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from ospo_policy.operations import audit_run
from ospo_policy.operations.audit_progress import Stage
from ospo_policy.store.store import Store
from ospo_policy.store.values import AuditState
from tests.forges.github_server import World, serving
from tests.forges.github_server.samples import sample
from tests.support.command import Command, Result

NOW = 1_795_392_000
ROOT = Path(__file__).parent.parent.parent
LONG = 20.0
"""Seconds for what is to happen at once; less than a request waits for its answer."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


class Hub:
    """A GitHub whose answers can be held back."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.held: Callable[[str], bool] = lambda _path: False
        self.gate, self.asked = threading.Event(), threading.Event()
        world.latency = lambda path: float(self.held(path))
        world.sleep = self._sleep

    def _sleep(self, seconds: float) -> None:
        if seconds:
            self.asked.set()
            self.gate.wait(LONG)

    def hold(self, part: str, after: int = 0) -> None:
        """Hold back what is asked at paths with this part, after so many answers."""
        left = [after]

        def held(path: str) -> bool:
            left[0] -= part in path
            return part in path and left[0] < 0

        self.gate.clear()
        self.held = held


def town(count: int) -> World:
    world = World()
    world.token("t", ville="read")
    for number in range(count):
        world.repository(f"ville/p{number:03}", {"README.md": f"# {number} of {count}\n"})
    return world


@pytest.fixture
def hubs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[Hub]]:
    """Three GitHubs with 3, 60 and 4 repositories, one of them on the first and the last."""
    worlds = [town(3), town(60), town(4)]
    worlds[0].repository("ville/both", {"README.md": "# Both\n"}, isMirror=True, mirrorUrl="https://elsewhere.example")
    worlds[2].repository("ville/both", {"README.md": "# Both\n"})
    monkeypatch.setenv("TOKEN", "t")
    with ExitStack() as stack:
        urls = [stack.enter_context(serving(world)) for world in worlds]
        forges = "".join(f"  h{n}: {{type: github, url: '{url}', auth: {{token: {{env: TOKEN}}}}}}\n"
                         for n, url in enumerate(urls))  # fmt: skip
        (tmp_path / "org.yml").write_text(
            f"organisation: {{name: Ville}}\nassign: [{{packs: [minimal]}}]\nforges:\n{forges}inventory:\n"
            + "".join(f"  - {{forge: h{n}, owners: [ville]}}\n" for n in range(3))
        )
        hubs = [Hub(world) for world in worlds]
        yield hubs
        for hub in hubs:
            hub.gate.set()


def request(folder: Path, **more: Any) -> audit_run.Request:
    return audit_run.Request(organisation=str(folder / "org.yml"), now=NOW, **more)


def ids(done: audit_run.Done) -> list[str]:
    return [one.id for one in done.report.repositories]


def report_of(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.out)
    return found


@pytest.mark.parametrize(("part", "listed"), [("/git/trees/", False), ("/graphql", True)])
def test_a_forge_that_hangs_does_not_stop_the_others(hubs: list[Hub], tmp_path: Path, part: str, listed: bool) -> None:
    """The first one answers only when the others are wholly read."""
    others = 60 + 5
    hubs[0].hold(part)
    stages: list[Stage] = []

    def follow(stage: Stage) -> None:
        stages.append(stage)
        if stage.read == others:
            hubs[0].gate.set()

    done = audit_run.run(request(tmp_path), follow, keep=True)
    assert hubs[0].asked.is_set()
    assert len(done.report.repositories) == 3 + others
    assert not done.report.unread
    assert any(stage.read == others and stage.is_listing is listed for stage in stages)


@pytest.mark.parametrize("stored", [False, True])
def test_the_result_does_not_depend_on_who_was_faster(
    hubs: list[Hub], tmp_path: Path, run: Command, stored: bool
) -> None:
    results = []
    for slow in (None, 0, 2):
        for one in hubs:
            one.held = lambda _path: False
        if slow is not None:  # it lists and is read when the largest of all is read
            hubs[slow].hold("")
            hubs[1].held = _opens(hubs[slow].gate, hubs[1].world)
        more = ["--store", tmp_path / f"{slow}.db"] if stored else []
        written = run("audit", "-O", tmp_path / "org.yml", "-f", "text", "-o", tmp_path / "a.txt", "-f", "json", *more)
        report = report_of(written)
        results.append((written.code, written.out, (tmp_path / "a.txt").read_text()))
        assert [one["id"] for one in report["left_out"]] == ["h0:ville/both"]
        assert len(report["repositories"]) == 68
    assert results[1:] == results[:1] * 2


def _opens(gate: threading.Event, world: World) -> Callable[[str], bool]:
    """What opens a gate when the texts of the last repositories are asked for."""
    trees = sum("/git/trees/" in entry.path for entry in world.log) + 60

    def held(path: str) -> bool:
        if path.endswith("/graphql") and sum("/git/trees/" in entry.path for entry in world.log) >= trees:
            gate.set()
        return False

    return held


def test_a_copy_that_was_read_before_its_original_was_listed_does_not_count(
    hubs: list[Hub], tmp_path: Path, run: Command
) -> None:
    """The mirror is recorded, then its original turns up on a forge that was slow to list."""
    hubs[2].hold("/graphql")

    def follow(stage: Stage) -> None:
        if stage.read == 64:
            hubs[2].gate.set()

    store = str(tmp_path / "a.db")
    done = audit_run.run(request(tmp_path, store=store), follow, keep=True)
    assert "h0:ville/both" not in ids(done)
    assert "h2:ville/both" in ids(done)
    assert [(one.id, one.reason.arguments) for one in done.report.left_out] == [
        ("h0:ville/both", {"id": "h2:ville/both"})
    ]
    requests = [len(hub.world.log) for hub in hubs]
    again = run("audit", "-O", tmp_path / "org.yml", "--store", store, "--format", "json")
    assert len(report_of(again)["repositories"]) == 68
    assert [len(hub.world.log) - before for hub, before in zip(hubs, requests, strict=True)] == [1, 2, 1]


def test_a_forge_that_is_gone_does_not_stop_the_others(hubs: list[Hub], tmp_path: Path, run: Command) -> None:
    file = tmp_path / "org.yml"
    gone = "h1: {type: forgejo, url: 'http://127.0.0.1:9'}"
    file.write_text(re.sub("h1: {.*}", gone, file.read_text(), count=1))
    result = run("audit", "-O", file)
    assert result.code == 3
    assert result.out.startswith("Audit of 8 repositories")
    assert "  ? h1:ville: http://127.0.0.1:9 does not answer." in result.out
    assert not hubs[1].world.log


def test_a_store_is_shared_by_all_forges(hubs: list[Hub], tmp_path: Path) -> None:
    done = audit_run.run(request(tmp_path, store=str(tmp_path / "a.db")), lambda _stage: None, keep=True)
    plain = audit_run.run(request(tmp_path), lambda _stage: None, keep=True)
    report = done.report._replace(repositories=tuple(done.report.repositories))
    assert report == plain.report
    assert done.overview.repositories == plain.overview.repositories == 68


KILLED = """
import signal, sys
from ospo_policy.cli.main import run
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("how", "state"), [(signal.SIGKILL, AuditState.RUNNING), (signal.SIGINT, AuditState.INTERRUPTED)]
)
def test_what_was_read_survives_a_kill_and_ctrl_c(
    how: signal.Signals, state: AuditState, hubs: list[Hub], tmp_path: Path, run: Command
) -> None:
    hubs[1].hold("/git/trees/", after=55)
    words = ["audit", "-O", str(tmp_path / "org.yml"), "--format", "json"]
    store = ["--store", str(tmp_path / "a.db")]
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, *words, *store],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert hubs[1].asked.wait(60)
    process.send_signal(how)
    out, err = process.communicate(timeout=60)
    hubs[1].gate.set()
    assert process.returncode == (130 if how is signal.SIGINT else -how)
    assert out == ""
    assert ("Go on with: --resume" in err) == (how is signal.SIGINT)
    with Store.open(str(tmp_path / "a.db"), NOW) as opened:
        last = opened.last_unfinished()
        assert last is not None
        assert last.state is state
        assert bool(last.usage) == (how is signal.SIGINT)  # a kill leaves no time to tell it
    hubs[1].held = lambda _path: False
    before = len(hubs[1].world.log)
    resumed = run(*words, *store, "--resume")
    assert len(hubs[1].world.log) - before < 12  # the listing, five listings of files, texts
    assert resumed.out == run(*words).out
    assert len(report_of(resumed)["repositories"]) == 68
    with Store.open(str(tmp_path / "a.db"), NOW) as opened:
        assert [one.state for one in opened.audits()] == [AuditState.FINISHED]


def test_notices_that_are_told_once_survive_a_kill(hubs: list[Hub], tmp_path: Path) -> None:
    wanted = request(tmp_path, store=str(tmp_path / "a.db"))
    audit_run.run(wanted, lambda _stage: None, keep=False)
    hubs[0].world.rename("ville/p001", "ville/renamed")
    del hubs[0].world.owners["ville"].repositories["p002"]

    def stop(stage: Stage) -> None:
        if not stage.is_listing:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit_run.run(wanted, stop, keep=False)
    done = audit_run.run(wanted._replace(resume=True), lambda _stage: None, keep=False)
    assert [one.key for one in done.report.notices] == ["audit.gone", "audit.renamed"]


@pytest.fixture
def sixty(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Sixty repositories on the GitHub that the environment names."""
    world = sample(60)
    with serving(world) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        monkeypatch.setenv("GITHUB_TOKEN", "t-read")
        yield world


def test_a_number_of_requests_is_not_exceeded_and_resume_goes_on(sixty: World, tmp_path: Path, run: Command) -> None:
    words = ("audit", "--github", "numerique", "--pack", "minimal", "--store", tmp_path / "a.db")
    cut = run(*words, "--budget", "55")
    assert cut.code == 3
    assert len(sixty.log) == 55
    assert "Could not be read (" in cut.out
    assert "from github:numerique/project-" in cut.out  # one line for all of them
    assert "The budget of 55 requests to 127.0.0.1" in cut.out
    assert "Go on with: --resume" in cut.err
    with Store.open(str(tmp_path / "a.db"), NOW) as store:
        assert [one.state for one in store.audits()] == [AuditState.INTERRUPTED]
    whole = run(*words, "--resume", "--format", "json")
    assert whole.code == 1
    assert len(sixty.log) < 75
    fresh = run("audit", "--github", "numerique", "--pack", "minimal", "--format", "json")
    assert report_of(whole)["repositories"] == report_of(fresh)["repositories"]


def test_a_budget_that_is_spent_while_listing(sixty: World, run: Command) -> None:
    result = run("audit", "--github", "numerique", "--pack", "minimal", "--budget", "1", "--format", "json")
    report = report_of(result)
    assert result.code == 3
    assert len(sixty.log) == 1
    assert next(one["id"] for one in report["unread"]) == "github:numerique"
    assert report["repositories"] == []
    assert "--store FILE" in result.err


def test_a_share_leaves_the_rest_to_others(sixty: World, run: Command) -> None:
    sixty.limits.core, sixty.limits.window = 40, 7_200
    result = run("audit", "--github", "numerique", "--pack", "minimal", "--budget", "50%")
    assert result.code == 3
    assert sixty.meters.meter("t-read", "core").used == 20
    assert "only what the budget of 50% leaves to others is left, for 12" in result.out


@pytest.mark.parametrize("budget", ["0", "-1", "0%", "101%", "half", "50 %%", "", "1e3", "٥٠%"])
def test_what_is_no_budget(budget: str, run: Command) -> None:
    result = run("audit", "--github", "numerique", "--budget", budget)
    assert result.code == 2
    assert "is no budget" in result.err


def test_what_is_left_out_is_in_the_report_with_its_reason(hubs: list[Hub], tmp_path: Path, run: Command) -> None:
    world = hubs[0].world
    world.repository("ville/old", {"README.md": "x"}, isArchived=True)
    world.repository("ville/copy", {"README.md": "y"}, isFork=True)
    world.repository("ville/empty")
    world.repository("ville/off", {"README.md": "z"}, isDisabled=True)
    file = tmp_path / "org.yml"
    entry = "  - {forge: h0, owners: [ville]"
    where = f"{entry}, where: '!repo.fork && !repo.archived', exclude: [p000], include: ['*']"
    file.write_text(file.read_text().replace(entry, where))
    (tmp_path / "list.csv").write_text("forge,owner,ignored\ngithub.com,dorf,2024-01-01\n")
    file.write_text(file.read_text().replace("inventory:\n", "inventory:\n  - {import: list.csv}\n"))
    report = report_of(run("audit", "-O", file, "--format", "json"))
    assert [(one["id"], one["code"].removeprefix("inventory.")) for one in report["left_out"]] == [
        ("github.com:dorf", "ignored-since"),
        ("h0:ville/both", "skip.mirror"),
        ("h0:ville/copy", "skip.condition"),
        ("h0:ville/empty", "skip.empty"),
        ("h0:ville/off", "skip.disabled"),
        ("h0:ville/old", "skip.condition"),
        ("h0:ville/p000", "skip.excluded"),
    ]
    assert all(one["reason"] for one in report["left_out"])
    schema = json.loads((ROOT / "schemas/report.schema.json").read_text())
    jsonschema_rs.validator_for(schema).validate(report)
    del report["left_out"]
    jsonschema_rs.validator_for(schema).validate(report)  # as earlier versions wrote it
