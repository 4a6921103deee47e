# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Git's history tells: tags, the last commit, sign-offs. Nothing is verified by running it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from ospo_policy.forges.local.git import Git, GitError
from ospo_policy.model.facts import Fact, History, Known, Tag, Unseen
from ospo_policy.model.message import Message, message

T = TypeVar("T")

SIGN_OFF_COMMITS = 100
"""How many of the latest commits are looked at for sign-offs (merges left out)."""


def unseen_history(reason: Message) -> History:
    """A history of which nothing is known."""
    return History(Unseen(reason), Unseen(reason), Unseen(reason))


def read_history(git: Git, revision: str, wanted: frozenset[str]) -> History:
    """The wanted parts of the history; a shallow clone leaves unknown what it cuts off."""
    history = unseen_history(Message("unseen.not-asked"))
    if "last_commit" in wanted:
        history = history._replace(last_commit=_told(lambda: _last_commit(git, revision)))
    if "tags" in wanted:
        history = history._replace(tags=_told(lambda: _tags(git)))
    if "sign_off" in wanted:
        history = history._replace(sign_off=_told(lambda: _sign_off(git, revision)))
    return history


def _told(ask: Callable[[], Fact[T]]) -> Fact[T]:
    """What Git answers, or that it could not."""
    try:
        return ask()
    except GitError as error:
        return Unseen(message("unseen.git", detail=str(error)))


def _is_shallow(git: Git) -> bool:
    return git.run("rev-parse", "--is-shallow-repository").strip() == b"true"


def _records(output: bytes, fields: int) -> Iterator[list[bytes]]:
    """The records of an output in which each field ends with NUL, and each record with a line feed.

    No field can hold NUL, whatever a hostile commit or tag holds.
    """
    parts = output.split(b"\0")
    for at in range(0, len(parts) - fields, fields):
        yield [part.removeprefix(b"\n") for part in parts[at : at + fields]]


def _tags(git: Git) -> Fact[tuple[Tag, ...]]:
    """Every tag, the latest last. CI systems fetch none, or one, by default: that says nothing."""
    signed = "%(if)%(contents:signature)%(then)1%(end)"
    form = f"%(refname:strip=2)%00%(creatordate:unix)%00%(objecttype)%00{signed}%00"
    order = ("--sort=version:refname", "--sort=creatordate")
    output = git.run("for-each-ref", *order, f"--format={form}", "refs/tags")
    tags = tuple(
        Tag(
            name.decode(errors="replace"),
            int(date) if date.isdigit() else None,
            signed=bool(block) and kind == b"tag",  # a commit's message may hold such a block
        )
        for name, date, kind, block in _records(output, 4)
    )
    if _is_shallow(git):
        return Unseen(Message("git.shallow-tags" if tags else "unseen.shallow-tags"))
    if not tags and _fetches_no_tags(git):
        return Unseen(Message("git.cloned-without-tags"))
    return Known(tags)


def _fetches_no_tags(git: Git) -> bool:
    """Whether the clone was made with `--no-tags`."""
    try:
        found = git.run("config", "--local", "--get-regexp", r"^remote\..*\.tagopt$", "^--no-tags$")
    except GitError:  # no such setting
        return False
    return bool(found)


def _last_commit(git: Git, revision: str) -> Fact[int]:
    """When the last commit was made."""
    output = git.run("log", "--no-walk", "--format=%ct", revision, "--").strip()
    return Known(int(output)) if output.isdigit() else Unseen(Message("git.no-commit"))


def _sign_off(git: Git, revision: str) -> Fact[tuple[int, int]]:
    """(signed off, looked at) of the latest commits: by their author or committer (DCO 1.1)."""
    form = "%ae%x00%ce%x00%(trailers:key=Signed-off-by,valueonly,separator=%x01)%x00"
    limit = f"--max-count={SIGN_OFF_COMMITS}"
    output = git.run("log", "--no-merges", limit, f"--format=tformat:{form}", revision, "--")
    records = list(_records(output, 3))
    if len(records) < SIGN_OFF_COMMITS and _is_shallow(git):
        return Unseen(Message("unseen.shallow-commits"))
    if not records:
        return Unseen(Message("git.no-commit"))
    signed = sum(_is_signed_off(record) for record in records)
    return Known((signed, len(records)))


def _is_signed_off(record: list[bytes]) -> bool:
    """Whether a commit, (author's address, committer's, sign-offs), is signed off by one of the two."""
    addresses = [b"<" + address.lower() + b">" for address in record[:2] if address]
    return any(address in record[-1].lower() for address in addresses)
