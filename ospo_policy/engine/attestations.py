# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Attestations: what no machine can see, declared by a person, in the repository, with a date.

Two files are read: the repository's own `.ospo-policy.yml` (under `attestations`, by rule id) and
`security-insights.yml` of the OpenSSF (https://github.com/ossf/security-insights, schema 2.x), whose
values a rule names by their paths. An attestation answers only a rule that takes one (`attest`),
and only as long as it is not older than the rule says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.engine.days import today
from ospo_policy.model.facts import Content, Known, Repository, Unseen
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.nodes import MapNode
from ospo_policy.model.policy import Attest, Rule
from ospo_policy.model.repository_file import Attestation
from ospo_policy.model.verdict import Fail, Pass, Unknown
from ospo_policy.parsers.binding import Binder
from ospo_policy.parsers.leaves import MISSING
from ospo_policy.parsers.selection import select_all
from ospo_policy.parsers.structured import Data, NotReadableError, TooLargeError, look_up, parse_path, read
from ospo_policy.parsers.yaml_source import read as read_yaml

OWN_FILE = ".ospo-policy.yml"
OWN_GLOBS = (OWN_FILE, ".ospo-policy.yaml")
INSIGHTS_GLOBS = ("security-insights.y*ml", ".github/security-insights.y*ml", ".gitlab/security-insights.y*ml")
NEEDS = Needs(contents=frozenset((*OWN_GLOBS, *INSIGHTS_GLOBS)))
SECONDS_A_DAY = 86_400


class Claims(NamedTuple):
    """What the repository declares of itself: by rule id, with places; and its security insights."""

    own: Mapping[str, tuple[Attestation, Location]]
    insights: Data | None = None
    insights_path: str = ""

    def holds(self, key: str, now: int) -> bool:
        """Whether a key is declared, not longer ago than an attestation counts by default."""
        declared = self.own.get(key)
        return declared is not None and _why_not(declared[0], Attest(), declared[1], now) is None


def read_claims(repository: Repository) -> Claims:
    """The attestations of a repository. Files that cannot be read declare nothing."""
    if isinstance(repository.tree, Unseen):
        return Claims({})
    own = _first(repository, OWN_GLOBS)
    insights = _first(repository, INSIGHTS_GLOBS)
    data = None
    if insights is not None:
        try:
            data = read(insights.path, insights.text)
        except (NotReadableError, TooLargeError):
            data = None
    return Claims(_own(own) if own else {}, data, insights.path if insights else "")


def attest(rule: Rule, verdict: Fail | Unknown, claims: Claims, now: int) -> Pass | Fail | Unknown:
    """The verdict with what was declared: a pass, or the same with why the declaration does not count."""
    assert rule.attest is not None
    declared = claims.own.get(rule.id)
    if declared is not None:
        attestation, place = declared
        why_not = _why_not(attestation, rule.attest, place, now)
        if why_not is None:
            what = message("attest.declared", by=attestation.by, date=attestation.date, place=str(place))
            evidence = {"by": attestation.by, "date": attestation.date, "evidence": attestation.evidence or ""}
            return Pass(what, (place,), evidence)
        return verdict._replace(message=message("attest.not-counted", verdict=verdict.message, why=why_not))
    return _by_insights(rule.attest, claims, now) or verdict


def _why_not(attestation: Attestation, wanted: Attest, place: Location, now: int) -> Message | None:
    """Why an attestation does not count: too old, of the future, without evidence."""
    age = _age(attestation.date, now)
    if age is None or age < 0:
        return message("attest.future", place=str(place), date=attestation.date)
    if age > wanted.max_age:
        return message("attest.too-old", place=str(place), date=attestation.date, limit=wanted.max_age)
    if wanted.evidence and not (attestation.evidence or "").strip():
        return message("attest.no-evidence", place=str(place))
    return None


def _by_insights(wanted: Attest, claims: Claims, now: int) -> Pass | None:
    """A pass by a value of the security insights, if they were reviewed recently enough."""
    if claims.insights is None:
        return None
    reviewed = _value(claims.insights, "header.last-reviewed") or _value(claims.insights, "header.last-updated")
    age = _age(str(reviewed), now)
    if age is None or not 0 <= age <= wanted.max_age:
        return None
    for path in wanted.insights:
        value = _value(claims.insights, path)
        if value not in (None, "", False, [], {}):
            place = Location(claims.insights_path, *claims.insights.place(parse_path(path) or ()))
            shown = value if isinstance(value, str) else path
            what = message("attest.insights", place=str(place), path=path, date=str(reviewed))
            return Pass(what, (place,), {"evidence": shown[:200], "date": str(reviewed)})
    return None


def _value(data: Data, path: str) -> object:
    found, value = look_up(data.value, parse_path(path) or ())
    return value if found else None


def _age(date: str, now: int) -> int | None:
    """The age in days of a date as YYYY-MM-DD; None for what is no date."""
    try:
        day = dt.date.fromisoformat(date[:10])
    except ValueError:
        return None
    return (today(now) - day).days


def _first(repository: Repository, globs: tuple[str, ...]) -> Content | None:
    """The text of the first of the files that was read."""
    assert isinstance(repository.tree, Known)
    for path in select_all(repository.tree.value, globs):
        content = repository.contents.get(path)
        if isinstance(content, Known):
            found: Content = content.value
            return found
    return None


def _own(content: Content) -> Mapping[str, tuple[Attestation, Location]]:
    """The attestations of the repository's own file, each with its place."""
    root = read_yaml(content.text, content.path).root
    node = root.values.get("attestations") if isinstance(root, MapNode) else None
    if not isinstance(node, MapNode):
        return {}
    found: dict[str, tuple[Attestation, Location]] = {}
    for rule_id, child in node.values.items():
        value = Binder().bind(child, Attestation, rule_id)
        if value is not MISSING:
            at = node.keys[rule_id]
            found[rule_id] = (value, Location(content.path, at.line, at.column))
    return found
