# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Git, asked safely: a checkout is other people's data, and its configuration can name programs.

Each command runs without hooks, file-system monitor, pager, credential prompts, lazy fetching or
any transport, so that reading a hostile repository starts nothing
(https://git-scm.com/docs/git#_security).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator

from ospo_policy.model.errors import UnreadableError
from ospo_policy.model.message import message

TIMEOUT_SECONDS = 120

_SAFE = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.untrackedCache=false",
    "-c", "core.quotePath=false",
    "-c", "log.showSignature=false",
    "-c", "protocol.allow=never",
)  # fmt: skip

_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_INHERITED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")


class GitError(Exception):
    """A Git command that failed; `args[0]` is what it printed on standard error."""


class Git:
    """Git commands in one folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def start(self, *arguments: str, stdin: bool = False) -> subprocess.Popen[bytes]:
        """Start a command; its output is read with `finish`."""
        environment = {key: value for key, value in os.environ.items() if key not in _INHERITED}
        # A pre-commit hook or a container runs as another user than the checkout's owner; with the
        # settings above, nothing of the checkout is executed, so that it may be read.
        safe = ("-c", "safe.directory=*")
        try:
            return subprocess.Popen(  # noqa: S603 - the words are ours; see the module's text
                ("git", *safe, *_SAFE, *arguments),  # noqa: S607 - the user's own Git
                cwd=self.folder,
                env=environment | _ENVIRONMENT,
                stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except FileNotFoundError:
            raise UnreadableError(message("git.absent"), message("git.absent.hint")) from None

    @staticmethod
    def finish(process: subprocess.Popen[bytes], feed: bytes | None = None) -> bytes:
        """A command's output. Raises `GitError`."""
        try:
            out, err = process.communicate(feed, timeout=TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise GitError(f"no answer within {TIMEOUT_SECONDS} s") from None
        if process.returncode != 0:
            raise GitError(err.decode(errors="replace").strip())
        return out

    def run(self, *arguments: str) -> bytes:
        """A command's output. Raises `GitError`."""
        return self.finish(self.start(*arguments))

    def blobs(self, revision: str, paths: Iterable[str]) -> Iterator[bytes | None]:
        """The contents of `paths` at a revision, in order, in one process; None where absent."""
        wanted = list(paths)
        names = "".join(f"{revision}:{path}\n" for path in wanted if "\n" not in path)
        out = self.finish(self.start("cat-file", "--batch", stdin=True), names.encode(*_CODEC))
        at = 0
        for path in wanted:
            if "\n" in path:
                yield None
                continue
            end = out.index(b"\n", at)
            header = out[at:end].rsplit(b" ", 2)
            if header[-1] == b"missing" or len(header) != 3 or header[1] != b"blob":
                at = end + 1
                if len(header) == 3 and header[2].isdigit():  # a tree, say: skip its body
                    at += int(header[2]) + 1
                yield None
                continue
            size = int(header[2])
            yield out[end + 1 : end + 1 + size]
            at = end + 1 + size + 1


_CODEC = ("utf-8", "surrogateescape")


def decode_path(path: bytes) -> str:
    """A path as Git stores it (bytes), as text that can be turned back."""
    return path.decode(*_CODEC)


def split(output: bytes) -> list[str]:
    """The paths of a NUL-separated output."""
    return [decode_path(part) for part in output.split(b"\0") if part]
