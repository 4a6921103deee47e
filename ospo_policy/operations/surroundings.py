# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a folder tells of its forge: by where it was cloned from, and by the files in it. Good for an offer, never for a decision."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from ospo_policy.forges.local.git import Git, GitError
from ospo_policy.forges.local.origin import origin
from ospo_policy.model.errors import UnreadableError
from ospo_policy.model.organisation import ForgeType

PUBLIC = {
    ForgeType.GITHUB: "https://github.com",
    ForgeType.GITLAB: "https://gitlab.com",
    ForgeType.FORGEJO: "https://codeberg.org",
}
"""The instance that is meant where none is named."""
_ADDRESS = re.compile(
    r"(?:(?P<scheme>https?)://|ssh://(?:[^@/]+@)?|(?:[^@/:]+@))(?P<host>[A-Za-z0-9.-]+)(?P<port>:[0-9]+)?[:/]+(?P<path>[\w.~/-]+?)(?:\.git)?/?"
)
_FILES = ((ForgeType.GITLAB, (".gitlab-ci.yml", ".gitlab")), (ForgeType.FORGEJO, (".forgejo", ".gitea")),
          (ForgeType.GITHUB, (".github",)))  # fmt: skip
_HOSTS = ((ForgeType.GITHUB, ("github",)), (ForgeType.GITLAB, ("gitlab",)),
          (ForgeType.FORGEJO, ("codeberg", "forgejo", "gitea")))  # fmt: skip


class Surroundings(NamedTuple):
    """What is told; empty where nothing tells it. `url` is the instance's address, `owner` the account or group above the repository."""

    forge: ForgeType | None = None
    url: str = ""
    owner: str = ""
    branch: str = ""


def look_around(folder: str) -> Surroundings:
    """What an existing folder, or one that is to be made in an existing one, tells."""
    if not os.path.isdir(folder):
        return Surroundings()
    git = Git(folder)
    try:
        address, branch = origin(git) or "", _branch(git)
    except UnreadableError:  # no Git on this machine
        address, branch = "", ""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return Surroundings(forge_told("", os.listdir(folder)), branch=branch)
    port = found["port"] or "" if found["scheme"] else ""
    url = f"{found['scheme'] or 'https'}://{found['host'].lower()}{port}"
    return Surroundings(forge_told(found["host"], os.listdir(folder)), url, found["path"].rpartition("/")[0], branch)


def forge_told(host: str, names: list[str]) -> ForgeType | None:
    """The kind of forge that a host's name tells, else the names of what lies in a repository's root."""
    for forge, words in _HOSTS:
        if any(word in host.lower() for word in words):
            return forge
    return next((forge for forge, places in _FILES if any(name in names for name in places)), None)


def _branch(git: Git) -> str:
    """The branch that is checked out, empty where there is none."""
    try:
        return git.run("symbolic-ref", "--quiet", "--short", "HEAD").decode("utf-8", "replace").strip()
    except GitError:
        return ""
