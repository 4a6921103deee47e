# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Repairs in tests: a fix from its description, the facts of described files, files with changes carried out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from ospo_policy.engine.fix_syntax import bind_remedies
from ospo_policy.fixes import Registry
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Content, Entry, Known, Repository, ReuseReport, Tree
from ospo_policy.model.location import Location
from ospo_policy.model.message import LocalText, Message
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.policy import Level
from ospo_policy.model.report import Finding, Status
from ospo_policy.parsers.binding import Binder
from ospo_policy.parsers.yaml_source import read
from ospo_policy.ports.fix import Broken, Changes, FixContext, Outcome, Remedy
from tests.support.repositories import build

NOW = 1_795_392_000  # 2026-11-23


class NoTemplates:
    """A source without any template."""

    def read(self, path: str) -> str | None:
        return None


def remedy(kind: str, written: Any) -> Remedy:
    """The remedy that is written under `edit`, `advice` or `setting`."""
    if kind == "setting":
        type_ = Registry().get("setting")
        return Remedy(type_, type_.params(name=written))
    node, binder = read(yaml.safe_dump(written, allow_unicode=True), "case").root, Binder()
    assert node is not None
    (found,) = bind_remedies(kind, node, binder, Registry())
    assert not binder.problems
    return found


def without_template(found: Iterable[Remedy]) -> list[Remedy]:
    """The edits, settings and advice among remedies: what templates make has its own tests, and is given in these."""
    return [remedy for remedy in found if remedy.type.name != "template"]


def facts_of(folder: Path, files: Mapping[str, Any], about: Mapping[str, Any], needs: Needs) -> Repository:
    """The facts of files, in a Git repository if `about` says something of `git`; `fields`, `profile` and `reuse` are given."""
    git = about.get("git", {"tracked": False})
    repository = open_repository(str(build(folder, files, git)))
    given = about.get("reuse")
    facts = repository.collect(needs._replace(reuse=needs.reuse and given is None), about.get("profile", ""), NOW)
    if given is not None:
        lists = {name: tuple(paths) for name, paths in given.items()}
        facts = facts._replace(reuse=Known(ReuseReport(False, 1, 0, 0)._replace(**lists)))
    fields = {name: Known(value) for name, value in about.get("fields", {}).items()}
    return facts._replace(fields={**facts.fields, **fields}, name=about.get("name", "stationnement"))


def broken(facts: Repository, about: Mapping[str, Any], finding: Finding | None = None) -> Broken:
    """What is to be repaired."""
    places = tuple(Location(*_place(where)) for where in about.get("locations", ()))
    title = LocalText({"en": "A rule"})
    found = finding or Finding("a-rule", "a-pack", Level.MUST, Status.FAIL, Message("pack.empty"), title, places)
    forge = ForgeType(about.get("forge", "github"))
    return Broken(found, facts, FixContext(forge, about.get("language", "en"), about.get("values", {}), NoTemplates()))


def _place(where: str) -> tuple[str, int | None]:
    path, _, line = where.partition(":")
    return path, int(line) if line else None


def changed(files: Mapping[str, Any], outcome: Outcome) -> dict[str, Any]:
    """The files after the changes."""
    after = dict(files)
    for path, text in outcome.files.items() if isinstance(outcome, Changes) else ():
        if text is None:
            after.pop(path)
        else:
            after[path] = text
    return after


def said(outcome: Outcome, language: str = "en") -> list[str]:
    """What the outcome tells people, in words: its advice, or its reason."""
    say = Catalogue(language)
    messages = outcome.advice if isinstance(outcome, Changes) else (outcome.reason,)
    return [say.text(message) for message in messages]


def overlaid(facts: Repository, files: Mapping[str, str | None]) -> Repository:
    """The facts as they are once files have these texts, or are gone."""
    assert isinstance(facts.tree, Known)
    kept = [entry for entry in facts.tree.value.entries if entry.path not in files]
    new = [Entry(path) for path, text in files.items() if text is not None]
    contents = {path: fact for path, fact in facts.contents.items() if path not in files}
    contents |= {path: Known(Content(path, text)) for path, text in files.items() if text is not None}
    return facts._replace(tree=Known(Tree([*kept, *new], facts.tree.value.incomplete)), contents=contents)
