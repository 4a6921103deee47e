# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What accessibility statements are called, and where a repository has their page.

The names are those of the national transpositions of directive (EU) 2016/2102: RGAA 4 (France, "Déclaration d'accessibilité",
"Accessibilité : partiellement conforme"), AgID (Italy), BITV 2.0 (Germany), the Netherlands, Spain; and of the W3C's
"Developing an Accessibility Statement". Patterns see folded text.
"""

from __future__ import annotations

from ospo_policy.model.policy import Glob
from ospo_policy.parsers.folding import flow
from ospo_policy.parsers.regex import compile_pattern

_STATEMENT = (
    r"declaration[ -](?:de[ -]conformite[ -](?:a[ -]l'?|d'?)|d'?[ -]?|de[ -]l')?accessibilite|"
    r"accessibilite ?(?:numerique)? ?: ?[*_]{0,2} ?(?:totalement|partiellement|non)[ -]conforme|"
    r"\baccessibility[ -](?:statement|conformance[ -]report)|statement (?:of|on|about) accessibility|\bvpat\b|"
    r"dichiarazione[ -](?:di|sull[a'])?[ -]?accessibilita|form\.agid\.gov\.it/view|"
    r"erklarung[ -]zur[ -](?:digitalen[ -])?barrierefreiheit|barrierefreiheitserklarung|toegankelijkheidsverklaring|"
    r"declaracion[ -]de[ -]accesibilidad|declaracao[ -]de[ -]acessibilidade|"
    r"https?://[^\s<>\"')]{1,200}/(?:accessibilite|accessibilita|barrierefreiheit|toegankelijkheid)\b"
)
_ENDINGS = "{md,mdx,html,htm,txt,rst,adoc,tsx,jsx,ts,js,vue,svelte,astro,njk,twig,php,erb,j2,jinja,jinja2,haml,pug,liquid,ftl,hbs,yml,yaml,json}"
_PAGE = "{page,index,_index,+page,view}"
_SURE = (
    "{accessibilite,accessibilité,declaration-accessibilite,declaration_accessibilite,declaration-d-accessibilite,"
    "accessibility-statement,accessibility_statement,dichiarazione-accessibilita,barrierefreiheit,"
    "barrierefreiheitserklaerung,erklaerung-zur-barrierefreiheit,toegankelijkheid,toegankelijkheidsverklaring,"
    "accesibilidad,declaracion-accesibilidad}"
)
_LIKELY = "{accessibility,accessibilita,a11y,accessibilite-*,accessibility-*,declaration*accessibilite*}"
SURE_PAGES = (Glob(f"**/{_SURE}.{_ENDINGS}"), Glob(f"**/{_SURE}/{_PAGE}.{_ENDINGS}"))
"""Pages that can be nothing else, by their name."""
LIKELY_PAGES = (Glob(f"**/{_LIKELY}.{_ENDINGS}"), Glob(f"**/{_LIKELY}/{_PAGE}.{_ENDINGS}"))
"""Pages that may also be about accessibility in general: what stands in them decides."""


def statement(text: str) -> int | None:
    """Where a text is, links or names an accessibility statement."""
    seen = flow(text)
    for start, _ in compile_pattern(_STATEMENT).find(seen):
        line = seen[seen.rfind("\n", 0, start) + 1 : start].lstrip()
        if not line.startswith(("- [ ]", "* [ ]", "+ [ ]")):  # still to be done
            return start
    return None
