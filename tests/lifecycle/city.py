# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation of fifty repositories, made of the corpus's: as they are, without their community files, and with a README cut short.

`People` are its teams: they fill in what a request marks, and merge it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.forges.github_server import World, pulls
from tests.forges.github_server.git_graph import flat
from tests.forges.github_server.things import Repo
from tests.support import corpus

COUNT = 50
OWNER = "ville"
Contents = dict[str, str | bytes]
_COMMUNITY = re.compile(
    r"(?i)^(?:\.github/|\.gitlab/|docs/)?(?:licen[cs]e|copying|contributing|security|code.of.conduct|change|maintainers|governance"
    r"|publiccode|codeowners|citation|support|roadmap|authors|news|history)[^/]*$"
)
_README = re.compile(r"(?i)^readme[^/]*$")


def bare(files: Contents) -> Contents:
    """Without what publication practices ask for, but for the README."""
    return {path: data for path, data in files.items() if not _COMMUNITY.match(path)}


def short(files: Contents) -> Contents:
    """The same, and a README of one or two lines."""
    return {path: data[:120] if _README.match(path) else data for path, data in bare(files).items()}


WAYS: Mapping[str, Callable[[Contents], Contents]] = {"as-it-is": dict, "bare": bare, "short": short}


def city(folder: Path) -> World:
    """The organisation on a test GitHub, with a token that may do all there."""
    world = World()
    world.organisation(OWNER, name="Ville d'Exemple")
    world.user("ada", name="Ada Exemple")
    world.user("bob", name="Bob", email="bob@example.org")
    world.token("t-owner", **{OWNER: "owner"})
    reduced = sorted(path for path in corpus.unpack(folder).iterdir() if path.is_dir())
    made = [(way, one) for way in WAYS for one in reduced][:COUNT]
    for way, one in made:
        name = f"{one.name.partition('__')[2]}-{way}".lower()
        world.repository(f"{OWNER}/{name}", WAYS[way](_files(one)))
    return world


def _files(reduced: Path) -> Contents:
    root = reduced / "files"
    files: Contents = {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    others = [path for path in corpus.paths_of(reduced) if path not in files]
    return files | dict.fromkeys(others[: corpus.MAX_FILES], b"")


GAP = re.compile(r"\[(?:to complete|à compléter)\s?:[^\]\n]*\]")
"""What a text marks for people to fill in."""
_KEY = re.compile(r"^( *)# (\w+):  # (?:TO FILL IN|À COMPLÉTER)\s?:.*$", re.MULTILINE)
_VALUES = {
    "name": "Exemple",
    "url": "https://github.com/ville/exemple",
    "platforms": "[web]",
    "developmentStatus": "stable",
    "softwareType": "library",
    "shortDescription": "Un service de la ville, en français.",
    "longDescription": "Un service que la ville offre à ses habitants, sur le web et sans compte. "
    + "Il est libre. " * 12,
    "features": "[Demander une place]",
    "type": "internal",
    "contacts": "[{name: Équipe numérique, email: numerique@ville-exemple.fr}]",
    "localisationReady": "false",
    "availableLanguages": "[fr]",
}
"""What a team writes into a publiccode.yml."""


_SENTENCE = "l'équipe numérique (numerique@ville-exemple.fr) répond sous 5 jours ouvrés, et ce service est fait pour les habitants"


def filled(text: str, licence: str) -> str:
    """A text as a team leaves it that has filled in what is marked."""
    values = _VALUES | {"license": licence}
    keyed = _KEY.sub(lambda found: f"{found[1]}{found[2]}: {values[found[2]]}", text)
    return GAP.sub(_SENTENCE, keyed)


class People:
    """The teams of the city."""

    def __init__(self, world: World) -> None:
        self.world = world
        said = {one.partition("/")[2].lower(): label["spdx_human"] for one, label in corpus.labels().items()}
        self.licences = {
            name: found[0] for name, words in said.items() if (found := re.match(r"[\w.+-]*\d[\w.+-]*", words))
        }

    def merge_all(self) -> int:
        """Fill in and merge every open request; how many they were."""
        count = 0
        for repo, request in self._open():
            name = repo.full_name
            files = {path.decode(): oid for path, (_, oid) in flat(repo.store, request["headRefOid"]).items()}
            before = {path.decode(): oid for path, (_, oid) in flat(repo.store, repo.head).items()}
            texts = {path: repo.store[oid].data.decode() for path, oid in files.items() if before.get(path) != oid}
            licence = next(
                (one for start, one in self.licences.items() if repo.name.startswith(f"{start}-")), "EUPL-1.2"
            )
            complete = {path: filled(text, licence) for path, text in texts.items()}
            changed: dict[str, str | None] = {path: text for path, text in complete.items() if text != texts[path]}
            if changed:
                self.world.people.push(name, request["headRefName"], changed)
            self.world.people.merge(name, request["number"])
            count += 1
        return count

    def _open(self) -> Iterator[tuple[Repo, pulls.Thing]]:
        for repo in list(self.world.owners[OWNER].repositories.values()):
            yield from ((repo, one) for one in list(pulls.pulls(repo)) if one["state"] == "OPEN")
