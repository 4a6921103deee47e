# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What checks on pipelines share: the files of a GitLab pipeline, and how findings are told."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Known, Repository, Tree
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.verdict import Fail
from ospo_policy.parsers import gitlab_ci

MAX_FILES = 200


class GitlabFiles(NamedTuple):
    """The files of the pipeline that were read, and why others were not."""

    pipelines: tuple[gitlab_ci.Pipeline, ...]
    missed: Message | None


def of_gitlab(repository: Repository, tree: Tree) -> GitlabFiles:
    """The root file and what it includes from the repository, each once."""
    waiting, seen = [gitlab_ci.ROOT], {gitlab_ci.ROOT}
    pipelines: list[gitlab_ci.Pipeline] = []
    missed: Message | None = None
    while waiting and len(pipelines) < MAX_FILES:
        path = waiting.pop(0)
        fact = repository.contents.get(path)
        if not isinstance(fact, Known):
            missed = missed or (fact.reason if fact else message("unseen.not-read", path=path))
            continue
        if fact.value.truncated:
            missed = missed or message("unseen.truncated", path=path)
        try:
            pipeline = gitlab_ci.read(path, fact.value.text)
        except gitlab_ci.NotReadableError as error:
            missed = missed or message("gitlab-ci.not-readable", place=f"{path}:{error.line}")
            continue
        pipelines.append(pipeline)
        for include in pipeline.includes:
            if include.kind == "local" and "$" in include.target:
                place = str(Location(path, include.line, include.column))
                missed = missed or message("gitlab-ci.by-variable", place=place, reference=include.target)
            elif include.kind == "local":
                new = [name for name in _local(tree, include.target) if name not in seen]
                seen.update(new)
                waiting += new
    return GitlabFiles(tuple(pipelines), missed or tree.incomplete)


def _local(tree: Tree, target: str) -> list[str]:
    """The files of the repository that a local include names: a path, or a pattern with `*`."""
    path = target.lstrip("/")
    if "*" not in path:
        return [path] if path in tree else []
    from ospo_policy.parsers.regex import PatternError, compile_glob

    try:
        return compile_glob(path).select(tree.paths)[:MAX_FILES]
    except PatternError:
        return []


Found = Mapping[str, Sequence[tuple[Location, str]]]
"""Rule to the places where it is broken, each with what stands there."""


def failed(key: str, found: Found) -> Fail:
    """Each rule that is broken with its places: what could happen, and the repair."""
    told = tuple(
        message(
            f"{key}.{rule}",
            count=len(marks),
            places=common.some(tuple(str(place) for place, _ in marks)),
            what=common.some(tuple(dict.fromkeys(what for _, what in marks))),
        )
        for rule, marks in found.items()
    )
    places = tuple(place for marks in found.values() for place, _ in marks)
    evidence = {
        "count": len(places),
        "rules": {rule: [str(place) for place, _ in marks[: common.MAX_LOCATIONS]] for rule, marks in found.items()},
    }
    return Fail(message(key, findings=told), places[: common.MAX_LOCATIONS], evidence)
