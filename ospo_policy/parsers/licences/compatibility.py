# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether code under one licence may be part of a work under another.

A documented matrix, not advice of a lawyer. Sources, by their names below: EUPL 1.2, article 5 and its appendix
(https://eur-lex.europa.eu/eli/dec_impl/2017/863/oj); CeCILL 2.1, article 5.3.4 (https://cecill.info); the FSF's matrix
(https://www.gnu.org/licenses/gpl-faq.html#AllCompatibility) and list (https://www.gnu.org/licenses/license-list.html);
the ASF on the GPL (https://www.apache.org/licenses/GPL-compatibility.html); MPL 2.0, section 3.3.
"""

from __future__ import annotations

from enum import Enum

from ospo_policy.parsers.licences import catalogue
from ospo_policy.parsers.licences.expressions import Expression, Joined, Licence
from ospo_policy.parsers.licences.judgement import categories


class Fit(Enum):
    """How a component fits into a work."""

    FITS = "fits"
    """It may be part of the work as it is licensed."""
    TAKES_OVER = "takes-over"
    """It may be part of the work, and whoever distributes the whole does so under the component's licence."""
    CONFLICTS = "conflicts"
    """The two licences cannot both be kept in one work."""
    UNKNOWN = "unknown"
    """The matrix does not tell."""


_GPL = frozenset(("GPL-2.0", "GPL-3.0", "AGPL-3.0"))
_STRONG: dict[str, frozenset[str]] = {
    # Component to the licences of works that it may be part of.
    "GPL-2.0": frozenset({"GPL-2.0"}),
    "GPL-3.0": frozenset({"GPL-3.0", "AGPL-3.0"}),  # section 13 of both
    "AGPL-3.0": frozenset({"AGPL-3.0"}),
    "EUPL-1.1": frozenset({"EUPL-1.1", "EUPL-1.2", "GPL-2.0", "OSL-3.0", "CPL-1.0", "EPL-1.0", "CECILL-2.0"}),
    "EUPL-1.2": frozenset({
        "EUPL-1.2", "GPL-2.0", "GPL-3.0", "AGPL-3.0", "OSL-3.0", "EPL-1.0", "CECILL-2.0", "CECILL-2.1", "MPL-2.0",
        "LGPL-2.1", "LGPL-3.0", "LiLiQ-R-1.1", "LiLiQ-Rplus-1.1",
    }),
    "CECILL-2.0": frozenset({"CECILL-2.0", "CECILL-2.1", "GPL-2.0", "GPL-3.0"}),
    "CECILL-2.1": frozenset({"CECILL-2.1", "GPL-2.0", "GPL-3.0", "AGPL-3.0", "EUPL-1.2"}),
    "OSL-3.0": frozenset({"OSL-3.0"}),
}  # fmt: skip
_REFUSED: dict[str, frozenset[str]] = {
    # Permissive and weak licences may be part of any work, but for these.
    "Apache-2.0": frozenset({"GPL-2.0"}),
    "Apache-1.1": _GPL, "BSD-4-Clause": _GPL, "PHP-3.01": _GPL, "EPL-1.0": _GPL, "CPL-1.0": _GPL, "CDDL-1.0": _GPL,
    "CDDL-1.1": _GPL, "MPL-1.1": _GPL, "MS-PL": _GPL, "MS-RL": _GPL,
    "LGPL-3.0": frozenset({"GPL-2.0"}),
}  # fmt: skip
_DEPENDS = {"EPL-2.0": _GPL}
"""Allowed only where the component names the GPL as a secondary licence, which its text does not tell."""
_ATTRIBUTION = frozenset(
    ("CC-BY-3.0", "CC-BY-4.0", "OFL-1.1", "Python-2.0", "PSF-2.0", "BlueOak-1.0.0", "Unicode-3.0", "Unicode-DFS-2016")
)
_ANY = frozenset(("permissive", "weak-copyleft", "public-domain"))


def fit(component: Expression, work: Expression) -> Fit:
    """How a component fits into a work: of a choice (OR) the best counts, of what all applies (AND) the worst."""
    if isinstance(component, Joined):
        found = [fit(part, work) for part in component.parts]
        return _best(found) if component.operator == "OR" else _worst(found)
    if isinstance(work, Joined):
        found = [fit(component, part) for part in work.parts]
        return _best(found)  # the component may belong to the part that it fits
    return _one(component, work)


_ORDER = (Fit.FITS, Fit.TAKES_OVER, Fit.UNKNOWN, Fit.CONFLICTS)


def _best(found: list[Fit]) -> Fit:
    return min(found, key=_ORDER.index)


def _worst(found: list[Fit]) -> Fit:
    return max(found, key=_ORDER.index)


def _one(component: Licence, work: Licence) -> Fit:
    if catalogue.family(component.id) == catalogue.family(work.id) and component.id == work.id:
        return Fit.FITS
    if component.exception and catalogue.family(component.id) in _GPL:
        return Fit.FITS if "lass" in component.exception or "ink" in component.exception else Fit.UNKNOWN
    into = _may_become(component, work)
    if into:
        return Fit.FITS
    over = _may_become(work, component)
    if into is None or over is None:
        return Fit.UNKNOWN
    if over:
        return Fit.TAKES_OVER
    is_open = any(catalogue.variants(one.id) for one in (component, work))
    return Fit.UNKNOWN if is_open else Fit.CONFLICTS  # a variant that is not stated might decide otherwise


def _may_become(part: Licence, whole: Licence) -> bool | None:
    """Whether code under one licence may be part of a work under another; None where the matrix is silent."""
    mine, works = _versions(part), _versions(whole)
    known = (*_STRONG, *_REFUSED, *_DEPENDS)
    found: list[bool | None] = []
    for own in mine:
        if own in _STRONG:
            found.append(bool(_STRONG[own] & set(works)))
        elif own in _DEPENDS and set(works) & _DEPENDS[own]:
            found.append(None)
        elif own in known or categories(own) & _ANY or own in _ATTRIBUTION:
            found.append(bool(set(works) - _REFUSED.get(own, frozenset())))
        else:
            found.append(None)
    return True if True in found else None if None in found else False


_SERIES = (
    ("LGPL-2.1", "LGPL-3.0"),
    ("LGPL-2.0", "LGPL-2.1", "LGPL-3.0"),
    ("GPL-2.0", "GPL-3.0"),
    ("EUPL-1.1", "EUPL-1.2"),
)


def _versions(licence: Licence) -> tuple[str, ...]:
    """The versions that may be chosen from: later ones where "or later" is stated."""
    base = catalogue.family(licence.id).removesuffix("+")
    if licence.or_later or licence.id.endswith(("-or-later", "+")):
        for series in _SERIES:
            if series[0] == base:
                return series
    return (base,)
