# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a fix is to the engine: a name, typed parameters, declared needs, one pure function from a finding to changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from ospo_policy.model.change import Gap, TemplateUse
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import ForgeType
from ospo_policy.model.policy import Safety
from ospo_policy.model.report import Finding

P = TypeVar("P")


class TemplateSource(Protocol):
    """Where templates are read from: the organisation's own folder first, then those of the tool."""

    def read(self, path: str) -> str | None:
        """The text at a path like `fr/SECURITY.md`, None where there is none."""


class FixContext(NamedTuple):
    """What a fix knows beside the repository: the forge's type, the language to write in, the organisation's values."""

    forge: ForgeType
    language: str
    values: Mapping[str, object]
    templates: TemplateSource


class Broken(NamedTuple):
    """What is to be repaired: the finding, and the facts as the repairs before this one leave them."""

    finding: Finding
    facts: Repository
    context: FixContext


class Changes(NamedTuple):
    """What a fix would change.

    `files` maps a path to its whole new text, None to remove it; `settings` maps a setting to its value; `advice` is
    what people must do. `fields` are the facts of the forge that would then hold, so that the rule can be tried. `safety`
    is None where the rule's own holds.
    """

    files: Mapping[str, str | None] = {}
    settings: Mapping[str, object] = {}
    fields: Mapping[str, object] = {}
    advice: tuple[Message, ...] = ()
    gaps: tuple[Gap, ...] = ()
    uses: tuple[TemplateUse, ...] = ()
    safety: Safety | None = None


class Unable(NamedTuple):
    """Why a fix cannot be worked out here."""

    reason: Message


Outcome: TypeAlias = Changes | Unable


class FixType(NamedTuple, Generic[P]):
    """A kind of repair that rules can name.

    `repair` is pure. It answers for exactly what it was asked: whether the rule then passes is tried by the engine.
    """

    name: str
    params: type[P]
    needs: Callable[[P], Needs]
    repair: Callable[[P, Broken], Outcome]


class FixRegistry(Protocol):
    """The fixes that there are, loaded when they are used."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every fix's name."""

    def get(self, name: str) -> FixType[Any]:
        """The fix of that name. Raises `KeyError`."""
