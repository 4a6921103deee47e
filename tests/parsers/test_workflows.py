# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Expressions and workflows; what we find is compared with what zizmor finds, where both look for the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.parsers.workflows.expressions import expressions, results
from ospo_policy.parsers.workflows.injection import injections
from ospo_policy.parsers.workflows.model import Workflow
from ospo_policy.parsers.workflows.read import NotReadableError, read
from ospo_policy.parsers.workflows.rules import foreign_checkouts
from tests.support.repositories import write_files

CASES = Path(__file__).parent.parent / "cases/workflow.yml"
ZIZMOR = shutil.which("zizmor", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))
ZIZMOR_ALSO_FINDS = (
    "a push has no head branch",  # it does not ask what the triggers bring
    "numbers and commits",  # it takes the id of a commit for a text
    "a comparison gives",  # it takes the first part of `a && 'b'` for a result
)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("github.event.issue.title", ["github.event.issue.title"]),
        ("GitHub['Event'].Issue[ 'title' ]", ["github.event.issue.title"]),
        ("github.event.commits[0].message", ["github.event.commits.*.message"]),
        ("join(github.event.commits.*.author.name, ' ')", ["github.event.commits.*.author.name"]),
        ("toJSON(github.event)", ["github.event.**"]),
        ("fromJSON(toJSON(github)).event.issue.title", ["github.event.issue.title"]),
        ("github.head_ref || github.ref_name", ["github.head_ref", "github.ref_name"]),
        ("a.x && (b.y || c.z)", ["b.y", "c.z"]),
        ("a.x == b.y && c.z", ["c.z"]),
        ("a.x != 'it''s'", []),
        ("!a.x", []),
        ("contains(a.x, b.y) || startsWith(a.x, 'z')", []),
        ("format('{0} {1}', a.x, b.y)", ["a.x", "b.y"]),
        ("-1.5", []),
        ("'github.event.issue.title'", []),
        ("a[b.c].d", ["a.*.d"]),
        ("(github.event.issue.title", ["github.event.issue.title"]),
    ],
)
def test_what_an_expression_may_give(code: str, found: list[str]) -> None:
    assert [".".join(path) for path in results(code)] == found


def test_expressions_of_a_text() -> None:
    text = "a ${{ x }} b ${{y}} ${{ open"
    assert [(part.code, part.start) for part in expressions(text)] == [(" x ", 2), ("y", 13)]


@given(st.text(alphabet="ab.[]()'!=&|*, {}$0", max_size=300))
def test_no_expression_breaks_the_reader(code: str) -> None:
    results(code)
    list(expressions(code))


@pytest.mark.parametrize("part", ["a.", "a||", "(", "'", "f(", "a[", "!", "${{ x }}", "git ", "git checkout $A ", "\n"])
def test_hostile_scripts_take_linear_time(part: str) -> None:
    script = part * (200_000 // len(part))
    text = f"on: [issues, pull_request_target]\njobs: {{a: {{steps: [{{run: {json.dumps(script)}}}]}}}}\n"
    start = time.process_time()
    workflow = read("a.yml", text)
    assert workflow is not None
    list(injections(workflow))
    list(foreign_checkouts(workflow))
    assert time.process_time() - start < 60


def workflows_of_cases() -> list[Any]:
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [
        pytest.param(case, id=case["case"])
        for case in cases
        if case["check"]["workflow"].get("rules") in (["injection"], ["pull-request-target"])
        and not case["case"].startswith(("hostile", "unseen"))
    ]


@pytest.mark.skipif(ZIZMOR is None, reason="zizmor is not installed")
@pytest.mark.parametrize("case", workflows_of_cases())
def test_zizmor_agrees(case: dict[str, Any], tmp_path: Path) -> None:
    (rule,) = case["check"]["workflow"]["rules"]
    write_files(tmp_path, case["files"])
    read_all = [workflow for path in case["files"] if (workflow := model(tmp_path, path)) is not None]
    ours = {workflow.path for workflow in read_all if any(found_in(rule, workflow, read_all))}
    theirs = zizmor(tmp_path, "template-injection" if rule == "injection" else "dangerous-triggers")
    assert ours <= theirs
    if rule == "injection" and case["expect"] == "pass":
        assert not theirs or any(part in case["case"] for part in ZIZMOR_ALSO_FINDS)


def model(folder: Path, path: str) -> Workflow | None:
    try:
        return read(path, (folder / path).read_text(encoding="utf-8"))
    except NotReadableError:
        return None


def found_in(rule: str, workflow: Workflow, others: list[Workflow]) -> list[Any]:
    return list(injections(workflow) if rule == "injection" else foreign_checkouts(workflow, others))


def zizmor(folder: Path, audit: str) -> set[str]:
    """The files in which zizmor has findings of one audit."""
    command = [str(ZIZMOR), "--offline", "--format", "json", "--no-exit-codes", "--persona", "auditor", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    files = set()
    for finding in json.loads(done.stdout):
        if finding["ident"] == audit:
            key = finding["locations"][0]["symbolic"]["key"]["Local"]
            path = key.get("verbatim_path") or key["given_path"]  # by version
            files.add(os.path.relpath(os.path.join(folder, path), folder))
    return files
