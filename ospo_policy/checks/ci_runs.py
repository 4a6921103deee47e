# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ci-runs`: continuous integration runs tests, or another kind of tool, on each change.

Why: what is not run on each change is found out by users. How it is decided: the files of GitHub,
Forgejo, GitLab and a dozen other systems are read, and their commands, actions and templates compared
with the known tools; a name of a script is followed into package.json and the Makefile. Tests also
count by the name of their job. What a release needs (sbom, publish) may run at any time. It stays unknown
when nothing known was found but something cannot be seen from here: a workflow or template of another
repository, a script. It does not apply to a repository without source files.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common, pipelines
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers import gitlab_ci
from ospo_policy.parsers.ci import read as ci
from ospo_policy.parsers.ci.commands import Scripts
from ospo_policy.parsers.ci.search import hidden_runs, named_for_tests, serving
from ospo_policy.parsers.ci.tools import AT_ANY_TIME, Purpose
from ospo_policy.parsers.selection import SOURCE_FILES, select
from ospo_policy.parsers.workflows.model import Workflow
from ospo_policy.parsers.workflows.read import NotReadableError, read
from ospo_policy.ports.check import CheckType

BY_SETTING = ("sast", "dependencies")
"""What a forge can also do by a setting of the repository: CodeQL's default setup, Dependabot's alerts."""


class Params(NamedTuple):
    """What must run, whether at any time will do, and what it means that nothing known was seen."""

    what: Purpose = "tests"
    at_any_time: bool = False
    otherwise: Literal["unknown", "fail"] = "unknown"


def needs(_params: Params) -> Needs:
    """The listing, the files of CI systems, and those in which scripts have names."""
    selectors = (ci.WORKFLOWS, ci.ACTIONS, *ci.OTHERS, *ci.SCRIPTS, *gitlab_ci.SELECTORS)
    return Needs(tree=True, contents=frozenset(selectors))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass at the first command, action or template that serves the purpose."""
    tree = common.tree_of(repository)
    seen, missed = _seen(repository)
    texts = common.read(repository, common.find(repository, ci.SCRIPTS).paths)
    # A script that is called has something in it; an empty one was not really seen.
    scripts = Scripts({content.path: content.text for content in texts.read if content.text.strip()})
    at_any_time = params.at_any_time or params.what in AT_ANY_TIME
    now = [file for file in seen if file.on_change or at_any_time]
    run = serving(params.what, now, scripts)
    if run is not None:
        what = message(
            "ci-runs.found", what=_name(params), place=f"{run.path}:{run.line}", command=run.text.strip()[:80]
        )
        return Pass(what, (Location(run.path, run.line),))
    named = named_for_tests(now) if params.what == "tests" else None
    if named is not None:
        job, run = named
        place = Location(run.path, run.line)
        return Pass(message("ci-runs.by-job", place=str(place), job=job), (place,))
    missed = missed or tree.incomplete
    if missed is not None:
        return Unknown(missed)
    if not select(tree, SOURCE_FILES):
        return NotApplicable(message("ci-runs.no-source"))
    places = tuple(Location(file.path) for file in seen[: common.MAX_LOCATIONS])
    hidden = next(hidden_runs(now, scripts), None)
    if hidden is not None and params.otherwise == "unknown":
        place = Location(hidden.path, hidden.line)
        return Unknown(message("ci-runs.hidden", what=_name(params), place=str(place), hidden=hidden.text), (place,))
    if params.what in BY_SETTING and params.otherwise == "unknown":
        return Unknown(message("ci-runs.by-setting", what=_name(params)))
    later = serving(params.what, [file for file in seen if file not in now and not file.is_shared], scripts)
    if later is not None:
        place = Location(later.path, later.line)
        return Fail(message("ci-runs.later", what=_name(params), place=str(place)), (place,))
    if not seen:
        return Fail(message("ci-runs.none", what=_name(params)))
    if at_any_time:
        return Fail(message("ci-runs.absent-at-any-time", what=_name(params), files=_files(places)), places)
    return Fail(message("ci-runs.absent", what=_name(params), files=_files(places)), places)


def _name(params: Params) -> Message:
    return Message(f"ci-runs.what.{params.what}")


def _files(places: tuple[Location, ...]) -> tuple[object, ...]:
    return common.some(tuple(place.path for place in places))


def _seen(repository: Repository) -> tuple[list[ci.Seen], Message | None]:
    """What each file of a CI system runs, and why something is not known."""
    tree = common.tree_of(repository)
    texts = common.read(repository, common.find(repository, (ci.WORKFLOWS, ci.ACTIONS)).paths)
    missed = texts.unread[0] if texts.unread else None
    workflows: list[Workflow] = []
    for content in texts.read:
        try:
            workflow = read(content.path, content.text)
        except NotReadableError as error:
            missed = missed or message("workflow.not-readable", place=f"{content.path}:{error.place.line}")
        else:
            workflows += [workflow] if workflow else []
    # Actions of a repository that no workflow of its own runs are its product, not its CI.
    seen = list(ci.of_workflows(workflows)) if any(not workflow.is_action for workflow in workflows) else []
    if gitlab_ci.ROOT in tree:
        looked = pipelines.of_gitlab(repository, tree)
        missed = missed or looked.missed
        seen += ci.of_gitlab(looked.pipelines)
    others = common.read(repository, common.find(repository, ci.OTHERS).paths)
    missed = missed or (others.unread[0] if others.unread else None)
    blank = next((content.path for content in others.read if not content.text.strip()), None)
    missed = missed or (message("ci-runs.blank", path=blank) if blank is not None else None)
    seen += (ci.of_other(content.path, content.text) for content in others.read)
    return seen, missed


CHECK = CheckType("ci-runs", Params, needs, evaluate)
