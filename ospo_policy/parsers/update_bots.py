# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Configurations of Dependabot and Renovate: what is wrong with them, and what they keep up to date.

Sources: GitHub, "Dependabot options reference"; SchemaStore/schemastore src/schemas/json/dependabot-2.0.json;
Renovate, "Configuration options" (`enabled`, `enabledManagers`), whose files may be JSON5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ospo_policy.model.message import Message, message
from ospo_policy.model.nodes import ListNode, MapNode, Node, ScalarNode
from ospo_policy.parsers.ecosystems import DEPENDABOT, ECOSYSTEMS, NOT_DEPENDABOT
from ospo_policy.parsers.lazy_regex import LazyRegex

INTERVALS = ("daily", "weekly", "monthly", "quarterly", "semiannually", "yearly", "cron")


class Mistake(NamedTuple):
    """Something that the service refuses, with its line."""

    line: int
    what: Message


class Bot(NamedTuple):
    """A configuration as read. `keeps`: ids of ecosystems that it looks after; None for all of them.

    `unknown` says why it could not be judged, if so.
    """

    name: str
    mistakes: tuple[Mistake, ...]
    keeps: frozenset[str] | None
    unknown: Message | None = None


def read(path: str, text: str) -> Bot | None:
    """The configuration of a file; None where it has none (a package.json without `renovate`)."""
    from ospo_policy.parsers import yaml_source

    name = path.rpartition("/")[2].lower()
    if "dependabot" in path.lower():
        if name.startswith("config."):
            return Bot("Dependabot", (Mistake(1, message("dependency-updates.first-version")),), frozenset())
        return _dependabot(path, text)
    document = yaml_source.read(_without_comments(text), path)
    root = document.root
    if document.syntax_errors or not isinstance(root, MapNode):
        if name == "package.json":
            return None
        return Bot("Renovate", (), None, message("dependency-updates.not-readable", path=path))
    if name == "package.json":
        inner = root.values.get("renovate")
        return _renovate(inner) if isinstance(inner, MapNode) else None
    return _renovate(root)


def _dependabot(path: str, text: str) -> Bot:
    from ospo_policy.parsers import yaml_source

    document = yaml_source.read(text, path)
    if document.syntax_errors or (document.root is None and document.problems):
        line = max(document.problems[0].position.line, 1)
        return Bot("Dependabot", (Mistake(line, message("dependency-updates.not-yaml")),), frozenset())
    root = document.root
    values = root.values if isinstance(root, MapNode) else {}
    mistakes: list[Mistake] = []
    if not _is(values.get("version"), "2"):
        mistakes.append(Mistake(_line(values.get("version")), message("dependency-updates.version")))
    updates = values.get("updates")
    items = updates.items if isinstance(updates, ListNode) else ()
    if not items:
        mistakes.append(Mistake(_line(updates), message("dependency-updates.no-updates")))
    names: set[str] = set()
    unknown: Message | None = None
    beta = _is(values.get("enable-beta-ecosystems"), "true")
    for item in items:
        update = item.values if isinstance(item, MapNode) else {}
        mistakes += _update_mistakes(item, update)
        name = _raw(update.get("package-ecosystem"))
        names.add(name)
        if name and name not in DEPENDABOT and name not in NOT_DEPENDABOT and not beta:
            place = f"{path}:{_line(update.get('package-ecosystem'))}"
            unknown = unknown or message("dependency-updates.new-ecosystem", name=name, place=place)
    keeps = {ecosystem.id for ecosystem in ECOSYSTEMS if names & set(ecosystem.dependabot)}
    keeps |= {"github-actions"} & names
    return Bot("Dependabot", tuple(mistakes), frozenset(keeps), unknown)


def _update_mistakes(item: Node, update: Mapping[str, Node]) -> Iterator[Mistake]:
    """What Dependabot refuses in one entry of `updates`."""
    line = _line(item)
    name = _raw(update.get("package-ecosystem"))
    if not name:
        yield Mistake(line, message("dependency-updates.no-ecosystem"))
    elif name in NOT_DEPENDABOT:
        meant = message("dependency-updates.wrong-ecosystem", found=name, meant=NOT_DEPENDABOT[name])
        yield Mistake(_line(update["package-ecosystem"]), meant)
    directories = update.get("directories")
    if not _raw(update.get("directory")) and not (isinstance(directories, ListNode) and directories.items):
        yield Mistake(line, message("dependency-updates.no-directory"))
    schedule = update.get("schedule")
    interval = schedule.values.get("interval") if isinstance(schedule, MapNode) else None
    if "multi-ecosystem-group" in update and schedule is None:
        return  # the group has the schedule
    if _raw(interval) not in INTERVALS:
        yield Mistake(
            _line(interval or schedule or item), message("dependency-updates.no-interval", intervals=INTERVALS)
        )


def _renovate(root: MapNode) -> Bot:
    """A configuration that parses; `enabled: false` turns Renovate off."""
    values = root.values
    if _is(values.get("enabled"), "false"):
        return Bot("Renovate", (Mistake(_line(values["enabled"]), message("dependency-updates.off")),), frozenset())
    managers = values.get("enabledManagers")
    if not isinstance(managers, ListNode):
        return Bot("Renovate", (), None)
    named = {_raw(item) for item in managers.items}
    keeps = {ecosystem.id for ecosystem in ECOSYSTEMS if named & set(ecosystem.renovate)}
    return Bot("Renovate", (), frozenset(keeps | ({"github-actions"} & named)))


_PARTS = LazyRegex(r'"(?:[^"\\\n]|\\.)*"?|\'(?:[^\'\\\n]|\\.)*\'?|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?|\t')
"""A part that does not end goes on to the end of the line or text, so that each is read once."""


def _without_comments(text: str) -> str:
    """The text of JSON5 as YAML reads it: comments and tabs become blanks, lines stay."""

    def blank(part: str) -> str:
        return part if part[0] in "\"'" else "\n" * part.count("\n") or " "

    return _PARTS.sub(lambda found: blank(found[0]), text)


def _raw(node: Node | None) -> str:
    return node.raw.strip() if isinstance(node, ScalarNode) else ""


def _is(node: Node | None, text: str) -> bool:
    return _raw(node).lower() == text


def _line(node: Node | None) -> int:
    return node.position.line if node is not None else 1
