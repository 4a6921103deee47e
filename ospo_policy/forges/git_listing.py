# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists all paths of a commit through Git's own protocol: one request without files, which costs no budget of an API.

The request is that of `git clone --depth 1 --filter=blob:none` with the commit's id already known
(https://git-scm.com/docs/protocol-v2, command `fetch`). It is sent by us, so that proxies, certificates and the token
are those of all other requests: no token ever reaches another program, its environment or its command line. Git
itself, which then has no network, reads the pack (see `ospo_policy.forges.local.git`).
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from typing import IO

from ospo_policy.forges.local.git import TIMEOUT_SECONDS, Git, GitError, decode_path
from ospo_policy.forges.local.sources import MODES
from ospo_policy.model.errors import UnreadableError
from ospo_policy.model.facts import Entry, EntryKind
from ospo_policy.ports.forges import KnownTree

CONTENT_TYPE = "application/x-git-upload-pack-request"
ANSWER_TYPE = "application/x-git-upload-pack-result"
MAX_PACK = 1 << 27
"""Bytes taken of one pack: that of a million paths has about a third of it."""
MAX_ENTRIES = 250_000
"""Paths taken of one listing. A few small trees can stand for billions of paths."""
MAX_PATH = 1 << 16
_DATA, _ERROR = 1, 3
"""The bands of an answer."""


class GitRefusedError(Exception):
    """The commit was not given, or could not be read; `args[0]` says why, in words that hold no secret."""


def question(commit: str) -> bytes:
    """What to post to `<repository>.git/git-upload-pack`, with the header `Git-Protocol: version=2`."""
    kind = "sha256" if len(commit) == 64 else "sha1"
    head = _line("command=fetch") + _line(f"object-format={kind}")
    wanted = ("no-progress", "ofs-delta", "deepen 1", "filter blob:none", f"want {commit}", "done")
    return head + b"0001" + b"".join(_line(one) for one in wanted) + b"0000"


def _line(text: str) -> bytes:
    data = text.encode() + b"\n"
    return b"%04x" % (len(data) + 4) + data


def pack_of(answer: Iterable[bytes]) -> Iterator[bytes]:
    """The pack that an answer holds, piece by piece. Raises `GitRefusedError`, also where it is too long."""
    is_pack, length = False, 0
    for line in _lines(answer):
        if not is_pack:
            if line.startswith(b"ERR "):
                raise GitRefusedError("refused")
            is_pack = line.rstrip(b"\n") == b"packfile"
        elif line[:1] == bytes([_DATA]):
            length += len(line) - 1
            if length > MAX_PACK:
                raise GitRefusedError("too long")
            yield line[1:]
        elif line[:1] == bytes([_ERROR]):
            raise GitRefusedError("refused")
    if not length:
        raise GitRefusedError("no pack")


def _lines(answer: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of an answer, each told by its length in four hexadecimal digits."""
    held = bytearray()
    for piece in answer:
        held += piece
        at = 0
        while len(held) - at >= 4:
            length = _length(bytes(held[at : at + 4]))
            if len(held) - at < max(length, 4):
                break
            if length > 4:
                yield bytes(held[at + 4 : at + length])
            at += max(length, 4)
        del held[:at]
    if held:
        raise GitRefusedError("cut off")


def _length(digits: bytes) -> int:
    if digits.strip(b"0123456789abcdefABCDEF"):
        raise GitRefusedError("no answer of Git")
    return int(digits, 16)


def listing(commit: str, pack: Iterable[bytes]) -> KnownTree:
    """The paths of a commit, from a pack that holds it and its trees; sizes of files are not told.

    Raises `GitRefusedError`.
    """
    kind = "sha256" if len(commit) == 64 else "sha1"
    try:
        with tempfile.TemporaryDirectory(prefix="ospo-policy-") as folder:
            git = Git(folder)
            git.run("init", "--quiet", "--bare", "--template=", f"--object-format={kind}", folder)
            _unpack(git, pack)
            return _listed(git, commit)
    except (GitError, UnreadableError, OSError) as error:
        raise GitRefusedError(type(error).__name__) from None


def _unpack(git: Git, pack: Iterable[bytes]) -> None:
    """Write the pack as it comes. Raises `GitError`."""
    process = git.start("index-pack", "--stdin", stdin=True)
    assert process.stdin is not None
    watch = threading.Timer(TIMEOUT_SECONDS, process.kill)
    watch.start()
    try:
        for piece in pack:
            process.stdin.write(piece)
        git.finish(process)
    finally:
        watch.cancel()
        _end(process)


def _listed(git: Git, commit: str) -> KnownTree:
    """The listing, as far as it is taken. Raises `GitError`."""
    process = git.start("ls-tree", "-r", "-z", "--full-tree", commit)
    assert process.stdout is not None
    watch = threading.Timer(TIMEOUT_SECONDS, process.kill)
    watch.start()
    entries: list[tuple[Entry, str]] = []
    try:
        for line in _split(process.stdout):
            if len(entries) >= MAX_ENTRIES:
                return KnownTree(tuple(entries), truncated=True)
            head, _, raw = line.partition(b"\t")
            mode, _type, name = head.split()
            entries.append((Entry(decode_path(raw), MODES.get(mode, EntryKind.FILE)), name.decode()))
        git.finish(process)
    finally:
        watch.cancel()
        _end(process)
    return KnownTree(tuple(entries))


def _split(output: IO[bytes]) -> Iterator[bytes]:
    """The parts of an output that NUL ends. Raises `GitRefusedError` where one is too long to be a path."""
    left = b""
    while piece := os.read(output.fileno(), 1 << 16):
        *whole, left = (left + piece).split(b"\0")
        if len(left) > MAX_PATH:
            raise GitRefusedError("too long")
        yield from whole


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave nothing of a process behind, whether it has ended or not."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what it did not take
                pipe.close()
