# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What licence texts hold and what other files state, kept: several rules, and their repairs, ask of the same files."""

from __future__ import annotations

from functools import lru_cache

from ospo_policy.model.licence import LicenceStatement, LicenceText


@lru_cache(maxsize=64)
def identified(text: str, path: str) -> LicenceText:
    """The licences that a text holds."""
    from ospo_policy.parsers.licences.identify import identify

    return identify(text, path)


@lru_cache(maxsize=64)
def stated(path: str, text: str) -> tuple[LicenceStatement, ...]:
    """What a file states."""
    from ospo_policy.parsers.licences.statements import statements

    return statements(path, text)
