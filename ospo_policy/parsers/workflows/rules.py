# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rights and other people's code in a workflow, one function a rule: places, and what stands there.

Requirements: OSPS Baseline AC-04.01, AC-04.02, BR-01.03. GitHub's guidance:
"Secure use reference" (https://docs.github.com/en/actions/reference/security/secure-use).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ospo_policy.model.nodes import ListNode, MapNode, ScalarNode
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.workflows.contexts import CONTRIBUTIONS, FORKS, is_head
from ospo_policy.parsers.workflows.expressions import MAX_LENGTH, paths_of
from ospo_policy.parsers.workflows.model import Job, Mark, Step, Value, Workflow


def without_permissions(workflow: Workflow) -> Iterator[Mark]:
    """Jobs whose token has what the repository's settings give, since nothing is stated."""
    if workflow.is_action or workflow.permissions is not None:
        return
    bare = [job for job in workflow.jobs if job.permissions is None]
    if len(bare) == len(workflow.jobs):
        yield from [Mark(workflow.place, workflow.name)] if bare else ()
    else:
        yield from (Mark(job.place, job.id) for job in bare)


def with_wide_permissions(workflow: Workflow) -> Iterator[Mark]:
    """`write-all`; and rights to write that every one of several jobs is given."""
    stated = [workflow.permissions, *(job.permissions for job in workflow.jobs)]
    for permissions in stated:
        if permissions is not None and permissions.everything.lower() == "write-all":
            yield Mark(permissions.place, "write-all")
    if workflow.permissions is None or sum(job.permissions is None for job in workflow.jobs) < 2:
        return
    for scope, value in workflow.permissions.scopes.items():
        if value.text.strip().lower() == "write":
            yield Mark(value.place, f"{scope}: write")


def foreign_checkouts(workflow: Workflow, others: Iterable[Workflow] = ()) -> Iterator[Mark]:
    """The code of a pull request, taken where the workflow has the rights of the repository."""
    if not _strangers_set_off(workflow, others):
        return
    for job in workflow.jobs:
        for step in job.steps:
            if not _is_own(job.condition) and not _is_own(step.condition):
                yield from _foreign_checkout(workflow, job, step)


def unpinned(workflow: Workflow, *, first_party: bool = False) -> Iterator[Mark]:
    """Actions, reusable workflows and images of others that are not named by a digest."""
    for job in workflow.jobs:
        for uses in (job.uses, *(step.uses for step in job.steps)):
            if uses is not None and not _is_pinned(uses.text.strip(), first_party=first_party):
                yield Mark(uses.place, uses.text.strip())


def kept_credentials(workflow: Workflow) -> Iterator[Mark]:
    """Checkouts that leave the token behind for every later step, though no script of the job uses Git's remote."""
    for job in workflow.jobs:
        if any(True for step in job.steps if step.run for _ in _git_lines(step.run.text, _USES_REMOTE)):
            continue
        for step in job.steps:
            if step.uses is not None and _action(step.uses) == "actions/checkout":
                kept = step.inputs.get("persist-credentials")
                if kept is None or kept.text.strip().lower() != "false":
                    yield Mark(step.uses.place, step.uses.text.strip())


def _strangers_set_off(workflow: Workflow, others: Iterable[Workflow]) -> bool:
    """Whether a stranger's contribution runs the workflow with the rights of the repository.

    `workflow_run` does so only after a workflow that contributions set off; which, can often be told.
    """
    privileged = FORKS & set(workflow.triggers)
    if privileged != {"workflow_run"}:
        return bool(privileged)
    about = workflow.triggers["workflow_run"]
    names = about.values.get("workflows") if isinstance(about, MapNode) else None
    wanted = (
        {item.raw for item in names.items if isinstance(item, ScalarNode)} if isinstance(names, ListNode) else set()
    )
    before = [other for other in others if {other.name, other.path} & wanted]
    if not wanted or wanted - {name for other in before for name in (other.name, other.path)}:
        return True
    return any(not CONTRIBUTIONS.isdisjoint(other.triggers) for other in before)


_DIGEST = LazyRegex(r"[0-9a-f]{40}|[0-9a-f]{64}")
_GIT = LazyRegex(r"\bgit\b")
_USES_REMOTE = LazyRegex(r"\b(?:push|fetch|pull|submodule|ls-remote|lfs)\b")
_OWN = LazyRegex(
    r"(?i)head\.repo\.full_name\s*==\s*github\.repository|head_repository\.full_name\s*==\s*github\.repository"
    r"|github\.repository\s*==\s*github\.event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\.full_name"
    r"|head\.repo\.fork\s*==\s*false|!\s*github\.event\.pull_request\.head\.repo\.fork"
    r"|github\.event\.workflow_run\.event\s*==\s*'(?:push|schedule|workflow_dispatch|release)'"
    r"|author_association|github\.event_name\s*==\s*'(?:push|schedule|workflow_dispatch|release|pull_request)'"
)
_TAKES_HEAD = LazyRegex(r"\b(?:gh|hub)\s{1,9}pr\s{1,9}checkout\b")
_GIT_TAKES = LazyRegex(r"\b(?:checkout|fetch|pull|clone|switch|merge|reset|worktree)\b")
_PULL = LazyRegex(r"\bpull/[^\s/]+/(?:head|merge)\b")


def _git_lines(script: str, words: LazyRegex) -> Iterator[str]:
    """The lines of a script that call Git with one of these words."""
    for line in script.split("\n"):
        called = _GIT.search(line)
        if called is not None and words.search(line[called.end() :]) is not None:
            yield line


def _is_own(condition: str) -> bool:
    """Whether a condition lets nobody's code through but the repository's own."""
    return "||" not in condition and _OWN.search(condition) is not None


def _foreign_checkout(workflow: Workflow, job: Job, step: Step) -> Iterator[Mark]:
    if step.uses is not None and _action(step.uses) == "actions/checkout":
        for name in ("ref", "repository"):
            value = step.inputs.get(name)
            if value is not None and ("refs/pull/" in value.text or _names_head(value.text)):
                yield Mark(value.place, value.text.strip()[:80])
                return
    if step.run is not None:
        taken = _TAKES_HEAD.search(step.run.text)
        lines = _git_lines(step.run.text, _GIT_TAKES)
        if taken is not None or any(
            _PULL.search(line) or _names_head(_with_env(line, workflow, job, step)) for line in lines
        ):
            yield Mark(step.run.place, taken[0] if taken else "git")


def _names_head(text: str) -> bool:
    """Whether an expression of a text tells where the code of a pull request is."""
    return any(is_head(path) for path in paths_of(text[:MAX_LENGTH]))


_VARIABLE = LazyRegex(r"\$\{?([A-Za-z_]\w*)")


def _with_env(line: str, workflow: Workflow, job: Job, step: Step) -> str:
    """A line of a script, and after it what its variables are set to by `env`."""
    scopes = (step.env, job.env, workflow.env)
    named = {name.lower() for name in _VARIABLE.findall(line)[:50]}
    values = (scope[name].text for name in sorted(named) for scope in scopes if name in scope)
    return " ".join((line, *values))


def _is_pinned(uses: str, *, first_party: bool) -> bool:
    if uses.startswith("./"):
        return True
    if uses.startswith("docker://"):
        return "@sha256:" in uses
    name, at, reference = uses.partition("@")
    if not first_party and name.partition("/")[0].lower() in ("actions", "github"):
        return True
    return bool(at) and _DIGEST.fullmatch(reference.lower()) is not None


def _action(uses: Value) -> str:
    """`owner/name` of an action, in lower case."""
    return uses.text.strip().partition("@")[0].lower()
