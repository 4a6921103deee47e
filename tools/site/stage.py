# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From `docs/`, as a forge shows it, to the sources of the site in one language."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FORGE = "https://github.com/ospo-policy/ospo-policy/blob/main/"
UNTRANSLATED = {"fr": "```{note}\nCette page n'est pas encore traduite ; en voici le texte anglais.\n```"}
"""What a page says that there is in English only; `fallbacks` lists them."""

_OTHER_LANGUAGE = re.compile(r"[ \t]*\*?\[(?:En français|In English)\]\([^)\s]+\)\*?\.?")
_LINK = re.compile(r"(?P<text>!?\[[^][]*(?:\[[^][]*\][^][]*)*\])\((?P<to>[^)\s]+)\)")
_ITEM = re.compile(r"^[-*] +\[[^]]+\]\((?P<to>[^)\s#]+\.md)\)", re.MULTILINE)
_FRENCH_SPACE = re.compile(r"`[^`]*`| (?=[:;?!»](?:\s|[)*_.,|]|$))|(?<=«) ", re.MULTILINE)
_FENCED = re.compile(r"(^ {0,3}(`{3,})[^\n]*\n.*?^ {0,3}\2`*[ \t]*$)", re.MULTILINE | re.DOTALL)


class BrokenLinkError(Exception):
    """A link to a file that is not there."""


def pages(docs: Path, language: str) -> dict[str, Path]:
    """The pages of a language by their place in the site, such as `tutorials/team.md`; those that it lacks in English."""
    found = {}
    for path in sorted(docs.rglob("*.md")):
        place = path.relative_to(docs).as_posix()
        if place.count(".") == 1:
            translated = path.with_name(f"{path.stem}.{language}.md")
            found[place] = translated if translated.exists() else path
    return found


def fallbacks(docs: Path, language: str) -> list[str]:
    """The pages that a language lacks."""
    if language == "en":
        return []
    return [place for place, path in pages(docs, language).items() if not path.name.endswith(f".{language}.md")]


def stage(docs: Path, target: Path, language: str) -> None:
    """Write the sources of a language to `target`, anew. Raises `BrokenLinkError`."""
    shutil.rmtree(target, ignore_errors=True)
    for place, path in pages(docs, language).items():
        written = target / _at(place)
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(source(docs, place, path, language), encoding="utf-8")
    for path in docs.rglob("*"):
        if path.is_file() and path.suffix in {".svg", ".png"}:
            copy = target / path.relative_to(docs)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)


def source(docs: Path, place: str, path: Path, language: str) -> str:
    """The source of one page. Raises `BrokenLinkError`.

    What French separates by a space that no line ends at gets one: in `docs/` it is typed as any other.
    """
    text = path.read_text(encoding="utf-8")
    parts = _FENCED.split(text)  # text, block, marks, text, ...
    for at in range(0, len(parts), 3):
        plain = _OTHER_LANGUAGE.sub("", parts[at])
        if _language(path) == ".fr":
            plain = _FRENCH_SPACE.sub(lambda match: "\u00a0" if match[0] == " " else match[0], plain)
        parts[at] = _LINK.sub(lambda match: f"{match['text']}({_to(docs, path, match['to'], language)})", plain)
    done = "".join(part for at, part in enumerate(parts) if at % 3 != 2)
    if language in UNTRANSLATED and not path.name.endswith(f".{language}.md"):
        title, _, rest = done.partition("\n")
        done = f"{title}\n\n{UNTRANSLATED[language]}\n{rest}"
    return _with_contents(done) if posixpath.basename(place) == "README.md" else done


def _at(place: str) -> str:
    """Where a page stands in the sources: a folder's README is its index."""
    folder, name = posixpath.split(place)
    return posixpath.join(folder, "index.md") if name == "README.md" else place


def _to(docs: Path, page: Path, to: str, language: str) -> str:
    """Where a link of a page leads in the site: to the page in the site's own language, or else to the forge.

    A heading that is named in one language is not looked for in another.
    """
    if re.match(r"[a-z]+:|#", to):
        return to
    file, mark, anchor = to.partition("#")
    wanted = Path(os.path.normpath(page.parent / file))
    if not wanted.exists() or not wanted.is_relative_to(docs.parent):
        raise BrokenLinkError(f"{page.relative_to(docs.parent)}: {to}")
    if not wanted.is_relative_to(docs) or wanted.suffix not in {".md", ".svg", ".png"}:
        return FORGE + wanted.relative_to(docs.parent).as_posix() + mark + anchor
    place = re.sub(r"\.[a-z]{2}\.md$", ".md", wanted.relative_to(docs).as_posix())
    here = page.parent.relative_to(docs).as_posix()
    found = pages(docs, language)[place]
    same = _language(found) == _language(page)
    return posixpath.relpath(_at(place), here) + (mark + anchor if same else "")


def _language(page: Path) -> str:
    """The language of a page's name."""
    return page.suffixes[0] if len(page.suffixes) > 1 else ""


def _with_contents(text: str) -> str:
    """A README with the tables of contents that Sphinx wants: the lists of each section are one, under its heading."""
    return "".join(_sections(text))


def _sections(text: str) -> Iterator[str]:
    for section in re.split(r"(?m)^(?=## )", text):
        yield section
        heading = re.match(r"## (.+)", section)
        caption = f":caption: {heading[1]}\n" if heading else ""
        listed = [match["to"] for match in _ITEM.finditer(section)]
        if listed:
            yield "\n```{toctree}\n:hidden:\n" + caption + "\n" + "".join(f"{to}\n" for to in listed) + "```\n\n"
