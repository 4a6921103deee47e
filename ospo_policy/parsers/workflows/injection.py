# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text that others write, put into a script of a workflow, where it becomes commands.

`${{ }}` is filled in before the shell sees the script, so that quotes do not help. Requirements: OSPS
Baseline BR-01.01, BR-01.04. GitHub's guidance: "Script injections".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ospo_policy.model.nodes import MapNode, Node, ScalarNode
from ospo_policy.parsers.workflows.contexts import ANY_EVENT, is_untrusted
from ospo_policy.parsers.workflows.expressions import MAX_LENGTH, Path, expressions, paths_of, results
from ospo_policy.parsers.workflows.model import Job, Mark, Place, Step, Value, Workflow

MAX_FOUND = 100
"""Places of one rule that are told of one file."""
MAX_SHIFT = 60
"""Lines of the file that are searched for an expression: a folded text has fewer lines than its source."""

SCRIPT_INPUTS = {
    "actions/github-script": "script",
    "azure/cli": "inlinescript",
    "azure/powershell": "inlinescript",
    "appleboy/ssh-action": "script",
    "addnab/docker-run-action": "run",
    "nick-fields/retry": "command",
    "nick-invision/retry": "command",
    "mikefarah/yq": "cmd",
    "cardinalby/js-eval-action": "expression",
    "jannekem/run-python-script-action": "script",
}
"""Actions that run an input as a program: owner/name to the input, in lower case."""


def injections(workflow: Workflow) -> Iterator[Mark]:
    """Text that anybody can write, put into a script."""
    events = None if workflow.is_action or not ANY_EVENT.isdisjoint(workflow.triggers) else workflow.triggers
    yield from _in_scripts(workflow, lambda path: is_untrusted(path, events))


def dispatch_injections(workflow: Workflow) -> Iterator[Mark]:
    """Inputs of a workflow or action, put into a script."""
    harmless = _harmless_inputs(workflow)

    def dangerous(path: Path) -> bool:
        name = path[1] if path[:1] == ("inputs",) and len(path) == 2 else ""
        if path[:3] == ("github", "event", "inputs") and len(path) == 4:
            name = path[3]
        return bool(name) and name not in harmless

    yield from _in_scripts(workflow, dangerous)


def _harmless_inputs(workflow: Workflow) -> set[str]:
    """Inputs that are no free text wherever they are declared: true or false, a number, one of a list."""
    kinds: dict[str, set[str]] = {}
    for trigger in ("workflow_dispatch", "workflow_call"):
        node = workflow.triggers.get(trigger)
        inputs = node.values.get("inputs") if isinstance(node, MapNode) else None
        for name, about in inputs.values.items() if isinstance(inputs, MapNode) else ():
            kinds.setdefault(name.lower(), set()).add(_kind(about))
    return {name for name, found in kinds.items() if found <= {"boolean", "number", "choice", "environment"}}


def _kind(about: Node) -> str:
    kind = about.values.get("type") if isinstance(about, MapNode) else None
    return kind.raw.strip().lower() if isinstance(kind, ScalarNode) else "string"


def _in_scripts(workflow: Workflow, dangerous: Callable[[Path], bool]) -> Iterator[Mark]:
    """The dangerous contexts of every script, those that reach it through `env.NAME` too."""
    count = 0
    for job in workflow.jobs:
        for step in job.steps:
            for script in _scripts(step):
                for found in expressions(script.text):
                    path = next(
                        (p for p in _through_env(results(found.code), workflow, job, step) if dangerous(p)), None
                    )
                    if path is not None:
                        code = f"${{{{{found.code}}}}}"
                        yield Mark(_place_of(workflow, script, code, found.start), ".".join(path).removesuffix(".**"))
                        count += 1
                        if count >= MAX_FOUND:
                            return


def _scripts(step: Step) -> Iterator[Value]:
    if step.run is not None:
        yield step.run
    if step.uses is not None:
        wanted = SCRIPT_INPUTS.get(step.uses.text.strip().partition("@")[0].lower(), "")
        yield from [step.inputs[wanted]] if wanted in step.inputs else ()


def _through_env(paths: tuple[Path, ...], workflow: Workflow, job: Job, step: Step) -> Iterator[Path]:
    """The contexts, `env.NAME` followed to what the workflow sets it to."""
    for path in paths:
        if path[:1] != ("env",) or len(path) != 2:
            yield path
            continue
        for scope in (step.env, job.env, workflow.env):
            if path[1] in scope:
                yield from paths_of(scope[path[1]].text[:MAX_LENGTH])
                break


def _place_of(workflow: Workflow, script: Value, code: str, start: int) -> Place:
    """Where an expression of a script stands in the file: block texts begin below their mark."""
    first = script.text.count("\n", 0, start)
    before = script.text.count(code, script.text.rfind("\n", 0, start) + 1, start)
    wanted = code.split("\n", maxsplit=1)[0]
    at = script.place.line - 1 + first
    for line in range(at, min(at + MAX_SHIFT, len(workflow.lines))):
        column = workflow.lines[line].find(wanted)
        for _ in range(before if column >= 0 else 0):
            column = max(column, workflow.lines[line].find(wanted, column + 1))
        if column >= 0:
            return Place(line + 1, column + 1)
    return script.place
