# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Git's own protocol for reading: clones, shallow, partial (`--filter`) or whole. It costs nothing of the API's limits."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.forges.github_server.rest_repository import Answer
from tests.forges.github_server.world import Repo, Token, World

ROUTE = re.compile(r"/([^/]+)/([^/]+?)(?:\.git)?/(info/refs|git-upload-pack)")
OPTIONS = ("uploadpack.allowFilter=true", "uploadpack.allowAnySHA1InWant=true")
NO_CACHE = {"Cache-Control": "no-cache, max-age=0, must-revalidate"}
SIGN_IN = Answer(
    401, "Repository not found.", {"WWW-Authenticate": 'Basic realm="GitHub"', "Content-Type": "text/plain"}
)
ABSENT = Answer(404, "Repository not found.", {"Content-Type": "text/plain"})


class GitHttp:
    """Serves repositories to Git, each written to disk when it is first asked for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._folder = tempfile.TemporaryDirectory(prefix="test-github-")

    def close(self) -> None:
        """Remove what was written."""
        self._folder.cleanup()

    def answer(
        self, path: str, query: str, body: bytes, headers: Mapping[str, str], token: Token | None
    ) -> Answer | None:
        """The answer, or None where the path is none of Git's."""
        found = ROUTE.fullmatch(path)
        if found is None:
            return None
        repo = self.world.find(f"{found[1]}/{found[2]}", follow=False)
        moved = self.world.find(f"{found[1]}/{found[2]}") if repo is None else None
        if moved is not None and self.world.right(token, moved) > 0:
            place = f"/{moved.full_name}.git/{found[3]}" + (f"?{query}" if query else "")
            return Answer(301, None, {"Location": place})
        if repo is None or self.world.right(token, repo) == 0 or repo.fields["isDisabled"]:
            return SIGN_IN if token is None else ABSENT
        if found[3] == "git-upload-pack":
            data = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
            kind = "application/x-git-upload-pack-result"
            return Answer(200, self._run(repo, headers, data), {"Content-Type": kind, **NO_CACHE})
        if query != "service=git-upload-pack":
            return Answer(403, "Only reading is served.", {"Content-Type": "text/plain"})
        listing = self._run(repo, headers, None)
        is_old = "version=2" not in headers.get("Git-Protocol", "")
        start = b"001e# service=git-upload-pack\n0000" if is_old else b""
        kind = "application/x-git-upload-pack-advertisement"
        return Answer(200, start + listing, {"Content-Type": kind, **NO_CACHE})

    def _run(self, repo: Repo, headers: Mapping[str, str], data: bytes | None) -> bytes:
        """Run Git on the repository; without data it advertises what is there."""
        step = ["--http-backend-info-refs"] if data is None else []
        options = [word for option in OPTIONS for word in ("-c", option)]
        command = ["git", *options, "upload-pack", "--stateless-rpc", *step, str(self._exported(repo))]
        environment = {**os.environ, "GIT_PROTOCOL": headers.get("Git-Protocol", "")}
        return subprocess.run(command, input=data or b"", capture_output=True, check=True, env=environment).stdout

    def _exported(self, repo: Repo) -> Path:
        state = hash((repo.branch, *sorted(repo.refs.items())))
        folder = Path(self._folder.name) / f"{repo.number}-{state & 0xFFFFFFFF:08x}.git"
        return folder if folder.exists() else repo.export(folder)
