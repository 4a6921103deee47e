# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commits made and a branch moved in a repository of a folder: without a work tree, and only from where it was seen."""

from __future__ import annotations

from ospo_policy.forges.local import request_book
from ospo_policy.forges.local.git import Git, encode_path
from ospo_policy.forges.local.seen import US, commit, state_of
from ospo_policy.ports.requests import Content, Push, State


def settle(git: Git) -> None:
    """Write down what became of requests, before a branch of the same name hides it."""
    base = git.run("rev-parse", "--verify", "HEAD").decode().strip()
    book = before = request_book.read(git)
    for line in book.lines:
        if line.branch and line.state is State.OPEN:
            book = book.with_line(
                line._replace(state=state_of(git, line, commit(git, f"refs/heads/{line.branch}"), base))
            )
    if book != before:
        request_book.write(git, book)


def push(git: Git, step: Push, now: int) -> None:
    """Make the commits apart from the branch, then move the branch at once, if it is where it was seen."""
    feed: list[bytes] = []
    temporary = f"refs/ospo-policy/new/{step.branch}"
    for number, content in enumerate(step.commits):
        feed.append(_fast_import(git, content, temporary, None if number else step.onto, step.onto, now))
    git.run("fast-import", "--quiet", "--force", "--done", feed=b"".join(feed) + b"done\n")
    new = git.run("rev-parse", "--verify", temporary).decode().strip()
    try:
        git.run("update-ref", f"refs/heads/{step.branch}", new, step.expected or "0" * len(new))
    finally:
        git.run("update-ref", "-d", temporary)
    _follow(git, step, new)


def _follow(git: Git, step: Push, new: str) -> None:
    """The open request of a branch goes with it, as on a forge."""
    book = request_book.read(git)
    for line in book.lines:
        if line.branch == step.branch and line.state is State.OPEN and line.head == step.expected:
            request_book.write(git, book.with_line(line._replace(head=new, onto=step.onto)))
            return


def _fast_import(git: Git, content: Content, reference: str, parent: str | None, onto: str, now: int) -> bytes:
    """A commit as `git fast-import` takes it; a file keeps the mode that it had. Without a parent, it follows the last one."""
    text = content.message.encode()
    who = f"{US.name} <{US.email}> {now} +0000\n".encode()
    parts = [
        b"commit %s\n" % reference.encode(),
        b"author " + who,
        b"committer " + who,
        b"data %d\n" % len(text),
        text,
        b"\n",
    ]
    if parent is not None:
        parts.append(b"from %s\n" % parent.encode())
    for path in sorted(content.files):
        after = content.files[path]
        if after is None:
            parts.append(b"D %s\n" % _quoted(path))
        else:
            data = after.encode("utf-8")
            parts.append(
                b"M %s inline %s\ndata %d\n" % (_mode(git, onto, path), _quoted(path), len(data)) + data + b"\n"
            )
    return b"".join(parts) + b"\n"


def _mode(git: Git, onto: str, path: str) -> bytes:
    listed = git.run("ls-tree", "-z", "--full-tree", onto, "--", path)
    mode = listed.split(b" ", 1)[0]
    return mode if mode in (b"100644", b"100755") else b"100644"


def _quoted(path: str) -> bytes:
    return b'"' + encode_path(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
