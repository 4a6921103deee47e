# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The brand of the French State in a repository: its font Marianne, its logo, its design system (DSFR).

Sources, GouvernementFR/dsfr: `LICENSE.md` ("placé sous licence MIT License, à l'exception de la fonte Marianne"), `README.md`
("Il est formellement interdit à tout autre acteur d'utiliser le Système de Design de l'État [...] pour des sites web ou des
applications") and `doc/legal/cgu.md`, articles 1, 2.2 and 5 (for the State's services and operators alone; each site needs
the agreement of the Service d'information du Gouvernement). DISIC/design.numerique.gouv.fr, `README.md`: "la typographie Marianne© est
protégée par le droit d'auteur".
"""

from __future__ import annotations

from ospo_policy.model.policy import Glob
from ospo_policy.parsers.folding import flow
from ospo_policy.parsers.regex import compile_pattern

FILES = (
    Glob("**/Marianne{,-*,_*}.{woff,woff2,otf,ttf,eot}"),
    Glob("**/{dsfr,dsfr.min,dsfr.module,dsfr.module.min,dsfr.main,dsfr.main.min}.{css,js}"),
    Glob("**/{marianne,*logo*marianne*,*republique-francaise*,*republique_francaise*}.{svg,png,gif,jpg,jpeg,webp}"),
)
"""The font, the design system and the logo, as copies in the repository."""
MANIFESTS = (
    Glob("{package.json,*/package.json,*/*/package.json}"),
    Glob("{pyproject.toml,requirements*.txt,*/pyproject.toml,*/requirements*.txt,Gemfile,composer.json}"),
)
_DEPENDENCY = (
    r"@gouvfr/dsfr\b|@codegouvfr/react-dsfr\b|@gouvminint/vue-dsfr\b|@dataesr/react-dsfr\b|@dsfr/[\w-]+|\bdjango-dsfr\b|"
    r"\bdsfr-(?:view-components|form_builder|assets)\b"
)
_BRAND = r"(?:marianne|\bdsfr\b|systeme de design de l'etat|marque d[e' ]{1,3}l?'?etat|marque etat|state brand|french state's brand|logo de l'etat)"
_RESERVED = (
    r"(?:reserv|exclusi|interdit|protege|droits? d'auteur|conditions generales|\bcgu\b|a l'exception|hors licence|pas couvert|"
    r"non couvert|ne (?:peut|peuvent|doit|doivent)|only|must not|may not|cannot|not be (?:used|reused)|not covered|not licen[cs]ed|except|"
    r"licenseref-|usage restreint|agrement|remplac|replace|soumis)"
)
_NOTICE = rf"{_BRAND}[^\n]{{0,300}}{_RESERVED}|{_RESERVED}[^\n]{{0,300}}{_BRAND}"


def dependency(text: str) -> int | None:
    """Where a manifest names the design system."""
    found = compile_pattern(_DEPENDENCY).search(text)
    return found[0] if found else None


def notice(text: str) -> int | None:
    """Where a text says that the State's brand is reserved."""
    found = compile_pattern(_NOTICE).search(flow(text))
    return found[0] if found else None
