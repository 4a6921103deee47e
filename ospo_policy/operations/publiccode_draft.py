# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drafts a publiccode.yml from what a repository says: manifests, READMEs, licence, tags, where it was cloned from."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable
from datetime import UTC, datetime

from ospo_policy.forges.local.reader import open_repository
from ospo_policy.model.errors import UsageError
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.operations.licence_bill import declared
from ospo_policy.operations.publiccode import NAMES
from ospo_policy.parsers.licences import catalogue
from ospo_policy.parsers.publiccode import addresses, coherence, languages, readme
from ospo_policy.parsers.publiccode.draft import About, Description, Line, draft
from ospo_policy.parsers.selection import LICENCE_STATEMENTS, select_all
from ospo_policy.parsers.structured import NotReadableError, TooLargeError, look_up, parse_path, read

_MANIFESTS = {
    "package.json": ("name", "description", "version", "homepage"),
    "pyproject.toml": ("project.name", "project.description", "project.version", "project.urls.Homepage"),
    "composer.json": ("name", "description", "version", "homepage"),
    "Cargo.toml": ("package.name", "package.description", "package.version", "package.homepage"),
}
"""Where a manifest has the name, the description, the version and the home page."""
_DEFAULT_VERSIONS = frozenset({"0.0.0", "0.0.1", "0.1.0", "1.0.0"})
_FORGE = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/")
_LOGO = re.compile(r"(?i)(?:[\w.-]+/){0,3}logo[\w.-]{0,30}\.(?:svg|png)")
_LANGUAGE = re.compile(r"(?i)readme[._-]([a-z]{2})(?:[._-][a-z]{2})?\.[a-z]+$")


def draft_of(path: str) -> tuple[str, tuple[Line, ...]]:
    """The place of the file and its lines. Raises `UsageError`, `UnreadableError`."""
    if not os.path.isdir(path):
        raise UsageError(message("licence.no-such-path", path=path))
    kinds = frozenset({"licence", "readme", LICENCE_STATEMENTS, *_MANIFESTS})
    needs = Needs(tree=True, contents=kinds, fields=frozenset({"url"}), history=frozenset({"tags"}))
    facts = open_repository(path).collect(needs, profile="", now=0)
    folder = "" if path in (".", "./") else path
    return os.path.join(folder, NAMES[0]), draft(_about(facts))


def _about(facts: Repository) -> About:
    texts = {name: fact.value.text for name, fact in facts.contents.items() if isinstance(fact, Known)}
    name, short, version, home = _manifest(texts)
    assert not isinstance(facts.tree, Unseen)
    readmes = [one for one in select_all(facts.tree.value, ("readme",)) if "/" not in one and one in texts]
    titled = next((found for one in readmes if (found := readme.title(one, texts[one]))), "")
    tags = facts.history.tags.value if isinstance(facts.history.tags, Known) else ()
    newest = coherence.latest(tags)
    day = datetime.fromtimestamp(newest.date, UTC).date().isoformat() if newest and newest.date is not None else ""
    licence = declared(texts)
    return About(
        name=titled or name.rpartition("/")[2] or facts.name,
        url=_url(facts),
        landing_url=home if addresses.web_url(home) is None and not _FORGE.match(home) else "",
        version=newest.name.lstrip("vV") if newest is not None else version,
        date=day,
        logo=_logo(facts.tree.value.paths),
        licence="" if catalogue.variants(licence) else licence,
        descriptions=tuple(_descriptions(readmes, texts, short)),
    )


def _manifest(texts: dict[str, str]) -> tuple[str, str, str, str]:
    """What the first manifest says of name, description, version and home page."""
    for manifest, paths in _MANIFESTS.items():
        try:
            data = read(manifest, texts[manifest]).value if manifest in texts else None
        except (NotReadableError, TooLargeError):
            continue
        found = [look_up(data, parse_path(path) or ())[1] for path in paths]
        said = [" ".join(value.split())[:500] if isinstance(value, str) else "" for value in found]
        if said[0]:
            return said[0], said[1], said[2] if _is_version(said[2]) else "", said[3]
    return "", "", "", ""


def _is_version(text: str) -> bool:
    """Whether a manifest's version is one that somebody chose."""
    return coherence.stable_version(text) is not None and text not in _DEFAULT_VERSIONS


def _descriptions(readmes: list[str], texts: dict[str, str], short: str) -> Iterable[Description]:
    """A description for each language that there is a README in."""
    seen: set[str] = set()
    for name in readmes:
        introduction = readme.introduction(name, texts[name])
        marked = _LANGUAGE.match(name)
        language = marked[1].lower() if marked else readme.language(texts[name][: readme.LONGEST])
        if language in seen or (language and not languages.is_language(language)) or (not language and seen):
            continue
        seen.add(language)
        own = (
            short if short and len(short) <= 150 and readme.language(short) in ("", language) and len(seen) == 1 else ""
        )
        yield Description(language, own or readme.first_sentence(introduction), introduction)


def _address(facts: Repository) -> coherence.Address | None:
    url = facts.fields.get("url")
    return coherence.address(str(url.value)) if isinstance(url, Known) else None


def _url(facts: Repository) -> str:
    found = _address(facts)
    url = facts.fields.get("url")
    if found is None or not isinstance(url, Known):
        return ""
    said = str(url.value)
    return said if said.startswith("https://") else f"https://{found.host}/{found.owner}/{found.name}"


def _logo(paths: Iterable[str]) -> str:
    """The logo nearest to the root, an SVG before a PNG."""
    found = [path for path in paths if _LOGO.fullmatch(path)]
    return min(found, key=lambda path: (path.count("/"), posixpath.splitext(path)[1] != ".svg", len(path)), default="")
