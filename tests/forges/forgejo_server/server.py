# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The HTTP side: who asks, faults, and a log of every request."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.forges.forgejo_server import rest
from tests.forges.forgejo_server.world import Right, World
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


@dataclass
class Forgejo:
    """The server: its world, how it behaves, what it was asked."""

    world: World = field(default_factory=World)
    url: str = ""
    log: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    old: bool = False
    max_items: int = 50
    tree_page: int = 1_000
    max_blob: int = 10 << 20
    headers: frozenset[str] = frozenset({"link", "total"})
    odd_items: list[Any] = field(default_factory=list)
    etags: bool = False
    unchanged: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fault(self, path: str) -> Fault | None:
        with self.lock:
            found = next((fault for fault in self.faults if fault.where in path), None)
            if found:
                found.times -= 1
                if not found.times:
                    self.faults.remove(found)
        return found


class Handler(BaseHTTPRequestHandler):
    """Answers as Forgejo does."""

    protocol_version = "HTTP/1.1"
    forge: Forgejo

    def handle(self) -> None:
        with suppress(ConnectionResetError):  # only the begin was wanted
            super().handle()

    def do_GET(self) -> None:
        forge, address = self.forge, urlsplit(self.path)
        forge.log.append(self.path)
        right = self._right()
        fault = forge.fault(address.path)
        if fault is not None:
            extra = {"Retry-After": fault.retry_after} if fault.retry_after else {}
            if not fault.status:
                self.close_connection = True
                return None
            if fault.length is not None:
                extra["Content-Length"] = str(fault.length)
                self.close_connection = True
            return self._send(rest.Answer(fault.status, fault.body, extra))
        if right is None:
            return self._send(rest.Answer(401, {"message": f"invalid {self.headers['Authorization']}"}))
        query = dict(parse_qsl(address.query))
        asked = rest.Asked(forge, right, query)
        if not address.path.startswith("/api/v1/"):
            return self._send(rest.NOT_FOUND)
        return self._send(rest.answer(address.path.removeprefix("/api/v1/"), asked))

    def _right(self) -> Right | None:
        """The right of who asks; None for a token that is not known."""
        given = self.headers["Authorization"]
        if given is None:
            return Right.NONE
        known = {f"token {one.value}": one.right for one in self.forge.world.tokens}
        return known.get(given)

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
