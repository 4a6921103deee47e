# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`workflow`: workflows of GitHub Actions give nobody more than they should.

Why: a workflow runs with rights on the repository, and strangers set it off. How it is decided: each
rule asked for is applied to every workflow of `.github/workflows` and to every composite action of
the tree but examples (OSPS Baseline AC-04 and BR-01). Only what the workflow's own triggers can bring counts, and
an expression that gives true or false is harmless. Workflows of other repositories that are called
are not looked at. It stays unknown when a file was not read to its end, or is no valid YAML.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ospo_policy.checks import common, pipelines
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.workflows.model import Mark, Workflow
from ospo_policy.ports.check import CheckType

WORKFLOWS = (".github/workflows/*.yml", ".github/workflows/*.yaml")
ACTIONS = ("**/action.yml", "**/action.yaml")
OTHERS = frozenset(
    ("node_modules", "vendor", "third_party", "test", "tests", "fixtures", "testdata", "test-data", "examples")
)
"""Folders of other people's actions, and of those that are examples."""
RuleName = Literal[
    "permissions", "write-all", "injection", "dispatch-injection", "pull-request-target", "pinning", "credentials"
]


class Params(NamedTuple):
    """Which rules; and whether the actions of GitHub itself are to be pinned too."""

    rules: tuple[RuleName, ...] = ("permissions", "write-all", "injection", "dispatch-injection", "pull-request-target")
    pin_first_party: bool = False


def needs(_params: Params) -> Needs:
    """The listing, the workflows and the composite actions."""
    return Needs(tree=True, contents=frozenset((*WORKFLOWS, *ACTIONS)))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at each place where a rule is broken."""
    from ospo_policy.parsers.workflows.read import NotReadableError, read

    files = common.find(repository, (*WORKFLOWS, *ACTIONS))
    texts = common.read(repository, (path for path in files.paths if not OTHERS & set(path.lower().split("/")[:-1])))
    missed = texts.unread[0] if texts.unread else files.missed
    workflows: list[Workflow] = []
    for content in texts.read:
        try:
            workflow = read(content.path, content.text)
        except NotReadableError as error:
            missed = missed or _not_readable(content, error.place.line)
        else:
            workflows += [workflow] if workflow else []
    found: dict[str, list[tuple[Location, str]]] = {}
    for rule in dict.fromkeys(params.rules):
        for workflow in workflows:
            for mark in _marks(rule, params, workflow, workflows):
                found.setdefault(rule, []).append((Location(workflow.path, *mark.place), mark.what))
    if found:
        return pipelines.failed("workflow.found", found)
    if missed is not None:
        return Unknown(missed, common.places(files.paths))
    if not workflows:
        return NotApplicable(message("workflow.none"))
    what = message(
        "workflow.good", count=len(workflows), rules=tuple(Message(f"workflow.rule.{r}") for r in params.rules)
    )
    return Pass(what, tuple(Location(workflow.path) for workflow in workflows[: common.MAX_LOCATIONS]))


def _not_readable(content: Content, line: int) -> Message:
    """Why a file says nothing: only its begin is known, or it is no YAML, or too much of it."""
    return message("workflow.not-readable", place=f"{content.path}:{line}")


def _marks(rule: str, params: Params, workflow: Workflow, workflows: list[Workflow]) -> Iterator[Mark]:
    """What one rule finds in one workflow."""
    from ospo_policy.parsers.workflows import injection, rules

    match rule:
        case "permissions":
            return rules.without_permissions(workflow)
        case "write-all":
            return rules.with_wide_permissions(workflow)
        case "injection":
            return injection.injections(workflow)
        case "dispatch-injection":
            return injection.dispatch_injections(workflow)
        case "pull-request-target":
            return rules.foreign_checkouts(workflow, workflows)
        case "pinning":
            return rules.unpinned(workflow, first_party=params.pin_first_party)
    return rules.kept_credentials(workflow)


def wrong(params: Params) -> Message | None:
    """At least one rule must be asked for."""
    return None if params.rules else message("pipelines.no-rules")


CHECK = CheckType("workflow", Params, needs, evaluate, wrong)
