# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Advices: what only people can decide or do, in steps, with the places that were found. No file is changed.

Each is a few sentences of the catalogue, the first saying what is to be decided, the others what to do, in order. What leaks is never
quoted: places are given, not what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from ospo_policy.fixes.common import find, text_field, texts, tree_of
from ospo_policy.fixes.licences import NEEDS as LICENCE_NEEDS
from ospo_policy.fixes.licences import stated
from ospo_policy.model.facts import Known, Unseen
from ospo_policy.model.fields import NATURE_NEEDS
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.licences import expressions
from ospo_policy.parsers.nature import natures
from ospo_policy.ports.fix import Broken, Changes, FixType, Outcome, Unable

MOST_PLACES = 20
EXPLAINED = frozenset(
    ("AGPL-3.0-or-later", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "CECILL-2.1", "CECILL-B", "CECILL-C", "EPL-2.0",
     "EUPL-1.2", "GPL-3.0-or-later", "LGPL-3.0-or-later", "MIT", "MPL-2.0", "ODbL-1.0", "etalab-2.0")
)  # fmt: skip
"""Licences whose consequences the catalogue tells."""
FITTING = {
    "library": ("MIT", "Apache-2.0", "BSD-3-Clause", "LGPL-3.0-or-later", "EUPL-1.2"),
    "service": ("AGPL-3.0-or-later", "EUPL-1.2", "Apache-2.0", "MIT"),
    "data": ("etalab-2.0", "ODbL-1.0", "CC0-1.0", "CC-BY-4.0"),
    "documentation": ("etalab-2.0", "CC-BY-4.0", "CC0-1.0"),
}
"""For what a repository is, licences that are usual for it, those first that one would look at first."""


WORKFLOWS = (".github/workflows/*.yml", ".github/workflows/*.yaml")
DOCUMENTS = ("contributing", "readme", "request-template", "governance")
PIPELINES = Needs(tree=True, contents=frozenset(WORKFLOWS))
_NOTHING = Needs()
_AGREEMENT = re.compile(r"(?i)(?:^|[/_.-])[ic]?cla(?:[_.-]|$)|contribut\w+[-_](?:licen[cs]e[-_])?agreement")


class Choice(NamedTuple):
    """The licences to choose from: SPDX ids; none means those that are explained."""

    any_of: tuple[str, ...] = ()


class Nothing(NamedTuple):
    """None."""


def _places(broken: Broken) -> Message | None:
    """Where it was found, as many places as a reader can use."""
    found = broken.finding.locations
    if not found:
        return None
    shown: tuple[object, ...] = tuple(f"`{place}`" for place in found[:MOST_PLACES])
    more = len(found) - len(shown)
    return message("advice.places", places=(*shown, message("files.more", count=more)) if more > 0 else shown)


def _steps(name: str, count: int, applies: Callable[[Broken], bool], _params: Nothing, broken: Broken) -> Outcome:
    """The sentences of an advice: what it is about, where, and the steps."""
    if not applies(broken):
        return Unable(message("fix.nothing-left"))
    where = _places(broken)
    steps = tuple(Message(f"advice.{name}.{number}") for number in range(1, count + 1))
    return Changes(advice=(Message(f"advice.{name}"), *((where,) if where is not None else ()), *steps))


def _always(_broken: Broken) -> bool:
    return True


def _plain(name: str, count: int, needs: Needs = _NOTHING, applies: Callable[[Broken], bool] = _always) -> FixType[Any]:
    """An advice without parameters, of so many steps; where it can be told whether it applies, only there."""
    return FixType(name, Nothing, lambda _params: needs, partial(_steps, name, count, applies))


def _in_workflows(*names: str) -> Callable[[Broken], bool]:
    """Whether one of these rules of workflows finds something, or another pipeline than GitHub's was found fault with."""

    def found(broken: Broken) -> bool:
        from ospo_policy.parsers.workflows import injection, rules
        from ospo_policy.parsers.workflows.read import NotReadableError, read

        finders = {
            "injection": injection.injections,
            "dispatch": injection.dispatch_injections,
            "checkout": rules.foreign_checkouts,
            "wide": rules.with_wide_permissions,
            "none": rules.without_permissions,
            "unpinned": rules.unpinned,
        }
        if any(place.path.startswith(".gitlab") for place in broken.finding.locations):
            return True
        for one in texts(broken.facts, WORKFLOWS):
            with suppress(NotReadableError):
                workflow = read(one.path, one.text)
                if workflow is not None and any(next(iter(finders[name](workflow)), None) for name in names):
                    return True
        return False

    return found


def _asks_agreement(broken: Broken) -> bool:
    """Whether an agreement is asked for: a document says so, or a file is named after one."""
    from ospo_policy.parsers.contribution_terms import asks_agreement

    tree = tree_of(broken.facts)
    named = tree is not None and any(_AGREEMENT.search(path) for path in tree.paths)
    return named or any(asks_agreement(one.text) is not None for one in texts(broken.facts, DOCUMENTS))


def _changed(_params: Nothing, broken: Broken) -> Outcome:
    """What to do about a changed text; how to choose a licence where there is none."""
    if not find(broken.facts, ("licence",)):
        return _choose(Choice(), broken)
    return _steps("licence-changed", 3, _always, Nothing(), broken)


def _choose_needs(_params: Choice) -> Needs:
    return LICENCE_NEEDS | NATURE_NEEDS


def _choose(params: Choice, broken: Broken) -> Outcome:
    """The licences to choose from, what each means, which are usual for such a repository, and what is said already."""
    nature = _nature(broken)
    usual = [id_ for word in nature for id_ in FITTING.get(word, ())]
    listed = params.any_of or tuple(sorted(EXPLAINED, key=str.lower))
    chosen = sorted(
        dict.fromkeys(listed), key=lambda id_: (usual.index(id_) if id_ in usual else len(usual), listed.index(id_))
    )
    said = tuple(
        dict.fromkeys(
            f"`{one.path}`: {one.said}" for file in stated(broken.facts) for one in file.statements if one.expression
        )
    )
    fits = tuple(id_ for id_ in chosen if id_ in usual)
    words = tuple(Message(f"nature.{word}") for word in nature if word in FITTING)
    return Changes(
        advice=(
            Message("advice.choose-licence"),
            *((message("advice.choose-licence.said", places=said[:5]),) if said else ()),
            *((message("advice.choose-licence.usual", nature=words, licences=fits),) if fits else ()),
            *(_meaning(id_) for id_ in chosen),
            Message("advice.choose-licence.then"),
        )
    )


def _nature(broken: Broken) -> tuple[str, ...]:
    tree = broken.facts.tree
    if isinstance(tree, Unseen):
        return ()
    texts = {path: fact.value.text for path, fact in broken.facts.contents.items() if isinstance(fact, Known)}
    return tuple(natures(tree.value, texts))


def _meaning(id_: str) -> Message:
    """What a licence lets others do, and asks of them."""
    if id_ in EXPLAINED:
        return message("advice.licence", id=id_, means=Message(f"advice.licence.{id_}"))
    return message("advice.licence.other", id=id_)


def _conflict(_params: Nothing, broken: Broken) -> Outcome:
    """Every place that names a licence, so that people see which is wrong."""
    found = tuple(f"`{one.path}:{one.line}`: {one.said}" for file in stated(broken.facts) for one in file.statements)
    if not found:
        return Unable(message("fix.licence.none"))
    where = message("advice.licence-conflict.places", places=tuple(dict.fromkeys(found))[:MOST_PLACES])
    return Changes(
        advice=(Message("advice.licence-conflict"), where, *(Message(f"advice.licence-conflict.{n}") for n in (1, 2)))
    )


def _headers(_params: Nothing, broken: Broken) -> Outcome:
    """The command that writes the headers, for the licence that is stated."""
    found = tuple(
        dict.fromkeys(
            id_ for file in stated(broken.facts) for one in file.statements for id_ in expressions.ids(one.expression)
        )
    )
    licence = found[0] if len(found) == 1 else "SPDX-ID"
    owner = text_field(broken.facts, "org.name") or text_field(broken.facts, "owner")
    holder = owner if re.fullmatch(r"[\w .'-]{1,60}", owner) else "..."
    where = _places(broken)
    return Changes(
        advice=(
            Message("advice.reuse-headers"),
            *((where,) if where is not None else ()),
            message(
                "advice.reuse-headers.1",
                command=f'`reuse annotate --license {licence} --copyright "{holder}" --recursive .`',
            ),
            Message("advice.reuse-headers.2"),
            Message("advice.reuse-headers.3"),
        )
    )


ADVICES: dict[str, FixType[Any]] = {
    one.name: one
    for one in (
        FixType("choose-licence", Choice, _choose_needs, _choose),
        FixType("licence-conflict", Nothing, lambda _: LICENCE_NEEDS, _conflict),
        FixType(
            "reuse-headers", Nothing, lambda _: LICENCE_NEEDS | Needs(fields=frozenset({"org.name", "owner"})), _headers
        ),
        FixType("licence-changed", Nothing, lambda _: LICENCE_NEEDS | NATURE_NEEDS, _changed),
        _plain("leaked-secret", 5),
        _plain("compiled-files", 3),
        _plain("no-agreement", 3, Needs(tree=True, contents=frozenset(DOCUMENTS)), _asks_agreement),
        _plain("script-injection", 3, PIPELINES, _in_workflows("injection", "dispatch")),
        _plain("untrusted-checkout", 3, PIPELINES, _in_workflows("checkout")),
        _plain("wide-permissions", 2, PIPELINES, _in_workflows("wide", "none")),
        _plain("unpinned-actions", 2, PIPELINES, _in_workflows("unpinned")),
        _plain("contact-left-blank", 2),
        _plain("no-security-contact", 3),
        _plain("unused-licences", 2),
        _plain("document-formats", 2),
    )
}
"""Each advice by its name."""
