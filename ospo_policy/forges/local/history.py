# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Git's history tells: tags, the last commit, sign-offs. Nothing is verified by running it."""

from __future__ import annotations

from ospo_policy.forges.local.git import Git, GitError
from ospo_policy.model.facts import Fact, History, Known, Tag, Unseen
from ospo_policy.model.message import Message, message

SIGN_OFF_COMMITS = 100
"""How many of the latest commits are looked at for sign-offs (merges left out)."""


def unseen_history(reason: Message) -> History:
    """A history of which nothing is known."""
    return History(Unseen(reason), Unseen(reason), Unseen(reason))


def read_history(git: Git, revision: str, wanted: frozenset[str]) -> History:
    """The wanted parts of the history; a shallow clone leaves unknown what it cuts off."""
    history = unseen_history(Message("unseen.not-asked"))
    if not wanted:
        return history
    try:
        shallow = git.run("rev-parse", "--is-shallow-repository").strip() == b"true"
        if "tags" in wanted:
            history = history._replace(tags=_tags(git, shallow))
        if "last_commit" in wanted:
            history = history._replace(last_commit=_last_commit(git, revision))
        if "sign_off" in wanted:
            history = history._replace(sign_off=_sign_off(git, revision, shallow))
    except GitError as error:
        return unseen_history(message("unseen.git", detail=str(error)))
    return history


def _tags(git: Git, shallow: bool) -> Fact[tuple[Tag, ...]]:
    """Every tag. CI systems fetch none by default, so that none in a shallow clone says nothing."""
    signed = "%(if)%(contents:signature)%(then)1%(else)0%(end)"
    form = f"%(refname:strip=2)%00%(creatordate:unix)%00{signed}"
    output = git.run("for-each-ref", "--sort=creatordate", f"--format={form}", "refs/tags")
    rows = [line.split(b"\0") for line in output.splitlines()]
    tags = [
        Tag(row[0].decode(errors="replace"), int(row[1]) if row[1].isdigit() else None, row[2] == b"1")
        for row in rows
    ]
    if shallow and not tags:
        return Unseen(Message("unseen.shallow-tags"))
    return Known(tuple(tags))


def _last_commit(git: Git, revision: str) -> Fact[int]:
    """When the last commit was made."""
    output = git.run("log", "-1", "--format=%ct", revision, "--").strip()
    return Known(int(output)) if output.isdigit() else Unseen(Message("git.no-commit"))


def _sign_off(git: Git, revision: str, shallow: bool) -> Fact[tuple[int, int]]:
    """(signed off, looked at) of the latest commits: by their author or committer (DCO 1.1)."""
    form = "%ae%x00%ce%x00%(trailers:key=Signed-off-by,valueonly,separator=%x01)%x1e"
    limit = f"--max-count={SIGN_OFF_COMMITS}"
    output = git.run("log", "--no-merges", limit, f"--format={form}", revision, "--")
    records = [record.strip(b"\n").split(b"\0") for record in output.split(b"\x1e")[:-1]]
    if shallow and len(records) < SIGN_OFF_COMMITS:
        return Unseen(Message("unseen.shallow-commits"))
    if not records:
        return Unseen(Message("git.no-commit"))
    signed = sum(_is_signed_off(record) for record in records)
    return Known((signed, len(records)))


def _is_signed_off(record: list[bytes]) -> bool:
    """Whether a commit, (author's address, committer's, sign-offs), is signed off by one of the two."""
    addresses = [b"<" + address.lower() + b">" for address in record[:2] if address]
    return any(address in record[-1].lower() for address in addresses)
