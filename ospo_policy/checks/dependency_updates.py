# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`dependency-updates`: Dependabot or Renovate proposes new versions of the dependencies.

Why: a dependency with a known vulnerability is dangerous from the day that it is known. How it is
decided: a configuration of Dependabot says what Dependabot asks for (version, ecosystems, folders,
intervals), or one of Renovate can be read and does not turn it off. It can be asked to look after every package
manager of the tree. It does not apply without a manifest of dependencies. It stays unknown when the
configuration was not read, or names an ecosystem that this tool does not know.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Repository
from ospo_policy.model.location import Location
from ospo_policy.model.message import message
from ospo_policy.model.needs import Needs
from ospo_policy.model.verdict import Fail, NotApplicable, Pass, Unknown, Verdict
from ospo_policy.parsers.ecosystems import manifests
from ospo_policy.parsers.selection import is_kind
from ospo_policy.parsers.update_bots import Bot, read
from ospo_policy.ports.check import CheckType

KIND = "dependency-updates"
OTHERS = (".gitlab/dependabot.yml", ".renovaterc", "package.json")
WORKFLOWS = (".github/workflows/*.yml", ".github/workflows/*.yaml")


class Params(NamedTuple):
    """Whether every package manager of the tree must be looked after."""

    coverage: bool = False


def needs(_params: Params) -> Needs:
    """The listing and the configurations."""
    return Needs(tree=True, contents=frozenset((KIND, *OTHERS)))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Pass where a configuration is valid, and complete if asked."""
    assert is_kind(KIND)
    tree = common.tree_of(repository)
    files = common.find(repository, (KIND, *OTHERS))
    texts = common.read(repository, files.paths)
    bots = [(content.path, bot) for content in texts.read if (bot := read(content.path, content.text))]
    missed = texts.unread[0] if texts.unread else files.missed
    if not bots and missed is not None:
        return Unknown(missed)
    kept = dict.fromkeys(manifest.ecosystem.id for manifest in manifests(tree.paths))
    if not bots:
        if not kept:
            return NotApplicable(message("dependency-updates.none"))
        return Fail(message("dependency-updates.absent", ecosystems=tuple(kept)))
    wrong = [(path, mistake) for path, bot in bots for mistake in bot.mistakes]
    if wrong:
        told = tuple(message("dependency-updates.mistake", place=f"{p}:{m.line}", what=m.what) for p, m in wrong)
        places = tuple(Location(path, mistake.line) for path, mistake in wrong[: common.MAX_LOCATIONS])
        return Fail(message("dependency-updates.wrong", count=len(wrong), mistakes=common.some(told)), places)
    paths = tuple(path for path, _ in bots)
    unsure = next((bot.unknown for _, bot in bots if bot.unknown), missed)
    if unsure is not None:
        return Unknown(unsure, common.places(paths))
    if params.coverage and common.find(repository, WORKFLOWS).paths:
        kept["github-actions"] = None
    left = _left(kept, [bot for _, bot in bots]) if params.coverage else ()
    if left:
        return Fail(message("dependency-updates.not-kept", file=paths[0], ecosystems=left), common.places(paths))
    names = tuple(dict.fromkeys(bot.name for _, bot in bots))
    return Pass(message("dependency-updates.good", names=names, files=paths), common.places(paths))


def _left(kept: dict[str, None], bots: list[Bot]) -> tuple[str, ...]:
    """The ecosystems that nobody looks after, of those that Dependabot or Renovate could."""
    if any(bot.keeps is None for bot in bots):
        return ()
    looked_after = frozenset().union(*(bot.keeps or () for bot in bots))
    return tuple(name for name in kept if name not in looked_after)


CHECK = CheckType("dependency-updates", Params, needs, evaluate)
