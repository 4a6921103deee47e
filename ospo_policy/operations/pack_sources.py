# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where packs really come from: the tool itself, a file, or a pinned place on the network.

A remote pack is pinned by the digest of its file or by a commit of its repository, fetched once,
and kept in the cache under that pin: what was fetched is checked against the pin each time that
it is read. Nothing unpinned is fetched, and nothing at all when `offline`.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Callable

from ospo_policy.engine.resources import bundled_packs
from ospo_policy.model.message import Message, message
from ospo_policy.model.policy import RemoteFile, Sha256, Url
from ospo_policy.operations.document_cache import read_cached
from ospo_policy.parsers.nearest import suggestion
from ospo_policy.ports.packs import PackReference, PackSource, PackUnavailableError

MAX_PACK_BYTES = 2_000_000


class PackSources:
    """Reads packs, as `ospo_policy.ports.packs.PackReader`.

    Packs named by files inside `confined` (a repository that is checked) may only be bundled,
    pinned, or lie inside it too. Where `committed` is given, it reads the files there, by their path
    in it, and what lies on the disk does not count.
    """

    def __init__(
        self,
        *,
        offline: bool = False,
        confined: str | None = None,
        committed: Callable[[str], str | None] | None = None,
    ) -> None:
        self.offline = offline
        self.confined = os.path.realpath(confined) if confined else None
        self.committed = committed
        self._roots = [os.path.abspath(confined), os.path.realpath(confined)] if confined else []
        self.own_paths: list[str] = []
        """The files inside `confined` that were asked for, by their path in it."""
        self.digests: dict[str, str] = {}
        """SHA-256 of each text read so far, by its identity."""

    def anew(self) -> PackSources:
        """A reader of the same, which has read nothing yet."""
        return PackSources(offline=self.offline, confined=self.confined, committed=self.committed)

    def read(self, reference: PackReference, relative_to: str | None) -> PackSource:
        """See `PackReader.read`."""
        return self._noted(self._read(reference, relative_to))

    def read_file(self, reference: PackReference, relative_to: str | None) -> PackSource:
        """A file that is no pack, whatever its name: the organisation's. Raises `PackUnavailableError`."""
        is_path = isinstance(reference, str) and "://" not in reference
        beside = is_path and relative_to is not None and relative_to.startswith("git+")
        if not is_path or beside:
            return self.read(reference, relative_to)
        return self._noted(self._file(str(reference), relative_to))

    def _noted(self, source: PackSource) -> PackSource:
        self.digests[source.identity] = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
        return source

    def _read(self, reference: PackReference, relative_to: str | None) -> PackSource:
        if isinstance(reference, RemoteFile):
            return self._remote(reference)
        if "://" in reference:
            url, _, digest = reference.partition("#sha256=")
            return self._remote(RemoteFile(Url(url), Sha256(digest) if digest else None))
        if reference.endswith((".yml", ".yaml")):
            if relative_to is not None and relative_to.startswith("git+"):
                return self._beside_remote(reference, relative_to)
            return self._file(reference, relative_to)
        return _bundled(reference)

    def _file(self, reference: str, relative_to: str | None) -> PackSource:
        """A file, named from the folder of the file that names it."""
        if relative_to is not None and "://" in relative_to:
            raise PackUnavailableError(message("extends.beside-digest", reference=reference))
        base = os.path.dirname(relative_to) if relative_to else os.getcwd()
        own = self._own_path(os.path.join(base, reference))
        if own is not None and self.committed is not None:
            return self._committed(reference, own, self.committed)
        path = os.path.realpath(os.path.join(base, reference))
        inside = self.confined and relative_to and _within(relative_to, self.confined)
        if inside and self.confined and not _within(path, self.confined):
            raise PackUnavailableError(message("extends.outside", reference=reference))
        try:
            data = self._bytes(path)
        except OSError as error:
            reason = Message("file.not-there" if isinstance(error, FileNotFoundError)
                             else "file.not-readable")  # fmt: skip
            what = message("extends.unreadable", reference=reference, path=path, reason=reason)
            raise PackUnavailableError(what, Message("extends.unreadable.hint")) from None
        shown = os.path.relpath(path)
        return _source(path, path if shown.startswith("..") else shown, text_of(data, reference))

    def _own_path(self, path: str) -> str | None:
        """The path in the repository, by its name alone: a link in it leads nowhere."""
        full = os.path.normpath(os.path.abspath(path))
        root = next((root for root in self._roots if _within(full, root)), None)
        if root is None:
            return None
        self.own_paths.append(os.path.relpath(full, root))
        return self.own_paths[-1]

    def _committed(self, reference: str, own: str, committed: Callable[[str], str | None]) -> PackSource:
        """A file of the repository, at the commit whose files count."""
        text = committed(own)
        path = os.path.join(self._roots[0], own)
        if text is None:
            what = message("extends.unreadable", reference=reference, path=path, reason=Message("file.not-there"))
            raise PackUnavailableError(what, Message("extends.unreadable.hint"))
        return _source(path, own, text)

    def _bytes(self, path: str) -> bytes:
        """What a file holds, as far as a pack may go. Raises `OSError`."""
        with open(path, "rb") as file:
            return file.read(MAX_PACK_BYTES + 1)

    def _remote(self, remote: RemoteFile) -> PackSource:
        """A pinned file: from the cache, else from where it is."""
        from ospo_policy.operations import remote_packs

        if remote.sha256 is None and remote.commit is None:
            what = message("extends.unpinned", url=remote.url)
            raise PackUnavailableError(what, Message("extends.unpinned.hint"))
        if remote.sha256 is not None:
            identity = f"{remote.url}#sha256={remote.sha256}"
            fetch: Callable[[], bytes] = lambda: remote_packs.download(remote)  # noqa: E731
        else:
            if remote.path is None:
                raise PackUnavailableError(message("extends.no-path", url=remote.url))
            identity = f"git+{remote.url}@{remote.commit}:{remote.path}"
            fetch = lambda: remote_packs.fetch_commit(remote)  # noqa: E731
        data = remote_packs.cached(identity, remote.sha256, fetch, offline=self.offline)
        return _source(identity, identity, text_of(data, remote.url))

    def _beside_remote(self, reference: str, relative_to: str) -> PackSource:
        """A file beside a pack of a remote repository, at the same commit."""
        place, _, path = relative_to.removeprefix("git+").rpartition(":")
        url, _, commit = place.rpartition("@")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), reference))
        if beside.startswith(("..", "/")):
            raise PackUnavailableError(message("extends.outside", reference=reference))
        return self._remote(RemoteFile(Url(url), None, commit, beside))  # type: ignore[arg-type]


def _source(identity: str, name: str, text: str) -> PackSource:
    return PackSource(identity, name, text, read_cached(text, name))


def _bundled(name: str) -> PackSource:
    """A pack that ships with the tool."""
    packs = bundled_packs()
    if name not in packs:
        raise PackUnavailableError(message("pack.unknown", name=name), suggestion(name, packs))
    with open(packs[name], encoding="utf-8") as file:
        source = _source(f"bundled:{name}", f"policies/{name}.yml", file.read())
    return source._replace(is_bundled=True)


def text_of(data: bytes, reference: str) -> str:
    """The text of a policy file. Raises `PackUnavailableError` if it is none."""
    if len(data) > MAX_PACK_BYTES:
        raise PackUnavailableError(message("extends.too-large", reference=reference, limit=MAX_PACK_BYTES))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = message("extends.not-utf8", reference=reference, offset=error.start)
        raise PackUnavailableError(what) from None


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)
