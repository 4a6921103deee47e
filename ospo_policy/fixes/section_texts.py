# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a new section says: what is known of the project, and a mark where a person must go on."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from ospo_policy.fixes import project
from ospo_policy.fixes.common import field, find, texts, tree_of, value
from ospo_policy.fixes.markup import Block, paragraph
from ospo_policy.messages import Catalogue
from ospo_policy.parsers.publiccode import readme
from ospo_policy.ports.fix import Broken

MOST_FOLDERS = 15
_FOLDERS = {"test": "tests", "tests": "tests", "doc": "docs", "docs": "docs", "src": "source", "examples": "examples"}


class Writer:
    """Writes sections in a language for a document: links start from its folder, and what it says already is not said again."""

    def __init__(self, broken: Broken, language: str, path: str, text: str) -> None:
        self.facts = broken.facts
        self.context = broken.context
        self.say = Catalogue(language)
        self.folder = path.rpartition("/")[0]
        self.introduction = readme.introduction(path, text)

    def title(self, about: str) -> str:
        """The heading of a section."""
        return self.say(f"fix.section.{about}.title")

    def blocks(self, about: str) -> list[Block]:
        """The paragraphs of a section."""
        return SECTIONS[about](self)

    def said(self, key: str, **arguments: object) -> Block:
        """A paragraph of the catalogue."""
        return paragraph(self.say(f"fix.section.{key}", **arguments))

    def gap(self, key: str) -> str:
        """A mark of what a person must fill in."""
        return self.say("fix.gap", what=self.say(f"fix.section.{key}"))

    def link(self, kind: str) -> str:
        """The way from the document to the best file of a kind, "" where there is none."""
        found = find(self.facts, (kind,))
        return posixpath.relpath(found[0], self.folder or ".") if found else ""


def _objectives(write: Writer) -> list[Block]:
    whom = paragraph(write.gap("objectives.whom"))
    known = project.description(write.facts, write.say.language)
    if known and known in write.introduction:
        return [whom]
    return [paragraph(known or write.gap("objectives.what")), whom]


def _install(write: Writer) -> list[Block]:
    known, url = project.commands(write.facts).install, project.url(write.facts)
    if not known:
        return [paragraph(write.gap("install.how"))]
    start = (f"git clone {url}", f"cd {url.rpartition('/')[2]}") if url else ()
    return [write.said("install.known"), Block("code", "\n".join((*start, *known)))]


def _usage(write: Writer) -> list[Block]:
    folder = next(
        (name for name in ("docs", "doc", "documentation") if find(write.facts, (f"{name}/**/*.{{md,rst,adoc}}",))), ""
    )
    known = [write.said("usage.documentation", folder=folder)] if folder and not write.folder else []
    return [*known, paragraph(write.gap("usage.example"))]


def _requirements(write: Writer) -> list[Block]:
    known = project.requirements(write.facts)
    return [Block("item", one) for one in known] or [paragraph(write.gap("requirements.what"))]


def _status(write: Writer) -> list[Block]:
    known = project.status(write.facts)
    return [write.said(f"status.{known}") if known else paragraph(write.gap("status.which"))]


def _structure(write: Writer) -> list[Block]:
    tree = tree_of(write.facts)
    folders = sorted({path.partition("/")[0] for path in tree.paths if "/" in path}) if tree is not None else []
    shown = [
        name
        for name in folders
        if not name.startswith(".") and name.isascii() and name.isprintable() and "`" not in name
    ]
    items = [
        Block("item", write.say("fix.section.structure.item", folder=name, what=_held(write, name)))
        for name in shown[:MOST_FOLDERS]
    ]
    return items or [paragraph(write.gap("structure.all"))]


def _held(write: Writer, folder: str) -> str:
    """What a folder of that name usually holds."""
    known = _FOLDERS.get(folder)
    return write.say(f"fix.section.structure.{known}") if known else write.gap("structure.folder")


def _tests(write: Writer) -> list[Block]:
    known = project.commands(write.facts).tests
    if not known:
        return [paragraph(write.gap("tests.how"))]
    return [write.said("tests.known"), Block("code", "\n".join(known))]


def _support(write: Writer) -> list[Block]:
    links = project.links(write.facts, write.context.forge)
    if links is not None and field(write.facts, "has_issues") is True:
        return [write.said("support.issues", issues=links.issues)]
    given = value(write.context, "support_contact")
    return [write.said("support.known", address=given)] if given else _contact(write)


def _contact(write: Writer) -> list[Block]:
    return _reached(write, "contact")


def _reached(write: Writer, about: str) -> list[Block]:
    """Who it is and how to reach them, if the organisation gave both."""
    name = value(write.context, "organisation", "organisation.name")
    address = value(write.context, "contact", "organisation.contact")
    if name and address:
        return [write.said(f"{about}.known", name=name, address=address)]
    return [paragraph(write.gap(f"{about}.who"))]


def _security(write: Writer) -> list[Block]:
    policy = write.link("security")
    if policy:
        return [write.said("security.policy", path=policy)]
    links = project.links(write.facts, write.context.forge)
    address = value(write.context, "security_contact")
    if not address and links is not None and field(write.facts, "private_vulnerability_reporting") is True:
        address = links.advisories
    return [
        write.said("security.private"),
        write.said("security.known", address=address) if address else paragraph(write.gap("security.address")),
    ]


def _contributing(write: Writer) -> list[Block]:
    guide = write.link("contributing")
    if guide:
        return [write.said("contributing.guide", path=guide)]
    links = project.links(write.facts, write.context.forge)
    known = [write.said("contributing.requests", requests=links.requests)] if links is not None else []
    return [*known, paragraph(write.gap("contributing.how"))]


def _maintainers(write: Writer) -> list[Block]:
    return _reached(write, "maintainers")


def _licence(write: Writer) -> list[Block]:
    text = write.link("licence")
    return [write.said("licence.file", path=text) if text else paragraph(write.gap("licence.which"))]


def _languages(write: Writer) -> list[Block]:
    found = next(
        (lang for one in texts(write.facts, ("readme",)) if (lang := readme.language(one.text[: readme.LONGEST]))), ""
    )
    if found in ("en", "fr"):
        return [write.said(f"languages.{found}")]
    return [paragraph(write.gap("languages.which"))]


def _containers(write: Writer) -> list[Block]:
    known = project.containers(write.facts)
    if not known:
        return [write.said("containers.docker"), paragraph(write.gap("containers.how"))]
    return [write.said("containers.known"), Block("code", "\n".join(known))]


def _sign_off(write: Writer) -> list[Block]:
    return [
        write.said("sign-off.why"),
        write.said("sign-off.how"),
        Block("code", "git commit --signoff"),
        write.said("sign-off.rights"),
    ]


SECTIONS: dict[str, Callable[[Writer], list[Block]]] = {
    "objectives": _objectives,
    "install": _install,
    "usage": _usage,
    "requirements": _requirements,
    "status": _status,
    "structure": _structure,
    "tests": _tests,
    "support": _support,
    "contact": _contact,
    "security": _security,
    "contributing": _contributing,
    "maintainers": _maintainers,
    "licence": _licence,
    "languages": _languages,
    "containers": _containers,
    "sign-off": _sign_off,
}
"""What a section is about, to the function that writes it."""
LIKE = {"structure": "development", "languages": "documentation", "containers": "install", "sign-off": "contributing"}
"""Sections that no set of headings is about, to the set that tells where they stand."""
