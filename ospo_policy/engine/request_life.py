# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of our request: what is wanted and what is there give its next step. What people have touched is theirs."""

from __future__ import annotations

from collections.abc import Sequence

from ospo_policy.engine.our_texts import has_opted_out, has_said, is_answer, said, same_text
from ospo_policy.engine.wanted import CLOSING, HANDS_OFF, REQUEST, Action, Manners, Settled, Wanted, WantedRequest
from ospo_policy.model.change import files_digest
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.request_marker import Marker, is_as_written, marked, marker_of, unmarked
from ospo_policy.ports.requests import (
    TRAILER,
    CloseRequest,
    Comment,
    Content,
    DeleteBranch,
    EditRequest,
    MakeFork,
    OpenRequest,
    Push,
    Right,
    SeenCommit,
    SeenRequest,
    Situation,
    State,
    Step,
)


def request_step(want: Wanted, seen: Situation, how: Manners) -> Step | Settled:
    """The next step of the request."""
    if seen.problem is not None:
        return Settled(Action.SKIP, seen.problem)
    ours = [one for one in seen.requests if one.by_us and one.branch in how.branches]
    opened = next((one for one in ours if one.state is State.OPEN), None)
    opted_out = has_opted_out(want, seen, how)
    if opened is None:
        done = _not_opened(want, ours, opted_out=opted_out)
        if done is None and want.request is not None:
            return _opening(want, want.request, seen, how)
        return _tidied(ours, seen, want) or done or Settled(Action.NOTHING, Message("request.nothing"))
    if how.opt_out_label in opened.labels:
        return Settled(Action.SKIP, Message("request.opted-out"), opened.url)
    gone = want.request is None or opted_out
    return _closing(opened, want) if gone else _updating(opened, want, want.request, seen)  # type: ignore[arg-type]


def _not_opened(want: Wanted, ours: Sequence[SeenRequest], *, opted_out: bool) -> Settled | None:
    """Why no request is opened, if so."""
    if want.request is None:
        return Settled(Action.NOTHING, Message("request.nothing"))
    if opted_out:
        return Settled(Action.SKIP, Message("request.opted-out"))
    if want.answered is not None:
        closed = [one for one in ours if one.state is State.CLOSED and one.number not in want.answered.requests]
        answer = next((one for one in closed if is_answer(one.text, want.request.asks)), None)
        if answer is not None:
            return Settled(Action.REFUSED, message("request.refused-since", number=answer.number), answer.url)
    undone = next((o for o in ours if o.state is State.MERGED and _digest(o.commits) == want.request.digest), None)
    return undone and Settled(Action.REFUSED, message("request.undone", number=undone.number), undone.url)


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
    if opened.base != seen.base or opened.title != request.title or not same_text(opened.text, text):
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
    if closed_by_us and want.request_words.closing and not has_said(last.comments, CLOSING):  # type: ignore[union-attr]
        return Comment(last.number, said(want.request_words.closing, CLOSING))  # type: ignore[union-attr]
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
    if words and not has_said(opened.comments, HANDS_OFF):
        return Comment(opened.number, said(words, HANDS_OFF))
    return Settled(Action.LEAVE, Message("request.touched"), opened.url)


def changes_base(step: Step) -> bool:
    """Whether a step rests on the commit that was looked at: what is pushed was worked out there."""
    return isinstance(step, Push)


def signed(request: WantedRequest) -> tuple[Content, ...]:
    """The commits, each with the trailer that tells what the branch is to hold."""
    files: dict[str, str | None] = {}
    made: list[Content] = []
    for number, one in enumerate(request.contents, 1):
        files |= one.files
        # Where a forge takes one commit at a time and a run is killed in between, only the last one says that all is there.
        digest = request.digest if number == len(request.contents) else files_digest(files)
        made.append(one._replace(message=_with_trailer(one.message, digest)))
    return tuple(made)


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
