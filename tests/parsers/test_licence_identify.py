# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which licence a text is: false alarms first, then every known text, then texts as people change them."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ospo_policy.model.licence import TextKind
from ospo_policy.parsers.licences import catalogue, index
from ospo_policy.parsers.licences.identify import identify
from tests.support.licences import official

MENTIONS = {
    "a README": "# Tool\n\n## License\n\nThis project is licensed under the MIT License - see LICENSE for details.\n",
    "a French README": "# Outil\n\nLe code est sous licence Apache-2.0, la documentation sous Licence Ouverte 2.0 (etalab-2.0).\n",
    "a changelog": "# Changelog\n\n- Switched from GPL-2.0 to AGPL-3.0-or-later, the GNU Affero General Public License.\n",
    "a contribution guide": "By contributing you agree that your work is licensed under the Apache License, Version 2.0.\n",
    "a warranty in other words": "The software comes without warranty of any kind. In no event are we liable.\n",
    "a list of dependencies": "| package | licence |\n| --- | --- |\n| left-pad | MIT |\n| react | MIT |\n| typescript | Apache-2.0 |\n",
    "nothing": "",
    "digits": "1234567890 " * 200,
}


@pytest.mark.parametrize("text", MENTIONS.values(), ids=MENTIONS.keys())
def test_a_text_that_mentions_a_licence_is_none(text: str) -> None:
    assert identify(text).kind is TextKind.NONE


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7])
@pytest.mark.parametrize(
    "id_", ["MIT", "Apache-2.0", "GPL-3.0-only", "EUPL-1.2", "MPL-2.0", "BSD-3-Clause", "CC-BY-4.0"]
)
def test_a_text_that_is_cut_short_is_unknown_and_not_a_guess(id_: str, share: float) -> None:
    text = official(id_)
    assert identify(text[: int(len(text) * share)], "LICENSE").kind is not TextKind.LICENCE


def test_every_text_of_the_list_is_itself() -> None:
    others = {}
    for entry in index.index().entries:
        if entry.kind == "notice" or not entry.text:
            continue
        got = {match.id for match in identify(index.official_text(entry.number), "LICENSE").matches}
        if not any(id_ in entry.ids or any(catalogue.family(own) == id_ for own in entry.ids) for id_ in got):
            others[entry.ids] = got
    # Ids that SPDX deprecated for the exception whose words they are.
    assert others == {
        ("GPL-2.0-with-bison-exception",): {"Bison-exception-2.2"},
        ("wxWindows",): {"WxWindows-exception-3.1"},
    }


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


WAYS: dict[str, Callable[[str], str]] = {
    "reflowed": lambda text: "\n\n".join(textwrap.fill(part, 60) for part in _paragraphs(text)),
    "one line": lambda text: " ".join(text.split()),
    "byte order mark and CRLF": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "HTML": lambda text: "<html><body>" + "".join(f"<p>{html.escape(part)}</p>\n" for part in _paragraphs(text)) + "</body></html>",
    "Markdown": lambda text: "\n\n".join([f"# {_paragraphs(text)[0]}", *(f"* **{p[:3]}**{p[3:]}" for p in _paragraphs(text)[1:])]),
    "a comment": lambda text: "/*\n" + "".join(f" * {line}\n" for line in text.splitlines()) + " */\n",
    "capitals": str.upper,
    "typographic marks": lambda text: re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019"),
    "a title and a holder": lambda text: f"Logiciel Exemple\n\nCopyright (c) 2024 Ville d'Exemple\n\n{text}",
    "indented": lambda text: textwrap.indent(text, "      "),
    "British": lambda text: text.replace("icense", "icence"),
}  # fmt: skip
IDS = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MPL-2.0", "EPL-2.0", "GPL-2.0-only", "GPL-3.0-only", "LGPL-3.0-only",
       "AGPL-3.0-only", "EUPL-1.1", "EUPL-1.2", "CECILL-2.1", "CECILL-B", "CECILL-C", "etalab-2.0", "ODbL-1.0", "CC0-1.0", "CC-BY-4.0",
       "CC-BY-SA-4.0", "Unlicense", "0BSD", "Zlib", "BSL-1.0", "Artistic-2.0"]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("id_", IDS)
def test_a_text_is_recognised_however_it_is_laid_out(id_: str, way: str) -> None:
    found = identify(WAYS[way](official(id_)), "LICENSE")
    assert found.expression == catalogue.family(id_)


def test_several_licences_in_one_file_are_told_in_their_order() -> None:
    found = identify(official("MIT") + "\n\n---\n\n" + official("Apache-2.0"), "LICENSE")
    assert found.expression == "MIT AND Apache-2.0"
    assert found.matches[0].last_line < found.matches[1].first_line


def test_an_exception_after_a_licence_is_told_with_it() -> None:
    found = identify(official("GPL-2.0-only") + "\n\n" + official("Classpath-exception-2.0"), "LICENSE")
    assert found.expression == "GPL-2.0 WITH Classpath-exception-2.0"


def test_the_family_is_told_where_the_text_does_not_say_which_version() -> None:
    (match,) = identify(official("AGPL-3.0-or-later"), "LICENSE").matches
    assert (match.id, match.variants) == ("AGPL-3.0", ("AGPL-3.0-only", "AGPL-3.0-or-later"))


def test_terms_beside_the_licence_are_told_with_their_line() -> None:
    preamble = (
        "Le code de ce dépôt est publié dans les conditions qui suivent. Les logos, les photographies, la charte\n"
        "graphique et les textes de l'application en sont exclus et ne peuvent être ni copiés ni réutilisés sans accord écrit.\n\n"
    )
    found = identify(preamble + official("MIT"), "LICENSE")
    assert (found.expression, found.additional, found.additional_line) == ("MIT", True, 1)


def test_a_change_of_words_is_told() -> None:
    text = official("MIT").replace(
        "to deal in the Software without restriction", "to deal in the Software for purposes of peace alone"
    )
    (match,) = identify(text, "LICENSE").matches
    assert match.id == "MIT"
    assert match.modified
    assert match.confidence < 1


def test_a_tag_alone_in_a_licence_file_is_a_notice() -> None:
    text = "SPDX-License" + "-Identifier: EUPL-1.2\n"
    (match,) = identify(text, "LICENSE").matches
    assert (match.id, match.is_notice) == ("EUPL-1.2", True)
    assert identify(text, "main.py").kind is TextKind.NONE


def test_a_strange_text_that_is_named_like_a_licence_is_unknown() -> None:
    text = "Licence du bureau\n\nVous avez le droit de lire ce code le mardi, et tous les autres droits sont réservés au bureau."
    assert identify(text, "LICENSE").kind is TextKind.UNKNOWN


def test_a_table_of_other_peoples_licences_is_no_licence() -> None:
    text = "This product bundles third-party components:\n\nleft-pad 1.0 MIT\nreact 18 MIT\n" * 40
    assert identify(text, "LICENSES-THIRD-PARTY.txt").kind is TextKind.NONE


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    assert identify(text, "LICENSE").kind in TextKind
    assert identify(official("MIT") + text, "LICENSE").matches


def test_hostile_texts_take_linear_time() -> None:
    for hostile in (
        "<" * 200_000,
        "a-" * 200_000,
        "www." * 100_000,
        "&#" * 200_000,
        "]( " * 100_000,
        official("MIT") * 200,
    ):
        identify(hostile, "LICENSE")
