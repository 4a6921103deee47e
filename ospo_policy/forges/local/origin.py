# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a clone comes from, by its own settings: the address of the remote `origin`, without any password in it."""

from __future__ import annotations

import re

from ospo_policy.forges.local.git import Git, GitError

_USER = re.compile(r"^([a-z+]+://)[^@/]*@")


def origin(git: Git) -> str | None:
    """The address, None for a repository that was not cloned, or from a folder."""
    try:
        found = git.run("config", "--local", "--get", "remote.origin.url").decode("utf-8", "replace").strip()
    except GitError:  # no such setting
        return None
    is_remote = "://" in found or re.match(r"[\w.-]+@[\w.-]+:", found) is not None
    return _USER.sub(r"\1", found) if is_remote and not found.startswith("file:") else None
