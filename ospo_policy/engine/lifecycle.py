# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of our request, and of our issue, in one repository: what is wanted and what is there give the next step.

Pure, and the same for every forge. A run that was killed, or another one beside it, leaves a situation like any other: what is
done already is seen, so nothing is done twice. What people have touched is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from ospo_policy.model.message import Message, message
from ospo_policy.parsers.request_marker import Ask, Marker, is_as_written, marked, marker_of, unmarked
from ospo_policy.ports.requests import (
    TRAILER,
    ChangeSetting,
    CloseRequest,
    Comment,
    Content,
    DeleteBranch,
    EditIssue,
    EditRequest,
    MakeFork,
    OpenIssue,
    OpenRequest,
    Push,
    Right,
    SeenBranch,
    SeenCommit,
    SeenIssue,
    SeenRequest,
    Situation,
    State,
    Step,
)

REQUEST, ISSUE, CLOSING, HANDS_OFF = "request", "issue", "closing", "hands-off"
"""The kinds of our texts, as their marks name them."""


class Action(Enum):
    """What becomes of a request or an issue."""

    OPEN = "open"
    UPDATE = "update"
    CLOSE = "close"
    KEEP = "keep"
    NOTHING = "nothing"
    LEAVE = "leave"
    REFUSED = "refused"
    SKIP = "skip"


class Words(NamedTuple):
    """What we say when a request or an issue is closed by us, and once when it is left to people."""

    closing: str = ""
    hands_off: str = ""


class WantedRequest(NamedTuple):
    """The request as it should be. `text` is without its mark; `digest` is that of the branch's files."""

    contents: tuple[Content, ...]
    digest: str
    title: str
    text: str
    asks: Mapping[str, Ask]
    is_draft: bool = False
    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()


class WantedIssue(NamedTuple):
    """The issue as it should be. `text` is without its mark."""

    title: str
    text: str
    asks: Mapping[str, Ask]
    labels: tuple[str, ...] = ()
    confidential: bool = False


class Wanted(NamedTuple):
    """Everything that should be in a repository. `unsure` are rules whose outcome is not known: what asks for them stays."""

    base: str
    head: str
    request: WantedRequest | None = None
    issue: WantedIssue | None = None
    settings: Mapping[str, object] = {}
    unsure: frozenset[str] = frozenset()
    opted_out: bool = False
    request_words: Words = Words()
    issue_words: Words = Words()


class Manners(NamedTuple):
    """How an organisation wants it: names for our branch, by preference; the label by which a team opts out."""

    branches: tuple[str, ...]
    opt_out_label: str = "no-ospo-policy"
    forks: bool = False


class Settled(NamedTuple):
    """Nothing is left to do: what became of it, why, and of which request or issue."""

    action: Action
    reason: Message
    url: str = ""


def refusals(seen: Situation) -> Mapping[str, Ask]:
    """What the repository's people have refused: asked for in a request that they closed unmerged, or an issue that they closed."""
    found: dict[str, Ask] = {}
    closed: list[SeenRequest | SeenIssue] = [one for one in seen.requests if one.by_us and one.state is State.CLOSED]
    closed += [one for one in seen.issues if one.state is not State.OPEN]
    for one in closed:
        marker = marker_of(one.text)
        if marker is None or marker.closed or marker.kind not in (REQUEST, ISSUE):
            continue
        for rule, ask in marker.asks.items():
            before = found.get(rule, Ask(0, 0))
            found[rule] = Ask(max(before.pack, ask.pack), max(before.template, ask.template))
    return found


def next_step(want: Wanted, seen: Situation, how: Manners) -> Step | Settled:
    """The next step towards what is wanted, or what became of it. The request comes first, then settings, then the issue."""
    if seen.problem is not None:
        return Settled(Action.SKIP, seen.problem)
    first = _request(want, seen, how)
    if not isinstance(first, Settled):
        return first
    for name, value in want.settings.items():
        if name not in seen.settings or seen.settings[name] != value:
            return ChangeSetting(name, value)
    second = _issue(want, seen, how)
    if not isinstance(second, Settled):
        return second
    told = (Action.NOTHING, Action.KEEP)
    return first if second.action in told and (first.action not in told or want.issue is None) else second


def _request(want: Wanted, seen: Situation, how: Manners) -> Step | Settled:
    ours = [one for one in seen.requests if one.by_us and one.branch in how.branches]
    opened = next((one for one in ours if one.state is State.OPEN), None)
    opted_out = want.opted_out or any(how.opt_out_label in one.labels for one in ours)
    if opened is None:
        left = _tidied(ours, seen, want)
        if left is not None:
            return left
        if want.request is None or opted_out:
            reason = "opted-out" if opted_out and want.request is not None else "nothing"
            return Settled(Action.SKIP if reason == "opted-out" else Action.NOTHING, Message(f"request.{reason}"))
        undone = next((o for o in ours if o.state is State.MERGED and _digest(o.commits) == want.request.digest), None)
        if undone is not None:
            return Settled(Action.REFUSED, message("request.undone", number=undone.number), undone.url)
        return _opening(want, want.request, seen, how)
    if how.opt_out_label in opened.labels:
        return Settled(Action.SKIP, Message("request.opted-out"), opened.url)
    gone = want.request is None or opted_out
    return _closing(opened, want) if gone else _updating(opened, want, want.request, seen)  # type: ignore[arg-type]


def _opening(want: Wanted, request: WantedRequest, seen: Situation, how: Manners) -> Step | Settled:
    """Push what is wanted to a branch of ours, then open the request."""
    in_fork = Right.PUSH not in seen.rights
    if in_fork:
        if not how.forks or Right.FORK not in seen.rights:
            return Settled(Action.SKIP, Message("request.no-right"))
        if not seen.has_fork:
            return MakeFork()
    elif Right.REQUEST not in seen.rights:
        return Settled(Action.SKIP, Message("request.no-right"))
    for name in how.branches:
        there = seen.branches.get(name)
        if there is not None and (there.is_blocked or not (_is_ours(there.commits) or there.head is None)):
            continue
        expected = there.head if there is not None else None
        if expected is None or there is None or _digest(there.commits) != request.digest:
            return Push(name, seen.head or want.head, expected, signed(request), in_fork)
        text = marked(request.title, request.text, Marker(REQUEST, asks=request.asks))
        return OpenRequest(
            name, seen.base, request.title, text, request.is_draft, request.labels, request.reviewers, in_fork
        )
    return Settled(Action.SKIP, message("request.no-branch", branches=how.branches))


def _updating(opened: SeenRequest, want: Wanted, request: WantedRequest, seen: Situation) -> Step | Settled:
    """Bring our request up to date in place, if nobody else has touched it."""
    marker = marker_of(opened.text)
    same = _digest(opened.commits) == request.digest
    if _is_touched(opened, marker):
        return _hands_off(opened, want.request_words.hands_off if not same else "")
    assert marker is not None
    if want.unsure & marker.asks.keys():
        return Settled(Action.LEAVE, Message("request.unsure"), opened.url)
    if not same or opened.has_conflicts:
        return Push(opened.branch, seen.head or want.head, opened.head, signed(request), opened.from_fork)
    text = marked(request.title, request.text, Marker(REQUEST, asks=request.asks))
    if opened.base != seen.base or opened.title != request.title or not _same_text(opened.text, text):
        return EditRequest(opened.number, request.title, text, seen.base)
    return Settled(Action.KEEP, message("request.kept", number=opened.number), opened.url)


def _closing(opened: SeenRequest, want: Wanted) -> Step | Settled:
    """What was asked for is no longer needed."""
    marker = marker_of(opened.text)
    if _is_touched(opened, marker):
        return Settled(Action.LEAVE, Message("request.touched"), opened.url)
    assert marker is not None
    if want.unsure & marker.asks.keys():
        return Settled(Action.LEAVE, Message("request.unsure"), opened.url)
    closed = marked(opened.title, unmarked(opened.text), marker._replace(closed=True))
    return CloseRequest(opened.number, closed)


def _tidied(ours: Sequence[SeenRequest], seen: Situation, want: Wanted) -> Step | None:
    """Finish what a closed request left to do: the kind word, and our branch."""
    last = ours[0] if ours else None
    marker = marker_of(last.text) if last is not None else None
    closed_by_us = last is not None and last.state is State.CLOSED and marker is not None and marker.closed
    if closed_by_us and want.request_words.closing and not _has_said(last.comments, CLOSING):  # type: ignore[union-attr]
        return Comment(last.number, _said(want.request_words.closing, CLOSING))  # type: ignore[union-attr]
    if last is not None and (closed_by_us or last.state is State.MERGED):
        there = seen.branches.get(last.branch)
        if there is not None and there.head is not None and there.head == last.head and not there.is_blocked:
            return DeleteBranch(last.branch, there.head, last.from_fork)
    if want.request is None and last is None:
        for name, there in seen.branches.items():
            # A run that was killed before it could open the request.
            if there.head is not None and there.commits and _is_ours(there.commits) and not there.is_blocked:
                return DeleteBranch(name, there.head, seen.has_fork and Right.PUSH not in seen.rights)
    return None


def _hands_off(opened: SeenRequest, words: str) -> Step | Settled:
    """People have taken it over: say at most once that we leave it to them."""
    if words and not _has_said(opened.comments, HANDS_OFF):
        return Comment(opened.number, _said(words, HANDS_OFF))
    return Settled(Action.LEAVE, Message("request.touched"), opened.url)


def _issue(want: Wanted, seen: Situation, how: Manners) -> Step | Settled:
    ours = [one for one in seen.issues if _kind(one) == ISSUE]
    opened = next((one for one in ours if one.state is State.OPEN), None)
    opted_out = want.opted_out or any(how.opt_out_label in one.labels for one in ours)
    if opened is None:
        last = ours[0] if ours else None
        marker = marker_of(last.text) if last is not None else None
        closed_by_us = last is not None and marker is not None and marker.closed
        if closed_by_us and want.issue_words.closing and not _has_said(last.comments, CLOSING):  # type: ignore[union-attr]
            return Comment(last.number, _said(want.issue_words.closing, CLOSING), on_issue=True)  # type: ignore[union-attr]
        if want.issue is None or opted_out:
            return Settled(Action.NOTHING, Message("request.nothing"))
        if Right.ISSUE not in seen.rights:
            return Settled(Action.SKIP, Message("request.no-issues"))
        text = marked(want.issue.title, want.issue.text, Marker(ISSUE, asks=want.issue.asks))
        return OpenIssue(want.issue.title, text, want.issue.labels, want.issue.confidential)
    marker = marker_of(opened.text)
    if marker is None or marker.closed or not is_as_written(opened.title, opened.text, marker):
        return Settled(Action.LEAVE, Message("issue.touched"), opened.url)
    if want.unsure & marker.asks.keys():
        return Settled(Action.LEAVE, Message("request.unsure"), opened.url)
    if want.issue is None or opted_out:
        closed = marked(opened.title, unmarked(opened.text), marker._replace(closed=True))
        return EditIssue(opened.number, opened.title, closed, State.CLOSED)
    text = marked(want.issue.title, want.issue.text, Marker(ISSUE, asks=want.issue.asks))
    if opened.title != want.issue.title or not _same_text(opened.text, text):
        return EditIssue(opened.number, want.issue.title, text)
    return Settled(Action.KEEP, message("issue.kept", number=opened.number), opened.url)


def signed(request: WantedRequest) -> tuple[Content, ...]:
    """The commits, each with the trailer that tells what the branch is to hold."""
    return tuple(one._replace(message=_with_trailer(one.message, request.digest)) for one in request.contents)


def _with_trailer(text: str, digest: str) -> str:
    """The message with our trailer: in the last paragraph if that holds trailers, else in one of its own."""
    body = text.rstrip()
    last = body.rpartition("\n\n")[2].rpartition("\n")[2]
    key = last.partition(": ")[0]
    gap = "\n" if "\n\n" in body and ": " in last and key.replace("-", "").isalnum() else "\n\n"
    return f"{body}{gap}{TRAILER}: {digest}\n"


def _digest(commits: tuple[SeenCommit, ...] | None) -> str | None:
    """What the branch was to hold, by the trailer of its newest commit."""
    if not commits:
        return None
    lines = commits[0].message.rstrip().split("\n")
    return next((line.partition(": ")[2] for line in reversed(lines) if line.startswith(f"{TRAILER}: ")), None)


def _is_ours(commits: tuple[SeenCommit, ...] | None) -> bool:
    """Whether every commit was made by us; a branch without any of its own holds nobody's work."""
    return commits is not None and all(one.by_us and _digest((one,)) is not None for one in commits)


def _is_touched(opened: SeenRequest, marker: Marker | None) -> bool:
    """Whether people pushed to it, edited it, or opened it again."""
    if marker is None or marker.kind != REQUEST or marker.closed:
        return True
    return not _is_ours(opened.commits) or not is_as_written(opened.title, opened.text, marker)


def _same_text(there: str, wanted: str) -> bool:
    """Whether a text is the wanted one, but for line ends and the space at its end."""
    one, other = (
        [line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n")] for text in (there, wanted)
    )
    return one == other


def _kind(issue: SeenIssue) -> str | None:
    marker = marker_of(issue.text)
    return marker.kind if marker is not None else None


def _said(words: str, kind: str) -> str:
    return marked("", words, Marker(kind))


def _has_said(comments: Sequence[str], kind: str) -> bool:
    return any((marker := marker_of(text)) is not None and marker.kind == kind for text in comments)


__all__ = [
    "Action",
    "Manners",
    "SeenBranch",
    "Settled",
    "Wanted",
    "WantedIssue",
    "WantedRequest",
    "Words",
    "next_step",
    "refusals",
]
