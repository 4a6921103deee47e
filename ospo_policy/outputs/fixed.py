# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `check --fix` did, for people: each file with what it is for, what is to be filled in, what is left and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from ospo_policy.messages import Catalogue, harmless
from ospo_policy.model.change import FileChange, Gap, Repair
from ospo_policy.model.fixed import Fixed
from ospo_policy.outputs import Style
from ospo_policy.outputs.diff import unified
from ospo_policy.outputs.plan import shown_value
from ospo_policy.outputs.terminal import painted_diff

MAX_GAPS = 40


def account(fixed: Fixed, say: Catalogue, style: Style) -> str:
    """The whole of it, a paragraph for each kind of outcome, ended by an empty line."""
    parts = (
        _files(fixed, say, style),
        _gaps(fixed.gaps, say, style),
        _left(fixed, say, style),
        _waiting(fixed, say, style),
        _settings(fixed, say, style),
        _people(fixed, say, style),
        _unrepaired(fixed, say, style),
    )
    return "".join("\n".join(lines) + "\n\n" for part in parts if (lines := list(part)))


def diff(fixed: Fixed, style: Style) -> str:
    """The changes themselves, as Git would show them; control characters are written out."""
    lines = (harmless(line.removesuffix("\r")) for line in unified(fixed.files).split("\n")[:-1])
    return "".join(f"{painted_diff(line, style)}\n" for line in lines)


def _wrapped(text: str, indent: str, style: Style) -> list[str]:
    return textwrap.wrap(
        text, max(40, style.width), initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False, break_on_hyphens=False
    )  # fmt: skip


def _rule(repair: Repair, say: Catalogue) -> str:
    return f"{say.local(repair.title)} [{repair.rule}]"


def _sign(change: FileChange) -> str:
    return "+" if change.before is None else "-" if change.after is None else "~"


def _files(fixed: Fixed, say: Catalogue, style: Style) -> Iterator[str]:
    """Each changed file, and the rules that it is changed for."""
    if not fixed.files:
        yield from _wrapped(say("fixing.nothing"), "", style)
        return
    key = "fixing.written" if fixed.is_written else "fixing.would-be-written"
    yield from _wrapped(say(key, count=len(fixed.files)), "", style)
    for path, change in fixed.files.items():
        yield f"  {_sign(change)} {harmless(path)}"
        for repair in fixed.repairs:
            if any(one.path == path for one in repair.files):
                yield from _wrapped(_rule(repair, say), "      ", style)


def _gaps(gaps: tuple[Gap, ...], say: Catalogue, style: Style) -> Iterator[str]:
    if not gaps:
        return
    yield from _wrapped(say("fixing.gaps", count=len(gaps)), "", style)
    for gap in gaps[:MAX_GAPS]:
        yield from _wrapped(f"{harmless(gap.path)}:{gap.line}: {harmless(gap.what)}", "  ", style)
    if len(gaps) > MAX_GAPS:
        yield f"  {say('report.more', count=len(gaps) - MAX_GAPS)}"


def _left(fixed: Fixed, say: Catalogue, style: Style) -> Iterator[str]:
    if not fixed.left:
        return
    yield from _wrapped(say("fixing.left"), "", style)
    for reason in dict.fromkeys(say.text(one.reason) for one in fixed.left):
        yield from _wrapped(reason, "  ", style)
        for one in fixed.left:
            if say.text(one.reason) == reason:
                yield from _wrapped(_rule(one.repair, say), "      ", style)


def _waiting(fixed: Fixed, say: Catalogue, style: Style) -> Iterator[str]:
    if not fixed.waiting:
        return
    together: dict[tuple[str, ...], list[Repair]] = {}
    for repair in fixed.waiting:
        signs = tuple(f"  {_sign(change)} {harmless(change.path)}" for change in repair.files)
        together.setdefault(signs, []).append(repair)
    yield from _wrapped(say("fixing.waiting", count=len(together)), "", style)
    for signs, repairs in together.items():
        yield from signs
        for repair in repairs:
            yield from _wrapped(_rule(repair, say), "      ", style)


def _settings(fixed: Fixed, say: Catalogue, style: Style) -> Iterator[str]:
    if not fixed.settings:
        return
    yield from _wrapped(say("fixing.settings"), "", style)
    for repair in fixed.settings:
        for one in repair.settings:
            name = say(f"setting.{one.name}")
            yield from _wrapped(say("plan.setting", name=name, value=shown_value(one.after)), "  = ", style)
        yield from _wrapped(_rule(repair, say), "      ", style)


def _people(fixed: Fixed, say: Catalogue, style: Style) -> Iterable[str]:
    if not fixed.advised:
        return []
    rules = tuple(repair.rule for repair in fixed.advised)
    return _wrapped(say("fixing.people", rules=rules), "", style)


def _unrepaired(fixed: Fixed, say: Catalogue, style: Style) -> Iterator[str]:
    for one in fixed.unrepaired:
        yield from _wrapped(say("plan.unrepaired", rule=one.rule, why=one.reason), "", style)
