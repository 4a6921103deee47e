# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opens the forges that an organisation's file names, signed in as it says."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import Forge, ForgeType, Secret
from ospo_policy.model.policy import Url
from ospo_policy.operations.forge_terms import Terms
from ospo_policy.ports import forges as port
from ospo_policy.ports.requests import RequestForge

if TYPE_CHECKING:
    from ospo_policy.forges.github.transport import Transport as GitHubTransport

GITHUB = Forge(ForgeType.GITHUB)
TOKENS: Mapping[ForgeType, tuple[str, ...]] = {
    ForgeType.GITHUB: ("GITHUB_TOKEN", "GH_TOKEN"),
    ForgeType.GITLAB: ("GITLAB_TOKEN",),
}
"""Variables of the environment that hold a token for the public instance, where the file names none."""
PUBLIC = {ForgeType.GITHUB: "https://github.com", ForgeType.GITLAB: "https://gitlab.com"}
INSTANCE = {ForgeType.GITHUB: "GITHUB_API_URL", ForgeType.GITLAB: "CI_SERVER_URL"}
"""Variables that a runner sets to the address of the forge that it works for, whose token it then holds too."""
LIBRARIES = ("github", "gitlab", "requests", "jwt", "cryptography")
"""What comes with `ospo-policy[audit]`."""
COMMAND_TIMEOUT = 30


def instance_url(type_: ForgeType) -> Url:
    """The instance that the environment names, else the public one."""
    return Url((os.environ.get(INSTANCE[type_]) or PUBLIC[type_]).rstrip("/"))


def open_forge(name: str, forge: Forge, now: int, terms: Terms) -> port.Forge:
    """The forge, ready to be read. Raises `UsageError` where it cannot be signed in to, or its library is absent."""
    try:
        return _open(name, forge, now, terms)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in LIBRARIES:
            raise
        raise UsageError(message("forge.no-library", type=forge.type.value), Message("forge.no-library.hint")) from None


def open_writer(name: str, forge: Forge, now: int, terms: Terms) -> RequestForge:
    """The writing side of a forge, signed in as for reading. Raises `UsageError`."""
    try:
        return _open_writer(name, forge, now, terms)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in LIBRARIES:
            raise
        raise UsageError(message("forge.no-library", type=forge.type.value), Message("forge.no-library.hint")) from None


def _open_writer(name: str, forge: Forge, now: int, terms: Terms) -> RequestForge:
    if forge.type is ForgeType.LOCAL:
        from ospo_policy.forges.local.requests import LocalRequests

        return LocalRequests(forge.url or ".", now)
    if forge.type is ForgeType.GITHUB:
        from ospo_policy.forges.github.requests import GitHubRequests

        url = (forge.url or PUBLIC[forge.type]).rstrip("/")
        return GitHubRequests(name, _github_transport(name, forge, url, terms))
    how, url = _how(name, forge, terms), (forge.url or PUBLIC.get(forge.type, "")).rstrip("/")
    token = _token(name, forge, url)
    if token is None:
        kind = "gitlab" if forge.type is ForgeType.GITLAB else "forgejo"
        raise UsageError(message("write.no-token", url=url), Message(f"{kind}.write.token.hint"))
    if forge.type is ForgeType.GITLAB:
        from ospo_policy.forges.gitlab.requests import GitLabRequests
        from ospo_policy.forges.gitlab.transport import Token, Transport

        return GitLabRequests(name, Transport(url, Token(token), **how), sleep=how["sleep"])
    from ospo_policy.forges.forgejo import requests, transport

    return requests.ForgejoRequests(name, transport.Transport(url, transport.Token(token), **how), sleep=how["sleep"])


def _open(name: str, forge: Forge, now: int, terms: Terms) -> port.Forge:
    url = (forge.url or PUBLIC.get(forge.type, "")).rstrip("/")
    if forge.type is ForgeType.GITHUB:
        return _github(name, forge, url, now, terms)
    if forge.type is ForgeType.GITLAB:
        return _gitlab(name, forge, url, terms)
    if forge.type in (ForgeType.FORGEJO, ForgeType.GITEA):
        from ospo_policy.forges.forgejo.reader import ForgejoForge
        from ospo_policy.forges.forgejo.transport import Token as ForgejoToken

        token = _token(name, forge, url)
        return ForgejoForge(name, url, ForgejoToken(token) if token else None, **_how(name, forge, terms))
    raise UsageError(message("forge.not-yet", forge=name, type=forge.type.value))


def _how(name: str, forge: Forge, terms: Terms) -> dict[str, Any]:
    """What the transports of all forges are told of the terms."""
    allowance = terms.allowance(name, forge.type)
    return {"sleep": terms.waits.of(name), "ca_file": terms.ca_file(name, forge), "allowance": allowance}


def _github(name: str, forge: Forge, url: str, now: int, terms: Terms) -> port.Forge:
    """A GitHub."""
    from ospo_policy.forges.github.reader import GitHubForge

    return GitHubForge(name, _github_transport(name, forge, url, terms), now)


def _github_transport(name: str, forge: Forge, url: str, terms: Terms) -> GitHubTransport:
    """Requests to a GitHub, as an App or with a token."""
    from ospo_policy.forges.github.transport import App, Token, Transport

    app = forge.auth.app if forge.auth else None
    identity: App | Token | None = None
    if app is not None:
        identity = App(app.id, _secret(app.private_key, name))
    elif token := _token(name, forge, url):
        identity = Token(token)
    return Transport(identity, _github_api(url), **_how(name, forge, terms))


def _gitlab(name: str, forge: Forge, url: str, terms: Terms) -> port.Forge:
    """A GitLab; inside its own CI, with the job's token where there is no other."""
    from ospo_policy.forges.gitlab.reader import GitLabForge
    from ospo_policy.forges.gitlab.transport import Token

    token, job = _token(name, forge, url), os.environ.get("CI_JOB_TOKEN")
    if token is None and job and url == instance_url(ForgeType.GITLAB):
        return GitLabForge(name, url, Token(job, "job"), **_how(name, forge, terms))
    return GitLabForge(name, url, Token(token) if token else None, **_how(name, forge, terms))


def _github_api(url: str) -> str:
    """The address of the API, from that of the site: Enterprise Server has it below `/api/v3`."""
    if url in ("https://github.com", "https://api.github.com"):
        return "https://api.github.com"
    host = url.partition("://")[2]
    if host.endswith(".ghe.com") and not host.startswith("api."):
        return f"https://api.{host}"  # GitHub Enterprise Cloud with data residency
    return url if url.endswith("/api/v3") else f"{url}/api/v3"


def source_of(name: str, forge: Forge) -> Message | None:
    """Where what signs in to a forge comes from, never itself; None where nothing does. Raises `UsageError`."""
    auth, url = forge.auth, (forge.url or PUBLIC.get(forge.type, "")).rstrip("/")
    secret = auth and (auth.app.private_key if auth.app else auth.token)
    if secret:
        _secret(secret, name)
        place = secret.env or secret.file or (secret.command or ("?",))[0]
        return message("doctor.app" if auth and auth.app else "doctor.token", place=place)
    if _token(name, forge, url) is not None:
        return message("doctor.token", place=next(key for key in TOKENS[forge.type] if os.environ.get(key)))
    if forge.type is ForgeType.GITLAB and os.environ.get("CI_JOB_TOKEN") and url == instance_url(forge.type):
        return message("doctor.job-token", place="CI_JOB_TOKEN")
    return None


def api_of(forge: Forge) -> str:
    """An address of a forge's API that answers whoever asks."""
    url = (forge.url or PUBLIC.get(forge.type, "")).rstrip("/")
    if forge.type is ForgeType.GITHUB:
        return _github_api(url)
    return f"{url}/api/v4/version" if forge.type is ForgeType.GITLAB else f"{url}/api/v1/version"


def _token(name: str, forge: Forge, url: str) -> str | None:
    """The token that the file names, else that of the environment for the public instance."""
    given = forge.auth.token if forge.auth else None
    if given is not None:
        return _secret(given, name)
    if forge.type in PUBLIC and url in (PUBLIC[forge.type], instance_url(forge.type)):
        return next((value for key in TOKENS[forge.type] if (value := os.environ.get(key))), None)
    return None


def _secret(secret: Secret, name: str) -> str:
    """The secret itself, from where it is kept. Raises `UsageError`, which never holds it."""
    if secret.env is not None:
        value = os.environ.get(secret.env, "")
        hint = message("forge.set-variable", variable=secret.env)
    elif secret.file is not None:
        value, hint = _read(secret.file), message("forge.look-at-file", path=secret.file)
    elif secret.command:
        value, hint = _run(secret.command), message("forge.look-at-command", command=secret.command[0])
    else:
        value, hint = "", Message("forge.name-secret")
    if not value.strip():
        raise UsageError(message("forge.no-secret", forge=name), hint)
    return value.strip()


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return ""


def _run(command: tuple[str, ...]) -> str:
    """What a command prints: a password manager, say. The organisation's file is trusted to name it."""
    try:
        done = subprocess.run(  # noqa: S603 - named by the organisation's own file, no shell
            command, capture_output=True, text=True, check=False, timeout=COMMAND_TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
