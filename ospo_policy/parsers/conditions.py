# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Conditions decided on a repository's facts: true, false, or a reason why it cannot be told."""

from __future__ import annotations

from collections.abc import Callable

from ospo_policy.model.facts import Fact, Known, Repository, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.cel import Condition

SECONDS_A_DAY = 86_400


def decide(condition: Condition, repository: Repository) -> bool | Message:
    """Whether the condition holds, or the reason why that cannot be told."""
    values: dict[str, object] = {}
    unseen: list[Unseen] = []
    for name in sorted(condition.names):
        fact = field(name, repository)
        if isinstance(fact, Known):
            values[name] = fact.value
        else:
            unseen.append(fact)
    if unseen and condition.is_strict:
        return unseen[0].reason
    answer = condition.evaluate(values)
    if isinstance(answer, bool):
        return answer
    if unseen:
        return unseen[0].reason
    return message("cel.no-answer", expression=condition.source, reason=answer)


def field(name: str, repository: Repository) -> Fact[object]:
    """The documented fact of that name (`ospo_policy.model.fields`)."""
    computed = _COMPUTED.get(name)
    if computed is not None:
        return computed(repository)
    forge_name = name.removeprefix("repo.")
    return repository.fields.get(forge_name, Unseen(message("unseen.forge-only", name=name)))


def _files(repository: Repository) -> Fact[object]:
    tree = repository.tree
    if isinstance(tree, Unseen):
        return tree
    incomplete = tree.value.incomplete
    return Known(len(tree.value)) if incomplete is None else Unseen(incomplete)


def _tags(repository: Repository) -> Fact[object]:
    tags = repository.history.tags
    return tags if isinstance(tags, Unseen) else Known(len(tags.value))


def _age(repository: Repository) -> Fact[object]:
    last = repository.history.last_commit
    if isinstance(last, Unseen):
        return last
    return Known(max(0, repository.now - last.value) // SECONDS_A_DAY)


_COMPUTED: dict[str, Callable[[Repository], Fact[object]]] = {
    "repo.name": lambda repository: Known(repository.name),
    "repo.profile": lambda repository: Known(repository.profile),
    "repo.files": _files,
    "repo.tags": _tags,
    "repo.days_since_last_commit": _age,
}
