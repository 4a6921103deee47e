# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`reuse-ci`: the pipeline runs `reuse lint` on every change.

On GitHub a workflow of its own, with the right to read and actions pinned by commit; on GitLab a job of `.gitlab-ci.yml`, in the first
stage where the file names its stages. On other forges, whose runners are not known, nothing is proposed.
"""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.fixes import project
from ospo_policy.fixes.common import edited, tree_of, whole
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import ForgeType
from ospo_policy.parsers import yaml_edit
from ospo_policy.parsers.yaml_edit import EditError
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

GITHUB, GITLAB = ".github/workflows/reuse.yml", ".gitlab-ci.yml"
VERSION = "6.2.0"
CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0"
JOB = "reuse-lint"


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The listing, and GitLab's pipeline."""
    return Needs(tree=True, contents=frozenset({GITLAB}), fields=frozenset({"url"}))


def repair(_params: Params, broken: Broken) -> Outcome:
    """The pipeline of the forge with the job."""
    facts = broken.facts
    software, tree = project.software_of(facts, broken.context.forge), tree_of(facts)
    if tree is None or software not in (ForgeType.GITHUB, ForgeType.GITLAB):
        return Unable(message("fix.reuse-ci.forge"))
    if software is ForgeType.GITHUB:
        return (
            Unable(message("fix.name-taken", path=GITHUB)) if GITHUB in tree else edited(broken, {GITHUB: _workflow()})
        )
    if GITLAB not in tree:
        return edited(broken, {GITLAB: "\n".join(_job("")) + "\n"})
    found = whole(facts, GITLAB)
    after = _with_job(found.text) if not isinstance(found, Message) else found
    return Unable(after) if isinstance(after, Message) else edited(broken, {GITLAB: after})


def _workflow() -> str:
    return f"""name: REUSE

on:
  push:
  pull_request:

permissions:
  contents: read

jobs:
  reuse:
    runs-on: ubuntu-latest
    steps:
      - uses: {CHECKOUT}
        with:
          persist-credentials: false
      - run: pipx run --spec reuse=={VERSION} reuse lint
"""


def _job(stage: str) -> list[str]:
    named = [f"  stage: {stage}"] if stage else []
    return [
        f"{JOB}:",
        *named,
        "  image: python:3.13-slim",
        "  script:",
        f"    - pip install reuse=={VERSION}",
        "    - reuse lint",
    ]


def _with_job(text: str) -> str | Message:
    """A pipeline with the job at its end."""
    try:
        root = yaml_edit.tree(text)
        stages = root.entry("stages")
        if root.kind != "mapping" or root.is_flow or root.entry(JOB) is not None:
            return message("fix.not-readable", path=GITLAB)
        names = [item.text for item in stages.value.items] if stages is not None else []
        after = text.rstrip("\n") + "\n\n" + "\n".join(_job("" if not names or "test" in names else names[0])) + "\n"
        if len(yaml_edit.tree(after).entries) != len(root.entries) + 1:
            return message("fix.not-readable", path=GITLAB)
    except EditError:
        return message("fix.not-readable", path=GITLAB)
    return after


FIX = FixType("reuse-ci", Params, needs, repair)
