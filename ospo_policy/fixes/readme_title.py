# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`readme-title`: a README without any heading begins with the name of the software.

The name is that of publiccode.yml, else of the manifest, else of the repository.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ospo_policy.fixes import project
from ospo_policy.fixes.common import edited, first_whole, texts
from ospo_policy.fixes.documents import Document
from ospo_policy.fixes.markup import markup_of
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Safety
from ospo_policy.parsers.manifest_about import MANIFESTS, manifest_about
from ospo_policy.parsers.outline import outline
from ospo_policy.parsers.structured import look_up
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

_PLAIN = re.compile(r"[^<>\[\]{}|`*_#\\\n\r]{1,80}")


class Params(NamedTuple):
    """None."""


def needs(_params: Params) -> Needs:
    """The README, and what tells the name."""
    return project.NEEDS


def repair(_params: Params, broken: Broken) -> Outcome:
    """The README with a title."""
    found = first_whole(broken.facts, ("readme",))
    if isinstance(found, Message):
        return Unable(found)
    if outline(found.path, found.text).headings:
        return Unable(message("fix.nothing-left"))
    markup = markup_of(found.path, found.text) or ("markdown" if "." not in found.path else None)
    if markup is None:
        return Unable(message("fix.no-markup", path=found.path))
    name = _name(broken.facts)
    title = {
        "markdown": f"# {name}",
        "restructured_text": f"{name}\n{'=' * len(name)}",
        "asciidoc": f"= {name}",
        "org": f"#+TITLE: {name}",
    }[markup]
    doc = Document(found.path, found.text, markup)
    top = 0
    if doc.lines[0].rstrip() == "---":
        top = next((n + 1 for n, line in enumerate(doc.lines[1:200], 1) if line.rstrip() in ("---", "...")), 0)
    start = "\n".join((*doc.lines[:top], title, "", ""))
    return edited(broken, {found.path: start + "\n".join(doc.lines[top:]).lstrip("\n")})


def _name(facts: Repository) -> str:
    stated = [look_up(project.data_of(one.path, one.text), ("name",))[1] for one in texts(facts, ("publiccode",))[:1]]
    manifest = manifest_about({one.path: one.text for one in texts(facts, MANIFESTS)}).name.rpartition("/")[2]
    wanted = (*(str(name) for name in stated if isinstance(name, str)), manifest, facts.name)
    return next((name.strip() for name in wanted if name.strip() and _PLAIN.fullmatch(name.strip())), "README")


FIX = FixType("readme-title", Params, needs, repair, safety=Safety.SAFE)
