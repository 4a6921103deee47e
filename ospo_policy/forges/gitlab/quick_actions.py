# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts without commands: GitLab carries out lines such as `/close` that begin a line of a description or a comment.

Whatever a repository says is quoted by our texts, and must command nothing. Such a line is written with a backslash before
its slash, which Markdown does not show, and read back without it, so that a text is seen as it was meant.
Source: https://docs.gitlab.com/user/project/quick_actions/ and lib/gitlab/quick_actions/extractor.rb.
"""

from __future__ import annotations

from ospo_policy.parsers.lazy_regex import LazyRegex

_COMMAND = LazyRegex(r"(?m)^([ \t]{0,3}\\*)(/[A-Za-z_]+(?:[ \t\r]|$))")
_ESCAPED = LazyRegex(r"(?m)^([ \t]{0,3}\\*)\\(/[A-Za-z_]+(?:[ \t\r]|$))")


def without_commands(text: str) -> str:
    """The text as it is sent."""
    return _COMMAND.sub(r"\1\\\2", text)


def as_meant(text: str) -> str:
    """The text as it was before it was sent."""
    return _ESCAPED.sub(r"\1\2", text)
