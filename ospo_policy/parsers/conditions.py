# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Conditions decided on a repository's facts: true, false, or a reason why it cannot be told."""

from __future__ import annotations

from collections.abc import Callable

from ospo_policy.model.facts import Fact, Known, Repository, Unseen
from ospo_policy.model.fields import FIELDS
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
    forge_name = name.removeprefix("repo.")
    computed = _COMPUTED.get(name)
    if computed is not None and forge_name not in repository.fields:
        return computed(repository)
    right = FIELDS[name].right or "read"
    unseen = message(f"unseen.forge.{right}", name=name, what=Message(f"field.{name}"))
    return repository.fields.get(forge_name, Unseen(unseen))


def settled(repository: Repository) -> Repository:
    """The repository with its nature computed, once for the conditions of many rules."""
    return repository._replace(fields={**repository.fields, "nature": _nature(repository)})


def _nature(repository: Repository) -> Fact[object]:
    """What the repository is, as far as it was seen; on an incomplete listing that cannot be told."""
    tree = repository.tree
    if isinstance(tree, Unseen):
        return tree
    if tree.value.incomplete is not None:
        return Unseen(tree.value.incomplete)
    from ospo_policy.parsers.nature import STATES, natures

    texts = {path: fact.value.text for path, fact in repository.contents.items() if isinstance(fact, Known)}
    states = [name for name in STATES if repository.fields.get(name) == Known(True)]
    return Known([*natures(tree.value, texts), *states])


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


def _tag_age(repository: Repository) -> Fact[object]:
    """The age of the latest dated tag; without tags, longer ago than anything."""
    tags = repository.history.tags
    if isinstance(tags, Unseen):
        return tags
    dates = [tag.date for tag in tags.value if tag.date is not None]
    if tags.value and not dates:
        return Unseen(message("unseen.tag-dates"))
    return Known(max(0, repository.now - max(dates, default=0)) // SECONDS_A_DAY)


_COMPUTED: dict[str, Callable[[Repository], Fact[object]]] = {
    "repo.name": lambda repository: Known(repository.name),
    "repo.profile": lambda repository: Known(repository.profile),
    "repo.files": _files,
    "repo.tags": _tags,
    "repo.days_since_last_commit": _age,
    "repo.days_since_last_tag": _tag_age,
    "repo.nature": _nature,
}
