# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`manifest-licence`: manifests and metadata name the licence whose text is in the repository.

Only where that is exactly one licence, and the README names no other. Changed are the places that contradict it: package.json (where
npm writes ISC by itself), composer.json, pyproject.toml with its classifiers, setup.cfg, Cargo.toml, pom.xml, *.gemspec,
publiccode.yml, CITATION.cff, codemeta.json and their like; where one file names several licences, it is left. It always wants a
person's eye: the text may be what is wrong.
"""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from ospo_policy.fixes import licences
from ospo_policy.fixes.common import edited, tree_of
from ospo_policy.fixes.licences import Stated, replaced, the_licence
from ospo_policy.model.facts import Repository
from ospo_policy.model.licence import LicenceStatement, StatementSource
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.parsers.licences import catalogue, expressions, kept
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

SOURCES = (StatementSource.MANIFEST, StatementSource.PUBLICCODE, StatementSource.CITATION, StatementSource.CODEMETA)
READMES = (StatementSource.README, StatementSource.BADGE)
_GNU = "License :: OSI Approved :: GNU {} v{} ({})"
CLASSIFIERS = {
    "MIT": "License :: OSI Approved :: MIT License",
    "Apache-2.0": "License :: OSI Approved :: Apache Software License",
    "BSD-2-Clause": "License :: OSI Approved :: BSD License",
    "BSD-3-Clause": "License :: OSI Approved :: BSD License",
    "EUPL-1.2": "License :: OSI Approved :: European Union Public Licence 1.2 (EUPL 1.2)",
    "MPL-2.0": "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)",
    "EPL-2.0": "License :: OSI Approved :: Eclipse Public License 2.0 (EPL-2.0)",
    "ISC": "License :: OSI Approved :: ISC License (ISCL)",
    "CECILL-2.1": "License :: OSI Approved :: CEA CNRS Inria Logiciel Libre License, version 2.1 (CeCILL-2.1)",
    "CECILL-B": "License :: CeCILL-B Free Software License Agreement (CECILL-B)",
    "CECILL-C": "License :: CeCILL-C Free Software License Agreement (CECILL-C)",
    "CC0-1.0": "License :: CC0 1.0 Universal (CC0 1.0) Public Domain Dedication",
    "GPL-2.0-only": _GNU.format("General Public License", "2", "GPLv2"),
    "GPL-2.0-or-later": _GNU.format("General Public License", "2 or later", "GPLv2+"),
    "GPL-3.0-only": _GNU.format("General Public License", "3", "GPLv3"),
    "GPL-3.0-or-later": _GNU.format("General Public License", "3 or later", "GPLv3+"),
    "LGPL-3.0-only": _GNU.format("Lesser General Public License", "3", "LGPLv3"),
    "LGPL-3.0-or-later": _GNU.format("Lesser General Public License", "3 or later", "LGPLv3+"),
    "AGPL-3.0-only": "License :: OSI Approved :: GNU Affero General Public License v3",
    "AGPL-3.0-or-later": _GNU.format("Affero General Public License", "3 or later", "AGPLv3+"),
}
"""PyPI's names of licences (https://pypi.org/classifiers/)."""
_POM_URL = re.compile(r"(<name\s*>[^<]{2,120}</name\s*>\s*<url\s*>)[^<]{0,300}(</url\s*>)")


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The licence texts and the files that state a licence."""
    return licences.NEEDS


def repair(_params: Params, broken: Broken) -> Outcome:
    """The manifests that contradict the text, with its licence."""
    facts = broken.facts
    licence = the_licence(facts)
    if isinstance(licence, Message):
        return Unable(licence)
    every = licences.stated(facts)
    for one in (said for file in every for said in file.statements if said.source in READMES and said.expression):
        if not one.scope and not _agrees(one, licence):
            return Unable(message("fix.licence.readme-differs", said=one.said, id=licence))
    declared = {id_ for file in every for one in file.statements if one.source in READMES for id_ in _families(one)}
    files: dict[str, str | None] = {}
    for file in every:
        wrong = tuple(one for one in file.statements if one.source in SOURCES and _contradicts(one, licence, declared))
        if wrong and not _has_its_own(file.file.path, facts):
            after = _corrected(file, wrong, licence)
            if isinstance(after, Message):
                return Unable(after)
            files[file.file.path] = after
    return edited(broken, files, safety=Safety.REVIEW)


def _families(one: LicenceStatement) -> set[str]:
    return {catalogue.family(id_) for id_ in expressions.ids(one.expression)}


def _agrees(one: LicenceStatement, licence: str) -> bool:
    return catalogue.family(licence) in _families(one)


def _contradicts(one: LicenceStatement, licence: str, declared: set[str]) -> bool:
    return (
        bool(one.expression) and one.scope != "part" and not ({catalogue.family(licence)} | declared) & _families(one)
    )


def _has_its_own(path: str, facts: Repository) -> bool:
    """Whether a part of the repository has a licence text of its own beside its manifest."""
    folder, tree = posixpath.dirname(path), tree_of(facts)
    names = (
        other[len(folder) + 1 :].lower()
        for other in (tree.paths if tree is not None else ())
        if other.startswith(f"{folder}/")
    )
    return bool(folder) and any(name.startswith(("licen", "copying")) for name in names)


def _corrected(file: Stated, wrong: tuple[LicenceStatement, ...], licence: str) -> str | Message:
    """A file with the licence in place of others; or why it is left."""
    path, text = file.file
    names = {one.said for one in wrong if "::" not in one.said}
    if len(names) > 1 or posixpath.basename(path) == "DESCRIPTION":
        return message("fix.licence.several-in", path=path)
    for one in wrong:
        new = _written(one, licence)
        after = replaced(text, one, new) if new else None
        if after is None:
            return message("fix.licence.not-replaceable", path=path, said=one.said)
        text = after
    if posixpath.basename(path) == "pom.xml":
        text = _POM_URL.sub(
            lambda found: f"{found[1]}https://spdx.org/licenses/{licence}.html{found[2]}", text, count=1
        )
    now = [one for one in kept.stated(path, text) if one.scope != "part"]
    if len(now) != len([one for one in file.statements if one.scope != "part"]) or not all(
        _agrees(one, licence) or not one.expression for one in now
    ):
        return message("fix.licence.several-in", path=path)
    return text


def _written(one: LicenceStatement, licence: str) -> str:
    """A licence as a place writes it: an id, an address, a classifier; "" where there is no such thing."""
    if "::" in one.said:
        return CLASSIFIERS.get(licence, "")
    return f"https://spdx.org/licenses/{licence}" if one.said.startswith(("http://", "https://")) else licence


FIX = FixType("manifest-licence", Params, needs, repair)
