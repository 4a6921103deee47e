# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation of fifty repositories, made of the corpus's: as they are, without their community files, and with a README cut short.

`People` are its teams: they fill in what a request marks, and merge it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from tests.forges.github_server import World, pulls
from tests.forges.github_server.git_graph import flat
from tests.forges.github_server.things import Repo
from tests.support import corpus, fifty
from tests.support.fifty import Files

COUNT = fifty.COUNT
OWNER = "ville"
_README = re.compile(r"(?i)^readme[^/]*$")


def _short(own: Files) -> Files:
    """Code alone, and a README of one or two lines."""
    readme = {path: data[:120] for path, data in own.items() if _README.match(path)}
    return {**fifty.bare(own), **readme}


def _bare(own: Files) -> Files:
    """Without what publication practices ask for, but for the README."""
    return {**fifty.bare(own), **{path: data for path, data in own.items() if _README.match(path)}}


WAYS: Mapping[str, Callable[[Files], Files]] = {"as-it-is": lambda own: own, "bare": _bare, "short": _short}


def city() -> World:
    """The organisation on a test GitHub, with a token that may do all there."""
    world = World()
    world.organisation(OWNER, name="Ville d'Exemple")
    world.user("ada", name="Ada Exemple")
    world.user("bob", name="Bob", email="bob@example.org")
    world.token("t-owner", **{OWNER: "owner"})
    made = [(way, name, files) for way in WAYS for name, files in fifty.originals().items()][:COUNT]
    for way, name, files in made:
        world.repository(f"{OWNER}/{name.partition('__')[2]}-{way}".lower(), WAYS[way](files))
    return world


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
