# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other people's words in Markdown, so that they stay words: no heading, link, tag, image, mention or reference.

What Markdown itself makes of text is in `ospo_policy.parsers.markdown_quote`. Forges also make links of `@name` and
`#12`, after Markdown is done and whatever is escaped, and tell the people who are named; an invisible space after
the sign keeps them from it, as Renovate does. GitLab's further signs: https://docs.gitlab.com/user/markdown/.
"""

from __future__ import annotations

import re

from ospo_policy.outputs.common import ADDRESS, CODE, one_line, utf8, web_address
from ospo_policy.parsers.markdown_quote import begun, quoted

_REFERENCE = re.compile(r"(?<![\w`])([@#!$%&~^])(?=\w)")
_NOTHING = "&#8203;"


def words(text: str, *, links: bool = False) -> str:
    """Text as running text on one line, that shows exactly its words; what stands in backticks is code.

    With `links`, addresses of the web stay links: for texts of an author, and not for names out of a repository.
    """
    found: list[str] = []
    for at, part in enumerate(CODE.split(one_line(utf8(text)))):
        if at % 2:
            found.append(code(part))
            continue
        split = ADDRESS.split(part) if links else [part]
        found += (
            f"<{word}>" if number % 2 and web_address(word) else _quiet(word) for number, word in enumerate(split)
        )
    return begun("".join(found))


def advice(text: str) -> str:
    """An author's text, in which addresses of the web stay links."""
    return words(text, links=True)


def code(text: str) -> str:
    """A name or a path as code. HTML's element: in a table it needs no other rules, and forges look for no names in it."""
    return f"<code>{quoted(one_line(utf8(text)), in_html=True)}</code>"


def link(title: str, url: str | None) -> str:
    """A title that leads to an address of the web; the title alone where it is none."""
    address = web_address(url)
    return words(title) if address is None else f"[{words(title)}](<{address}>)"


def _quiet(text: str) -> str:
    """Text inside a line, in which forges find nobody and nothing to link to."""
    return quoted(_REFERENCE.sub("\\1\0", text), in_html=True).replace("\0", _NOTHING)
