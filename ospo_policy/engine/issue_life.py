# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of our issue: what is wanted and what is there give its next step."""

from __future__ import annotations

from ospo_policy.engine.our_texts import has_said, said, same_text
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
    opted_out = want.opted_out or any(how.opt_out_label in one.labels for one in ours)
    if opened is None:
        last = ours[0] if ours else None
        marker = marker_of(last.text) if last is not None else None
        closed_by_us = last is not None and marker is not None and marker.closed
        if closed_by_us and want.issue_words.closing and not has_said(last.comments, CLOSING):  # type: ignore[union-attr]
            return Comment(last.number, said(want.issue_words.closing, CLOSING), on_issue=True)  # type: ignore[union-attr]
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
        return EditIssue(opened.number, opened.title, closed, State.CLOSED, opened.confidential)
    text = marked(want.issue.title, want.issue.text, Marker(ISSUE, asks=want.issue.asks))
    hidden = opened.confidential or want.issue.confidential
    if opened.title != want.issue.title or not same_text(opened.text, text) or hidden != opened.confidential:
        return EditIssue(opened.number, want.issue.title, text, confidential=hidden)
    return Settled(Action.KEEP, message("issue.kept", number=opened.number), opened.url)


def _kind(issue: SeenIssue) -> str | None:
    marker = marker_of(issue.text)
    return marker.kind if marker is not None else None
