# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`value`: a YAML, JSON or TOML file has a value, and the right one.

Why: manifests and settings tell what tools will do, whatever the README says. How it is decided:
the value at a path such as `project.license.text` or `contacts[0].email`, in the first file found
that has it; it is compared as data, not as text. A file that is not valid fails, with the line at
which its own parser stops: whatever reads it for the project stops there too. It stays unknown when
no file that was read has it and one was not read, or holds more than this tool reads.
"""

import json
from typing import Literal, NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Content, Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import Alternatives, Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import AnyValue, FileKind, Glob, Regex
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.structured import Data, look_up, parse_path
from ospo_policy.ports.check import CheckType

MAX_SHOWN = 200


class Params(NamedTuple):
    """Which files, the path, and what stands there; no value asked for means any."""

    path: str
    kinds: tuple[FileKind, ...] = ()
    any_of: tuple[Glob, ...] = ()
    one_of: tuple[AnyValue, ...] = ()
    matches: tuple[Regex, ...] = ()
    absent: Literal["not-applicable", "fail"] = "not-applicable"


def needs(params: Params) -> Needs:
    """The files."""
    return common.text_needs(params)


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass at the first file whose value is right."""
    looked = common.look(params, repository, params.absent)
    if not isinstance(looked, common.Looked):
        return looked
    verdicts = [_in_file(params, content) for content in looked.texts if not content.truncated]
    good = next((verdict for verdict in verdicts if isinstance(verdict, Pass)), None)
    if good is not None:
        return good
    if looked.missed is not None:
        return looked.unknown()
    unsure = next((verdict for verdict in verdicts if isinstance(verdict, Unknown)), None)
    if unsure is not None:
        return unsure
    # A file that has the value, though not the right one, tells more than one that has none.
    return next((verdict for verdict in verdicts if verdict.evidence), verdicts[0])


def _in_file(params: Params, content: Content) -> Pass | Fail | Unknown:
    data = common.data_of(content)
    if not isinstance(data, Data):
        return data
    steps = parse_path(params.path) or ()
    there, value = look_up(data.value, steps)
    place = Location(content.path, *data.place(steps))
    if not there or value is None or (isinstance(value, str) and not value.strip()):
        what = message("value.missing", file=content.path, path=params.path)
        return Fail(what, (Location(content.path),))
    shown = _text(value)[:MAX_SHOWN]
    if _right(params, value):
        what = message("value.good", place=str(place), path=params.path, found=shown)
        return Pass(what, (place,), {"value": shown})
    wanted = Alternatives((*(_text(one) for one in params.one_of), *params.matches))
    what = message("value.wrong", place=str(place), path=params.path, found=shown, wanted=wanted)
    return Fail(what, (place,), {"value": shown})


def _text(value: object) -> str:
    """A value as its file would have it; a report can hold it, whatever it is (a date of TOML, NaN)."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _right(params: Params, value: object) -> bool:
    """Whether a value is one that was asked for. A number is never equal to a truth value."""
    if not params.one_of and not params.matches:
        return True
    if any(value == one and isinstance(value, bool) is isinstance(one, bool) for one in params.one_of):
        return True
    from ospo_policy.parsers.regex import compile_pattern

    return not isinstance(value, (list, dict)) and any(
        compile_pattern(pattern).search(_text(value)) is not None for pattern in params.matches
    )


def wrong(params: Params) -> Message | None:
    """The path must be well formed, and the check must name files."""
    if parse_path(params.path) is None:
        return message("value.bad-path", path=params.path)
    return common.no_files(params.kinds, params.any_of)


CHECK = CheckType("value", Params, needs, evaluate, wrong)
