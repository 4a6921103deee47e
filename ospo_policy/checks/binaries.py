# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`binaries`: no compiled program or library is in the repository.

Why: compiled code cannot be reviewed. How it is decided: the first bytes of each file whose name
leaves its format open; text, images, fonts and documents are not opened. The launchers of Gradle
and Maven, and files among examples and test data, are accepted. It stays unknown when a file that
could be one was not read, or the listing is incomplete.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Glob
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.selection import BINARY_CANDIDATES, select
from ospo_policy.ports.check import CheckType


class Params(NamedTuple):
    """Which compiled files are accepted."""

    except_in: tuple[Glob, ...] = ()
    in_tests_too: bool = False


def needs(_params: Params) -> Needs:
    """The listing, and the first bytes of the files that may be compiled."""
    return Needs(tree=True, heads=frozenset((BINARY_CANDIDATES,)))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at each compiled file."""
    from ospo_policy.parsers.magic import binary_kind, is_fixture, is_wrapper

    tree = common.tree_of(repository)
    accepted = set(common.find(repository, params.except_in).paths)
    kinds: dict[str, str] = {}
    unread: list[Message] = []
    for path in select(tree, BINARY_CANDIDATES):
        if path in accepted or is_wrapper(path) or (is_fixture(path) and not params.in_tests_too):
            continue
        match repository.heads.get(path, Unseen(message("unseen.not-read", path=path))):
            case Known(head):
                kind = binary_kind(path, head)
                kinds |= {path: kind} if kind else {}
            case Unseen(reason):
                unread.append(reason)
    if kinds:
        found = tuple(kinds)
        named = tuple(f"{path} ({kind})" for path, kind in kinds.items())
        what = message("binaries.found", count=len(found), paths=common.some(named))
        shown = {path: kinds[path] for path in found[: common.MAX_LOCATIONS]}
        return Fail(what, common.places(found), {"count": len(found), "kinds": shown})
    missed = unread[0] if unread else tree.incomplete
    return Unknown(missed) if missed is not None else Pass(message("binaries.none"))


CHECK = CheckType("binaries", Params, needs, evaluate)
