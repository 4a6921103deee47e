# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the files of a CI system run: commands, actions and templates, and what of it cannot be seen.

Read as what they are: workflows of GitHub (and Forgejo, Gitea) and pipelines of GitLab. Of the other
systems each line of the file is taken for a command, which is near enough to find the known tools.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ospo_policy.model.nodes import MapNode
from ospo_policy.parsers import gitlab_ci
from ospo_policy.parsers.ci.commands import without_key
from ospo_policy.parsers.ci.tools import TEMPLATES, TOLD_BY_NAME, Purpose
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.workflows.model import Job, Step, Workflow

WORKFLOWS = "{.github,.forgejo,.gitea}/workflows/*.{yml,yaml}"
ACTIONS = "**/action.{yml,yaml}"
OTHERS = (
    ".travis.{yml,yaml}", ".circleci/*.{yml,yaml}", "azure-pipelines*.{yml,yaml}", "{.azure-pipelines,.azure,.azuredevops}/**/*.{yml,yaml}",
    "**/Jenkinsfile*", ".woodpecker.{yml,yaml}", ".woodpecker/**/*.{yml,yaml}", ".drone.{yml,yaml}", ".drone.star",
    "bitbucket-pipelines.yml", "{appveyor,.appveyor}.yml", ".cirrus.{yml,yaml}", "buildspec*.yml", "cloudbuild.{yml,yaml}",
    ".buildkite/*.{yml,yaml}", ".semaphore/*.yml", ".build.yml", ".builds/*.yml", "bitrise.yml", "codemagic.yaml",
    ".onedev-buildspec.yml", ".teamcity/**/*.kts", ".earthly/*", "Earthfile",
)  # fmt: skip
"""Where other systems look: Travis CI, CircleCI, Azure Pipelines, Jenkins, Woodpecker, Drone, and so on."""
SCRIPTS = (
    "**/package.json", "composer.json", "{,*/}{GNU,}[mM]akefile", "{justfile,Justfile}", "*.sh",
    "{.ci,ci,scripts,script,bin,tools,build,hack,dev,.github,.gitlab,.circleci}/**/*.sh",
)  # fmt: skip
"""Files in which the scripts are that pipelines call by name."""
CHANGE_EVENTS = frozenset(("pull_request", "pull_request_target", "merge_group"))
_COMMAND_INPUTS = ("command", "cmd", "args", "arguments", "run", "script", "goals", "tasks", "inlinescript", "start")
_UNSEEN_ACTION = LazyRegex(r"(?i)[^/]+/(?:.*[/_.-])?(?:tests?|ci|quality|verify|qa|pipeline)(?:[/_.-].*)?")
_NO_COMMAND = LazyRegex(
    r"\s*(?:-\s+)?[\"']?(?:name|displayName|description|title|label|stage|image|key|path|paths|branches|only|if|when|needs)[\"']?\s*[:(]"
)


class Run(NamedTuple):
    """Something that runs: the text of a script, or the name of an action with its commands.

    `names` are of the job and the workflow that it is in.
    """

    text: str
    names: tuple[str, ...]
    path: str
    line: int
    is_action: bool = False


class Seen(NamedTuple):
    """What one file runs on each change (or not), what is served by name, and what cannot be seen of it.

    `is_shared`: a workflow that only others call.
    """

    path: str
    on_change: bool
    runs: tuple[Run, ...]
    served: tuple[tuple[Purpose, Run], ...] = ()
    hidden: tuple[Run, ...] = ()
    is_shared: bool = False


def of_workflows(workflows: Iterable[Workflow]) -> Iterator[Seen]:
    """What workflows run; the local ones and the local actions that they call count where they are called."""
    every = list(workflows)
    called = _called(every)
    for workflow in every:
        on_change = workflow.is_action or is_on_change(workflow) or workflow.path in called
        runs = [run for job in workflow.jobs for run in _runs(workflow, job)]
        hidden = [
            Run(job.uses.text.strip(), (job.id, workflow.name), workflow.path, job.uses.place.line)
            for job in workflow.jobs
            if job.uses is not None and not job.uses.text.strip().startswith("./")
        ]
        hidden += [run for run in runs if run.is_action and _UNSEEN_ACTION.fullmatch(run.text)]
        is_shared = set(workflow.triggers) == {"workflow_call"}
        yield Seen(workflow.path, on_change, tuple(runs), (), tuple(hidden), is_shared)


def is_on_change(workflow: Workflow) -> bool:
    """Whether a push to a branch, or a pull request, sets a workflow off."""
    if not CHANGE_EVENTS.isdisjoint(workflow.triggers):
        return True
    if "push" not in workflow.triggers:
        return False
    push = workflow.triggers["push"]
    keys = set(push.values) if isinstance(push, MapNode) else set()
    return not {"tags", "tags-ignore"} & keys or bool({"branches", "branches-ignore"} & keys)


def _called(workflows: list[Workflow]) -> set[str]:
    """The local workflows that are called, directly or not, by one that a change sets off."""
    by_path = {workflow.path: workflow for workflow in workflows}
    waiting = [workflow for workflow in workflows if is_on_change(workflow)]
    called: set[str] = set()
    while waiting:
        for job in waiting.pop().jobs:
            path = job.uses.text.strip().removeprefix("./") if job.uses is not None else ""
            if path in by_path and path not in called:
                called.add(path)
                waiting.append(by_path[path])
    return called


def _runs(workflow: Workflow, job: Job) -> Iterator[Run]:
    names = (job.name or job.id, workflow.name)
    for step in job.steps:
        if step.run is not None:
            yield Run(step.run.text, names, workflow.path, step.run.place.line)
        if step.uses is not None and not step.uses.text.strip().startswith("./"):
            yield Run(_action(step), names, workflow.path, step.uses.place.line, is_action=True)


def _action(step: Step) -> str:
    """An action's name without its version, and the commands that it is given."""
    name = step.uses.text.strip().partition("@")[0] if step.uses else ""
    given = (step.inputs[key].text for key in _COMMAND_INPUTS if key in step.inputs)
    return " ".join((name, *given))


def of_gitlab(pipelines: Iterable[gitlab_ci.Pipeline]) -> Iterator[Seen]:
    """What a pipeline of GitLab runs, with the work of the templates that are known by name."""
    for pipeline in pipelines:
        path = pipeline.path
        runs = tuple(
            Run(command.text, (job.name,), path, command.line) for job in pipeline.jobs for command in job.commands
        )
        served: list[tuple[Purpose, Run]] = []
        for job in pipeline.jobs:
            run = Run(job.name, (), path, job.line)
            served += [(purpose, run) for purpose in _by_keys(job)]
        hidden: list[Run] = []
        for include in pipeline.includes:
            run = Run(include.target, (), path, include.line)
            if include.kind == "template":
                name = include.target.lower().removesuffix(".yml").removesuffix(".gitlab-ci").replace(".latest", "")
                served += [(purpose, run) for purpose in sorted(TEMPLATES.get(name, ()))]
                hidden += [] if name.startswith(TOLD_BY_NAME) else [run]
            elif include.kind != "local":
                hidden.append(run)
        yield Seen(path, True, runs, tuple(served), tuple(hidden))


_REPORTS: Mapping[str, Purpose] = {
    "junit": "tests", "coverage_report": "coverage", "cobertura": "coverage", "codequality": "style", "sast": "sast",
    "dependency_scanning": "dependencies", "container_scanning": "dependencies", "cyclonedx": "sbom",
}  # fmt: skip
_KEYS: Mapping[str, Purpose] = {"coverage": "coverage", "release": "publish", "pages": "publish"}


def _by_keys(job: gitlab_ci.Job) -> Iterator[Purpose]:
    """What a job is for by the reports that it leaves and the keys that it has."""
    yield from (purpose for name, purpose in _REPORTS.items() if name in job.reports)
    yield from (purpose for name, purpose in _KEYS.items() if name in job.keys)


_TRAVIS = {
    "node_js": "npm test", "ruby": "rake test", "java": "mvn test", "go": "go test", "rust": "cargo test", "php": "phpunit",
    "scala": "sbt test", "elixir": "mix test", "r": "R CMD check", "haskell": "cabal test", "julia": "Pkg.test",
    "clojure": "lein test", "perl": "prove -l", "dart": "dart test", "swift": "swift test",
}  # fmt: skip
_LANGUAGE = LazyRegex(r"(?m)^language:[ \t]*[\"']?([a-z_]+)")
_HAS_SCRIPT = LazyRegex(r"(?m)^[ \t-]*script:")


def of_other(path: str, text: str) -> Seen:
    """What a file of another system runs, line by line. Travis CI has a command for each language."""
    runs = [
        Run(without_key(line), (), path, number)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.lstrip().startswith(("#", "//")) and not _NO_COMMAND.match(line)
    ]
    language = _LANGUAGE.search(text) if path.startswith(".travis.") else None
    if language is not None and language[1] in _TRAVIS and _HAS_SCRIPT.search(text) is None:
        runs.append(Run(_TRAVIS[language[1]], (), path, text.count("\n", 0, language.start()) + 1))
    return Seen(path, True, tuple(runs))
