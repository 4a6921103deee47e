# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Web servers on this machine: what runs one while a block does, and one of files for what is fetched."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Server(ThreadingHTTPServer):
    """It does not complain of clients who leave early, nor wait for connections that are kept."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def listening(handler: Callable[..., BaseHTTPRequestHandler], port: int = 0) -> Iterator[str]:
    """The address of a server that runs while the block does; on any free port unless one is told."""
    with _Server(("127.0.0.1", port), handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}"
        finally:
            http.shutdown()
            thread.join()


class Quiet(SimpleHTTPRequestHandler):
    """A file server that counts what it is asked."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", "ftp://example.org/pack.yml")
            self.end_headers()
            return
        super().do_GET()

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Path, list[str]]]:
    """A server of the files in a folder: its address, the folder, and what it was asked."""
    folder.mkdir(exist_ok=True)
    asked: list[str] = []
    handler = type("Handler", (Quiet,), {"asked": asked})
    with listening(partial(handler, directory=str(folder))) as address:
        yield address, folder, asked
