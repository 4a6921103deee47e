# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a repository says of itself: manifests, READMEs, licence, tags, its forge. What it does not say is left open, never invented."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from ospo_policy.model.facts import Known, Repository
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.licences import catalogue
from ospo_policy.parsers.licences.declared import declared
from ospo_policy.parsers.manifest_about import MANIFESTS, manifest_about
from ospo_policy.parsers.publiccode import addresses, coherence, languages, readme
from ospo_policy.parsers.publiccode.draft import About, Description
from ospo_policy.parsers.selection import LICENCE_STATEMENTS, select_all

NEEDS = Needs(
    tree=True,
    contents=frozenset({"licence", "readme", LICENCE_STATEMENTS, *MANIFESTS}),
    fields=frozenset({"url", "description", "homepage"}),
    history=frozenset({"tags"}),
)
_DEFAULT_VERSIONS = frozenset({"0.0.0", "0.0.1", "0.1.0", "1.0.0"})
_FORGE = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/")
_LOGO = re.compile(r"(?i)(?:[\w.-]+/){0,3}logo[\w.-]{0,30}\.(?:svg|png)")
_LANGUAGE = re.compile(r"(?i)readme[._-]([a-z]{2})(?:[._-][a-z]{2})?\.[a-z]+$")
_WEB = re.compile(r"https://[A-Za-z0-9.-]{1,255}(?::[0-9]{1,5})?/[A-Za-z0-9._~%+@/-]{1,500}")
SHORT = 150
"""Characters that publiccode.yml gives to a short description."""


def about(facts: Repository) -> About:
    """What is known of the software in a repository, where the needs above were asked for."""
    texts = texts_of(facts)
    said = manifest_about(texts)
    paths = tuple(facts.tree.value.paths) if isinstance(facts.tree, Known) else ()
    selected = select_all(facts.tree.value, ("readme",)) if isinstance(facts.tree, Known) else ()
    readmes = [one for one in selected if "/" not in one and one in texts]
    titled = next((found for one in readmes if (found := readme.title(one, texts[one]))), "")
    tags = facts.history.tags.value if isinstance(facts.history.tags, Known) else ()
    newest = coherence.latest(tags)
    day = datetime.fromtimestamp(newest.date, UTC).date().isoformat() if newest and newest.date is not None else ""
    licence = declared(texts)
    home = said.homepage or text_field(facts, "homepage")
    short = said.description or text_field(facts, "description")
    return About(
        name=titled or said.name.rpartition("/")[2] or facts.name.rpartition("/")[2],
        url=_url(facts),
        landing_url=home if addresses.web_url(home) is None and not _FORGE.match(home) else "",
        version=newest.name.lstrip("vV") if newest is not None else _chosen(said.version),
        date=day,
        logo=_logo(paths),
        licence="" if catalogue.variants(licence) else licence,
        descriptions=tuple(_descriptions(readmes, texts, short)),
    )


def texts_of(facts: Repository) -> dict[str, str]:
    """The texts that were read, by path."""
    return {name: fact.value.text for name, fact in facts.contents.items() if isinstance(fact, Known)}


def text_field(facts: Repository, name: str) -> str:
    """What the forge says under a name, on one line; "" for what is not known."""
    fact = facts.fields.get(name)
    return " ".join(fact.value.split()) if isinstance(fact, Known) and isinstance(fact.value, str) else ""


def _chosen(version: str) -> str:
    """A manifest's version, where it is one that somebody chose."""
    return version if coherence.stable_version(version) is not None and version not in _DEFAULT_VERSIONS else ""


def _descriptions(readmes: list[str], texts: Mapping[str, str], short: str) -> Iterable[Description]:
    """A description for each language that there is a README in; else what the manifest or the forge says."""
    seen: set[str] = set()
    for name in readmes:
        introduction = readme.introduction(name, texts[name])
        marked = _LANGUAGE.match(name)
        language = marked[1].lower() if marked else readme.language(texts[name][: readme.LONGEST])
        if language in seen or (language and not languages.is_language(language)) or (not language and seen):
            continue
        seen.add(language)
        own = _suits(short) and readme.language(short) in ("", language) and len(seen) == 1
        yield Description(language, short if own else readme.first_sentence(introduction), introduction)
    if not seen and _suits(short):
        yield Description(readme.language(short), short)


def _suits(short: str) -> bool:
    return 0 < len(short) <= SHORT


def _url(facts: Repository) -> str:
    """Where the repository is to be seen, as an address of the web; "" where that is not known, or is no plain address."""
    said = text_field(facts, "url")
    found = coherence.address(said)
    if found is None:
        return ""
    url = said if said.startswith("https://") else f"https://{found.host}/{found.owner}/{found.name}"
    return url.removesuffix(".git").rstrip("/") if _WEB.fullmatch(url) else ""


def _logo(paths: Iterable[str]) -> str:
    """The logo nearest to the root, an SVG before a PNG."""
    found = [path for path in paths if _LOGO.fullmatch(path)]
    return min(found, key=lambda path: (path.count("/"), posixpath.splitext(path)[1] != ".svg", len(path)), default="")
