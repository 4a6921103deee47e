# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules for addresses: of repositories, pages, videos, people, organisations and files."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from ospo_policy.model.message import Message, message
from ospo_policy.model.publiccode import Severity, Wrong
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.nearest import nearest
from ospo_policy.parsers.publiccode import values, videos
from ospo_policy.parsers.publiccode.vocabularies import ALIASES, ALIASES_PAGE

_MAIL = LazyRegex(
    r"[^@\s<>,;:()\[\]\\\"]+@(?:[^@\s.<>,;:()\[\]\\\"]+\.)+[^@\s.0-9<>,;:()\[\]\\\"][^@\s.<>,;:()\[\]\\\"]*"
)
_URN = LazyRegex(r"urn:(?!urn:)[a-z0-9][a-z0-9-]{0,31}:(?:[a-z0-9()+,.:=@;$_!*'-]|%[0-9a-f]{2})+", 2)
_HOST = LazyRegex(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", 2)
_GIT = LazyRegex(r"(?:ssh://)?git@([\w.-]+)[:/]([\w./~-]+)")
_FOREIGN_ALIASES = {"rgpd": "gdpr", "dsgvo": "gdpr", "avg": "gdpr"}


def split(text: str) -> SplitResult | None:
    """The parts of a URL, None for what is none."""
    if any(char.isspace() or not char.isprintable() for char in text):
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme else None


def repository_url(text: str) -> Wrong | None:
    """A URL of any scheme."""
    parts = split(text)
    if parts is not None and (parts.netloc or parts.fragment or (parts.path and not parts.path.startswith("/"))):
        return None
    return Wrong(message("publiccode.not-a-url", found=values.shown(text)), *_better_url(text))


def web_url(text: str) -> Wrong | None:
    """A URL that a browser opens."""
    parts = split(text)
    if parts is not None and parts.scheme in ("http", "https") and parts.hostname:
        return None
    return Wrong(message("publiccode.not-a-web-url", found=values.shown(text)), *_better_url(text))


def _better_url(text: str) -> tuple[Message, str | None]:
    git = _GIT.fullmatch(text)
    if git is not None:
        better = f"https://{git[1]}/{git[2]}"
    elif _HOST.fullmatch(text):
        better = "https://" + text
    else:
        return Message("publiccode.url-form"), None
    return message("publiccode.write", value=better), f'"{better}"'


def video(text: str) -> Wrong | None:
    """The page of a video that other sites can embed."""
    wrong = web_url(text)
    if wrong is not None or videos.is_embeddable(text):
        return wrong
    what = message("publiccode.video-not-embeddable", found=values.shown(text))
    severity = Severity.WARNING if videos.is_peertube(text) else Severity.ERROR
    return Wrong(what, Message("publiccode.video-elsewhere"), severity=severity)


def mail(text: str) -> Wrong | None:
    """An e-mail address."""
    if not text or (len(text) <= 320 and _MAIL.fullmatch(text)):
        return None
    return Wrong(message("publiccode.not-a-mail", found=values.shown(text)), Message("publiccode.mail-form"))


def organisation_uri(text: str) -> Wrong | None:
    """What names an organisation: a web address or a URN."""
    if text[: len(values.IPA_URN)].lower() == values.IPA_URN:
        return values.ipa_code(text[len(values.IPA_URN) :] or " ")
    if text[:4].lower() == "urn:":
        found = _URN.fullmatch(text) is not None
    else:
        parts = split(text)
        found = parts is not None and bool(parts.netloc)
    if found:
        return None
    return Wrong(message("publiccode.not-a-uri", found=values.shown(text)), Message("publiccode.uri-form"))


def supported(text: str) -> Wrong | None:
    """What `supports` names: `alias:gdpr`, or a URI."""
    if text.startswith("alias:"):
        name = text[len("alias:") :]
        if name in ALIASES:
            return None
        close = _FOREIGN_ALIASES.get(name.lower()) or nearest(name, ALIASES)
        better = f"alias:{close}" if close else None
        fix = (
            message("publiccode.did-you-mean", name=better)
            if better
            else message("publiccode.see-list", url=ALIASES_PAGE)
        )
        return Wrong(message("publiccode.unknown-alias", found=values.shown(text)), fix, better)
    parts = split(text)
    if parts is None or not (parts.netloc or (parts.scheme == "urn" and _URN.fullmatch(text)) or parts.path):
        better = f"alias:{text.lower()}" if text.lower() in ALIASES else None
        fix = message("publiccode.did-you-mean", name=better) if better else Message("publiccode.uri-form")
        return Wrong(message("publiccode.not-a-uri", found=values.shown(text)), fix, better)
    return None


def local_path(text: str) -> Wrong | None:
    """A path in the repository, or the address of a file."""
    if text.startswith("/"):
        what = message("publiccode.absolute-path", found=values.shown(text))
        better = text.lstrip("/")
        return Wrong(what, message("publiccode.write", value=better), f'"{better}"')
    if text[:5].lower() == "file:":
        return Wrong(message("publiccode.file-url", found=values.shown(text)), Message("publiccode.path-form"))
    return None


def is_web(text: str) -> bool:
    """Whether a text is an address rather than a path."""
    return "://" in text
