# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The aspects of `publiccode.coherent`: what a publiccode.yml says, each compared with what is known of the repository."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from ospo_policy.checks import common, licences
from ospo_policy.checks.publiccode import Listed
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode
from ospo_policy.parsers.licences import expressions
from ospo_policy.parsers.licences.agreement import Place, conflict
from ospo_policy.parsers.publiccode import coherence

LICENCE_NEEDS = licences.STATEMENTS
GRACE_DAYS = 30


class Judged(NamedTuple):
    """What is wrong of an aspect, and where; `unseen` says why it could not be judged, if so."""

    wrong: tuple[tuple[Message, Location], ...] = ()
    unseen: Message | None = None


class Stated(NamedTuple):
    """A publiccode.yml, as read."""

    path: str
    root: MapNode

    def node(self, *keys: str) -> Node | None:
        """What stands under keys in one another."""
        node: Node | None = self.root
        for key in keys:
            node = node.values.get(key) if isinstance(node, MapNode) else None
        return node

    def scalar(self, *keys: str) -> ScalarNode | None:
        """A single value that is not empty."""
        node = self.node(*keys)
        return node if isinstance(node, ScalarNode) and node.raw and node.value is not None else None

    def place(self, node: Node) -> Location:
        """Where a value stands."""
        return Location(self.path, node.position.line, node.position.column)


def _field(repository: Repository, name: str) -> object:
    """A fact that a forge tells, None where it was not seen."""
    fact = repository.fields.get(name)
    return fact.value if isinstance(fact, Known) else None


def url(stated: Stated, repository: Repository) -> Judged | None:
    """Whether `url` is this repository. Another owner may be a fork, another host a mirror: these must be ruled out."""
    node, known = stated.scalar("url"), _field(repository, "url")
    if node is None or not isinstance(known, str) or _field(repository, "fork") is True:
        return None
    said, here = coherence.address(node.raw), coherence.address(known)
    if said is None or here is None or _field(repository, "mirror") is True:
        return None
    if said == here:
        return Judged()
    if said.host != here.host and _field(repository, "mirror") is not False:
        return None
    if said.name == here.name and _field(repository, "fork") is not False:
        return None
    what = message("publiccode.other-url", found=node.raw, here=f"https://{here.host}/{here.owner}/{here.name}")
    return Judged(((what, stated.place(node)),))


def licence(stated: Stated, repository: Repository) -> Judged | None:
    """Whether the licence is that of a licence text."""
    node = stated.scalar("legal", "license")
    try:
        ids = frozenset(expressions.ids(node.raw)) if node is not None else frozenset[str]()
    except expressions.ExpressionError:
        return None
    looked = licences.look(repository, main=False)
    if node is None or not ids or not isinstance(looked, licences.Licences):
        return None
    hidden = looked.missed or (licences.unrecognised(looked).message if looked.unknown else None)
    texts = tuple(Place(held.path, 0, 0, held.found.expression, frozenset(held.ids)) for held in looked.recognised)
    if not texts:
        return None if hidden is None else Judged(unseen=hidden)
    own = Place(stated.path, node.position.line, node.position.column, node.raw, ids)
    readmes = tuple(
        Place(one.path, one.line, one.column, one.said, frozenset(expressions.ids(one.expression)), one.scope)
        for one in licences.stated(repository).statements
        if one.expression and one.path.lower().startswith("readme")
    )
    found = conflict(texts, (own, *readmes))
    if found is None or own not in found:
        return Judged()
    if hidden is not None:
        return Judged(unseen=hidden)
    other = found[0] if found[1] == own else found[1]
    what = message("publiccode.other-licence", found=node.raw, other=other.said, there=other.where)
    return Judged(((what, stated.place(node)),))


def version(stated: Stated, repository: Repository) -> Judged | None:
    """Whether the version and its date are not behind the latest stable tag."""
    node, day = stated.scalar("softwareVersion"), stated.scalar("releaseDate")
    if node is None and day is None:
        return None
    tags = repository.history.tags
    if isinstance(tags, Unseen):
        return Judged(unseen=tags.reason)
    newest = coherence.latest(tags.value)
    if newest is None:
        return None
    wrong: list[tuple[Message, Location]] = []
    ahead = coherence.is_behind(node.raw, tags.value) if node is not None else None
    if node is not None and ahead is not None:
        wrong.append((message("publiccode.old-software", found=node.raw, tag=ahead.name), stated.place(node)))
    said = _day(day)
    if day is not None and said is not None and newest.date is not None:
        released = datetime.fromtimestamp(newest.date, UTC).date()
        if (released - said).days > GRACE_DAYS:
            what = message("publiccode.old-release", found=day.raw, tag=newest.name, date=released.isoformat())
            wrong.append((what, stated.place(day)))
    return Judged(tuple(wrong))


def _day(node: Node | None) -> date | None:
    try:
        return date.fromisoformat(node.raw) if isinstance(node, ScalarNode) else None
    except ValueError:
        return None


def contractors(stated: Stated, repository: Repository) -> Judged | None:
    """Whether a contract is still running."""
    listed = stated.node("maintenance", "contractors")
    type_ = stated.scalar("maintenance", "type")
    if type_ is None or type_.raw != "contract" or not isinstance(listed, ListNode):
        return None
    ends = [item.values.get("until") for item in listed.items if isinstance(item, MapNode)]
    days = [(day, node) for node in ends if node is not None and (day := _day(node)) is not None]
    if not days or len(days) < len(listed.items):
        return None
    today = datetime.fromtimestamp(repository.now, UTC).date()
    last, node = max(days, key=lambda pair: pair[0])
    if last >= today:
        return Judged()
    return Judged(((message("publiccode.contract-over", date=last.isoformat()), stated.place(node)),))


def status(stated: Stated, repository: Repository) -> Judged | None:
    """Whether obsolete software is archived, and the other way round."""
    node = stated.scalar("developmentStatus")
    if node is None:
        return None
    is_obsolete = node.raw == "obsolete"
    archived = repository.fields.get(
        "archived", Unseen(message("unseen.forge.read", name="repo.archived", what=Message("field.repo.archived")))
    )
    if isinstance(archived, Unseen):
        return Judged(unseen=archived.reason) if is_obsolete else None
    if bool(archived.value) is is_obsolete:
        return Judged()
    key = "publiccode.obsolete-not-archived" if is_obsolete else "publiccode.archived-not-obsolete"
    return Judged(((Message(key, {"found": node.raw}), stated.place(node)),))


def assets(stated: Stated, repository: Repository) -> Judged | None:
    """Whether the logo and the screenshots are there."""
    listed = Listed(common.tree_of(repository), stated.path)
    named = [stated.scalar("logo"), stated.scalar("monochromeLogo")]
    descriptions = stated.node("description")
    for description in descriptions.values.values() if isinstance(descriptions, MapNode) else ():
        shots = description.values.get("screenshots") if isinstance(description, MapNode) else None
        named += [shot for shot in shots.items if isinstance(shot, ScalarNode)] if isinstance(shots, ListNode) else []
    local = [node for node in named if node is not None and node.raw and "://" not in node.raw]
    if not local:
        return None
    there = {node.raw: listed.exists(node.raw) for node in local}
    wrong = tuple(
        (message("publiccode.no-asset", found=node.raw), stated.place(node))
        for node in local
        if there[node.raw] is False
    )
    hidden = common.tree_of(repository).incomplete or message("publiccode.asset-unseen")
    return Judged(wrong, hidden if None in there.values() else None)
