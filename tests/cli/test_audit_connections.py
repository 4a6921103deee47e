# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forges behind a certificate authority of their own, and behind a proxy: over TLS, with each forge's library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import certifi
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.forges.forgejo_server.server import serving as serving_forgejo
from tests.forges.forgejo_server.world import World as ForgejoWorld
from tests.forges.github_server import World
from tests.forges.github_server import serving as serving_github
from tests.forges.gitlab_server.server import serving as serving_gitlab
from tests.forges.gitlab_server.world import World as GitLabWorld
from tests.support.command import Command
from tests.support.repositories import build
from tests.support.tls import Authority, authority, encrypted, proxy

HOST = "forge.ville.example"
FORGES = ("github", "gitlab", "forgejo")
SECRET = "p4ssw0rd"  # of the proxy


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def own(tmp_path: Path) -> Authority:
    """An authority of the town, and the certificate of its forge, on this machine and under its name."""
    return authority(tmp_path, HOST, "127.0.0.1")


@contextmanager
def served(name: str, tmp_path: Path) -> Iterator[str]:
    """A forge with one repository, over HTTP."""
    files = {"README.md": "x"}
    if name == "github":
        hub = World()
        hub.token("secret", ville="read")
        hub.repository("ville/eau", {"README.md": "x"})
        with serving_github(hub) as url:
            yield url
    elif name == "gitlab":
        lab = GitLabWorld()
        lab.add("ville/eau", {"README.md": "x"})
        with serving_gitlab(lab) as gitlab:
            yield gitlab.url
    else:
        berg = ForgejoWorld()
        berg.add("ville/eau", build(tmp_path / "eau", files))
        with serving_forgejo(berg) as forgejo:
            yield forgejo.url


def organisation(folder: Path, name: str, url: str, more: str = "") -> Path:
    (folder / "here").mkdir(exist_ok=True)
    token = ", auth: {token: {env: TOKEN}}" if name == "github" and "auth:" not in more else ""
    path = folder / "here/ospo-policy.yml"
    path.write_text(
        f"organisation: {{name: Ville}}\nassign: [{{packs: [minimal]}}]\n"
        f"forges: {{hub: {{type: {name}, url: '{url}'{token}{more}}}}}\n"
        "inventory: [{forge: hub, owners: [ville]}]\n"
    )
    return path


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "secret")


@pytest.mark.parametrize("name", FORGES)
def test_an_authority_of_ones_own(
    name: str, run: Command, tmp_path: Path, own: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(name, tmp_path) as plain, encrypted(plain, own.server) as url:
        unknown = run("audit", "-O", organisation(tmp_path, name, url))
        assert unknown.code == 3
        assert "shows a certificate that no authority known here has signed" in unknown.out
        assert "SSL_CERT_FILE" in unknown.out
        named = run("audit", "-O", organisation(tmp_path, name, url, ", ca: ../ca.pem"))
        assert named.code == 1, named.out
        assert "  ✗ hub:ville/eau" in named.out
        with monkeypatch.context() as patch:  # what holds for all forges does not stand above what one says
            patch.setenv("REQUESTS_CA_BUNDLE", certifi.where())
            assert run("audit", "-O", organisation(tmp_path, name, url, ", ca: ../ca.pem")).out == named.out
        for variable in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
            with monkeypatch.context() as patch:
                patch.setenv(variable, str(own.ca))
                assert run("audit", "-O", organisation(tmp_path, name, url)).out == named.out


def test_a_certificate_for_another_host(run: Command, tmp_path: Path) -> None:
    other = authority(tmp_path, "other.example")
    with served("gitlab", tmp_path) as plain, encrypted(plain, other.server) as url:
        result = run("audit", "-O", organisation(tmp_path, "gitlab", url, ", ca: ../ca.pem"))
    assert result.code == 3
    assert "or that is another host's" in result.out


def test_an_installation_of_an_app_is_read_with_the_authority_too(run: Command, tmp_path: Path, own: Authority) -> None:
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "key.pem").write_bytes(private)
    world = World()
    public = key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo)
    world.app(7, public.decode(), ville="read")
    world.repository("ville/eau", {"README.md": "x"})
    with serving_github(world) as plain, encrypted(plain, own.server) as url:
        app = f", ca: ../ca.pem, auth: {{app: {{id: 7, private_key: {{file: '{tmp_path}/key.pem'}}}}}}"
        result = run("audit", "-O", organisation(tmp_path, "github", url, app))
    assert "  ✗ hub:ville/eau" in result.out


@pytest.mark.parametrize(
    "content", [None, "", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_that_is_no_authority(content: str | None, run: Command, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "wrong.pem").write_text(content)
    for name in FORGES:
        result = run("audit", "-O", organisation(tmp_path, name, "https://127.0.0.1:9", ", ca: ../wrong.pem"))
        assert result.code == 2
        assert "wrong.pem holds no certificate of an authority for the forge hub." in result.err


@pytest.mark.parametrize("name", FORGES)
def test_behind_a_proxy(
    name: str, run: Command, tmp_path: Path, own: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(name, tmp_path) as plain, encrypted(plain, own.server) as secure:
        with proxy(secure) as tunnel, monkeypatch.context() as patch:
            patch.setenv("HTTPS_PROXY", tunnel.url)
            file = organisation(tmp_path, name, f"https://{HOST}", ", ca: ../ca.pem")
            assert "  ✗ hub:ville/eau" in run("audit", "-O", file).out
            assert set(tunnel.asked) == {f"CONNECT {HOST}:443"}
        with proxy(plain) as open_, monkeypatch.context() as patch:
            patch.setenv("HTTP_PROXY", open_.url)
            assert "  ✗ hub:ville/eau" in run("audit", "-O", organisation(tmp_path, name, f"http://{HOST}")).out
            assert all(urlsplit(one.partition(" ")[2]).hostname == HOST for one in open_.asked)
            seen = len(open_.asked)
            assert seen
            patch.setenv("NO_PROXY", "127.0.0.1")
            assert "  ✗ hub:ville/eau" in run("audit", "-O", organisation(tmp_path, name, plain)).out
            assert len(open_.asked) == seen


@pytest.mark.parametrize("name", FORGES)
def test_a_proxy_that_refuses(name: str, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with proxy("http://127.0.0.1:9", refuse=407) as closed:
        monkeypatch.setenv("HTTPS_PROXY", closed.url.replace("//", f"//ada:{SECRET}@"))
        result = run("audit", "-O", organisation(tmp_path, name, f"https://{HOST}"))
    assert result.code == 3
    assert "refuses (status 407)" in result.out
    assert "NO_PROXY" in result.out
    assert SECRET not in result.out + result.err
