# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`badge`: the README gets the badge of its degree of openness, or of its continuous integration.

The degree is the one that the repository declares as its profile (A, B, C), never a guess. The pipeline is the workflow that runs
the tests, or the one of GitLab; its addresses are those of the forge. The badge comes after those that stand at the top, else below
the title. Sources: codegouvfr/documentation, "Quels degrés d'ouverture pour les codes sources ?"; GitHub, "Adding a workflow
status badge"; GitLab, "Pipeline status badges"; Forgejo, "Badges".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from ospo_policy.fixes import project
from ospo_policy.fixes.common import Whole, edited, find, first_whole, text_field, texts
from ospo_policy.fixes.documents import Document, below_title, document, top_end
from ospo_policy.fixes.markup import Markup
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.policy import Safety
from ospo_policy.parsers.ci.commands import Scripts
from ospo_policy.parsers.ci.search import named_for_tests, serving
from ospo_policy.ports.fix import Broken, FixType, Outcome, Unable

DEGREES = {"A": ("contributif", "blue"), "B": ("ouvert", "mediumseagreen"), "C": ("publi%C3%A9", "orange")}
GUIDE = "https://code.gouv.fr/documentation/#/publier"
WORKFLOWS = "{.github,.forgejo,.gitea}/workflows/*.{yml,yaml}"
SCRIPTS = ("package.json", "composer.json", "{GNU,}[mM]akefile")
_FILE = re.compile(r"[\w.-]{1,80}")
_PREFERRED = ("ci", "test", "tests", "build", "main", "check", "checks")
_BADGES = {
    "markdown": re.compile(r"[ \t]*\[?!\[[^\]\n]*\]\([^)\n]*\)"),
    "restructured_text": re.compile(r"\.\. image::"),
    "asciidoc": re.compile(r"image:{1,2}\S"),
    "org": re.compile(r"\[\[[^\]\n]*\](?:\[[^\n]*(?:\.svg|badge)[^\n]*\])?\]"),
}
_MOST_LINES = 40


class Params(NamedTuple):
    """Which badge."""

    about: Literal["openness", "ci"]


class Badge(NamedTuple):
    """A picture and where it leads."""

    name: str
    image: str
    target: str


def needs(params: Params) -> Needs:
    """The README; the workflows for the badge of a pipeline."""
    wanted = Needs(tree=True, contents=frozenset({"readme"}))
    if params.about == "ci":
        wanted |= Needs(contents=frozenset({WORKFLOWS, *SCRIPTS}), fields=frozenset({"url", "default_branch"}))
    return wanted


def repair(params: Params, broken: Broken) -> Outcome:
    """The README with the badge."""
    found = first_whole(broken.facts, ("readme",))
    badge = _openness(broken) if params.about == "openness" else _pipeline(broken)
    doc = document(found.path, found.text) if isinstance(found, Whole) else found
    for wrong in (doc, badge):
        if isinstance(wrong, Message):
            return Unable(wrong)
    assert isinstance(doc, Document)
    assert isinstance(badge, Badge)
    after = _with_badge(doc, badge)
    return Unable(after) if isinstance(after, Message) else edited(broken, {doc.path: after})


def _openness(broken: Broken) -> Badge | Message:
    """The badge of the profile, unless the README states a degree already, or several."""
    from ospo_policy.parsers.openness import badges, degree

    wanted = broken.facts.profile
    if wanted not in DEGREES:
        return message("fix.badge.no-profile")
    for one in texts(broken.facts, ("readme",))[:1]:
        if badges(one.text, one.path):
            right = degree(one.text, one.path) == wanted
            return message("fix.nothing-left" if right else "fix.badge.other-degree")
    word, colour = DEGREES[wanted]
    name = f"code.gouv.fr {word.replace('%C3%A9', 'é')}"
    return Badge(name, f"https://img.shields.io/badge/code.gouv.fr-{word}-{colour}.svg", GUIDE)


def _pipeline(broken: Broken) -> Badge | Message:
    """The badge of the workflow, or pipeline, that tests every change."""
    home, facts = project.url(broken.facts), broken.facts
    software = project.software_of(facts, broken.context.forge)
    if not home or software is None:
        return message("fix.no-address")
    if software is ForgeType.GITLAB:
        branch = text_field(facts, "default_branch")
        if not find(facts, (".gitlab-ci.yml",)) or not re.fullmatch(r"[\w./-]{1,100}", branch):
            return message("fix.badge.no-pipeline")
        return Badge("pipeline", f"{home}/badges/{branch}/pipeline.svg", f"{home}/-/pipelines")
    start = (".github/",) if software is ForgeType.GITHUB else (".forgejo/", ".gitea/", ".github/")
    scripts = Scripts({one.path: one.text for one in texts(facts, SCRIPTS)})
    name = _best((one for one in texts(facts, (WORKFLOWS,)) if one.path.startswith(start)), scripts)
    if name is None:
        return message("fix.badge.no-pipeline")
    if software is ForgeType.GITHUB:
        return Badge(
            name.rpartition(".")[0], f"{home}/actions/workflows/{name}/badge.svg", f"{home}/actions/workflows/{name}"
        )
    return Badge(
        name.rpartition(".")[0], f"{home}/badges/workflows/{name}/badge.svg", f"{home}/actions?workflow={name}"
    )


def _best(workflows: Iterable[Whole], scripts: Scripts) -> str | None:
    """The file of the workflow that runs the tests on changes, else of one whose name says that it verifies them."""
    from ospo_policy.parsers.ci import read as ci
    from ospo_policy.parsers.workflows.read import NotReadableError, read

    found: list[tuple[int, str]] = []
    for one in workflows:
        name = one.path.rpartition("/")[2]
        try:
            workflow = read(one.path, one.text)
        except NotReadableError:
            continue
        if workflow is None or not {"push", "pull_request"} & set(workflow.triggers) or not _FILE.fullmatch(name):
            continue
        runs = list(ci.of_workflows([workflow]))
        words = re.split(r"[-_.]", name.rpartition(".")[0].lower())
        rank = next((n for n, word in enumerate(_PREFERRED) if word in words), len(_PREFERRED))
        tested = serving("tests", runs, scripts) is not None or named_for_tests(runs) is not None
        found.append((rank if tested else rank + len(_PREFERRED) + 1, name))
    return min(found)[1] if found else None


def _with_badge(doc: Document, badge: Badge) -> str | Message:
    """After the badges at the top, on a line of its own; else below the title."""
    lines = _lines(badge, doc.markup)
    if badge.image in doc.text:
        return doc.text
    at = _last_badge(doc)
    if at is None:
        return below_title(doc, lines)
    end = at + 1
    if doc.markup == "restructured_text":
        while end < len(doc.lines) and doc.lines[end].startswith(" ") and doc.lines[end].strip():
            end += 1
    return "\n".join((*doc.lines[:end], *lines, *doc.lines[end:]))


def _last_badge(doc: Document) -> int | None:
    """The last line of badges at the top, before the first section and any other text."""
    start = top_end(doc)
    last = None
    for number in range(start, min(start + _MOST_LINES, len(doc.lines))):
        line = doc.lines[number]
        if _BADGES[doc.markup].match(line) and not doc.is_nested(number):
            last = number
        elif line.strip() and not (doc.markup == "restructured_text" and line.startswith(" ")):
            break
    return last


def _lines(badge: Badge, markup: Markup) -> list[str]:
    name, image, target = badge
    if markup == "restructured_text":
        return [f".. image:: {image}", f"   :alt: {name}", f"   :target: {target}"]
    if markup == "asciidoc":
        return [f'image:{image}[{name},link="{target}"]']
    if markup == "org":
        return [f"[[{target}][{image}]]"]
    return [f"[![{name}]({image})]({target})"]


FIX = FixType("badge", Params, needs, repair, safety=Safety.SAFE)
