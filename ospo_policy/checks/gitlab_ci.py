# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`gitlab-ci`: a pipeline of GitLab takes in nothing that others can change, and runs nobody's text.

Why: whoever can change an included file can run commands with the pipeline's variables and secrets.
How it is decided: what `.gitlab-ci.yml`, and the files of the repository that it includes, take from
elsewhere is pinned: a project by a tag or a commit, a component by a whole version or a commit, an
address by `integrity` or with a tag or commit in it. Templates of GitLab itself come with the server.
And no text that the author of a commit or merge request chooses is read as commands by `eval`, `sh -c`
or `ssh`. It stays unknown when an included file of the repository was not read, or a variable decides.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ospo_policy.checks import common, pipelines
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Glob
from ospo_policy.model.verdict import NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers import gitlab_ci
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """Which rules; and projects, components and addresses that need not be pinned, as an organisation's own."""

    rules: tuple[Literal["includes", "scripts"], ...] = ("includes", "scripts")
    trusted: tuple[Glob, ...] = ()


def needs(_params: Params) -> Needs:
    """The listing, and the files that a pipeline can be made of."""
    return Needs(tree=True, contents=frozenset(gitlab_ci.SELECTORS))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at each include that is not pinned, and at each text that becomes commands."""
    tree = common.tree_of(repository)
    if gitlab_ci.ROOT not in tree:
        return Unknown(tree.incomplete) if tree.incomplete else NotApplicable(message("gitlab-ci.none"))
    looked = pipelines.of_gitlab(repository, tree)
    found: dict[str, list[tuple[Location, str]]] = {}
    missed = looked.missed
    for pipeline in looked.pipelines:
        for include in pipeline.includes if "includes" in params.rules else ():
            pinned = _is_trusted(params, include) or gitlab_ci.is_pinned(include)
            place = Location(pipeline.path, include.line, include.column)
            if pinned is None:
                missed = missed or message("gitlab-ci.by-variable", place=str(place), reference=include.reference)
            elif not pinned:
                found.setdefault(include.kind, []).append((place, _named(include)))
        for place, variable in _texts(pipeline) if "scripts" in params.rules else ():
            found.setdefault("script", []).append((place, f"${variable}"))
    if found:
        return pipelines.failed("gitlab-ci.found", found)
    places = tuple(Location(pipeline.path) for pipeline in looked.pipelines[: common.MAX_LOCATIONS])
    if missed is not None:
        return Unknown(missed, places)
    return Pass(message("gitlab-ci.good", files=common.some(tuple(place.path for place in places))), places)


def _named(include: gitlab_ci.Include) -> str:
    """An include as its file would name it."""
    shown = f"{include.target}@{include.reference}" if include.reference else include.target
    return shown[:100]


def _is_trusted(params: Params, include: gitlab_ci.Include) -> bool:
    from ospo_policy.parsers.regex import compile_glob

    return any(compile_glob(glob).matches(include.target) for glob in params.trusted)


def _texts(pipeline: gitlab_ci.Pipeline) -> Iterator[tuple[Location, str]]:
    for job in pipeline.jobs:
        for command in job.commands:
            variable = gitlab_ci.variable_as_code(command.text)
            if variable is not None:
                yield Location(pipeline.path, command.line, command.column), variable


def wrong(params: Params) -> Message | None:
    """At least one rule must be asked for."""
    return None if params.rules else message("pipelines.no-rules")


CHECK = CheckType("gitlab-ci", Params, needs, evaluate, wrong)
