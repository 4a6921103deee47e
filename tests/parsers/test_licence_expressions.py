# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""SPDX expressions, and the names that people give to licences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.parsers.licences import catalogue
from ospo_policy.parsers.licences.expressions import (
    Expression,
    ExpressionError,
    Joined,
    Licence,
    canonical_expression,
    parse,
    render,
)
from ospo_policy.parsers.licences.names import from_words

NAMES = {
    "BSD": None, "GPL": None, "Public Domain": None, "Proprietary": None, "UNLICENSED": None, "Creative Commons": None,
    "SEE LICENSE IN LICENSE.md": None, "Apache": None, "EUPL-1.2-or-later": None, "see the licence": None, "MIT OR": None,
    "Apache 2": "Apache-2.0", "The Apache Software License, Version 2.0": "Apache-2.0", "Apache License 2.0": "Apache-2.0",
    "GPLv3+": "GPL-3.0-or-later", "GNU AGPL v3": "AGPL-3.0", "AGPL-v3": "AGPL-3.0", "agpl-3.0": "AGPL-3.0",
    "GNU Affero General Public License v3.0": "AGPL-3.0", "AGPL v3.0 or later": "AGPL-3.0-or-later", "LGPL v3": "LGPL-3.0",
    "GNU Lesser General Public License v3 or later": "LGPL-3.0-or-later", "gpl-2.0+": "GPL-2.0+",
    "MIT License": "MIT", "The MIT License (MIT)": "MIT", "Expat": "MIT", "licence MIT": "MIT", "BSD 3-Clause": "BSD-3-Clause",
    "Licence Ouverte 2.0": "etalab-2.0", "Licence Ouverte / Open Licence version 2.0": "etalab-2.0", "Etalab-2.0": "etalab-2.0",
    "EUPL 1.2": "EUPL-1.2", "European Union Public Licence 1.2 (EUPL 1.2)": "EUPL-1.2", "EUPL v1.2": "EUPL-1.2",
    "CeCILL v2.1": "CECILL-2.1", "CeCILL-B": "CECILL-B", "CeCILL C": "CECILL-C", "CC BY-SA 4.0": "CC-BY-SA-4.0",
    "MIT/Apache-2.0": "MIT OR Apache-2.0", "MIT or Apache 2.0": "MIT OR Apache-2.0",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
    "License :: OSI Approved :: GNU General Public License v3 (GPLv3)": "GPL-3.0",
    "License :: OSI Approved :: European Union Public Licence 1.2 (EUPL 1.2)": "EUPL-1.2",
}  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), NAMES.items(), ids=NAMES)
def test_a_name_means_what_people_mean_or_nothing(said: str, meant: str | None) -> None:
    assert from_words(said) == meant


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("mit", "MIT"),
        ("(MIT)", "MIT"),
        ("mit or apache-2.0 and isc", "MIT OR Apache-2.0 AND ISC"),
        ("(mit OR apache-2.0) AND isc", "(MIT OR Apache-2.0) AND ISC"),
        ("GPL-2.0-or-later with classpath-exception-2.0", "GPL-2.0-or-later WITH Classpath-exception-2.0"),
        ("MPL-1.1+", "MPL-1.1+"),
        ("LicenseRef-Marque-Etat AND MIT", "LicenseRef-Marque-Etat AND MIT"),
    ],
)
def test_an_expression_is_written_as_spdx_does(text: str, canonical: str) -> None:
    assert canonical_expression(text) == canonical


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("", 0, ""),
        ("MIT OR", 6, ""),
        ("MIT Apache-2.0", 4, "Apache-2.0"),
        ("MIT OR Foo", 7, "Foo"),
        ("MIT WITH Foo", 9, "Foo"),
        ("(MIT", 4, ""),
        ("MIT)", 3, ")"),
        ("MIT, ISC", 3, ","),
        ("(" * 40 + "MIT", 20, "("),
        ("x" * 5_000, 1_000, "x" * 20),
    ],
)
def test_what_is_no_expression_says_where(text: str, position: int, word: str) -> None:
    with pytest.raises(ExpressionError) as error:
        parse(text)
    assert (error.value.position, error.value.word) == (position, word)


_ONE = st.builds(
    Licence,
    st.sampled_from([id_ for id_ in catalogue.ids() if not id_.endswith("+")]),
    st.just(False),
    st.sampled_from(["", *catalogue.exceptions()]),
)
_EXPRESSIONS = st.recursive(
    _ONE,
    lambda inner: st.builds(Joined, st.sampled_from(["AND", "OR"]), st.lists(inner, min_size=2, max_size=3).map(tuple)),
    max_leaves=6,
)


@given(_EXPRESSIONS)
def test_what_is_written_reads_as_the_same(expression: Expression) -> None:
    text = render(expression)
    if len(text) < 1_000:
        assert render(parse(text)) == text
        assert canonical_expression(text.lower()) == text


@given(st.text(alphabet="MITORAND()+-. WITH_x0", max_size=60))
def test_anything_is_read_or_refused(text: str) -> None:
    canonical = canonical_expression(text)
    assert canonical is None or canonical_expression(canonical) == canonical
    from_words(text)
