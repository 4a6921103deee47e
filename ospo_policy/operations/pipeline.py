# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pipeline that a check runs in, as its variables tell: GitHub Actions, GitLab CI, Forgejo and Gitea Actions.

- https://docs.github.com/en/actions/reference/workflows-and-actions/variables
- https://docs.gitlab.com/ci/variables/predefined_variables/
- https://forgejo.org/docs/latest/user/actions/reference/
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.model.message import Message

MAX_EVENT_BYTES = 30_000_000
"""GitHub's payloads have 25 MB at most."""
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MERGED = re.compile(r"refs/pull/\d+/merge")


class ChangeRequest(NamedTuple):
    """A pull or merge request whose pipeline this is. `bases` are revisions of its target branch, the best first."""

    target: str
    bases: tuple[str, ...]
    is_foreign: bool
    """Whether it comes from a fork, or may."""
    hint: Message


class Pipeline(NamedTuple):
    """A pipeline: the folder that it works in, the file of its summary, whether it shows annotations, and its request."""

    folder: str
    summary: str | None = None
    has_annotations: bool = False
    request: ChangeRequest | None = None


def recognised(environment: Mapping[str, str]) -> Pipeline | None:
    """The pipeline that the variables tell of; None outside of any that is known."""
    if environment.get("GITHUB_ACTIONS") == "true":
        return _actions(environment)
    if environment.get("GITLAB_CI") == "true":
        return _gitlab(environment)
    return None


def _actions(environment: Mapping[str, str]) -> Pipeline:
    """GitHub Actions; Forgejo and Gitea set the same variables, and show no annotations."""
    is_github = not any(environment.get(name) == "true" for name in ("FORGEJO_ACTIONS", "GITEA_ACTIONS"))
    request = _pull_request(environment) if environment.get("GITHUB_BASE_REF") else None
    summary = environment.get("GITHUB_STEP_SUMMARY") or None
    return Pipeline(environment.get("GITHUB_WORKSPACE", ""), summary if is_github else None, is_github, request)


def _pull_request(environment: Mapping[str, str]) -> ChangeRequest:
    target, commit = environment["GITHUB_BASE_REF"], environment.get("GITHUB_SHA", "")
    event = _event(environment.get("GITHUB_EVENT_PATH", ""))
    base, head = (_side(event, name) for name in ("base", "head"))
    bases: list[str] = []
    if environment.get("GITHUB_EVENT_NAME") == "pull_request_target":
        bases.append(commit)  # that of the target branch: the request's own content is not what is checked out
    elif _MERGED.fullmatch(environment.get("GITHUB_REF", "")):
        bases.append(f"{commit}^1")  # GitHub's own merge of the request into its target
    bases += [f"refs/remotes/origin/{target}", str(base.get("sha", ""))]
    known = tuple(one for one in bases if one.startswith("refs/") or _COMMIT.fullmatch(one.removesuffix("^1")))
    ours, theirs = (_full_name(side) for side in (base, head))
    return ChangeRequest(target, known, not ours or ours != theirs, Message("pipeline.fetch-actions"))


def _gitlab(environment: Mapping[str, str]) -> Pipeline:
    folder = environment.get("CI_PROJECT_DIR", "")
    target = environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    if not target or not environment.get("CI_MERGE_REQUEST_IID"):
        return Pipeline(folder)
    commits = (environment.get(f"CI_MERGE_REQUEST_{name}_SHA", "") for name in ("TARGET_BRANCH", "DIFF_BASE"))
    of_branch, of_fork = (one if _COMMIT.fullmatch(one) else "" for one in commits)
    bases = tuple(one for one in (of_branch, f"refs/remotes/origin/{target}", of_fork) if one)
    ours, theirs = (environment.get(f"CI_MERGE_REQUEST_{name}PROJECT_ID") for name in ("", "SOURCE_"))
    request = ChangeRequest(target, bases, not ours or ours != theirs, Message("pipeline.fetch-gitlab"))
    return Pipeline(folder, request=request)


def _event(path: str) -> Mapping[str, object]:
    """What the event's file tells of the request; nothing where it cannot be read."""
    import json

    try:
        with open(path, "rb") as file:
            event = json.loads(file.read(MAX_EVENT_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    request = event.get("pull_request") if isinstance(event, dict) else None
    return request if isinstance(request, dict) else {}


def _side(event: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = event.get(name)
    return found if isinstance(found, dict) else {}


def _full_name(side: Mapping[str, object]) -> str:
    repository = side.get("repo")
    return str(repository.get("full_name", "")) if isinstance(repository, dict) else ""


def works_in(pipeline: Pipeline, folder: str) -> bool:
    """Whether a folder lies where the pipeline works."""
    if not pipeline.folder:
        return False
    root, at = os.path.realpath(pipeline.folder), os.path.realpath(folder)
    return at == root or at.startswith(root.rstrip(os.sep) + os.sep)
