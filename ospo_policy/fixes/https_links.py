# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`https-links`: addresses that a rule forbids, as they begin with http://, begin with https://.

The patterns are those that the rule forbids, and nothing else is touched: an XML namespace is a name, and stays. Whether a server
answers over https is not tried here, so that it wants a person's eye.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from ospo_policy.fixes.common import edited, texts
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind, Glob, Regex
from ospo_policy.ports.fix import Broken, FixType, Outcome

MOST, PASSES = 500, 3
"""Addresses of one file that are changed in each pass."""
_HTTP = re.compile("http://", re.IGNORECASE)


class Params(NamedTuple):
    """In which files, and what the rule forbids: of each match, its first http:// is changed."""

    forbidden: tuple[Regex, ...]
    kinds: tuple[FileKind, ...] = ()
    any_of: tuple[Glob, ...] = ()


def needs(params: Params) -> Needs:
    """The files."""
    return Needs(tree=True, contents=frozenset((*params.kinds, *params.any_of)))


def repair(params: Params, broken: Broken) -> Outcome:
    """The files with each forbidden address changed."""
    found = texts(broken.facts, (*params.kinds, *params.any_of))
    return edited(broken, {one.path: _secured(one.text, params.forbidden) for one in found})


def _secured(text: str, patterns: tuple[Regex, ...]) -> str:
    """The text without what is forbidden; a second pass finds addresses that lay within the match of another."""
    from ospo_policy.parsers.regex import compile_pattern

    for pattern in patterns * PASSES:
        spans = islice(compile_pattern(pattern).find(text), MOST)
        starts = [found.start() for begin, end in spans if (found := _HTTP.search(text, begin, end)) is not None]
        for start in reversed(starts):
            text = f"{text[:start]}https{text[start + len('http') :]}"
    return text


def wrong(params: Params) -> Message | None:
    """The fix must name files and what is forbidden."""
    if not params.forbidden:
        return message("edit.https-links.nothing")
    return None if params.kinds or params.any_of else message("check.names-no-files")


FIX = FixType("https-links", Params, needs, repair, wrong)
