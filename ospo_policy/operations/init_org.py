# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A policy repository to begin with: the organisation's file, a pack of its own, waivers, and what runs by itself on its forge."""

from __future__ import annotations

import re
import time
import unicodedata
from typing import NamedTuple
from urllib.parse import urlsplit

from ospo_policy.engine.resources import bundled_packs
from ospo_policy.fixes.escaping import Format, is_mail, words
from ospo_policy.fixes.render import Value, render
from ospo_policy.fixes.templates import LICENCE, LICENCES, Template, find
from ospo_policy.fixes.values import SOURCE
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import ForgeType
from ospo_policy.operations.policies import DEFAULT_PACKS
from ospo_policy.operations.scaffold import File, filled
from ospo_policy.operations.surroundings import PUBLIC, Surroundings
from ospo_policy.operations.templates import folders, names
from ospo_policy.parsers.nearest import suggestion

NO_LICENCE = "none"
REQUIREMENT = f"ospo-policy[audit] @ {SOURCE}"
FORGES = (ForgeType.GITHUB, ForgeType.GITLAB, ForgeType.FORGEJO)
RUNS = ("validate", "audit", "plan", "apply")
_OWNER = re.compile(r"\*|\w[\w.-]{0,99}(?:/\w[\w.-]{0,99}){0,19}", re.ASCII)
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REQUIREMENT = re.compile(r"[A-Za-z0-9./][\w./@+:=,\[\]~<>! -]{0,299}", re.ASCII)
_PINNED = re.compile(r"https://[^\s#]+#sha256=[0-9a-f]{64}")
_LONGEST_NAME = 200
_LONGEST_ID = 40


class Answers(NamedTuple):
    """What a policy repository is made from; a later check may still refuse it. `url` empty is the public instance."""

    name: str
    contact: str
    forge: ForgeType
    owners: tuple[str, ...]
    licence: str
    url: str = ""
    packs: tuple[str, ...] = DEFAULT_PACKS
    id: str = ""
    branch: str = "main"
    requirement: str = REQUIREMENT


def wrong(key: str, value: str) -> tuple[Message, Message | None] | None:
    """What is wrong with an answer, and what to do; None where it will do. `owners` and `packs` are asked one by one."""
    text = words(value)
    match key:
        case "name" if not text or len(text) > _LONGEST_NAME:
            return message("init.bad.name", limit=_LONGEST_NAME), None
        case "contact" if not is_mail(text):
            return message("init.bad.contact", found=value), None
        case "url" if text and not _is_address(value):
            return message("init.bad.url", found=value), None
        case "owners" if _OWNER.fullmatch(value) is None:
            return message("init.bad.owner", found=value), None
        case "packs" if value not in bundled_packs() and _PINNED.fullmatch(value) is None:
            return message("pack.unknown", name=value), suggestion(value, bundled_packs())
        case "id" if _ID.fullmatch(value) is None or len(value) > _LONGEST_ID or value in bundled_packs():
            return message("init.bad.id", found=value), None
        case "licence" if value not in (NO_LICENCE, *licences()):
            return message("init.bad.licence", found=value), suggestion(value, (*licences(), NO_LICENCE))
        case "branch" if _BRANCH.fullmatch(value) is None:
            return message("grammar.branch", found=value), None
        case "requirement" if _REQUIREMENT.fullmatch(value) is None:
            return message("init.bad.requirement", found=value), None
    return None


def checked(answers: Answers) -> Answers:
    """The answers, with the name of the pack where none is given. Raises `UsageError` for the first that will not do."""
    name = words(answers.name)
    answers = answers._replace(name=name, id=answers.id or slug(name), url=answers.url.rstrip("/"))
    for key, value in answers._asdict().items():
        for one in value if isinstance(value, tuple) else (value,):
            found = wrong(key, str(one))
            if found is not None:
                raise UsageError(*found)
    return answers


def licences() -> tuple[str, ...]:
    """The SPDX ids of the licences whose texts travel with the tool, sorted."""
    return tuple(name.removeprefix(LICENCES).removesuffix(".txt") for name in names() if name.startswith(LICENCES))


def slug(name: str) -> str:
    """A name for the pack: the organisation's, in plain lower-case letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_ID].strip("-")
    return f"{found[: _LONGEST_ID - 6]}-rules" if found in bundled_packs() else found or "our-rules"


def offered(around: Surroundings) -> Surroundings:
    """What the surroundings tell, as far as it could be an answer."""
    owner = around.owner if wrong("owners", around.owner) is None else ""
    url = around.url if wrong("url", around.url) is None and around.url not in PUBLIC.values() else ""
    return around._replace(owner=owner, url=url, branch=around.branch if wrong("branch", around.branch) is None else "")


def files(answers: Answers, language: str, now: int) -> list[File]:
    """The files of the repository, in the order in which they are told. `now` is in seconds since 1970."""
    values = _values(answers, language)
    pack_path = str(values["pack_path"])
    plain: list[tuple[str, str, Format]] = [
        ("ospo-policy.yml", "ospo-policy.yml", Format.YAML),
        ("pack.yml", pack_path, Format.YAML),
        ("waivers.yml", "waivers.yml", Format.YAML),
        ("README.md", "README.md", Format.MARKDOWN),
        ("requirements.txt", "requirements.txt", Format.TEXT),
        ("gitignore", ".gitignore", Format.TEXT),
    ]
    if answers.forge is ForgeType.GITLAB:
        plain.append(("gitlab-ci.yml", ".gitlab-ci.yml", Format.PIPELINE))
    else:
        kind = answers.forge.value
        plain += [(f"{kind}/{name}.yml", f".{kind}/workflows/{name}.yml", Format.PIPELINE) for name in RUNS]
    if answers.forge is ForgeType.GITHUB:
        plain.append(("dependabot.yml", ".github/dependabot.yml", Format.YAML))
    made = [filled(name, path, format_, values, language) for name, path, format_ in plain]
    return made if answers.licence == NO_LICENCE else [*made, _licence(answers, language, now)]


def _values(answers: Answers, language: str) -> dict[str, Value]:
    """What the texts are filled with."""
    say = Catalogue(language)
    pack_path = f"policies/{answers.id}.yml"
    is_gitlab = answers.forge is ForgeType.GITLAB
    return {
        "name": answers.name,
        "person": answers.name,
        "contact": words(answers.contact),
        "forge": answers.forge.value,
        "url": answers.url or (PUBLIC[answers.forge] if answers.forge is ForgeType.FORGEJO else ""),
        "owners": answers.owners,
        "packs": answers.packs,
        "has_minimal": "minimal" in answers.packs,
        "id": answers.id,
        "pack_path": pack_path,
        "pack_file": f"./{pack_path}",
        "title": say.template("init.title").format(name=answers.name),
        "pattern": f"(?i){re.escape(words(answers.contact))}",
        "licence": "" if answers.licence == NO_LICENCE else answers.licence,
        "requirement": answers.requirement,
        "default_branch": answers.branch,
        "pipelines": ".gitlab-ci.yml" if is_gitlab else f".{answers.forge.value}/workflows/",
    }


def _licence(answers: Answers, language: str, now: int) -> File:
    """The text of the chosen licence."""
    template = find(LICENCE, language, answers.forge, folders(), answers.licence)
    assert isinstance(template, Template)
    values: dict[str, Value] = {
        "year": str(time.gmtime(now).tm_year),
        "holder": answers.name,
        "language": language,
    }
    return File(LICENCE, render(template, values).text)


def _is_address(value: str) -> bool:
    """Whether a text is the plain address of a forge: `https://host`, with a port or a path, and no password in it."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    plain = re.fullmatch(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[\w./~-]*)?", value, re.ASCII)
    return plain is not None and bool(parts.hostname)
