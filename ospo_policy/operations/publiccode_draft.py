# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drafts a publiccode.yml from what a repository says: manifests, READMEs, licence, tags, where it was cloned from."""

from __future__ import annotations

import os

from ospo_policy.fixes.about import NEEDS, about
from ospo_policy.fixes.publiccode import written
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import message
from ospo_policy.operations.publiccode import NAMES
from ospo_policy.parsers.publiccode.draft import draft


def draft_of(path: str, say: Catalogue) -> tuple[str, str]:
    """The place of the file and its text. Raises `UsageError`, `UnreadableError`."""
    if not os.path.isdir(path):
        raise UsageError(message("licence.no-such-path", path=path))
    facts = open_repository(path).collect(NEEDS, profile="", now=0)
    folder = "" if path in (".", "./") else path
    return os.path.join(folder, NAMES[0]), written(draft(about(facts)), say).text
