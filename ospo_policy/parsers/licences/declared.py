# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The licence of a whole repository, where everything that names one agrees."""

from __future__ import annotations

from collections.abc import Mapping

from ospo_policy.parsers.licences import catalogue, kept


def declared(texts: Mapping[str, str]) -> str:
    """The one expression that every statement for the whole and the text at the root agree on, the most precise; else ""."""
    said = stated(texts)
    precise = {one for one in said if not (catalogue.variants(one) and said & set(catalogue.variants(one)))}
    return next(iter(precise)) if len(precise) == 1 else ""


def stated(texts: Mapping[str, str]) -> frozenset[str]:
    """Every expression that a file at the root names for the whole, by its text or by what it says."""
    said = {
        one.expression
        for name, text in texts.items()
        if "/" not in name
        for one in kept.stated(name, text)
        if one.expression and not one.scope and not one.is_default
    }
    said |= {
        found for name, text in texts.items() if "/" not in name and (found := kept.identified(text, name).expression)
    }
    return frozenset(said)
