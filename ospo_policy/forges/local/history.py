# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Git's history tells: tags, the last commit, sign-offs. Nothing is verified by running it."""

from __future__ import annotations

from ospo_policy.forges.local.git import Git, GitError
from ospo_policy.model.facts import Fact, History, Known, Tag, Unseen
from ospo_policy.model.message import Message, message

SIGN_OFF_COMMITS = 100
"""How many of the latest commits are looked at for sign-offs (merges left out)."""
_SIGNED = (b"-----BEGIN PGP SIGNATURE-----", b"-----BEGIN SSH SIGNATURE-----")
_SIGNED_X509 = (b"-----BEGIN SIGNED MESSAGE-----",)


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
    form = "%(refname:strip=2)%00%(creatordate:unix)%00%(contents:signature)%00%00"
    output = git.run("for-each-ref", "--sort=creatordate", f"--format={form}", "refs/tags")
    tags: list[Tag] = []
    for record in output.split(b"\0\0"):
        parts = record.strip(b"\n").split(b"\0")
        if len(parts) >= 2:
            signature = parts[2] if len(parts) > 2 else b""
            signed = any(sign in signature for sign in (*_SIGNED, *_SIGNED_X509))
            name = parts[0].decode(errors="replace")
            tags.append(Tag(name, int(parts[1]) if parts[1].isdigit() else None, signed))
    if shallow and not tags:
        return Unseen(Message("unseen.shallow-tags"))
    return Known(tuple(tags))


def _last_commit(git: Git, revision: str) -> Fact[int]:
    """When the last commit was made."""
    output = git.run("log", "-1", "--format=%ct", revision, "--").strip()
    return Known(int(output)) if output.isdigit() else Unseen(Message("git.no-commit"))


def _sign_off(git: Git, revision: str, shallow: bool) -> Fact[tuple[int, int]]:
    """(signed off, looked at) of the latest commits: by their author or committer (DCO 1.1)."""
    form = "%ae%x00%ce%x00%(trailers:key=Signed-off-by,valueonly,separator=%x01)%x00%x00"
    limit = f"--max-count={SIGN_OFF_COMMITS}"
    output = git.run("log", "--no-merges", limit, f"--format={form}", revision, "--")
    records = [r.strip(b"\n").split(b"\0") for r in output.split(b"\0\0") if r.strip(b"\n\0")]
    if shallow and len(records) < SIGN_OFF_COMMITS:
        return Unseen(Message("unseen.shallow-commits"))
    if not records:
        return Unseen(Message("git.no-commit"))
    signed = sum(
        any(f"<{address.decode(errors='replace')}>".lower().encode() in record[-1].lower()
            for address in record[:2])
        for record in records
        if len(record) == 3
    )  # fmt: skip
    return Known((signed, len(records)))
