# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The licences and exceptions that SPDX has an id for, and what is known of each.

`data/catalogue.json` is written by `tools/build_licence_index.py`, which names the sources and their
versions.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from typing import NamedTuple

DATA = os.path.join(os.path.dirname(__file__), "data")


class LicenceInfo(NamedTuple):
    """A licence of SPDX's list. `osi`: approved by the Open Source Initiative; `fsf`: free for the FSF."""

    id: str
    name: str
    osi: bool
    fsf: bool
    deprecated: bool


class _Catalogue(NamedTuple):
    licences: dict[str, LicenceInfo]
    exceptions: dict[str, str]
    by_folded: dict[str, str]


@lru_cache(maxsize=1)
def _catalogue() -> _Catalogue:
    with open(os.path.join(DATA, "catalogue.json"), encoding="utf-8") as file:
        raw = json.load(file)
    licences = {
        id_: LicenceInfo(id_, name, "o" in flags, "f" in flags, "d" in flags)
        for id_, (name, flags) in raw["licences"].items()
    }
    return _Catalogue(licences, raw["exceptions"], {id_.lower(): id_ for id_ in licences})


def ids() -> tuple[str, ...]:
    """Every licence id of SPDX's list, deprecated ones too."""
    return tuple(_catalogue().licences)


def info(id_: str) -> LicenceInfo | None:
    """What is known of a licence id, in any case, or None. A family (`AGPL-3.0`) has its own entry."""
    found = canonical(id_)
    return None if found is None else _catalogue().licences.get(found)


def canonical(id_: str) -> str | None:
    """The id as SPDX writes it, None for what is no id. `LicenseRef-...` stays as it is."""
    if id_.startswith(("LicenseRef-", "DocumentRef-")):
        return id_
    return _catalogue().by_folded.get(id_.lower())


def exceptions() -> tuple[str, ...]:
    """Every exception id of SPDX's list."""
    return tuple(_catalogue().exceptions)


def exception(id_: str) -> str | None:
    """The exception's id as SPDX writes it, None for what is no exception."""
    wanted = id_.lower()
    return next((known for known in _catalogue().exceptions if known.lower() == wanted), None)


_VARIANTS = ("-only", "-or-later", "+")


def family(id_: str) -> str:
    """The family of a licence whose text does not tell "only" from "or later": `AGPL-3.0-only` -> `AGPL-3.0`.

    Other ids are their own family.
    """
    for ending in _VARIANTS:
        base = id_.removesuffix(ending)
        if base != id_ and variants(base):
            return base
    return id_


def variants(family_id: str) -> tuple[str, ...]:
    """`AGPL-3.0` -> (`AGPL-3.0-only`, `AGPL-3.0-or-later`); nothing for a licence without variants."""
    both = (f"{family_id}-only", f"{family_id}-or-later")
    return both if all(id_ in _catalogue().licences for id_ in both) else ()
