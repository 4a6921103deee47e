# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a fix is to the engine: a name, typed parameters, declared needs, one pure function from a finding to changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from ospo_policy.model.change import Gap, TemplateUse
from ospo_policy.model.facts import Repository
from ospo_policy.model.message import LocalText, Message
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import ForgeType, OrganisationInfo
from ospo_policy.model.policy import Safety
from ospo_policy.model.report import Finding

P = TypeVar("P")


class TemplateSource(Protocol):
    """Where templates are read from: the organisation's own folder first, then those of the tool."""

    def read(self, path: str) -> str | None:
        """The text at a path like `fr/SECURITY.md`, None where there is none."""

    def written(self, digest: str) -> str | None:
        """What we wrote once, by the digest in its stamp; None where that is not remembered."""


class FixContext(NamedTuple):
    """What a fix knows beside the repository: the forge's type, the language to write in, the organisation's values."""

    forge: ForgeType
    language: str
    values: Mapping[str, object]
    templates: TemplateSource
    organisation: OrganisationInfo | None = None
    given: Mapping[str, LocalText] = {}


class Broken(NamedTuple):
    """What is to be repaired: the finding, and the facts as the repairs before this one leave them."""

    finding: Finding
    facts: Repository
    context: FixContext


class Changes(NamedTuple):
    """What a fix would change.

    `files` maps a path to its whole new text, None to remove it; `settings` maps a setting to its value, in the form that
    `ospo_policy.fixes.setting` tells; `advice` is what people must do. `safety` is None where the rule's own holds, and `usual` where the rule has none.
    `fields` are the facts of the forge that would then hold, by their names in `ospo_policy.model.fields` without `repo.`.
    `until_filled` are rules that fail until a person has filled in the gaps.
    """

    files: Mapping[str, str | None] = {}
    settings: Mapping[str, object] = {}
    until_filled: tuple[str, ...] = ()
    advice: tuple[Message, ...] = ()
    gaps: tuple[Gap, ...] = ()
    uses: tuple[TemplateUse, ...] = ()
    safety: Safety | None = None
    fields: Mapping[str, object] = {}
    usual: Safety = Safety.REVIEW


class Unable(NamedTuple):
    """Why a fix cannot be worked out here."""

    reason: Message


Outcome: TypeAlias = Changes | Unable


def _nothing_wrong(_params: Any) -> Message | None:
    return None


class FixType(NamedTuple, Generic[P]):
    """A kind of repair that rules can name.

    `repair` is pure. It answers for exactly what it was asked: whether the rule then passes is tried by the engine. What
    is right already is never changed: repairing the repaired is `Unable`, or changes nothing. `wrong` tells what is wrong
    with a combination of parameters that are each right, if anything. `safety` holds where neither the rule nor what was
    worked out says otherwise: safe is what only follows from what the repository says already, and speaks for nobody.
    """

    name: str
    params: type[P]
    needs: Callable[[P], Needs]
    repair: Callable[[P, Broken], Outcome]
    wrong: Callable[[P], Message | None] = _nothing_wrong
    safety: Safety = Safety.REVIEW


class Remedy(NamedTuple):
    """One repair with its parameters."""

    type: FixType[Any]
    params: Any


class FixRegistry(Protocol):
    """The fixes that there are, loaded when they are used.

    Rules name edits under `edit`, advices under `advice`. `kinds` are the keys of `fix` that are each carried out by a fix of
    that name (`setting`, `template`), whose one parameter `name` is what the rule gives there.
    """

    @property
    def edits(self) -> tuple[str, ...]:
        """The names of the edits."""

    @property
    def advices(self) -> tuple[str, ...]:
        """The names of the advices."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The keys of `fix` that a fix of that name carries out."""

    def get(self, name: str) -> FixType[Any]:
        """The fix of that name, of any sort. Raises `KeyError`."""
