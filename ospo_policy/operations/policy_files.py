# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""For authors of policies: validate files, list the bundled packs, print what a policy needs."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ospo_policy.engine.compile import Policy
from ospo_policy.engine.load import Loader
from ospo_policy.engine.resources import bundled_packs
from ospo_policy.engine.waivers_file import read_waivers
from ospo_policy.model.baseline import BaselineDocument
from ospo_policy.model.errors import PolicyError, Problem, UsageError
from ospo_policy.model.message import LocalText, Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.nodes import MapNode
from ospo_policy.model.organisation import OrganisationDocument
from ospo_policy.model.policy import Source
from ospo_policy.model.repository_file import RepositoryDocument
from ospo_policy.model.waivers import WaiversDocument
from ospo_policy.operations.check import BASELINE_FILE, REPOSITORY_FILE
from ospo_policy.operations.organisation_file import ORGANISATION_FILE
from ospo_policy.operations.pack_sources import PackSources, text_of
from ospo_policy.operations.policies import Organisation, Wanted, compile_all, file_problems, load_policy
from ospo_policy.operations.waivers import DEFAULT_FILE, load
from ospo_policy.parsers.reach import reach
from ospo_policy.parsers.yaml_source import read
from ospo_policy.ports.packs import PackUnavailableError

_ORGANISATION_KEYS = {"organisation", "assign", "forges", "inventory", "remediation"}
_WAIVER_KEYS = {"waivers", "notice_days"}
_REPOSITORY_KEYS = {"profile", "attestations", "requests", "packs"}


class BundledPack(NamedTuple):
    """A pack that ships with the tool."""

    name: str
    version: str
    title: LocalText
    rules: int


def validate(path: str, *, offline: bool = False) -> list[Problem]:
    """Everything that is wrong with a pack, an organisation's file, a repository's file, waivers or a baseline.

    The kind is told by the file's name, else by its keys. Raises `UsageError` when the file
    cannot be read.
    """
    try:
        with open(path, "rb") as file:
            text = text_of(file.read(), path)
    except PackUnavailableError as error:
        raise UsageError(error.message, error.hint) from None
    except OSError as error:
        key = "file.not-there" if isinstance(error, FileNotFoundError) else "file.not-readable"
        what = message("policy.unreadable", path=path, reason=Message(key))
        raise UsageError(what, Message("policy.unreadable.hint")) from None
    kind = _kind(path, text)
    if kind is OrganisationDocument:
        return _organisation_problems(text, path, offline=offline)
    if kind is RepositoryDocument:
        return file_problems(text, path, RepositoryDocument, REPOSITORY_FILE)
    if kind is WaiversDocument:
        return read_waivers(read(text, path), DEFAULT_FILE)[1]
    if kind is BaselineDocument:
        return file_problems(text, path, BaselineDocument, BASELINE_FILE)
    reference = os.path.abspath(path)
    reference = reference if reference.endswith((".yml", ".yaml")) else path
    _, problems = compile_all([Wanted(reference)], PackSources(offline=offline))
    unique = {f"{p.position} {p.message}": p for p in problems}
    return sorted(unique.values(), key=lambda problem: problem.position)


def _kind(path: str, text: str) -> type:
    """Which kind of file it is."""
    name = os.path.basename(path)
    if name == BASELINE_FILE:
        return BaselineDocument
    if name.removesuffix(".yaml").removesuffix(".yml") == REPOSITORY_FILE.removesuffix(".yml"):
        return RepositoryDocument
    if name.removesuffix(".yaml").removesuffix(".yml") == ORGANISATION_FILE.removesuffix(".yml"):
        return OrganisationDocument
    root = read(text, path).root
    keys = set(root.values) if isinstance(root, MapNode) else set()
    if "pack" in keys or "rules" in keys:
        return object
    if keys & _ORGANISATION_KEYS:
        return OrganisationDocument
    if keys & _REPOSITORY_KEYS:
        return RepositoryDocument
    return WaiversDocument if keys & _WAIVER_KEYS else object


def _organisation_problems(text: str, path: str, *, offline: bool) -> list[Problem]:
    """What is wrong with an organisation's file, with the packs that it assigns, and its `set`."""
    from ospo_policy.operations.inventory import entry_problems
    from ospo_policy.operations.policies import read_organisation

    problems = file_problems(text, path, OrganisationDocument, ORGANISATION_FILE)
    if problems:
        return problems
    organisation = read_organisation(text, path, os.path.realpath(path))
    document = organisation.document
    for index, assignment in enumerate(document.assign):
        wanted = [Wanted(reference, organisation.path) for reference in assignment.packs]
        settings = organisation.settings([index])
        _, found = compile_all(wanted, PackSources(offline=offline), settings)
        problems += found
    problems += [*entry_problems(organisation), *_waivers_problems(organisation, offline=offline)]
    unique = {f"{p.position} {p.message}": p for p in problems}
    return sorted(unique.values(), key=lambda problem: problem.position)


def _waivers_problems(organisation: Organisation, *, offline: bool) -> Sequence[Problem]:
    """What is wrong with the waivers of an organisation's file."""
    try:
        load(organisation, PackSources(offline=offline))
    except PolicyError as error:
        return error.problems
    return ()


def bundled() -> list[BundledPack]:
    """The packs that ship with the tool, by name."""
    found: list[BundledPack] = []
    for name in bundled_packs():
        loader = Loader(PackSources(offline=True))
        loader.load_all([name])
        document = loader.packs[-1].document
        title = loader.packs[-1].title
        policy = load_policy([Wanted(name)], PackSources(offline=True))
        found.append(BundledPack(name, document.version, title, len(policy.rules)))
    return found


class Stale(NamedTuple):
    """A rule that follows a source of some age: the source, and the age in whole months."""

    rule: str
    source: Source
    months: int


def stale(policy: Policy, months: int, now: int) -> list[Stale]:
    """The rules whose source is older than so many months, the oldest first; `now` is in seconds since 1970."""
    today = dt.datetime.fromtimestamp(now, dt.UTC).date()
    found: list[Stale] = []
    for rule in policy.rules:
        for name in dict.fromkeys(reference.source for reference in rule.references if reference.source):
            source = policy.sources[name]
            day = dt.date.fromisoformat(source.date)
            age = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
            if age > months:
                found.append(Stale(rule.id, source, age))
    return sorted(found, key=lambda one: -one.months)


def needs_lines(needs: Needs) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The needs as (what, which), sorted, nothing that is not needed.

    `tree` without any is every path; `folders` are those that a forge is asked for where they are all.
    """
    places = None if needs.tree else reach(needs.selectors)
    if needs.listing and places is None:
        yield "tree", ("sizes",) if needs.sizes else ()
    elif needs.listing and places is not None:
        yield "folders", tuple(sorted(folder or "." for folder in places.folders.values()))
        if needs.tree_with:
            yield "tree with", tuple(sorted(needs.tree_with))
    if needs.reuse:
        yield "reuse", ("lint",)
    for what in ("contents", "heads", "fields", "history"):
        which = tuple(sorted(getattr(needs, what)))
        if which:
            yield what, which
