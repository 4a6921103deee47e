# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hosts, owners and addresses of forges, as people write them in lists."""

from __future__ import annotations

from typing import NamedTuple

from ospo_policy.model.message import Message, message
from ospo_policy.parsers.lazy_regex import LazyRegex

_HOST = LazyRegex(
    r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?::[0-9]{1,5})?"
)
_STEP = LazyRegex(r"~?[A-Za-z0-9_.][A-Za-z0-9_.+-]*")
_SECRET = LazyRegex(r"//[^/@]*@|^[^/@:]*:[^/@]*@")
MAX_ADDRESS = 1_000

KNOWN_HOSTS = {
    "github.com": "github",
    "gitlab.com": "gitlab",
    "codeberg.org": "forgejo",
    "git.sr.ht": "sourcehut",
    "bitbucket.org": "bitbucket",
}
SHARED_HOSTS = frozenset(KNOWN_HOSTS)
"""Forges of the whole world, of which nobody means the whole instance."""
_TELLING = ("gitlab", "forgejo", "gitea", "gogs")


class Address(NamedTuple):
    """An address in its parts; `path` holds the owner, and the repository if it leads there."""

    scheme: str
    host: str
    path: tuple[str, ...] = ()


def address(text: str) -> Address | Message:
    """The parts of an address (`https://host/owner/name`, or just `host`), or what is wrong with it."""
    text = text.strip()
    if len(text) > MAX_ADDRESS:
        return message("inventory.bad-host", found=shown(text))
    if _SECRET.search(text):
        return Message("inventory.secret")
    scheme, found, rest = text.partition("://")
    if not found:
        scheme, rest = "https", text
    host, _, path = rest.partition("/")
    host = host.lower().rstrip(".")
    if scheme.lower() not in ("https", "http") or not _HOST.fullmatch(host):
        return message("inventory.bad-host", found=shown(text))
    steps = _steps(path)
    if isinstance(steps, Message):
        return steps
    if len(steps) > 1 and steps[0] in ("orgs", "groups"):  # the page of an owner, as its forge shows it
        steps = steps[1:]
    return Address(scheme.lower(), host, steps)


def owner(text: str) -> str | Message:
    """The path of an owner, or what is wrong with it."""
    text = text.strip()
    if _SECRET.search(text):
        return Message("inventory.secret")
    steps = _steps(text) if len(text) <= MAX_ADDRESS else ()
    if isinstance(steps, Message):
        return steps
    return "/".join(steps) if steps else message("inventory.bad-owner", found=shown(text))


def _steps(path: str) -> tuple[str, ...] | Message:
    """The names that a path goes through."""
    steps = tuple(step for step in path.split("/") if step)
    for step in steps:
        if not _STEP.fullmatch(step) or step in (".", ".."):
            return message("inventory.bad-owner", found=shown(path))
    return steps


def software(host: str) -> str | None:
    """The software of a forge by its host: a known one, or one whose name tells it."""
    if host in KNOWN_HOSTS:
        return KNOWN_HOSTS[host]
    return next((name for name in _TELLING if name in host), None)


def shown(text: str) -> str:
    """A text of a list for a message: not endless, and without a password."""
    short = _SECRET.sub("//...@", text[:MAX_ADDRESS])
    return short if len(short) <= 80 else f"{short[:77]}..."
