# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The site of the documentation: `docs/` as a forge shows it becomes a tree for each language. `make docs` builds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.site.build import LANGUAGES
from tools.site.stage import FORGE, ROOT, BrokenLinkError, fallbacks, pages, source, stage

FILES = {
    "docs/README.md": "# Docs\n\n*[En français](README.fr.md)*\n\n## How to\n\n- [One](one.md): first.\n- [Two](deep/README.md)\n",
    "docs/README.fr.md": "# Docs\n\n*[In English](README.md)*\n\n## Guides\n\n- [Un](one.fr.md)\n- [Deux](deep/README.fr.md)\n",
    "docs/one.md": "# One\n\nSee [two](two.md#part), [data](../schemas/a.json) and [all](deep/README.md). [En français](one.fr.md).\n",
    "docs/one.fr.md": "# Un\n\nVoir [deux](two.md#part) et [lui](one.fr.md#ici). [In English](one.md).\n\n```text\n[x](nowhere.md)\n```\n",
    "docs/two.md": "# Two\n\n## Part\n\n[One](one.md#here), [itself](#part), [web](https://example.org/a.md)\n",
    "docs/deep/README.md": "# Deep\n\n- [Two](../two.md)\n",
    "docs/deep/README.fr.md": "# Profond\n\n- [Deux](../two.md)\n",
    "docs/images/a.svg": "<svg/>",
    "schemas/a.json": "{}",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "docs"


def staged(docs: Path, language: str) -> dict[str, str]:
    target = docs.parent / "out" / language
    stage(docs, target, language)
    return {path.relative_to(target).as_posix(): path.read_text(encoding="utf-8") for path in target.rglob("*.*")}


def test_both_languages_have_the_same_pages_and_pictures(docs: Path) -> None:
    assert set(staged(docs, "en")) == set(staged(docs, "fr"))
    assert set(staged(docs, "en")) == {"index.md", "one.md", "two.md", "deep/index.md", "images/a.svg"}


def test_links_stay_in_the_site_and_in_its_language_or_lead_to_the_forge(docs: Path) -> None:
    english, french = staged(docs, "en"), staged(docs, "fr")
    assert (
        english["one.md"]
        == f"# One\n\nSee [two](two.md#part), [data]({FORGE}schemas/a.json) and [all](deep/index.md).\n"
    )
    assert french["one.md"] == "# Un\n\nVoir [deux](two.md) et [lui](one.md#ici).\n\n```text\n[x](nowhere.md)\n```\n"
    assert "[Two](../two.md)" in english["deep/index.md"]
    assert "[itself](#part), [web](https://example.org/a.md)" in english["two.md"]


def test_a_page_that_a_language_lacks_is_there_in_english_and_says_so(docs: Path) -> None:
    french = staged(docs, "fr")
    assert fallbacks(docs, "fr") == ["two.md"]
    assert fallbacks(docs, "en") == []
    assert french["two.md"].startswith("# Two\n\n```{note}\nCette page n'est pas encore traduite")
    assert "[One](one.md), [itself](#part)" in french["two.md"]


def test_the_lists_of_a_readme_are_the_contents(docs: Path) -> None:
    english = staged(docs, "en")
    assert "```{toctree}\n:hidden:\n:caption: How to\n\none.md\ndeep/index.md\n```" in english["index.md"]
    assert "```{toctree}\n:hidden:\n\n../two.md\n```" in english["deep/index.md"]


def test_french_signs_never_begin_a_line(docs: Path) -> None:
    (docs / "one.fr.md").write_text(
        "# Un : le « premier » ?\n\n`a : b` ; [c](https://example.org/ :x) : **d :**\n", encoding="utf-8"
    )
    written = staged(docs, "fr")["one.md"].replace("\u00a0", "~")
    assert written == "# Un~: le «~premier~»~?\n\n`a : b`~; [c](https://example.org/ :x)~: **d~:**\n"


@pytest.mark.parametrize("to", ["three.md", "../schemas/b.json", "../../../etc/passwd", "images/b.svg"])
def test_a_link_to_nothing_is_an_error(docs: Path, to: str) -> None:
    (docs / "two.md").write_text(f"# Two\n\n[it]({to})\n", encoding="utf-8")
    with pytest.raises(BrokenLinkError, match=r"docs/two\.md"):
        stage(docs, docs.parent / "out", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_documentation_leads_somewhere(language: str) -> None:
    docs = ROOT / "docs"
    assert all(source(docs, place, path, language) for place, path in pages(docs, language).items())
