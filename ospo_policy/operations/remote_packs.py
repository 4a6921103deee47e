# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetching pinned packs, and the cache that keeps them.

A download is checked against its SHA-256; a commit is fetched with Git, which checks every object
against its id. The cache lies in the user's cache folder and is checked on each reading, so that
a damaged or forged entry is fetched again and never used.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

from ospo_policy.model.message import Message, message
from ospo_policy.model.policy import RemoteFile
from ospo_policy.operations.cache import cache_folder, write_entry
from ospo_policy.ports.packs import PackUnavailableError

TIMEOUT_SECONDS = 30
MAX_BYTES = 2_000_000
MAX_ENTRIES = 1_000
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def cached(identity: str, sha256: str | None, fetch: Callable[[], bytes], *, offline: bool) -> bytes:
    """The bytes of a pinned pack, from the cache or else by `fetch`.

    A pack pinned by commit is kept with its own digest beside its name, so that a damaged entry is
    noticed. Raises `PackUnavailableError`.
    """
    name = hashlib.sha256(identity.encode()).hexdigest()
    path = os.path.join(cache_folder("packs"), f"{name}.yml")
    known = _read_entry(path, sha256)
    if known is not None:
        return known
    if offline:
        what = message("extends.offline", reference=identity)
        raise PackUnavailableError(what, Message("extends.offline.hint"))
    data = fetch()
    found = hashlib.sha256(data).hexdigest()
    if sha256 is not None and found != sha256:
        what = message("extends.wrong-digest", reference=identity, wanted=sha256, found=found)
        raise PackUnavailableError(what, Message("extends.wrong-digest.hint"))
    write_entry(path, found.encode() + b"\n" + data, MAX_ENTRIES)
    return data


def _read_entry(path: str, sha256: str | None) -> bytes | None:
    """A cache entry, the digest in a line and then the bytes, if it is there and whole."""
    try:
        with open(path, "rb") as file:
            digest, _, data = file.read(MAX_BYTES + 100).partition(b"\n")
    except OSError:
        return None
    found = hashlib.sha256(data).hexdigest()
    return data if found == digest.decode(errors="replace") and sha256 in (None, found) else None


class _SameScheme(urllib.request.HTTPRedirectHandler):
    """Redirections may not leave https."""

    def redirect_request(self, *asked: Any) -> urllib.request.Request | None:
        """Follow to a URL that could have been asked for in the first place."""
        _check_url(str(asked[-1]))
        return super().redirect_request(*asked)


def _check_url(url: str) -> None:
    """Only https, and http on this machine. Raises `PackUnavailableError`."""
    parts = urllib.parse.urlsplit(url)
    local = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if (parts.scheme != "https" and not local) or parts.username or parts.password:
        raise PackUnavailableError(message("extends.bad-url", url=_without_secrets(url)))


def _without_secrets(url: str) -> str:
    """The URL without user name and password."""
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def download(remote: RemoteFile) -> bytes:
    """The file at a URL. Raises `PackUnavailableError`."""
    _check_url(remote.url)
    opener = urllib.request.build_opener(_SameScheme)
    try:
        with opener.open(remote.url, timeout=TIMEOUT_SECONDS) as answer:
            data: bytes = answer.read(MAX_BYTES + 1)
    except (OSError, urllib.error.URLError, ValueError) as error:
        what = message("extends.unreachable", reference=remote.url, reason=str(error))
        raise PackUnavailableError(what, Message("extends.unreachable.hint")) from None
    return data


def fetch_commit(remote: RemoteFile) -> bytes:
    """A file of a repository at a commit, by Git. Raises `PackUnavailableError`."""
    _check_url(remote.url)
    with tempfile.TemporaryDirectory(prefix="ospo-policy-") as folder:
        try:
            _git(folder, "init", "--quiet", "--bare", ".")
            wanted = ("--quiet", "--no-tags", "--end-of-options", remote.url, str(remote.commit))
            try:
                _git(folder, "fetch", "--depth=1", *wanted)
            except subprocess.CalledProcessError:  # a server of plain files cannot cut the history
                _git(folder, "fetch", *wanted)
            return _git(folder, "cat-file", "blob", f"{remote.commit}:{remote.path}")
        except (OSError, subprocess.SubprocessError) as error:
            raise _unreachable(remote.url, error) from None


def latest_commit(url: str) -> str:
    """The commit that a repository's default branch is at. Raises `PackUnavailableError`."""
    _check_url(url)
    with tempfile.TemporaryDirectory(prefix="ospo-policy-") as folder:
        try:
            told = _git(folder, "ls-remote", "--quiet", "--end-of-options", url, "HEAD").decode("ascii", "replace")
        except (OSError, subprocess.SubprocessError) as error:
            raise _unreachable(url, error) from None
    commit = told.partition("\t")[0]
    if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", commit) is None:
        raise PackUnavailableError(message("extends.unreachable", reference=url, reason="HEAD"))
    return commit


def _unreachable(url: str, error: Exception) -> PackUnavailableError:
    """What Git says of a repository that it could not read."""
    detail = getattr(error, "stderr", None)
    reason = detail.decode(errors="replace").strip() if detail else str(error)
    what = message("extends.unreachable", reference=url, reason=reason)
    return PackUnavailableError(what, Message("extends.unreachable.hint"))


def _git(folder: str, *words: str) -> bytes:
    """A Git command that asks nobody anything and speaks only HTTP."""
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "https:http", "LC_ALL": "C"}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | quiet
    done = subprocess.run(  # noqa: S603 - the words are ours, the rest is validated
        ("git", "-c", "core.hooksPath=/dev/null", *words),  # noqa: S607 - the user's own Git
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        timeout=TIMEOUT_SECONDS * 4,
    )
    return done.stdout
