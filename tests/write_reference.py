# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the reference of the checks, fixes and commands, the pages of the packs and the picture of the READMEs from the code: `make schemas`. A test holds the pages to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, get_args, get_origin

from ospo_policy import fixes
from ospo_policy.checks import MODULES, Registry
from ospo_policy.fixes.setting import NEVER, SETTINGS
from ospo_policy.messages import LANGUAGES, Catalogue
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.policy import Safety
from ospo_policy.parsers.binding import field_types, required
from ospo_policy.parsers.community_files import KINDS
from ospo_policy.parsers.heading_sets import NAMES
from tests import manual_page, picture, reference_cli

FOLDER = Path(__file__).parent.parent / "docs"
WORDS = {
    "en": ("Checks", "must be given", "Kinds of files", "Sets of headings", "Facts", "Packs"),
    "fr": ("Vérifications", "obligatoire", "Sortes de fichiers", "Jeux de titres", "Faits", "Ensembles de règles"),
}


def page(language: str) -> str:
    """The page of a language."""
    say = Catalogue(language)
    title, must, kinds, sets, facts, _ = WORDS[language]
    out = [f"# {title}", ""]
    for name in MODULES:
        params = Registry().get(name).params
        out += [f"## `{name}`", "", say(f"check.{name}.about"), "", say(f"check.{name}.how"), ""]
        for param in field_types(params):
            mark = f" ({must})" if param in required(params) else ""
            out.append(f"- `{param}`{mark}: {say(f'check.{name}.param.{param}')}")
        out.append("")
    out += [f"## {kinds}", "", *(f"- `{kind}`: {say(f'file-kind.{kind}')}" for kind in KINDS), ""]
    out += [f"## {sets}", "", *(f"- `{name}`: {say(f'heading-set.{name}')}" for name in NAMES), ""]
    out += [f"## {facts}", "", *(f"- `{n}` ({f.type}): {say(f'field.{n}')}" for n, f in FIELDS.items()), ""]
    return "\n".join(out)


def fixes_page(language: str) -> str:
    """What a rule can name under `fix`."""
    say = Catalogue(language)
    registry = fixes.Registry()
    out = [f"# {say('page.fixes')}", "", say("page.fixes.about"), "", f"## {say('page.fixes.checkout')}", ""]
    for part in ("about", "options", "care"):
        out += [say(f"page.fixes.checkout.{part}"), ""]
    out += [f"## {say('page.fixes.edits')}", ""]
    for name in registry.edits:
        params = registry.get(name).params
        out += [f"### `{name}`", "", say(f"edit.{name}.about"), "", say(f"edit.{name}.how"), ""]
        out += [say("page.fixes.safe"), ""] if registry.get(name).safety is Safety.SAFE else []
        for param in field_types(params):
            mark = f" ({WORDS[language][1]})" if param in required(params) else ""
            choices = get_args(field_types(params)[param]) if get_origin(field_types(params)[param]) is Literal else ()
            one_of = f" {say('bind.there-are', allowed=tuple(f'`{choice}`' for choice in choices))}" if choices else ""
            out.append(f"- `{param}`{mark}: {say(f'edit.{name}.param.{param}')}{one_of}")
        out += [""] if field_types(params) else []
    out += [f"## {say('page.fixes.settings')}", "", say("page.fixes.settings.about"), ""]
    for name, setting in SETTINGS.items():
        forges = tuple(sorted(forge.value for forge in setting.forges))
        only = f" ({say('page.fixes.forges', forges=forges)})" if forges else ""
        out.append(f"- `{name}`: {say(f'setting.{name}')}{only}")
    out += [f"- `{name}`: {say(f'setting.{name}')} ({say('page.fixes.never')})" for name in NEVER]
    out += ["", f"## {say('page.fixes.advices')}", "", say("page.fixes.advices.about"), ""]
    out += [f"- `{name}`: {say(f'advice.{name}.about')}" for name in registry.advices]
    return "\n".join(out) + "\n"


@cache
def files() -> dict[str, str]:
    """File name to content: the checks, and each bundled pack."""
    from ospo_policy.engine.resources import bundled_packs
    from ospo_policy.operations import pack_pages

    found: dict[str, str] = {}
    for language in LANGUAGES:
        suffix = "" if language == "en" else f".{language}"
        found[f"checks{suffix}.md"] = page(language)
        found[f"fixes{suffix}.md"] = fixes_page(language)
        for name, written in reference_cli.PAGES.items():
            found[f"reference/{name}{suffix}.md"] = written(Catalogue(language))
        found[f"images/check{suffix}.svg"] = picture.picture(language)
        found[f"man/ospo-policy{suffix}.1"] = manual_page.page(Catalogue(language))
        for pack in bundled_packs():
            found[f"packs/{pack}{suffix}.md"] = pack_pages.page(pack, Catalogue(language))
        found[f"packs/README{suffix}.md"] = index(language)
    return found


def index(language: str) -> str:
    """The list of the bundled packs."""
    from ospo_policy.operations.policy_files import bundled

    say = Catalogue(language)
    suffix = "" if language == "en" else f".{language}"
    out = [f"# {WORDS[language][5]}", "", say("page.index"), ""]
    for pack in bundled():
        count = say("cli.policy.list.rules", count=pack.rules)
        out.append(f"- [`{pack.name}`]({pack.name}{suffix}.md): {say.local(pack.title)} ({count})")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    for file, content in files().items():
        (FOLDER / file).parent.mkdir(exist_ok=True)
        (FOLDER / file).write_text(content, encoding="utf-8")
