# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`licence.allowed`: the licence is on the organisation's list, or of a category that it allows.

Why: an administration chooses among the licences that its law or its policy names. How it is decided: each licence text
is identified and looked up. Of files that offer a choice (LICENSE-MIT beside LICENSE-APACHE, several in `LICENSES/`) one
on the list is enough. The text of the GPL's family does not say "only" or "or later": where one of them is on the
list it passes, with the advice to say which (`families`), unless a manifest, metadata or the README states it.
Unrecognised texts stay unknown.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common, licences
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import Alternatives, Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, Pass, Verdict
from ospo_policy.ports.check import CheckType

Category = Literal[
    "permissive", "weak-copyleft", "strong-copyleft", "network-copyleft", "public-domain", "documentation", "data"
]


class Params(NamedTuple):
    """The ids and categories that are allowed, and for what; what is said of a family whose variant is not stated."""

    any_of: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    families: Literal["accept", "advise"] = "advise"
    scope: Literal["all", "code", "documentation", "data"] = "all"


def needs(_params: Params) -> Needs:
    """The licence texts, and what states the variant of a family."""
    return licences.STATEMENTS


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at a licence that is known and not allowed, unless another is offered that is."""
    looked = licences.look(repository)
    if not isinstance(looked, licences.Licences):
        return looked
    stated = licences.variants_stated(repository)
    texts = _main(tuple(dict.fromkeys(id_ for held in looked.recognised for id_ in held.ids)))
    scoped = licences.stated_for(repository, params.scope)
    ids = scoped or tuple(stated.get(id_, id_) for id_ in texts)
    good = tuple(id_ for id_ in ids if _is_allowed(id_, params))
    bad = tuple(id_ for id_ in ids if id_ not in good)
    if good and (not bad or scoped or _is_choice(looked)):
        return _passed(good, bad, params, looked)
    if bad and (scoped or not (good and looked.unknown)):
        list_ = common.some(tuple(params.any_of) or tuple(params.categories))
        return Fail(message("licence.not-allowed", ids=bad, list=Alternatives(list_)), looked.places, looked.evidence)
    return licences.unrecognised(looked._replace(files=looked.unknown or looked.files))


def _passed(good: tuple[str, ...], bad: tuple[str, ...], params: Params, looked: licences.Licences) -> Pass:
    from ospo_policy.parsers.licences import catalogue

    said: Message = message("licence.is-allowed", ids=good)
    open_ = next((id_ for id_ in good if catalogue.variants(id_)), None)
    if bad:
        said = message("licence.one-allowed", ids=good, others=bad)
    elif open_ is not None and params.families == "advise":
        said = message("licence.family-allowed", id=open_, variants=Alternatives(catalogue.variants(open_)))
    return Pass(said, looked.places, looked.evidence)


def _is_allowed(id_: str, params: Params) -> bool:
    from ospo_policy.parsers.licences import catalogue
    from ospo_policy.parsers.licences.judgement import categories

    wanted = {one.lower() for one in params.any_of}
    same = {id_.lower(), *(variant.lower() for variant in catalogue.variants(id_))}
    return bool(same & wanted) or bool(categories(id_) & set(params.categories))


def _main(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The LGPL is printed with the GPL that it adds to: the GPL beside it says nothing of its own."""
    if any(id_.startswith("LGPL-") for id_ in ids):
        return tuple(id_ for id_ in ids if not id_.startswith("GPL-"))
    return ids


def _is_choice(looked: licences.Licences) -> bool:
    """Whether the files are offered to choose from, or are each for some of the repository's files."""
    return len(looked.files) > 1 and all("/" in path or "-" in path or "." in path for path in looked.paths)


def wrong(params: Params) -> Message | None:
    """Something must be allowed, by an id that SPDX has."""
    from ospo_policy.parsers.licences import catalogue
    from ospo_policy.parsers.nearest import nearest

    if not params.any_of and not params.categories:
        return message("licence.nothing-allowed")
    for id_ in params.any_of:
        if catalogue.canonical(id_) != id_:
            near = catalogue.canonical(id_) or nearest(id_, catalogue.ids()) or "MIT"
            return message("licence.no-such-id", id=id_, nearest=near)
    return None


CHECK = CheckType("licence.allowed", Params, needs, evaluate, wrong)
