# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""For tests of the inventory: the list of code.gouv.fr where it stands, and a forge of this process."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ospo_policy.model.facts import Fact, Known, Repository
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import ForgeUnavailableError, Listed, ObjectCache, Usage
from tests.support.repositories import git

ROOT = Path(__file__).parent.parent.parent
DATA = Path(os.environ.get("OSPO_POLICY_DATA", ROOT.parent / "shared" / "data"))
FRENCH_LIST = DATA / "comptes-organismes-publics.yml"
"""Another's file (etalab-2.0), read where it stands and never copied here."""


def listed(path: str, forge: str = "hub", *, head: str | None = "c0ffee", native: str = "", **fields: object) -> Listed:
    """A repository `owner/name` as a forge lists it."""
    owner, _, name = path.rpartition("/")
    facts: dict[str, Fact[object]] = {key: Known(value) for key, value in fields.items()}
    return Listed(f"{forge}:{path}", forge, owner, name, f"https://{forge}/{path}", native or path, head, facts)


class FolderForge:
    """A folder of folders of Git repositories as a forge: `owner/name`. Only its listing can be asked."""

    def __init__(self, root: Path, name: str, facts: Mapping[str, Mapping[str, object]] | None = None) -> None:
        self.root = root
        self.name = name
        self.facts = facts or {}
        self.asked: list[str] = []

    @property
    def usage(self) -> Usage:
        return Usage(len(self.asked))

    def owners(self) -> Iterable[str]:
        return sorted({str(path.parent.parent.relative_to(self.root)) for path in self.root.rglob(".git")})

    def repositories(self, owner: str, needs: Needs) -> Iterator[Listed]:
        self.asked.append(owner)
        folder = self.root / owner
        if not folder.is_dir():
            raise ForgeUnavailableError(Message("file.not-there"))
        for place in sorted(path.parent for path in folder.rglob(".git")):
            path = str(place.relative_to(self.root))
            heads = git(place, "for-each-ref", "--format=%(objectname)").split()
            facts = {key: value for key, value in self.facts.get(path, {}).items() if key in needs.fields}
            yield listed(path, self.name, head=heads[0] if heads else None, native=path, **facts)

    def collect(
        self, repositories: Sequence[Listed], needs: Needs, cache: ObjectCache, now: int
    ) -> Iterator[tuple[Listed, Repository | Message]]:
        raise NotImplementedError


def a_repository(place: Path, text: str | None) -> None:
    """A repository with one commit of one file, or without one. The same text gives the same commit."""
    place.mkdir(parents=True)
    git(place, "init", "--quiet", "--initial-branch=main")
    if text is not None:
        (place / "README.md").write_text(text, encoding="utf-8")
        git(place, "add", "README.md")
        git(place, "commit", "--quiet", "-m", "x")
