# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often a licence text is still recognised when it was changed as people change it.

    python bench/licence_accuracy.py [--all] [--show]

Each text that the OSI approved, and the French and European ones, in each of the ways below; `--all` takes every
text of SPDX's list. Right: the expected ids. Wrong: another id. The rest is unknown.
"""

from __future__ import annotations

import html
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Callable

from ospo_policy.model.licence import TextKind
from ospo_policy.parsers.licences import catalogue, index
from ospo_policy.parsers.licences.identify import identify

EUROPEAN = {"EUPL-1.0", "EUPL-1.1", "EUPL-1.2", "etalab-2.0", "CECILL-1.0", "CECILL-2.0", "CECILL-2.1", "CECILL-B", "CECILL-C",
            "ODbL-1.0"}  # fmt: skip
MIT = "MIT"
CLASSPATH = "Classpath-exception-2.0"


def paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def reflow(width: int) -> Callable[[str], str]:
    return lambda text: "\n\n".join(textwrap.fill(part, width) for part in paragraphs(text)) + "\n"


def markdown(text: str) -> str:
    parts = paragraphs(text)
    return "\n\n".join(
        [f"# {parts[0]}", *(re.sub(r"^(\(?[0-9a-z]{1,2}[.)]) ", r"* **\1** ", part) for part in parts[1:])]
    )


def as_html(text: str) -> str:
    body = "".join(f"<p class='x'>{html.escape(part)}</p>\n" for part in paragraphs(text))
    return f"<!DOCTYPE html><html><head><title>Licence</title></head><body>{body}</body></html>"


def comment(text: str) -> str:
    return "/*\n" + "\n".join(f" * {line}" for line in text.splitlines()) + "\n */\n"


def typographic(text: str) -> str:
    return re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019").replace(" - ", " \u2013 ")


def filled(text: str) -> str:
    text = re.sub(r"<year>|\[year\]|\[yyyy\]|<yyyy>", "2024", text, flags=re.IGNORECASE)
    return re.sub(r"<(?:copyright holders?|owner|name of author|organization)>|\[(?:fullname|name of copyright owner|owner)\]",
                  "Commune d'Exemple-sur-Mer", text, flags=re.IGNORECASE)  # fmt: skip


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "reflowed at 60": reflow(60),
    "long lines": lambda text: "\n\n".join(paragraphs(text)),
    "one line": lambda text: " ".join(text.split()),
    "byte order mark, CRLF": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "Markdown": markdown,
    "HTML": as_html,
    "in a comment": comment,
    "in capitals": str.upper,
    "typographic marks": typographic,
    "indented": lambda text: textwrap.indent(text, "        "),
    "latin-1, other characters lost": lambda text: text.encode("latin-1", "replace").decode("latin-1"),
    "holder filled in": filled,
    "title and holder before": lambda text: "Logiciel Exemple\n\nCopyright (c) 2019-2024 Ville d'Exemple\n\n" + text,
    "preamble": lambda text: (
        "This software was written by the Agency for Examples. Its licence follows.\n\n---\n\n" + text
    ),
    "a few typos": lambda text: re.sub(r"\bthe (\w+) of the\b", r"teh \1 of the", text, count=3),
}


SAME = {"WxWindows-exception-3.1": "wxWindows"}
"""A deprecated licence id whose words are those of an exception, as which they are told."""


def main() -> None:
    counts: dict[str, Counter[str]] = {way: Counter() for way in (*WAYS, "another licence after it", "cut at half")}
    mit = next(index.official_text(e.number) for e in index.index().entries if MIT in e.ids)
    shown = 0
    for entry in index.index().entries:
        if entry.kind != "text" or not entry.text:
            continue
        infos = [catalogue.info(id_) for id_ in entry.ids]
        if "--all" not in sys.argv and not any(info and (info.osi or info.id in EUROPEAN) for info in infos):
            continue
        text = index.official_text(entry.number)
        trials = [(way, change(text), {entry.number}) for way, change in WAYS.items()]
        trials.append(("another licence after it", text + "\n\n-----\n\n" + mit, {entry.number, -1}))
        trials.append(("cut at half", text[: len(text) // 2], set()))
        for way, changed, expected in trials:
            result = identify(changed, "LICENSE")
            got = {match.id for match in result.matches}
            mine = {i for i in got if i in entry.ids or catalogue.family(entry.ids[0]) == i or SAME.get(i) in entry.ids}
            if way == "cut at half":
                verdict = "right" if result.kind is not TextKind.LICENCE else "wrong"
            elif result.kind is not TextKind.LICENCE:
                verdict = "unknown"
            else:
                verdict = "right" if mine and got - mine <= ({MIT} if -1 in expected else set()) else "wrong"
            counts[way][verdict] += 1
            if verdict != "right" and "--show" in sys.argv and shown < 200:
                shown += 1
                print(
                    f"{entry.ids} {way}: {result.expression or result.kind.value} {[(m.coverage, m.confidence) for m in result.matches]}"
                )
    total: Counter[str] = Counter()
    for way, count in counts.items():
        if way != "cut at half":
            total += count
        print(f"{way:32} {count['right']:5} right {count['wrong']:4} wrong {count['unknown']:4} unknown")
    number = sum(total.values())
    print(
        f"{'all but the cut ones':32} {total['right'] / number:.2%} right, {total['wrong'] / number:.2%} wrong, {number} texts"
    )


if __name__ == "__main__":
    main()
