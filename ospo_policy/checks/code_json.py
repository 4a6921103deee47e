# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`code-json`: code.json describes the repository as agencies of the United States must.

Why: the SHARE IT Act has agencies publish these files, and inventories are made of them. How it is decided: the keys that
version 2 of the schema requires, their types, words, addresses and dates; the licence beside the licence texts. The inventory
of a whole agency, with `releases`, is another format and is not judged. It stays unknown when the file was not read to its
end, or a licence text was not recognised. Facts: DSACMS/gov-codejson, `schemas/schema-2.0.0.json`.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common, licences
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.licence import LicenceStatement, StatementSource
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Glob
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.code_json import REQUIRED
from ospo_policy.parsers.structured import Data, look_up
from ospo_policy.ports.check import CheckType

PATH = Glob("code.json")


class Params(NamedTuple):
    """What it means that there is no such file, which keys it must have, and what is compared."""

    absent: Literal["not-applicable", "fail"] = "not-applicable"
    required: tuple[str, ...] = REQUIRED
    aspects: tuple[Literal["valid", "licence"], ...] = ("valid", "licence")


class _Path(NamedTuple):
    kinds: tuple[()] = ()
    any_of: tuple[Glob, ...] = (PATH,)


def needs(params: Params) -> Needs:
    """The file; the licence texts where they are compared."""
    wanted = Needs(contents=frozenset({PATH}))
    return wanted | licences.NEEDS if "licence" in params.aspects else wanted


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at what is wrong with the file, then at what does not agree with it."""
    looked = common.look(_Path(), repository, params.absent)
    if not isinstance(looked, common.Looked):
        return looked
    if looked.missed is not None or not looked.texts:
        return looked.unknown()
    content = looked.texts[0]
    here = common.places(looked.paths)
    data = common.data_of(content)
    if not isinstance(data, Data):
        return data
    if not isinstance(data.value, dict):
        return Fail(message("metadata.not-an-object", path=content.path), here)
    return _judged(params, repository, content, data, data.value)


def _judged(params: Params, repository: Repository, content: Content, data: Data, value: dict[str, object]) -> Verdict:
    from ospo_policy.parsers import code_json

    here = common.places((content.path,))
    if code_json.is_inventory(value):
        return NotApplicable(message("code-json.inventory", path=content.path), here)
    found: list[tuple[Location, Message]] = []
    missed: Message | None = None
    if "valid" in params.aspects:
        found += [
            (Location(content.path, *(data.place(steps) if steps else ())), wrong)
            for steps, wrong in code_json.mistakes(value, params.required)
        ]
    if "licence" in params.aspects:
        wrong, missed = licences.compared(repository, said := _stated(content, data))
        found += [(Location(content.path, said[0].line, said[0].column), wrong)] if wrong else []
    if found:
        return common.mistakes(content.path, found)
    return Unknown(missed, here) if missed else Pass(message("code-json.good", path=content.path), here)


def _stated(content: Content, data: Data) -> tuple[LicenceStatement, ...]:
    """The licences that the file names, as a choice."""
    from ospo_policy.parsers.licences.names import from_words

    there, licences_ = look_up(data.value, ("permissions", "licenses"))
    found: list[LicenceStatement] = []
    for number, one in enumerate(licences_[:20] if there and isinstance(licences_, list) else ()):
        name = one.get("name") if isinstance(one, dict) else None
        expression = from_words(name) if isinstance(name, str) else None
        if expression:
            line, column = data.place(("permissions", "licenses", number, "name"))
            source = StatementSource.MANIFEST
            found.append(LicenceStatement(content.path, line or 1, column or 1, source, str(name), expression))
    return tuple(found)


CHECK = CheckType("code-json", Params, needs, evaluate)
