# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scores that communities know, from the findings: so many points of so many, or the level reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase

from ospo_policy.engine.layers import Layers
from ospo_policy.engine.load import LoadedPack, mapping_at
from ospo_policy.model.location import Position
from ospo_policy.model.message import message
from ospo_policy.model.nodes import ListNode, MapNode, Node
from ospo_policy.model.policy import Group, Rule, Score, ScoreDocument, ScoreGroup
from ospo_policy.model.report import GroupResult, ScoreResult, Status
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.ports.check import CheckExpression


def compile_scores(packs: Iterable[LoadedPack], layers: Layers, rules: tuple[Rule, ...]) -> tuple[Score, ...]:
    """The scores that the packs declare, later packs over earlier ones; mistakes go to the layers' binder."""
    found: dict[str, Score] = {}
    ids = [rule.id for rule in rules]
    for pack in packs:
        nodes = mapping_at(pack, "scores")
        for name, document in pack.document.scores.items():
            node = nodes.values.get(name) if nodes else None
            if isinstance(node, MapNode):
                found[name] = _score(name, document, layers.filled(pack, node), layers, ids)
    return tuple(found.values())


def _score(name: str, document: ScoreDocument, node: Node, layers: Layers, ids: list[str]) -> Score:
    """One score, its groups with the rules in force that they mean."""
    assert isinstance(node, MapNode)
    if bool(document.points) == bool(document.levels):
        layers.binder.problem(node.position, message("score.points-or-levels", name=name))
    key = "levels" if document.levels else "points"
    groups = node.values.get(key)
    items = groups.items if isinstance(groups, ListNode) else ()
    compiled = [
        _group(group, item, layers, ids) for group, item in zip(document.levels or document.points, items, strict=False)
    ]
    return Score(name, document.title, key == "levels", tuple(compiled))


def _group(group: Group, node: Node, layers: Layers, ids: list[str]) -> ScoreGroup:
    wanted: list[str] = []
    for pattern in group.rules:
        wanted += [rule for rule in ids if fnmatchcase(rule, pattern)]
    check: object = None
    if isinstance(node, MapNode) and "check" in node.values:
        bound = layers.check(node.values["check"])
        check = None if bound is MISSING else bound
    elif not group.rules and group.attest is None:
        at: Position = node.position
        layers.binder.problem(at, message("score.empty-group"))
    return ScoreGroup(group.title, tuple(dict.fromkeys(wanted)), check, group.attest)


def score_of(
    score: Score,
    statuses: Mapping[str, Status],
    decide: Callable[[CheckExpression], Status],
    is_attested: Callable[[str], bool],
) -> ScoreResult:
    """The score of a repository, from the status of each rule.

    `decide` gives that of a group's own check, `is_attested` tells whether a person declared a key.
    """
    results = []
    for group in score.groups:
        found = [statuses[rule] for rule in group.rules if rule in statuses]
        if group.check is not None:
            found.append(decide(group.check))  # type: ignore[arg-type]
        if group.attest is not None:
            found.append(Status.PASS if is_attested(group.attest) else Status.UNKNOWN)
        results.append(GroupResult(group.title, _together(found)))
    return ScoreResult(score.id, score.title, score.is_levels, tuple(results))


def _together(statuses: list[Status]) -> Status:
    """Met when all that applies is met; a failure outweighs what is not known."""
    applicable = [status for status in statuses if status is not Status.NOT_APPLICABLE]
    if not applicable:
        return Status.NOT_APPLICABLE if statuses else Status.UNKNOWN
    if any(status in (Status.FAIL, Status.WAIVED) for status in applicable):
        return Status.FAIL
    return Status.PASS if all(status is Status.PASS for status in applicable) else Status.UNKNOWN
