# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A certificate authority of a test's own, a server that speaks TLS with its certificate, and a proxy."""

from __future__ import annotations

import datetime as dt
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import NamedTuple
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.web import listening


class Authority(NamedTuple):
    """The files of an authority's certificate, and of a server's certificate with its key, in PEM form."""

    ca: Path
    server: Path


def authority(folder: Path, *names: str) -> Authority:
    """An authority, and a certificate that it gave to a server of these names (host names, or addresses)."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The town's own authority")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    public = ca_key.public_key()
    ca = (
        _builder(issuer, issuer, ca_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    server = (
        _builder(issuer, subject, key)
        .add_extension(x509.SubjectAlternativeName([_name(name) for name in names]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "ca.pem").write_bytes(ca.public_bytes(pem))
    (folder / "server.pem").write_bytes(secret + server.public_bytes(pem))
    return Authority(folder / "ca.pem", folder / "server.pem")


def _builder(issuer: x509.Name, subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = dt.datetime.fromtimestamp(time.time(), dt.UTC)
    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
    )


def _name(name: str) -> x509.GeneralName:
    with suppress(ValueError):
        return x509.IPAddress(ipaddress.ip_address(name))
    return x509.DNSName(name)


class _Tcp(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that do not trust the certificate leave early."""


@contextmanager
def encrypted(url: str, certificate: Path) -> Iterator[str]:
    """The address of a server that speaks TLS, and passes on what it hears to the one at `url`."""
    parts = urlsplit(url)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            with (
                context.wrap_socket(self.request, server_side=True) as near,
                socket.create_connection((str(parts.hostname), parts.port or 80)) as far,
            ):
                join(near, far)

    with _Tcp(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"https://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def join(one: socket.socket, other: socket.socket) -> None:
    """Pass on what either says to the other, until both have ended."""
    there = threading.Thread(target=_pump, args=(one, other), daemon=True)
    there.start()
    _pump(other, one)
    there.join()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


class Proxy(NamedTuple):
    """A proxy: its address, and what it was asked for, `CONNECT host:port` or `GET http://host/`."""

    url: str
    asked: list[str]


@contextmanager
def proxy(target: str, refuse: int | None = None) -> Iterator[Proxy]:
    """A proxy that leads every name to the server at `target`, or refuses everything with a status."""
    parts, asked = urlsplit(target), []
    place = (str(parts.hostname), parts.port or 80)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_CONNECT(self) -> None:
            asked.append(f"CONNECT {self.path}")
            if refuse is not None:
                self.send_error(refuse)
                return
            with socket.create_connection(place) as far:
                self.send_response(200)
                self.end_headers()
                join(self.connection, far)
            self.close_connection = True

        def do_GET(self) -> None:
            asked.append(f"{self.command} {self.path}")
            split = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            far = http.client.HTTPConnection(*place)
            try:
                far.request(self.command, f"{split.path}?{split.query}", body, dict(self.headers.items()))
                answer = far.getresponse()
                data = answer.read()
            finally:
                far.close()
            self.send_response(answer.status)
            kept = [(name, value) for name, value in answer.getheaders() if name.lower() != "transfer-encoding"]
            for name, value in kept:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_GET  # noqa: N815 the library names it

        def log_message(self, *_arguments: object) -> None:
            """The log is `asked`."""

    with listening(Handler) as url:
        yield Proxy(url, asked)
