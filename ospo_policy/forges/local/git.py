# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Git, asked safely: a checkout is other people's data, and its configuration can name programs.

Each command runs without hooks, file-system monitor, pager, credential prompts, lazy fetching or
any transport, so that reading a hostile repository starts nothing
(https://git-scm.com/docs/git#_security). Replaced objects (`git replace`) are read as they were.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, NamedTuple

from ospo_policy.model.errors import UnreadableError
from ospo_policy.model.message import message

TIMEOUT_SECONDS = 120

_SAFE = (
    # A pre-commit hook or a container runs as another user than the checkout's owner; with the
    # settings below, nothing of the checkout is executed, so that it may be read.
    "-c", "safe.directory=*",
    "-c", "safe.bareRepository=all",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.untrackedCache=false",
    "-c", "core.quotePath=false",
    "-c", "log.showSignature=false",
    "-c", "i18n.logOutputEncoding=UTF-8",
    "-c", "protocol.allow=never",
)  # fmt: skip

_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH",
         "GIT_DISCOVERY_ACROSS_FILESYSTEM")  # fmt: skip
"""What is inherited of Git's environment. A hook's GIT_DIR, say, may be another repository's."""


class GitError(Exception):
    """A Git command that failed; `args[0]` is what it printed on standard error."""


class Output(NamedTuple):
    """What a command that succeeded wrote on standard output and on standard error."""

    out: bytes
    err: bytes


class Blob(NamedTuple):
    """The first bytes of a stored file, and whether there are more."""

    data: bytes
    truncated: bool


class Git:
    """Git commands in one folder."""

    def __init__(self, folder: str, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self._environment = environment or {}

    def start(self, *arguments: str, stdin: bool = False) -> subprocess.Popen[bytes]:
        """Start a command; its output is read with `finish`."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k in _KEPT}
        try:
            return subprocess.Popen(  # noqa: S603 - the words are ours; see the module's text
                ("git", *_SAFE, *arguments),  # noqa: S607 - the user's own Git
                cwd=self.folder,
                env=kept | _ENVIRONMENT | dict(self._environment),
                stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL if stdin else subprocess.PIPE,
            )
        except FileNotFoundError:
            raise UnreadableError(message("git.absent"), message("git.absent.hint")) from None

    @staticmethod
    def finish(process: subprocess.Popen[bytes], feed: bytes | None = None) -> Output:
        """A command's output. Raises `GitError`."""
        try:
            out, err = process.communicate(feed, timeout=TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise GitError(f"no answer within {TIMEOUT_SECONDS} s") from None
        if process.returncode != 0:
            raise GitError((err or b"").decode(errors="replace").strip())
        return Output(out, err or b"")

    def run(self, *arguments: str, feed: bytes | None = None) -> bytes:
        """A command's output; `feed` is what it reads. Raises `GitError`."""
        return self.finish(self.start(*arguments, stdin=feed is not None), feed).out

    def together(self, *commands: tuple[str, ...]) -> list[Output | GitError]:
        """The outputs of several commands that run side by side."""
        results: list[Output | GitError] = []
        for process in [self.start(*command) for command in commands]:
            try:
                results.append(self.finish(process))
            except GitError as error:
                results.append(error)
        return results

    def blobs(self, names: Iterable[str], limit: int) -> Iterator[Blob | None]:
        """The first `limit` bytes of the blobs of these names, in order; None where it is not here.

        One process answers for all. What is above the limit is read past and never held.
        """
        wanted = list(names)
        if not wanted:
            return
        process = self.start("cat-file", "--batch", "--buffer", stdin=True)
        asked = "".join(f"{name}\n" for name in wanted).encode(*_CODEC)
        feed, answers = process.stdin, process.stdout
        assert feed is not None
        assert answers is not None
        threading.Thread(target=_feed, args=(feed, asked), daemon=True).start()
        watch = threading.Timer(TIMEOUT_SECONDS, process.kill)
        watch.start()
        try:
            for _ in wanted:
                yield _next_blob(answers, limit)
        finally:
            watch.cancel()
            process.kill()
            process.wait()
            answers.close()

    def sizes(self, names: Iterable[str]) -> list[int | None]:
        """The sizes of the objects of these names, in order; None where it is not here."""
        wanted = list(names)
        asked = "".join(f"{name}\n" for name in wanted).encode(*_CODEC)
        try:
            process = self.start("cat-file", "--batch-check=%(objectsize)", stdin=True)
            lines = self.finish(process, asked).out.splitlines()
        except GitError:
            return [None] * len(wanted)
        return [int(line) if line.isdigit() else None for line in lines]


def _feed(stdin: IO[bytes], asked: bytes) -> None:
    """Write what is asked while the answers are read: either pipe may be full."""
    try:
        with stdin:
            stdin.write(asked)
    except OSError:  # the process was stopped before it had read all
        pass


def _next_blob(output: IO[bytes], limit: int) -> Blob | None:
    """The next answer of `git cat-file --batch`: `<object> <type> <size>`, then the content."""
    header = output.readline().split()
    if len(header) != 3 or not header[2].isdigit():  # missing, or the process ended
        return None
    size = int(header[2])
    data = output.read(min(size, limit))
    left = size - len(data) + 1
    while left > 0:
        skipped = len(output.read(min(left, 1 << 20)))
        left = left - skipped if skipped else 0
    complete = len(data) == min(size, limit)
    return Blob(data, size > limit) if header[1] == b"blob" and complete else None


_CODEC = ("utf-8", "surrogateescape")


def decode_path(path: bytes) -> str:
    """A path as Git stores it (bytes), as text that can be turned back."""
    return path.decode(*_CODEC)


def encode_path(path: str) -> bytes:
    """A path as Git stores it, and the order that Git has paths in."""
    return path.encode(*_CODEC)


def split(output: bytes) -> list[str]:
    """The paths of a NUL-separated output."""
    return [decode_path(part) for part in output.split(b"\0") if part]
