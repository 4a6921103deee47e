# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The server: HTTP on 127.0.0.1, limits, faults, conditional requests, and the log."""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from graphql import GraphQLSchema

from tests.forges.github_server import rest
from tests.forges.github_server.answers import broken, primary, secondary
from tests.forges.github_server.auth import BadCredentialsError, credentials, identify
from tests.forges.github_server.faults import Asked, Fault, take
from tests.forges.github_server.git_http import GitHttp
from tests.forges.github_server.graphql_api import GraphQLApi, Prepared, without_scope
from tests.forges.github_server.rest_repository import Answer, Call
from tests.forges.github_server.schema import cut_schema
from tests.forges.github_server.world import App, Entry, Token, World
from tests.support.web import listening


class Written(NamedTuple):
    """What the log tells of a request beyond its answer."""

    is_write: bool = False
    what: str = ""
    broken: str = ""


class Reply(NamedTuple):
    """What goes out: an answer, the points it cost, and whether the connection is broken off (`cut`, `closed`)."""

    answer: Answer
    points: int = 0
    broken: str = ""
    written: Written = Written()


class Service:
    """Answers requests from a world."""

    def __init__(self, world: World, schema: GraphQLSchema) -> None:
        self.world, self.api, self.git = world, GraphQLApi(schema), GitHttp(world)

    def reply(self, method: str, path: str, query: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """The answer to a request."""
        base, authorization = f"http://{headers.get('Host')}", headers.get("Authorization", "")
        is_graphql = path in {"/graphql", "/api/graphql"}
        if path.startswith("/api/v3"):
            path, base = path.removeprefix("/api/v3") or "/", f"{base}/api/v3"
        prepared = self.api.prepare(body) if is_graphql and method == "POST" else None
        asked = Asked(
            method, path, prepared.cost.nodes if prepared else 0, prepared.text if prepared else "",
            prepared.is_mutation if prepared else method not in {"GET", "HEAD"} and not path.endswith("/access_tokens"),
        )  # fmt: skip
        fault = take(self.world.faults, asked)
        if fault and fault.kind not in {"resource-limits", "lost"}:
            resource = "graphql" if is_graphql else "core"
            rates = self.world.meters.headers(authorization.rpartition(" ")[2], resource)
            return Reply(broken(fault, rates), broken=fault.kind)
        try:
            who = identify(self.world, authorization)
        except BadCredentialsError as error:
            return Reply(Answer(401, {"message": str(error), "status": "401"}))
        told = Written(
            asked.is_write, prepared.first if prepared else "", "closed" if fault and fault.kind == "lost" else ""
        )
        token = who if isinstance(who, Token) else None
        if is_graphql and self.world.graphql_status is not None:
            return Reply(Answer(self.world.graphql_status, {"message": "Not Found"}))
        is_git = prepared is None and self.world.has_git
        cloned = self.git.answer(path, query, body, headers, token) if is_git else None
        if cloned is not None:
            return Reply(cloned)
        if asked.is_write and (seconds := self.world.meters.wait_for_writing(token.value if token else "")):
            rates = self.world.meters.headers(token.value if token else "", "core")
            return Reply(secondary(seconds, rates), written=told._replace(broken=""))
        if prepared is not None:
            reply = self._graphql(prepared, token, base, fault)
        else:
            reply = self._rest(method, path, parse_qsl(query), who, base, body)
        return reply._replace(broken=told.broken, written=told)

    def _graphql(self, prepared: Prepared, token: Token | None, base: str, fault: Fault | None) -> Reply:
        if token is None:
            return Reply(Answer(401, {"message": "This endpoint requires you to be authenticated."}))
        headers = {"X-GitHub-Media-Type": "github.v4; format=json", **_scopes(token)}
        meters, points = self.world.meters, max(1, prepared.cost.points)
        refused = meters.refused(token.value, "graphql", points)
        if refused:
            reply = self._limited(refused, token.value, "graphql")
            return reply or Reply(primary("graphql", token.login, meters.headers(token.value, "graphql")))
        meters.spend(token.value, "graphql", points)
        refusal = prepared.refused or without_scope(self.world, token, prepared)
        if refusal is not None:
            return Reply(Answer(200, refusal, headers | meters.headers(token.value, "graphql")), points)
        objects = fault.allow if fault else self.world.limits.objects
        answer = self.api.run(self.world, token, prepared, base, objects)
        return Reply(Answer(200, answer, headers | meters.headers(token.value, "graphql")), points)

    def _rest(
        self, method: str, path: str, query: list[tuple[str, str]], who: Token | App | None, base: str, body: bytes
    ) -> Reply:
        token, app = (who, None) if isinstance(who, Token) else (None, who)
        name = token.value if token else f"app-{app.id}" if app else ""
        is_free = path == "/rate_limit"
        refused = "" if is_free else self.world.meters.refused(name, "core", 1)
        if refused:
            reply = self._limited(refused, name, "core")
            login = token.login if token else "anonymous"
            return reply or Reply(primary("core", login, self.world.meters.headers(name, "core")))
        try:
            given = json.loads(body) if body else None
        except ValueError:
            return Reply(Answer(400, {"message": "Problems parsing JSON"}))
        answer = rest.answer(Call(self.world, token, app, base, path, dict(query), given), method)
        if not is_free:
            self.world.meters.spend(name, "core", 1)
        headers = self.world.meters.headers(name, "core")
        return Reply(answer._replace(headers={**headers, **_scopes(token), **answer.headers}))

    def _limited(self, refused: str, name: str, resource: str) -> Reply | None:
        if refused != "secondary":
            return None
        retry_after = 60 if self.world.limits.minute_has_retry_after else None
        return Reply(secondary(retry_after, self.world.meters.headers(name, resource)))


def _scopes(token: Token | None) -> dict[str, str]:
    """Classic tokens have scopes, and every answer tells them."""
    return {} if token is None or token.scopes is None else {"X-OAuth-Scopes": ", ".join(sorted(token.scopes))}


class Handler(BaseHTTPRequestHandler):
    """One connection, kept open as GitHub keeps it."""

    service: Service
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def answer(self) -> None:
        """Answer one request and write it down."""
        split, world = urlsplit(self.path), self.service.world
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.title(): value for name, value in self.headers.items()}
        latency = world.latency(split.path)
        world.sleep(latency)
        with world.lock:
            reply = self.service.reply(self.command, split.path, split.query, body, headers)
            answer = self._conditional(reply.answer)
            status, sent = answer.status, self._encode(answer)
            token = world.tokens.get(credentials(headers.get("Authorization", "")))
            login = token.login if token else ""
            told, size = reply.written, len(sent)
            world.log.append(
                Entry(
                    self.command,
                    split.path,
                    status,
                    reply.points,
                    size,
                    login,
                    latency,
                    told.is_write,
                    told.what,
                    world.now(),
                )
            )
        if reply.broken == "closed":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self._send(answer, sent, is_cut=reply.broken == "cut")

    do_GET = do_HEAD = do_POST = do_PATCH = do_PUT = do_DELETE = answer  # noqa: N815 the library names them

    def _conditional(self, answer: Answer) -> Answer:
        """A GET that the client has already is 304, and costs nothing of the limit."""
        if self.command != "GET" or answer.status != 200 or isinstance(answer.body, bytes):
            return answer
        etag = 'W/"' + hashlib.sha256(json.dumps(answer.body, default=str).encode()).hexdigest() + '"'
        headers = {**answer.headers, "ETag": etag, "Cache-Control": "private, max-age=60, s-maxage=60"}
        if etag.removeprefix("W/") not in self.headers.get("If-None-Match", ""):
            return answer._replace(headers=headers)
        world, value = self.service.world, self.headers.get("Authorization", "").rpartition(" ")[2]
        if value in world.tokens and answer.headers.get("X-RateLimit-Limit"):
            world.meters.meter(value, "core").used -= 1
            headers |= world.meters.headers(value, "core")
        return Answer(304, None, headers)

    def _encode(self, answer: Answer) -> bytes:
        if answer.body is None or isinstance(answer.body, bytes):
            return answer.body or b""
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        data = text.encode("utf-8", "surrogatepass")
        return gzip.compress(data, 1, mtime=0) if self._is_packed(answer) else data

    def _is_packed(self, answer: Answer) -> bool:
        return (
            answer.body is not None
            and not isinstance(answer.body, bytes)
            and "gzip" in self.headers.get("Accept-Encoding", "")
        )

    def _send(self, answer: Answer, sent: bytes, *, is_cut: bool) -> None:
        self.send_response(answer.status)
        headers: dict[str, Any] = {"Content-Type": "application/json; charset=utf-8", **answer.headers}
        headers["X-GitHub-Request-Id"] = "C0DE:1234"
        if self._is_packed(answer):
            headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = len(sent)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(sent[: len(sent) // 2] if is_cut else sent)
        self.wfile.flush()
        if is_cut:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_arguments: object) -> None:
        """The log is `world.log`."""


@contextmanager
def serving(world: World, schema: GraphQLSchema | None = None, port: int = 0) -> Iterator[str]:
    """A test GitHub of this world, on a schema (our cut of the official one unless told): its address."""
    service = Service(world, schema or cut_schema())
    handler = type("WorldHandler", (Handler,), {"service": service})
    try:
        with listening(handler, port) as address:
            yield address
    finally:
        service.git.close()
