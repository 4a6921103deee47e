# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A project's own checks to begin with: `.ospo-policy.yml`, and the job of its CI."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from ospo_policy.fixes import stamp
from ospo_policy.fixes.escaping import Format
from ospo_policy.fixes.render import Value
from ospo_policy.fixes.templates import is_inside
from ospo_policy.fixes.values import SOURCE
from ospo_policy.forges.local.reader import LocalRepository, open_repository
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.operations import init_org
from ospo_policy.operations.check import BASELINE_FILE, REPOSITORY_FILE
from ospo_policy.operations.scaffold import File, filled
from ospo_policy.operations.templates import Wish, fill_checkout

JOB = "ospo-policy-check.yml"
FILE = "ospo-policy.yml"
_WORD = re.compile(r"[A-Za-z0-9./][\w./@+:=~-]{0,299}", re.ASCII)
_PROFILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_PINS = {"commit": r"[0-9a-f]{40}|[0-9a-f]{64}", "sha256": r"[0-9a-f]{64}"}


class RepositoryAnswers(NamedTuple):
    """Which rules hold for a repository (packs, or an organisation's file that is pinned), and where its CI runs.

    `branch` and `requirement` empty: as the repository and this version of the tool say.
    """

    forge: ForgeType
    packs: tuple[str, ...] = ()
    organisation: str = ""
    commit: str = ""
    sha256: str = ""
    file: str = ""
    profile: str = ""
    branch: str = ""
    requirement: str = ""
    baseline: bool = False
    offline: bool = False


def opened(path: str | None) -> LocalRepository:
    """The repository at a path; None is the one that the current folder lies in. Raises `OspoPolicyError`."""
    repository = open_repository(path)
    if not repository.has_files:
        raise UsageError(message("init.no-work-tree", path=path or "."), Message("init.no-work-tree.hint"))
    return repository


def has_baseline(path: str | None) -> bool:
    """Whether the repository has a baseline, which is then kept."""
    return os.path.lexists(os.path.join(open_repository(path).folder, BASELINE_FILE))


def wrong(key: str, value: str) -> tuple[Message, Message | None] | None:
    """What is wrong with an answer, and what to do; None where it will do."""
    match key:
        case "policy" if "://" in value and "#" not in value:
            return init_org.wrong("url", value)
        case "policy":
            return init_org.wrong("packs", value)
        case "organisation" if value:
            return init_org.wrong("url", value)
        case "profile" if value not in ("", "-") and _PROFILE.fullmatch(value) is None:
            return message("init.bad.profile", found=value), None
        case "commit" | "sha256" if value and re.fullmatch(_PINS[key], value) is None:
            return message(f"grammar.{key}", found=value), None
        case "file" if value and not is_inside(value):
            return message("init.bad.path", found=value), None
        case "requirement" if value and _WORD.fullmatch(value) is None:
            return message("init.bad.word", found=value), None
        case "packs" | "branch" if value:
            return init_org.wrong(key, value)
    return None


def checked(answers: RepositoryAnswers) -> RepositoryAnswers:
    """The answers, the organisation's rules pinned at their latest commit where no other is named. Raises `UsageError`."""
    for key, value in answers._asdict().items():
        for one in value if isinstance(value, tuple) else (value,):
            found = wrong(key, one) if isinstance(one, str) else None
            if found is not None:
                raise UsageError(*found)
    if not answers.organisation:
        if answers.commit or answers.sha256 or answers.file:
            raise UsageError(Message("init.pin-without"))
        return answers
    if answers.packs:
        raise UsageError(Message("init.two-policies"), Message("init.two-policies.hint"))
    if answers.commit and answers.sha256:
        raise UsageError(Message("init.two-pins"))
    answers = answers._replace(file=answers.file or FILE)
    return answers if answers.commit or answers.sha256 else answers._replace(commit=_latest(answers))


def _latest(answers: RepositoryAnswers) -> str:
    """The latest commit of the organisation's policy repository. Raises `UsageError`."""
    from ospo_policy.operations.remote_packs import latest_commit
    from ospo_policy.ports.packs import PackUnavailableError

    if answers.offline:
        raise UsageError(Message("init.offline-pin"), Message("init.offline-pin.hint"))
    try:
        return latest_commit(answers.organisation)
    except PackUnavailableError as error:
        about = message("init.no-head", url=answers.organisation, reason=error.message)
        raise UsageError(about, Message("init.no-head.hint")) from None


def files(answers: RepositoryAnswers, repository: LocalRepository, language: str, now: int) -> list[File]:
    """The repository's own file, and the job of its CI. Raises `OspoPolicyError`."""
    values: dict[str, Value] = {
        "profile": answers.profile,
        "organisation_url": answers.organisation,
        "organisation_path": answers.file,
        "commit": answers.commit,
        "sha256": answers.sha256,
        "packs": answers.packs,
    }
    own = filled("repository.yml", REPOSITORY_FILE, Format.YAML, values, language)
    return [own, _job(answers, repository, language, now)]


def _job(answers: RepositoryAnswers, repository: LocalRepository, language: str, now: int) -> File:
    """The job of the CI, from the starting text that teams are offered; on Forgejo, of steps of the shell alone."""
    tool = answers.requirement or SOURCE
    if answers.forge is ForgeType.FORGEJO:
        values: dict[str, Value] = {"tool": tool, "default_branch": answers.branch or "main"}
        return filled("forgejo/check.yml", ".forgejo/workflows/ospo-policy.yml", Format.PIPELINE, values, language)
    given = {"tool": LocalText({"": tool})}
    wish = Wish(
        JOB, repository.folder, forge=answers.forge, given=given, language=language, offline=answers.offline, now=now
    )
    found, _ = fill_checkout(wish, language)
    return File(found.template.path, stamp.stamped(found.template, found.rendered.text))


def without_job(jobs: Iterable[File], kept: Iterable[str], repository: LocalRepository) -> list[str]:
    """The files of the CI that were there before, and in which nothing runs `ospo-policy check`."""
    return [
        job.path for job in jobs if job.path in kept and "ospo-policy check" not in (repository.text(job.path) or "")
    ]
