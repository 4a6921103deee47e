# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`codemeta`: codemeta.json can be read as CodeMeta and agrees with the rest of the repository.

Why: archives such as Software Heritage and HAL read it, and take what it says as it stands. How it is decided: it is JSON
in the context of CodeMeta (2.0, 3.0) or schema.org, has the keys that are asked for, says the licence as an address (SPDX's
best) and the repository as one that begins with https://; the licence is compared with the licence texts, the version with the latest tag that is
a release. It stays unknown when the file was not read to its end, a licence text was not recognised, or the tags were not seen.
"""

from typing import Literal, NamedTuple

from ospo_policy.checks import common, licences
from ospo_policy.model.facts import Content, Repository, Unseen
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import FileKind
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.structured import Data, Step
from ospo_policy.ports.check import CheckType

KIND = FileKind("codemeta")
_Found = list[tuple[Location, Message]]


class Params(NamedTuple):
    """What it means that there is no such file, which keys it must have, and what is compared."""

    absent: Literal["not-applicable", "fail"] = "not-applicable"
    required: tuple[str, ...] = ("name", "license", "codeRepository", "version")
    aspects: tuple[Literal["valid", "licence", "version"], ...] = ("valid", "licence", "version")


def needs(params: Params) -> Needs:
    """The file; the licence texts and the tags where they are compared."""
    return licences.metadata_needs(KIND, params.aspects)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at what is wrong with the file, then at what does not agree with it."""
    looked = common.look(common.Meant((KIND,)), repository, params.absent)
    if not isinstance(looked, common.Looked):
        return looked
    if looked.missed is not None or not looked.texts:
        return looked.unknown()
    content = looked.texts[0]
    here = common.places(looked.paths)
    data = common.data_of(content)
    if not isinstance(data, Data):
        return data
    value = data.value
    if not isinstance(value, dict):
        return Fail(message("metadata.not-an-object", path=content.path), here)
    found: _Found = []
    if "valid" in params.aspects:
        from ospo_policy.parsers import codemeta

        found += [(_at(content, data, *steps), wrong) for steps, wrong in codemeta.mistakes(value, params.required)]
    more, missed = _disagreements(params, content, data, value, repository)
    found += more
    if found:
        return common.mistakes(content.path, found)
    return Unknown(missed, here) if missed else Pass(message("codemeta.good", path=content.path), here)


def _at(content: Content, data: Data, *steps: Step) -> Location:
    return Location(content.path, *(data.place(steps) if steps else ()))


def _disagreements(
    params: Params, content: Content, data: Data, value: dict[str, object], repository: Repository
) -> tuple[_Found, Message | None]:
    """What does not agree with the licence texts and the tags; and why that may not be all, if so."""
    found: _Found = []
    missed: Message | None = None
    if "licence" in params.aspects:
        from ospo_policy.parsers.licences.statements import statements

        wrong, missed = licences.compared(repository, statements(content.path, content.text))
        if wrong is not None:
            found.append((_at(content, data, "license"), wrong))
    from ospo_policy.parsers.codemeta import version
    from ospo_policy.parsers.versions import behind

    said = version(value)
    if "version" in params.aspects and said:
        tags = repository.history.tags
        if isinstance(tags, Unseen):
            return found, missed or tags.reason
        late = behind(said, "", tags.value)
        if late is not None:
            found.append((_at(content, data, "version"), message("cff.behind", found=said, tag=late.tag)))
    return found, missed


CHECK = CheckType("codemeta", Params, needs, evaluate)
