# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of our issue: what is wanted and what is there give its next step."""

from __future__ import annotations

from collections.abc import Sequence

from ospo_policy.engine.our_texts import has_opted_out, has_said, is_answer, said, same_text
from ospo_policy.engine.wanted import CLOSING, ISSUE, Action, Manners, Settled, Wanted
from ospo_policy.model.message import Message, message
from ospo_policy.parsers.request_marker import Marker, is_as_written, marked, marker_of, unmarked
from ospo_policy.ports.requests import Comment, EditIssue, OpenIssue, Right, SeenIssue, Situation, State, Step


def issue_step(want: Wanted, seen: Situation, how: Manners) -> Step | Settled:
    """The next step of the issue."""
    if seen.problem is not None:
        return Settled(Action.SKIP, seen.problem)
    ours = [one for one in seen.issues if _kind(one) == ISSUE]
    opened = next((one for one in ours if one.state is State.OPEN), None)
    opted_out = has_opted_out(want, seen, how)
    if opened is None:
        return _none_open(want, seen, ours, opted_out=opted_out)
    marker = marker_of(opened.text)
    if marker is None or marker.closed or not is_as_written(opened.title, opened.text, marker):
        return Settled(Action.LEAVE, Message("issue.touched"), opened.url)
    if want.unsure & marker.asks.keys():
        return Settled(Action.LEAVE, Message("request.unsure"), opened.url)
    if want.issue is None or opted_out:
        closed = marked(opened.title, unmarked(opened.text), marker._replace(closed=True))
        return EditIssue(opened.number, opened.title, closed, State.CLOSED, opened.confidential)
    text = marked(want.issue.title, want.issue.text, Marker(ISSUE, asks=want.issue.asks))
    hidden = opened.confidential or want.issue.confidential
    if opened.title != want.issue.title or not same_text(opened.text, text) or hidden != opened.confidential:
        return EditIssue(opened.number, want.issue.title, text, confidential=hidden)
    return Settled(Action.KEEP, message("issue.kept", number=opened.number), opened.url)


def _none_open(want: Wanted, seen: Situation, ours: Sequence[SeenIssue], *, opted_out: bool) -> Step | Settled:
    """Finish what a closed one left to say; else open one, unless that was answered since it was planned."""
    last = ours[0] if ours else None
    marker = marker_of(last.text) if last is not None else None
    closed_by_us = last is not None and marker is not None and marker.closed
    if closed_by_us and want.issue_words.closing and not has_said(last.comments, CLOSING):  # type: ignore[union-attr]
        return Comment(last.number, said(want.issue_words.closing, CLOSING), on_issue=True)  # type: ignore[union-attr]
    if want.issue is None or opted_out:
        return Settled(Action.NOTHING, Message("request.nothing"))
    known = want.answered.issues if want.answered is not None else frozenset(one.number for one in ours)
    answer = next((one for one in ours if one.number not in known and is_answer(one.text, want.issue.asks)), None)
    if answer is not None:
        return Settled(Action.REFUSED, message("issue.refused-since", number=answer.number), answer.url)
    if Right.ISSUE not in seen.rights:
        return Settled(Action.SKIP, Message("request.no-issues"))
    text = marked(want.issue.title, want.issue.text, Marker(ISSUE, asks=want.issue.asks))
    return OpenIssue(want.issue.title, text, want.issue.labels, want.issue.confidential)


def _kind(issue: SeenIssue) -> str | None:
    marker = marker_of(issue.text)
    return marker.kind if marker is not None else None
