# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The HTTP side: who asks, limits, faults, and a log of every request."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.forges.gitlab_server import graph, rest, rest_things, rest_writes
from tests.forges.gitlab_server.resolvers import Context
from tests.forges.gitlab_server.world import Access, Token, World
from tests.support.web import listening

OF_JOBS = r"/api/v4/projects/[^/]+/(repository/(branches|tags|commits/[^/]+|files/[^/]+/raw)|releases)"
"""What a CI job's token counts for; elsewhere it is as if there were none (doc/ci/jobs/ci_job_token.md)."""


@dataclass
class Asked:
    """A request, as the log keeps it: never the token."""

    method: str
    path: str
    query: dict[str, str]
    body: dict[str, Any]
    score: int = 0

    @property
    def is_write(self) -> bool:
        return self.method != "GET" and self.path != "/api/graphql"


@dataclass
class Fault:
    """An answer that is given instead, to the next requests whose path contains `where`, `after` so many others.

    Of status 0 the connection ends.
    """

    status: int
    where: str = ""
    retry_after: str | None = None
    body: Any = None
    after: int = 0
    writes: bool = False
    """Whether only requests that change something are meant."""
    done: bool = False
    """Whether what was asked for is carried out all the same."""
    times: int = 1

    def fits(self, asked: Asked) -> bool:
        return self.where in asked.path and (asked.is_write or not self.writes)


@dataclass
class GitLab:
    """The server: its world, how it behaves, what it was asked."""

    world: World = field(default_factory=World)
    url: str = ""
    log: list[Asked] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    old: bool = False
    one_path: bool = False
    graphql: bool = True
    paid: bool = True
    base64: bool = True
    complexity_limit: int | None = None
    unchanged: int = 0
    newest: bool = False
    lacking: frozenset[str] = frozenset()
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fault(self, asked: Asked) -> Fault | None:
        with self.lock:
            found = next((fault for fault in self.faults if fault.fits(asked)), None)
            if found and found.after:
                found.after -= 1
                return None
            if found and found.times > 1:
                found.times -= 1
            elif found:
                self.faults.remove(found)
        return found

    @property
    def written(self) -> list[Asked]:
        """The requests that changed something, or would have."""
        return [asked for asked in self.log if asked.is_write]

    def context(self, token: Token) -> Context:
        limit = self.complexity_limit or (250 if token.access else 200)
        return Context(self.world, token.access, limit, self.old, self.one_path, self.url, self.paid, self.base64,
                       newest=self.newest, lacking=self.lacking, login=token.login, scope=token.scope)  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    """Answers as GitLab does."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # headers and body leave together: else each answer waits for an acknowledgement
    gitlab: GitLab

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self._serve(json.loads(data or b"{}"))

    def do_PUT(self) -> None:
        self.do_POST()

    def do_PATCH(self) -> None:
        self.do_POST()

    def do_DELETE(self) -> None:
        self.do_POST()

    def _serve(self, body: dict[str, Any]) -> None:
        gitlab, address = self.gitlab, urlsplit(self.path)
        query = dict(parse_qsl(address.query))
        asked = Asked(self.command, address.path, query, body)
        gitlab.log.append(asked)
        token = self._token()
        fault = gitlab.fault(asked)
        if fault is not None and fault.done and token is not None:
            self._written(asked, gitlab.context(token))
        if fault is not None and not fault.status:
            self.close_connection = True
            return None
        if fault is not None:
            extra = {"Retry-After": fault.retry_after} if fault.retry_after else {}
            said = {"message": f"{fault.status} fault"} if fault.body is None else fault.body
            return self._send(fault.status, said, extra)
        if token is None:
            return self._send(401, {"message": "401 Unauthorized"}, {})
        context = gitlab.context(token)
        if address.path == "/api/graphql":
            if not gitlab.graphql or self.command != "POST":
                return self._send(404, {"message": "404 Not Found"}, {})
            done = graph.answer(body, context)
            asked.score = context.score
            return self._send(200, done, {})
        if not address.path.startswith("/api/v4/"):
            return self._send(404, {"error": "404 Not Found"}, {})
        if self.command != "GET":
            return self._send(*self._written(asked, context), {})
        path = address.path.removeprefix("/api/v4/")
        answer = rest_things.answer(path, query, context) or rest.answer(path, query, context)
        link = {}
        if answer.next is not None:
            following = urlencode({**query, **answer.next})
            link = {"Link": f'<{gitlab.url}{address.path}?{following}>; rel="next"'}
        return self._send(answer.status, answer.body, link)

    def _written(self, asked: Asked, context: Context) -> tuple[int, Any]:
        """What a change answers."""
        with self.gitlab.lock:
            found = rest_writes.answer(
                asked.method, asked.path.removeprefix("/api/v4/"), asked.body, dict(self.headers), context
            )
        return found.status, found.body

    def _token(self) -> Token | None:
        """Who asks; None for a token that is not known."""
        headers = {"PRIVATE-TOKEN": "", "JOB-TOKEN": "", "Authorization": "Bearer "}
        given = [
            (name, self.headers[name].removeprefix(start)) for name, start in headers.items() if self.headers[name]
        ]
        if not given:
            return Token("", Access.NONE)
        (name, value), *_ = given
        if name == "JOB-TOKEN" and not re.fullmatch(OF_JOBS, urlsplit(self.path).path):
            return Token("", Access.NONE)
        for token in self.gitlab.world.tokens:
            if token.value == value and token.header == name:
                return token
        return None

    def _send(self, status: int, body: Any, extra: dict[str, str]) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        if self.command == "GET" and status == 200:
            # Rack::ETag and Rack::ConditionalGet, as Rails has them before every answer
            extra = {**extra, "ETag": f'W/"{hashlib.sha256(data).hexdigest()[:32]}"'}
            if self.headers["If-None-Match"] == extra["ETag"]:
                status, data = 304, b""
                self.gitlab.unchanged += 1
        self.send_response(status)
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        headers = {"Content-Type": kind, "Content-Length": str(len(data)), "RateLimit-Limit": "2000",
                   "RateLimit-Remaining": str(2000 - len(self.gitlab.log)), "RateLimit-Reset": "1893456000"}  # fmt: skip
        for name, value in (headers | extra).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):  # only the begin was wanted
            self.close_connection = True

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def serving(world: World | None = None, **how: Any) -> Iterator[GitLab]:
    """A GitLab that runs while the block does."""
    gitlab = GitLab(world or World(), **how)
    handler = type("Bound", (Handler,), {"gitlab": gitlab})
    with listening(handler) as gitlab.url:
        yield gitlab
