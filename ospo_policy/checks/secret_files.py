# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`secret-files`: no private key, keystore or password is in the repository.

Why: what was published once must be taken as known to everybody. How it is decided: files named
like keys, keystores, environments or credentials are opened, and judged by what stands in them:
a public certificate, an example or a placeholder is none. Examples and test data are left out. No
secret is ever shown. It stays unknown when such a file was not read, or not to its end, or the
listing is incomplete.
"""

from typing import NamedTuple

from ospo_policy.checks import common
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.location import Location
from ospo_policy.model.message import Message, message
from ospo_policy.model.needs import Needs
from ospo_policy.model.policy import Glob
from ospo_policy.model.verdict import Fail, Pass, Unknown, Verdict
from ospo_policy.parsers.selection import SECRET_CANDIDATES, select
from ospo_policy.ports.check import CheckType

HEAD_BYTES = 1 << 18
"""A file named like a secret of which a reader gives that much may have more. A test holds readers to it."""


class Params(NamedTuple):
    """Which files are accepted although they look like secrets."""

    except_in: tuple[Glob, ...] = ()


def needs(_params: Params) -> Needs:
    """The listing, and the first bytes of the files that may hold secrets."""
    return Needs(tree=True, heads=frozenset((SECRET_CANDIDATES,)))


def evaluate(params: Params, repository: Repository) -> Verdict:
    """Fail at each secret."""
    from ospo_policy.parsers.secret_files import judge

    tree = common.tree_of(repository)
    accepted = set(common.find(repository, params.except_in).paths)
    found: list[tuple[Location, str]] = []
    unread: list[Message] = []
    for path in select(tree, SECRET_CANDIDATES):
        if path in accepted:
            continue
        match repository.heads.get(path, Unseen(message("unseen.not-read", path=path))):
            case Known(head):
                sign = judge(path, head)
                found += [(Location(path, sign.line), sign.kind)] if sign else []
                if sign is None and _is_cut(head):
                    unread.append(message("secret-files.cut", path=path, limit=HEAD_BYTES // 1_000))
            case Unseen(reason):
                unread.append(reason)
    if found:
        named = tuple(message(f"secret-files.{kind}", place=str(place)) for place, kind in found)
        what = message("secret-files.found", count=len(found), signs=_some(named))
        shown = found[: common.MAX_LOCATIONS]
        evidence = {"count": len(found), "kinds": {str(place): kind for place, kind in shown}}
        return Fail(what, tuple(place for place, _ in shown), evidence)
    missed = unread[0] if unread else tree.incomplete
    return Unknown(missed) if missed is not None else Pass(message("secret-files.none"))


def _some(named: tuple[Message, ...]) -> tuple[Message, ...]:
    rest = len(named) - common.SHOWN
    return named if rest <= 1 else (*named[: common.SHOWN], message("files.more", count=rest))


def _is_cut(head: bytes) -> bool:
    """Whether a text may go on beyond what was read. A keystore or a presentation (.key) is no text."""
    return len(head) >= HEAD_BYTES and b"\0" not in head


CHECK = CheckType("secret-files", Params, needs, evaluate)
