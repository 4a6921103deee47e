# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starting texts from the disk: the bundled ones and an organisation's own, filled for one repository."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.engine.resources import folder
from ospo_policy.fixes.render import Rendered, render
from ospo_policy.fixes.templates import (
    LICENCE,
    LICENCES,
    MAX_CHARACTERS,
    SUFFIX,
    Folder,
    Template,
    find,
    is_inside,
)
from ospo_policy.fixes.values import NEEDS, Sources, missing, values_for
from ospo_policy.model.errors import UsageError
from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.message import LocalText, message
from ospo_policy.model.organisation import ForgeType, OrganisationDocument
from ospo_policy.operations.check import Request, open_with_organisation
from ospo_policy.parsers.nearest import nearest

NAME = "templates/repo"


class Filled(NamedTuple):
    """A template, what became of it, and the names of the values that it cannot do without."""

    template: Template
    rendered: Rendered
    missing: tuple[str, ...]


def folders(own: str | None = None) -> tuple[tuple[str, Folder], ...]:
    """The folders that templates are looked for in, the organisation's `own` first. Raises `UsageError` for one that is not there."""
    bundled = (NAME, reader(folder(NAME)))
    if own is None:
        return (bundled,)
    if not os.path.isdir(own):
        raise UsageError(message("template.no-folder", path=own))
    return ((own, reader(own)), bundled)


def reader(root: str) -> Folder:
    """Reads the files of a folder, and nothing outside it, be it through a link."""
    top = os.path.realpath(root)

    def read(path: str) -> str | None:
        place = os.path.realpath(os.path.join(top, path))
        if not is_inside(path) or not place.startswith(top + os.sep) or not os.path.isfile(place):
            return None
        try:
            with open(place, encoding="utf-8") as file:
                return file.read(MAX_CHARACTERS + 1)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(message("template.unreadable", path=place, reason=_reason(error))) from None

    return read


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "?") if isinstance(error, OSError) else "UTF-8"


def names(own: str | None = None) -> tuple[str, ...]:
    """The ids of the templates that there are, sorted; each text of a licence by its own."""
    found: set[str] = set()
    for root in (folder(NAME), *((own,) if own else ())):
        for place in sorted(os.listdir(root)):
            for below, prefix in ((place, ""), (os.path.join(place, LICENCES), LICENCES)):
                where = os.path.join(root, below)
                listed = os.listdir(where) if os.path.isdir(where) else []
                found |= {
                    prefix + name.removesuffix(SUFFIX) for name in listed if os.path.isfile(os.path.join(where, name))
                }
    return tuple(sorted({*found, LICENCE}))


def fill(
    id_: str, facts: Repository, language: str, forge: ForgeType, sources: Sources, own: str | None = None
) -> Filled:
    """A template filled for a repository whose facts were collected with `values.NEEDS`.

    Raises `UsageError` for one that there is not, `PolicyError` for one that cannot be used.
    """
    values = values_for(facts, sources, language, forge)
    template = find(id_, language, forge, folders(own), str(values["licence"]))
    if template is None:
        raise _not_found(id_, str(values["licence"]), forge, own)
    return Filled(template, render(template, values), missing(template, values))


def sources_of(document: OrganisationDocument | None, also: tuple[str, ...] = ()) -> Sources:
    """What an organisation's file gives to templates, and the paths of the files that are written with the same request."""
    if document is None:
        return Sources(also=also)
    given = {str(name): text for name, text in document.remediation.values.items()}
    return Sources(document.organisation, given, also)


class Wish(NamedTuple):
    """A template for a checkout, as it is asked for on the command line. `forge` None is told by where it comes from."""

    id: str
    path: str | None = None
    organisation: str | None = None
    forge: ForgeType | None = None
    folder: str | None = None
    given: Mapping[str, LocalText] = {}
    language: str | None = None
    offline: bool = False
    now: int = 0


def fill_checkout(wish: Wish, fallback: str) -> tuple[Filled, str]:
    """The template, and the folder of the checkout; in the organisation's language where none is asked for, else in `fallback`.

    Raises `OspoPolicyError`.
    """
    request = Request(wish.path, organisation=wish.organisation, offline=wish.offline, now=wish.now)
    repository, found = open_with_organisation(request)
    sources = sources_of(found.document if found is not None else None)
    sources = sources._replace(given={**sources.given, **wish.given})
    info = sources.organisation
    language = wish.language or (info.locale if info is not None else None) or fallback
    facts = repository.collect(NEEDS, profile="", now=wish.now)
    forge = wish.forge or forge_of(facts)
    return fill(wish.id, facts, language, forge, sources, wish.folder), repository.folder


def _not_found(id_: str, licence: str, forge: ForgeType, own: str | None) -> UsageError:
    """Why there is no such template."""
    every = names(own)
    if id_ == LICENCE:
        texts = tuple(name.removeprefix(LICENCES).removesuffix(".txt") for name in every if name.startswith(LICENCES))
        key = "template.no-licence-text" if licence else "template.which-licence"
        return UsageError(message(key, id=licence), message("template.licences", ids=texts))
    if id_ in every:
        return UsageError(message("template.not-on-forge", id=id_, forge=forge.value))
    near = nearest(id_, every)
    hint = message("bind.did-you-mean", name=near) if near else message("template.there-are", ids=every)
    return UsageError(message("template.unknown-id", id=id_), hint)


def forge_of(facts: Repository) -> ForgeType:
    """The kind of forge that a checkout belongs to, by where it was cloned from and by what lies in it; GitHub's places else."""
    url = facts.fields.get("url")
    host = str(url.value).lower() if isinstance(url, Known) else ""
    paths = tuple(facts.tree.value.paths) if isinstance(facts.tree, Known) else ()
    for forge, word, begins in (
        (ForgeType.GITHUB, "github.com", (".github/",)),
        (ForgeType.GITLAB, "gitlab", (".gitlab-ci.yml", ".gitlab/")),
        (ForgeType.FORGEJO, "codeberg.org", (".forgejo/", ".gitea/")),
    ):
        if word in host or (forge is not ForgeType.GITHUB and any(path.startswith(begins) for path in paths)):
            return forge
    return ForgeType.GITHUB
