# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of one project at a time, by REST, and only where a rule needs it: tags, push rules, activity.

Addresses of authors are counted and not kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ospo_policy.forges.gitlab.activity import COMMITS, Active
from ospo_policy.forges.gitlab.told import More, moment, unseen
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.forges.people import SIX_MONTHS, carriers, iso
from ospo_policy.model.facts import NOT_ASKED, Fact, History, Known, Tag, Unseen
from ospo_policy.model.message import message
from ospo_policy.ports.forges import Listed

T = TypeVar("T")
MAX_TAG_PAGES = 3
MAX_COMMIT_PAGES = 10
"""A hundred commits each: counting stops there."""


class Details:
    """One project's details, each asked once."""

    def __init__(self, transport: Transport, listed: Listed, active: Active, now: int) -> None:
        self._transport, self._listed, self._active, self._now = transport, listed, active, now
        self._more = listed.more if isinstance(listed.more, More) else More()
        self._path = f"/projects/{listed.native_id}"
        self._tags: Fact[tuple[Tag, ...]] | None = None

    def fields(self, wanted: frozenset[str]) -> dict[str, Fact[object]]:
        """The wanted facts."""
        facts = dict(self._active.facts)
        if "sign_off_required" in wanted - self._listed.fields.keys():
            facts["sign_off_required"] = self._sign_off_required()
        if "releases_in_six_months" in wanted:
            facts["releases_in_six_months"] = self._releases()
        if COMMITS & wanted:
            told = self._active.authors
            authors = self._told(self._authors) if told is None else Known(told)
            for name, count in (("commits_in_six_months", Counter.total), ("authors_of_half_the_commits", carriers)):
                if name in wanted:
                    facts[name] = Known(count(authors.value)) if isinstance(authors, Known) else authors
        return facts

    def history(self, wanted: frozenset[str]) -> History:
        """The wanted parts of the history."""
        return History(
            tags=self.tags() if "tags" in wanted else NOT_ASKED,
            last_commit=self._last_commit() if "last_commit" in wanted else NOT_ASKED,
            sign_off=Unseen(message("unseen.gitlab.sign-off")) if "sign_off" in wanted else NOT_ASKED,
        )

    def _last_commit(self) -> Fact[int]:
        """When the head was made: older servers tell it by REST alone."""
        made = self._more.committed
        if made is None:
            found = self._told(lambda: self._transport.get(f"{self._path}/repository/commits/{self._listed.head}"))
            if isinstance(found, Unseen):
                return found
            made = moment(found.value.get("committed_date")) if isinstance(found.value, dict) else None
        return Known(made) if made is not None else Unseen(message("unseen.gitlab.last-commit"))

    def tags(self) -> Fact[tuple[Tag, ...]]:
        """The latest tags, the latest last, with the date of the tag, or else of its commit."""
        if self._tags is None:
            self._tags = self._told(self._read_tags)
        return self._tags

    def _told(self, ask: Callable[[], T]) -> Fact[T]:
        try:
            return Known(ask())
        except (RefusedError, TooHeavyError) as error:
            return Unseen(error.reason)

    def _all(self, what: str, pages: int, **query: str) -> list[Mapping[str, Any]]:
        found = self._transport.pages(f"{self._path}/{what}", pages, **query)
        return [one for one in found if isinstance(one, dict)]

    def _read_tags(self) -> tuple[Tag, ...]:
        found = self._all("repository/tags", MAX_TAG_PAGES, order_by="updated", sort="desc")
        tags = (Tag(str(one.get("name")), _tagged(one), _signed(one)) for one in found)
        return tuple(sorted(tags, key=lambda tag: tag.date or 0))

    def _releases(self) -> Fact[object]:
        """Releases and tags of six months; one that is both counts once."""
        tags = self.tags()
        if isinstance(tags, Unseen):
            return tags
        releases = self._read_releases()
        if isinstance(releases, Unseen):
            return releases
        dated = [*((tag.name, tag.date) for tag in tags.value), *releases.value]
        return Known(len({name for name, date in dated if date is not None and 0 <= self._now - date <= SIX_MONTHS}))

    def _read_releases(self) -> Fact[tuple[tuple[str, int | None], ...]]:
        """The tags and dates of the latest releases, which GraphQL tells with the listing."""
        if self._more.releases is not None:
            return Known(self._more.releases)
        found = self._told(lambda: self._all("releases", 1))
        if isinstance(found, Unseen):
            return found
        return Known(tuple((str(one.get("tag_name")), moment(one.get("released_at"))) for one in found.value))

    def _authors(self) -> Counter[str]:
        """How many commits of six months each author made."""
        since = iso(self._now - SIX_MONTHS)
        commits = self._all("repository/commits", MAX_COMMIT_PAGES, ref_name=self._listed.head or "", since=since)
        return Counter(str(one.get("author_email")).lower() for one in commits)

    def _sign_off_required(self) -> Fact[object]:
        """Whether a push rule asks for it: a paid feature, told to maintainers."""
        try:
            rule = self._transport.get(f"{self._path}/push_rule")
        except RefusedError as error:
            return unseen("not-offered" if error.status == 404 else "rights", "sign_off_required")
        except TooHeavyError as error:
            return Unseen(error.reason)
        # Without any push rule, GitLab answers `null`.
        told = rule.get("reject_non_dco_commits", False) if isinstance(rule, dict) else False
        return Known(told) if isinstance(told, bool) else unseen("not-offered", "sign_off_required")


SIGNATURES = ("-----BEGIN PGP SIGNATURE-----", "-----BEGIN SSH SIGNATURE-----", "-----BEGIN SIGNED MESSAGE-----")
"""How Git begins a signature, which stands at the end of a tag's message."""


def _signed(tag: Mapping[str, Any]) -> bool | None:
    """Whether a tag is signed; None where that cannot be told, as the message need not be shown whole."""
    commit, target, text = tag.get("commit"), tag.get("target"), tag.get("message")
    if isinstance(text, str) and any(begin in text for begin in SIGNATURES):
        return True
    is_plain = isinstance(commit, dict) and isinstance(target, str) and target == commit.get("id")
    return False if is_plain and not text else None


def _tagged(tag: Mapping[str, Any]) -> int | None:
    commit = tag.get("commit")
    made = moment(tag.get("created_at"))
    return moment(commit.get("committed_date")) if made is None and isinstance(commit, dict) else made
