# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Look at what `plan` and `apply` need: a person, texts that can be filled, and the rights to write."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from ospo_policy.fixes.render import render
from ospo_policy.fixes.templates import find
from ospo_policy.fixes.values import Sources, missing, values_for
from ospo_policy.forges.local.history import unseen_history
from ospo_policy.model.checkup import Area, Health, Sign
from ospo_policy.model.errors import OspoPolicyError, PolicyError
from ospo_policy.model.facts import Known, Repository, Tree, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import ForgeType, Remediation
from ospo_policy.model.policy import RemediationMode
from ospo_policy.operations.doctor_forges import Seen
from ospo_policy.operations.forge_terms import Terms
from ospo_policy.operations.forges import open_writer
from ospo_policy.operations.planner import house_of
from ospo_policy.operations.policies import Organisation
from ospo_policy.operations.side_by_side import Waits
from ospo_policy.operations.templates import folders, names
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import Identity, Right, Situation

WANTED = (
    (Right.PUSH, Health.PROBLEM),
    (Right.REQUEST, Health.PROBLEM),
    (Right.ISSUE, Health.PROBLEM),
    (Right.SETTINGS, Health.WARNING),
    (Right.WORKFLOWS, Health.WARNING),
)
"""The rights that requests take, and how bad it is when one is not there."""
ISSUES_ONLY = (Right.ISSUE,)


def examine(now: int, organisation: Organisation, seen: Sequence[Seen]) -> Iterator[Sign]:
    """The signs of an organisation that lets requests or issues be opened; none where the mode is `report`."""
    remediation, assign = organisation.document.remediation, organisation.document.assign
    modes = {remediation.mode, *(one.remediation for one in assign if one.remediation is not None)}
    if modes == {RemediationMode.REPORT}:
        return
    try:
        house = house_of(organisation, remediation, lambda _forge: Identity("", "", ""), ask_again=False)
    except OspoPolicyError as error:
        yield Sign(Area.REQUESTS, Health.PROBLEM, error.message, error.hint)
        return
    if not house.has_person:
        yield Sign(Area.REQUESTS, Health.PROBLEM, Message("apply.no-person"), Message("apply.no-person.hint"))
    if house.templates.own is not None:
        yield from _texts(house.templates.own, organisation)
    opened: set[tuple[str, str]] = set()
    for one in seen:
        if one.forge.type is not ForgeType.LOCAL and (one.listed.forge, one.listed.owner) not in opened:
            opened.add((one.listed.forge, one.listed.owner))
            wanted = [(r, h) for r, h in WANTED if _is_wanted(r, modes, remediation)]
            yield from _rights(one, now, house.options.manners.branches, wanted, _terms(organisation))


def _is_wanted(right: Right, modes: set[RemediationMode], remediation: Remediation) -> bool:
    if right is Right.SETTINGS:
        return remediation.settings
    return right in ISSUES_ONLY or RemediationMode.REQUEST in modes


def _terms(organisation: Organisation) -> Terms:
    return Terms(Waits(), folder=os.path.dirname(organisation.path))


def _texts(own: str, organisation: Organisation) -> Iterator[Sign]:
    """Every text of the organisation's own, filled for a repository of which nothing is known."""
    nothing = Unseen(Message("unseen.not-asked"))
    facts = Repository(
        "local:doctor", "doctor", nothing, Known(Tree([])), {}, {}, {}, history=unseen_history(nothing.reason)
    )
    values = values_for(facts, Sources(organisation.document.organisation), "en", ForgeType.GITHUB)
    places, bundled = folders(own), set(names())
    count, wrong = 0, False
    for id_ in names(own):
        try:
            template = find(id_, "en", ForgeType.GITHUB, places, "MIT")
            if template is None or (id_ in bundled and not template.source.startswith(own)):
                continue
            count += 1
            if not missing(template, values):
                render(template, values)
        except PolicyError as error:
            wrong = True
            for one in error.problems:
                what = message("doctor.mistake", at=str(one.position), what=one.message)
                yield Sign(Area.REQUESTS, Health.PROBLEM, what, one.hint, id_)
        except OspoPolicyError as error:
            wrong = True
            yield Sign(Area.REQUESTS, Health.PROBLEM, error.message, error.hint, id_)
    if not wrong:
        yield Sign(Area.REQUESTS, Health.GOOD, message("doctor.texts", count=count, folder=own))


def _rights(
    one: Seen, now: int, branches: Sequence[str], wanted: Sequence[tuple[Right, Health]], terms: Terms
) -> Iterator[Sign]:
    """What our account may do in a repository that was read."""
    listed, forge = one.listed, one.forge
    try:
        writer = open_writer(listed.forge, forge, now, terms)
        login = writer.identity().login
        ((_, situation),) = writer.situations([listed], branches)
    except (OspoPolicyError, ForgeUnavailableError) as error:
        yield Sign(Area.REQUESTS, Health.PROBLEM, error.message, error.hint, listed.forge)
        return
    if not isinstance(situation, Situation):
        yield Sign(Area.REQUESTS, Health.UNKNOWN, situation, about=listed.forge)
        return
    lacking = [(right, health) for right, health in wanted if right not in situation.rights]
    for right, health in lacking:
        what = message(f"doctor.right.{right.value}", login=login, id=listed.id)
        yield Sign(Area.REQUESTS, health, what, Message("doctor.right.hint"), listed.forge)
    if not lacking:
        yield Sign(Area.REQUESTS, Health.GOOD, message("doctor.rights", login=login, id=listed.id), about=listed.forge)
