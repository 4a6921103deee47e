# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`workflow-permissions`: a workflow that says nothing of its rights gets `permissions: contents: read` at its top.

Jobs that state their own rights keep them. A workflow in which a job without stated rights may write (it uses the token, pushes, or runs
an action known to write) is left, with the place that tells so: which right it needs only its authors know. Sources: OSPS Baseline
AC-04.01; GitHub, "Controlling permissions for GITHUB_TOKEN".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ospo_policy.fixes.common import Whole, edited, texts
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers import yaml_edit
from ospo_policy.parsers.workflows.model import Job, Workflow
from ospo_policy.parsers.yaml_edit import EditError
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

WORKFLOWS = (".github/workflows/*.yml", ".github/workflows/*.yaml")
WRITERS = frozenset(
    ("actions/labeler", "actions/stale", "actions/first-interaction", "actions/create-release", "actions/upload-release-asset",
     "actions/deploy-pages", "actions/configure-pages", "actions/attest", "actions/attest-build-provenance", "actions/attest-sbom",
     "actions/github-script", "actions/add-to-project", "actions/delete-package-versions", "actions/dependency-review-action",
     "github/codeql-action/analyze", "github/codeql-action/upload-sarif", "ossf/scorecard-action", "dependabot/fetch-metadata",
     "softprops/action-gh-release", "ncipollo/release-action", "marvinpinto/action-automatic-releases", "svenstaro/upload-release-action",
     "googleapis/release-please-action", "google-github-actions/release-please-action", "release-drafter/release-drafter",
     "changesets/action", "goreleaser/goreleaser-action", "cycjimmy/semantic-release-action", "python-semantic-release/python-semantic-release",
     "peaceiris/actions-gh-pages", "jamesives/github-pages-deploy-action", "crazy-max/ghaction-github-pages", "peter-evans/create-pull-request",
     "peter-evans/create-or-update-comment", "peter-evans/repository-dispatch", "endbug/add-and-commit", "stefanzweifel/git-auto-commit-action",
     "ad-m/github-push-action", "marocchino/sticky-pull-request-comment", "mshick/add-pr-comment", "thollander/actions-comment-pull-request",
     "dorny/test-reporter", "mikepenz/action-junit-report", "reviewdog/action-setup", "tibdex/backport", "korthout/backport-action",
     "lycheeverse/lychee-action", "aquasecurity/trivy-action", "anchore/sbom-action", "sigstore/cosign-installer", "pypa/gh-action-pypi-publish",
     "docker/build-push-action", "helm/chart-releaser-action", "mxschmitt/action-tmate", "pascalgn/automerge-action", "hmarr/auto-approve-action")
)  # fmt: skip
"""Actions that write with the token that every job has, or may (owner/name, in lower case)."""
_TOKEN = re.compile(r"(?i)\bsecrets\.GITHUB_TOKEN\b|\bgithub\.token\b|\bGITHUB_TOKEN\b|\bACTIONS_ID_TOKEN")
_WRITES = re.compile(
    r"\bgit\s+push\b|\bgh\s+(?:pr|issue|release|api|workflow|label|repo)\b|\bghcr\.io\b|\bsemantic-release\b|\bnpm publish\b[^\n]*provenance"
)


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The workflows."""
    return Needs(tree=True, contents=frozenset(WORKFLOWS))


def repair(_params: Params, broken: Broken) -> Outcome:
    """Each workflow that states no rights at its top, with the right to read."""
    from ospo_policy.parsers.workflows.read import NotReadableError, read

    files: dict[str, str | None] = {}
    left: list[Message] = []
    for one in texts(broken.facts, WORKFLOWS):
        try:
            workflow = read(one.path, one.text)
        except NotReadableError:
            continue
        bare = [job for job in workflow.jobs if job.permissions is None] if workflow is not None else []
        if workflow is None or workflow.permissions is not None or not bare:
            continue
        sign = _sign(workflow, bare)
        if sign is not None:
            left.append(sign)
        elif (after := _with_permissions(one)) is not None:
            files[one.path] = after
    if not files and left:
        return Unable(left[0])
    return edited(broken, files, advice=tuple(left))


def _sign(workflow: Workflow, jobs: list[Job]) -> Message | None:
    """What tells that a job may write, and where."""
    if any(_TOKEN.search(value.text) for value in workflow.env.values()):
        return message("fix.workflow.may-write", place=workflow.path, what="GITHUB_TOKEN")
    for job in jobs:
        for line, said in _said(job):
            if said is not None:
                return message("fix.workflow.may-write", place=f"{workflow.path}:{line}", what=said)
    return None


def _said(job: Job) -> list[tuple[int, str | None]]:
    """Line, and the sign of writing, for each part of a job."""
    found: list[tuple[int, str | None]] = []
    if job.uses is not None:  # a called workflow states what it needs, and gets no more than its caller has
        found.append((job.uses.place.line, job.uses.text.strip()))
    values = [(value.place.line, value.text) for value in job.env.values()]
    for step in job.steps:
        values += [(value.place.line, value.text) for value in (*step.inputs.values(), *step.env.values())]
        if step.uses is not None:
            name = step.uses.text.strip().partition("@")[0].lower()
            found.append((step.uses.place.line, name if name in WRITERS else None))
        if step.run is not None:
            values.append((step.run.place.line, step.run.text))
            writes = _WRITES.search(step.run.text)
            found.append((step.run.place.line, writes[0] if writes else None))
    found += [(line, token[0] if (token := _TOKEN.search(text)) else None) for line, text in values]
    found += [(line, "ghcr.io" if "ghcr.io" in text else None) for line, text in values]
    return sorted(found, key=lambda pair: pair[0])


def _with_permissions(one: Whole) -> str | None:
    """The workflow with rights stated after its triggers, apart from the keys around it as these are from each other."""
    try:
        root = yaml_edit.tree(one.text)
        entries = {entry.key.text: entry for entry in root.entries}
        at = next((name for name in ("on", "name") if name in entries), None)
        if root.is_flow or at is None or "permissions" in entries:
            return None
        number = root.entries.index(entries[at])
        follows = root.entries[number + 1] if number + 1 < len(root.entries) else None
        after = yaml_edit.insert_key(one.text, (), "permissions", "\n  contents: read", after=at)
    except EditError:
        return None
    if follows is not None and "\n\n" in one.text[entries[at].end : follows.key.start]:
        end = yaml_edit.tree(after).entry("permissions")
        assert end is not None
        start = end.key.start
        after = f"{after[:start]}\n{after[start:]}"
    return after if _reads_alike(one.text, after) else None


def _reads_alike(before: str, after: str) -> bool:
    """Whether a text, read again, is the old one and the rights."""
    old, new = yaml_edit.tree(before), yaml_edit.tree(after)
    names = [entry.key.text for entry in new.entries]
    if names.count("permissions") != 1:
        return False
    names.remove("permissions")
    return names == [entry.key.text for entry in old.entries]


FIX = FixType("workflow-permissions", Params, needs, repair)
