# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`setting`: a setting of the repository on its forge, by the name that rules give it, and the value that it should have.

A value is a text, a list of texts, a number, or true for what is switched on; `branch_protection: true` is the default branch changed by
requests alone, neither deleted nor pushed to with force. All of them take an administrator of the repository (on GitLab, a maintainer).
What describes the project is taken from publiccode.yml, a manifest or the README, in their words, and only where these are plain; else
nothing is proposed. Never changed: who may see a repository, what an organisation demands of its members and says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from ospo_policy.fixes import project
from ospo_policy.fixes.common import field, text_field, texts
from ospo_policy.model.fields import Right
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import ForgeType
from ospo_policy.parsers.manifest_about import MANIFESTS, manifest_about
from ospo_policy.parsers.structured import look_up
from ospo_policy.ports.fix import Broken, Changes, FixType, Outcome, Unable

SettingName = Literal[
    "description", "homepage", "topics", "has_issues", "has_discussions", "branch_protection", "required_approvals", "required_checks",
    "sign_off_required", "private_vulnerability_reporting", "workflow_permissions", "secret_scanning", "push_protection",
    "dependency_alerts", "visibility", "two_factor_required", "default_permission", "organisation",
]  # fmt: skip
MOST_TOPICS = 20
_TOPIC = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")
_Wanted: TypeAlias = "object | Message"


class Params(NamedTuple):
    """The setting's name."""

    name: SettingName


class Setting(NamedTuple):
    """How a setting is worked out: its value, or why there is none; the facts that hold then; the forges that have it, if not all.

    `right` is whose right it takes.
    """

    value: Callable[[Broken], _Wanted]
    facts: Callable[[object], Mapping[str, object]]
    forges: frozenset[ForgeType] = frozenset()
    right: Right = "admin"


def needs(params: Params) -> Needs:
    """What the value is taken from, and the setting as it is."""
    described = (
        project.NEEDS
        if params.name in ("description", "homepage", "topics")
        else Needs(tree=True, fields=frozenset({"url"}))
    )
    return described | Needs(fields=frozenset(name for name in _fields(params.name)))


def _fields(name: str) -> tuple[str, ...]:
    if name == "branch_protection":
        return ("branch_protected", "branch_deletion_blocked", "force_push_blocked")
    return () if name in NEVER else (name,)


def repair(params: Params, broken: Broken) -> Outcome:
    """The setting and its value."""
    name = params.name
    if name in NEVER:
        return Unable(message(f"fix.setting.never.{name}"))
    setting = SETTINGS[name]
    software = project.software_of(broken.facts, broken.context.forge)
    if setting.forges and software is not None and software not in setting.forges:
        return Unable(message("fix.setting.other-forge", setting=Message(f"setting.{name}")))
    value = setting.value(broken)
    if isinstance(value, Message):
        return Unable(value)
    facts = setting.facts(value)
    if all(field(broken.facts, key) == wanted for key, wanted in facts.items()):
        return Unable(message("fix.nothing-left"))
    return Changes(settings={name: value}, fields=facts)


def _on(name: str, *forges: ForgeType, facts: tuple[str, ...] = ()) -> Setting:
    """A setting that is switched on."""
    return Setting(lambda _: True, lambda _: dict.fromkeys(facts or (name,), True), frozenset(forges))


def _description(broken: Broken) -> _Wanted:
    """What the project is, in its own words and the language that is asked for."""
    return project.description(broken.facts, broken.context.language) or message("fix.setting.no-description")


def _homepage(broken: Broken) -> _Wanted:
    """The home page over https; where there is none, the one that publiccode.yml or a manifest names."""
    said = text_field(broken.facts, "homepage")
    if said.startswith("http://"):
        return "https://" + said.removeprefix("http://")
    stated = [
        look_up(project.data_of(one.path, one.text), ("landingURL",))[1]
        for one in texts(broken.facts, ("publiccode",))[:1]
    ]
    manifest = manifest_about({one.path: one.text for one in texts(broken.facts, MANIFESTS)}).homepage
    home = project.url(broken.facts)
    for candidate in (*stated, manifest):
        page = candidate if isinstance(candidate, str) else ""
        if re.fullmatch(r"https://[\w.-]+(?::\d+)?(?:/[\w./~%-]*)?", page) and not (home and page.startswith(home)):
            return page
    return message("fix.setting.no-homepage")


def _topics(broken: Broken) -> _Wanted:
    """The topics that are there, and the key words of publiccode.yml and package.json."""
    known = field(broken.facts, "topics")
    found = [str(topic) for topic in known] if isinstance(known, (list, tuple)) else []
    for path, key in (("publiccode", "categories"), ("package.json", "keywords")):
        for one in texts(broken.facts, (path,))[:1]:
            there, said = look_up(project.data_of(one.path, one.text), (key,))
            words = (
                [word.strip().lower().replace(" ", "-").replace("_", "-") for word in said if isinstance(word, str)]
                if there and isinstance(said, list)
                else []
            )
            found += [word for word in words if _TOPIC.fullmatch(word)]
    topics = list(dict.fromkeys(found))[:MOST_TOPICS]
    return topics or message("fix.setting.no-topics")


def _checks(broken: Broken) -> _Wanted:
    """On GitLab, that pipelines must succeed; elsewhere the checks have to be named, which only the team can."""
    if project.software_of(broken.facts, broken.context.forge) is ForgeType.GITLAB:
        return True
    return message("fix.setting.name-checks")


SETTINGS: dict[str, Setting] = {
    "description": Setting(_description, lambda value: {"description": value}),
    "homepage": Setting(_homepage, lambda value: {"homepage": value}),
    "topics": Setting(_topics, lambda value: {"topics": value}),
    "has_issues": _on("has_issues"),
    "has_discussions": _on("has_discussions", ForgeType.GITHUB),
    "branch_protection": _on(
        "branch_protection", facts=("branch_protected", "branch_deletion_blocked", "force_push_blocked")
    ),
    "required_approvals": Setting(lambda _: 1, lambda _: {"required_approvals": 1, "branch_protected": True}),
    "required_checks": Setting(_checks, lambda _: {"required_checks": 1}),
    "sign_off_required": _on("sign_off_required"),
    "private_vulnerability_reporting": _on("private_vulnerability_reporting", ForgeType.GITHUB),
    "workflow_permissions": Setting(
        lambda _: "read", lambda _: {"workflow_permissions": "read"}, frozenset({ForgeType.GITHUB})
    ),
    "secret_scanning": _on("secret_scanning", ForgeType.GITHUB),
    "push_protection": _on("push_protection", ForgeType.GITHUB),
    "dependency_alerts": _on("dependency_alerts", ForgeType.GITHUB),
}
"""Each setting that may be changed, by its name."""
NEVER: dict[str, Right] = {
    "visibility": "admin",
    "two_factor_required": "owner",
    "default_permission": "owner",
    "organisation": "owner",
}
"""Settings that rules name and that are never changed here, and whose right it takes to change them."""
FIX = FixType("setting", Params, needs, repair)
