# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a clone comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.facts import Known
from ospo_policy.model.needs import Needs
from tests.support.repositories import build, git


@pytest.mark.parametrize(
    ("remote", "told"),
    [
        ("https://github.com/ville/medusa.git", "https://github.com/ville/medusa.git"),
        ("https://oauth2:glpat-secret@gitlab.com/ville/medusa.git", "https://gitlab.com/ville/medusa.git"),
        ("git@github.com:ville/medusa.git", "git@github.com:ville/medusa.git"),
        ("/srv/git/medusa.git", None),
        ("file:///srv/git/medusa.git", None),
        (None, None),
    ],
)
def test_the_origin_is_told_without_a_password(tmp_path: Path, remote: str | None, told: str | None) -> None:
    folder = build(tmp_path / "repository", {"README.md": "x"})
    if remote is not None:
        git(folder, "remote", "add", "origin", remote)
    fields = open_repository(str(folder)).collect(Needs(tree=True, fields=frozenset({"url"})), "", 0).fields
    assert fields == ({} if told is None else {"url": Known(told)})


def test_it_is_not_read_unless_asked_for_and_a_plain_folder_has_none(tmp_path: Path) -> None:
    folder = build(tmp_path / "repository", {"README.md": "x"})
    git(folder, "remote", "add", "origin", "https://example.org/a/b")
    assert open_repository(str(folder)).collect(Needs(tree=True), "", 0).fields == {}
    plain = build(tmp_path / "plain", {"README.md": "x"}, {"tracked": False})
    needs = Needs(tree=True, fields=frozenset({"url"}))
    assert open_repository(str(plain)).collect(needs, "", 0).fields == {}
