# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a licence is: free or not, of which category, and whether a forge would recognise it.

Free is what the Open Source Initiative approved or the Free Software Foundation calls free; both lists come with
SPDX's (`catalogue`). Open licences for data and documents are named here: neither body judges them.
"""

from __future__ import annotations

from ospo_policy.parsers.licences import catalogue

OPEN = frozenset({
    # Conformant by https://opendefinition.org/licenses/; etalab-2.0 says so of itself (it is compatible with CC-BY and ODC-By).
    "etalab-2.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC0-1.0",
    "DL-DE-BY-2.0", "DL-DE-ZERO-2.0", "OGL-UK-2.0", "OGL-UK-3.0", "OGL-Canada-2.0", "NLOD-1.0", "NLOD-2.0", "FDL-1.3",
})  # fmt: skip
"""Open licences for data and documents."""

_CATEGORIES = {
    "permissive": "0BSD AFL-3.0 Apache-1.1 Apache-2.0 Artistic-2.0 BlueOak-1.0.0 BSD-1-Clause BSD-2-Clause BSD-2-Clause-Patent "
    "BSD-3-Clause BSD-3-Clause-Clear BSD-4-Clause BSL-1.0 CECILL-B CERN-OHL-P-2.0 ECL-2.0 ISC MIT MIT-0 MulanPSL-2.0 NCSA PHP-3.01 "
    "PostgreSQL PSF-2.0 Python-2.0 UPL-1.0 W3C X11 Zlib ZPL-2.1 LiLiQ-P-1.1 etalab-2.0",
    "weak-copyleft": "CDDL-1.0 CDDL-1.1 CECILL-C CERN-OHL-W-2.0 CPL-1.0 EPL-1.0 EPL-2.0 LGPL-2.0 LGPL-2.1 LGPL-3.0 LPPL-1.3c MPL-1.1 "
    "MPL-2.0 MS-PL MS-RL LiLiQ-R-1.1",
    "strong-copyleft": "CECILL-1.0 CECILL-2.0 CECILL-2.1 CERN-OHL-S-2.0 GPL-1.0 GPL-2.0 GPL-3.0 LiLiQ-Rplus-1.1 Sleepycat",
    "network-copyleft": "AGPL-1.0 AGPL-3.0 EUPL-1.1 EUPL-1.2 OSL-3.0",
    "public-domain": "CC0-1.0 Unlicense WTFPL PDDL-1.0",
    "documentation": "CC-BY-3.0 CC-BY-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 GFDL-1.1 GFDL-1.2 GFDL-1.3 etalab-2.0",
    "data": "etalab-2.0 ODbL-1.0 ODC-By-1.0 PDDL-1.0 CC0-1.0 CC-BY-4.0 DL-DE-BY-2.0 DL-DE-ZERO-2.0 OGL-UK-3.0",
}
"""Category to the licences of it; the EUPL counts use over a network as communication to the public (its article 1)."""

_BY_CATEGORY = {name: frozenset(ids.split()) for name, ids in _CATEGORIES.items()}

DETECTED = frozenset(
    [
        "0BSD",
        "AFL-3.0",
        "AGPL-3.0",
        "Apache-2.0",
        "Artistic-2.0",
        "BlueOak-1.0.0",
        "BSD-2-Clause",
        "BSD-2-Clause-Patent",
        "BSD-3-Clause",
        "BSD-3-Clause-Clear",
        "BSD-4-Clause",
        "BSL-1.0",
        "CC-BY-4.0",
        "CC-BY-SA-4.0",
        "CC0-1.0",
        "CECILL-2.1",
        "CERN-OHL-P-2.0",
        "CERN-OHL-S-2.0",
        "CERN-OHL-W-2.0",
        "ECL-2.0",
        "EPL-1.0",
        "EPL-2.0",
        "EUPL-1.1",
        "EUPL-1.2",
        "GFDL-1.3",
        "GPL-2.0",
        "GPL-3.0",
        "ISC",
        "LGPL-2.1",
        "LGPL-3.0",
        "LPPL-1.3c",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "MS-PL",
        "MS-RL",
        "MulanPSL-2.0",
        "NCSA",
        "ODbL-1.0",
        "OFL-1.1",
        "OSL-3.0",
        "PostgreSQL",
        "Unlicense",
        "UPL-1.0",
        "Vim",
        "WTFPL",
        "Zlib",
    ]
)
"""What forges recognise: the texts of https://choosealicense.com, by which GitHub's and GitLab's detector compares."""


def is_free(id_: str, also: frozenset[str] = frozenset()) -> bool | None:
    """Whether a licence (an id or a family) is free, or open for data; None for an id that SPDX does not have."""
    if id_ in OPEN or id_ in also:
        return True
    infos = [catalogue.info(one) for one in (id_, *catalogue.variants(id_))]
    known = [info for info in infos if info is not None]
    return any(info.osi or info.fsf for info in known) if known else None


def categories(id_: str) -> frozenset[str]:
    """The categories that a licence belongs to; none for one that is in no list here."""
    family = catalogue.family(id_)
    return frozenset(name for name, ids in _BY_CATEGORY.items() if id_ in ids or family in ids)
