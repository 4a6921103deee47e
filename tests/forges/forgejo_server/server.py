# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The HTTP side: who asks, faults, and a log of every request."""

from __future__ import annotations

import json
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.forges.forgejo_server import rest, rest_life, rest_writes
from tests.forges.forgejo_server.world import Right, Token, World
from tests.support.web import listening


@dataclass
class Fault:
    """An answer that is given instead to the next `times` requests whose path contains `where`; none for status 0.

    `body` is sent as it is; with `length`, that length is announced, and the connection ends too early.
    """

    status: int
    where: str = ""
    retry_after: str | None = None
    body: bytes = b"the server's own words"
    length: int | None = None
    times: int = 1
    after: int = 0
    """After how many others that fit."""
    writes: bool = False
    """Whether only requests that change something are meant."""
    done: bool = False
    """Whether what was asked for is carried out all the same."""

    def fits(self, method: str, path: str) -> bool:
        return self.where in path and (method != "GET" or not self.writes)


@dataclass
class Forgejo:
    """The server: its world, how it behaves, what it was asked."""

    world: World = field(default_factory=World)
    url: str = ""
    log: list[str] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)
    """Of these, the verbs and paths of those that changed something, or would have."""
    http_git: bool = True
    faults: list[Fault] = field(default_factory=list)
    old: bool = False
    is_checking: bool = False
    """Whether it has not worked out yet which requests conflict with their base."""
    max_items: int = 50
    tree_page: int = 1_000
    max_blob: int = 10 << 20
    headers: frozenset[str] = frozenset({"link", "total"})
    odd_items: list[Any] = field(default_factory=list)
    etags: bool = False
    unchanged: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fault(self, method: str, path: str) -> Fault | None:
        with self.lock:
            found = next((fault for fault in self.faults if fault.fits(method, path)), None)
            if found and found.after:
                found.after -= 1
                return None
            if found:
                found.times -= 1
                if not found.times:
                    self.faults.remove(found)
        return found


class Handler(BaseHTTPRequestHandler):
    """Answers as Forgejo does."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # headers and body leave together: else each answer waits for an acknowledgement
    forge: Forgejo

    def handle(self) -> None:
        with suppress(ConnectionResetError):  # only the begin was wanted
            super().handle()

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def do_PUT(self) -> None:
        self.do_POST()

    def do_PATCH(self) -> None:
        self.do_POST()

    def do_DELETE(self) -> None:
        self.do_POST()

    def _serve(self, body: bytes) -> None:
        forge, address = self.forge, urlsplit(self.path)
        forge.log.append(self.path)
        if self.command != "GET":
            forge.written.append((self.command, address.path))
        token = self._token()
        query = dict(parse_qsl(address.query))
        asked = rest.Asked(forge, token.right, query, token.login, token.writes) if token is not None else None
        fault = forge.fault(self.command, address.path)
        if fault is not None:
            if fault.done and asked is not None:
                self._answer(address.path, body, asked)
            extra = {"Retry-After": fault.retry_after} if fault.retry_after else {}
            if not fault.status:
                self.close_connection = True
                return None
            if fault.length is not None:
                extra["Content-Length"] = str(fault.length)
                self.close_connection = True
            return self._send(rest.Answer(fault.status, fault.body, extra))
        if asked is None:
            return self._send(rest.Answer(401, {"message": f"invalid {self.headers['Authorization']}"}))
        return self._send(self._answer(address.path, body, asked))

    def _answer(self, path: str, body: bytes, asked: rest.Asked) -> rest.Answer:
        if self.command == "POST" and path.endswith(".git/git-receive-pack"):
            with self.forge.lock:
                return rest_writes.push(path, body, asked)
        if not path.startswith("/api/v1/"):
            return rest.NOT_FOUND
        inside = path.removeprefix("/api/v1/")
        if self.command == "GET":
            return rest_life.answer(inside, asked) or rest.answer(inside, asked)
        with self.forge.lock:
            return rest_writes.answer(self.command, inside, json.loads(body or b"{}"), asked)

    def _token(self) -> Token | None:
        """Who asks; None for a token that is not known. Git's own protocol takes one for a password."""
        given = self.headers["Authorization"]
        if given is None:
            return Token("", Right.NONE, "")
        if given.startswith("Basic "):
            given = "token " + b64decode(given[6:]).decode().partition(":")[2]
        return next((one for one in self.forge.world.tokens if given == f"token {one.value}"), None)

    def _send(self, answer: rest.Answer) -> None:
        data = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode("utf-8", "replace")
        answer, data = self._on_condition(answer, data)
        self.send_response(answer.status)
        for name, value in ({"Content-Length": str(len(data))} | answer.headers).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):  # only the begin was wanted
            self.close_connection = True

    def _on_condition(self, answer: rest.Answer, data: bytes) -> tuple[rest.Answer, bytes]:
        """304 for what the client has, where there are words for answers: on Forgejo, a proxy before it adds them."""
        if not self.forge.etags or answer.status != 200:
            return answer, data
        etag = f'W/"{sha256(data).hexdigest()[:32]}"'
        if self.headers["If-None-Match"] == etag:
            self.forge.unchanged += 1
            return rest.Answer(304, b"", {"ETag": etag}), b""
        return answer._replace(headers={**answer.headers, "ETag": etag}), data

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def serving(world: World | None = None, **how: Any) -> Iterator[Forgejo]:
    """A Forgejo that runs while the block does."""
    forge = Forgejo(world or World(), **how)
    handler = type("Bound", (Handler,), {"forge": forge})
    with listening(handler) as forge.url:
        yield forge
