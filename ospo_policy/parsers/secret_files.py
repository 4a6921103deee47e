# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that hold keys or passwords: by name, and then by what really stands in them.

A name alone is no finding: a `.pem` is mostly a public certificate, a `.env` mostly an example. The
text of a secret is never kept, only its kind and its line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.magic import is_fixture


class Sign(NamedTuple):
    """What a file holds: a kind (`private-key`, `keystore`, `password`, `token`), and the line."""

    kind: str
    line: int | None = None


_KEY_EXTENSIONS = frozenset(("pem", "key", "ppk", "p8"))
_KEYSTORE_EXTENSIONS = frozenset(("p12", "pfx", "jks", "keystore", "bks", "kdbx"))
_KEY_STARTS = ("id_rsa", "id_dsa", "id_ecdsa", "id_ed25519")
_CREDENTIALS = frozenset(
    [
        ".netrc",
        "_netrc",
        ".pgpass",
        ".npmrc",
        ".pypirc",
        ".htpasswd",
        ".dockercfg",
        ".git-credentials",
        "credentials.json",
        "terraform.tfstate",
        "terraform.tfstate.backup",
    ]
)
_SERVICE_ACCOUNT = LazyRegex(r"service[-_]?account[\w.-]*\.json|[\w-]*-firebase-adminsdk-[\w-]*\.json")
_BY_PATH = (".aws/credentials", ".docker/config.json", ".config/gcloud/application_default_credentials.json")
_HARMLESS_NAME = LazyRegex(
    r"(?:^|[._-])(?:examples?|exemples?|samples?|dist|templates?|tpl|defaults?|test|tests|testing|ci|demo|dummy|"
    r"fake|mock|schema|modele|local\.example|pub|public|localhost|self-?signed|snakeoil|vagrant|insecure)(?:$|[._-])"
)

_BEGIN_KEY = LazyRegex(r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_PUTTY = LazyRegex(r"^PuTTY-User-Key-File-", re.MULTILINE)
_ASSIGNMENT = LazyRegex(r"^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]{0,80})[ \t]*=[ \t]*(.*)$", re.MULTILINE)
_SECRET_NAME = LazyRegex(
    r"(?i)(?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?key|private_?key|access_?key|client_secret|"
    r"secret_key|auth|dsn|mot_?de_?passe|mdp)(?:$|_)"
)
_NOT_SECRET_NAME = LazyRegex(
    r"(?i)(?:_(?:url|uri|file|path|header|name|field|ttl|expir\w*|length|min|max|enabled|required|timeout|id|"
    r"algorithm|type|method|user|host|port|mode|realm|endpoint|lifetime|duration|issuer|audience)$|"
    r"^(?:NEXT_PUBLIC|NUXT_PUBLIC|REACT_APP|VUE_APP|VITE|GATSBY|EXPO_PUBLIC)_|"
    r"public_?key|site_?key$)"
)
_URL_PASSWORD = LazyRegex(r"[a-z][a-z0-9+.-]{0,30}://[^:@/\s]{1,80}:([^@/\s]{1,200})@([^/:\s]*)")
_PLACEHOLDER = LazyRegex(
    r"(?i)^(?:|null|none|true|false|\d{1,4}|.*(?:change[-_ ]?me|changez|to[-_ ]?change|a[-_ ]changer|replace|"
    r"example|exemple|your|votre|dummy|fake|placeholder|insert|redacted|sample|todo|xxx|\*{3}|\.{3}|<|>|\$\{|\{\{|"
    r"%\(|\$\().*|secret\w{0,4}|password\w{0,4}|passwd|pass|mot_?de_?passe|mdp|motdepasse|admin\w{0,4}|root|postgres\w*|"
    r"mysql|mariadb|user\w{0,4}|test\w{0,8}|dev\w{0,8}|local\w{0,8}|demo|default|guest|minio\w*|redis|mongo|"
    r"django-insecure.*|token|key|foo|bar|foobar|azerty\w*|qwerty\w*|1234\w*|abc\w{0,6}|docker|django|symfony|keycloak|!?ChangeMe!?)$"
)
_LOCAL_HOSTS = frozenset(("localhost", "127.0.0.1", "db", "database", "postgres", "mysql", "mariadb",
                          "redis", "mongo", "rabbitmq", "", "host.docker.internal"))  # fmt: skip
_TOKEN = LazyRegex(r"(?i)(?:_authToken|_password|_auth)[ \t]*=[ \t]*([^\s$]{8,})|^[ \t]*password[ \t]*[:=][ \t]*([^\s$<]{4,})",
                    re.MULTILINE)  # fmt: skip
_NETRC = LazyRegex(r"\bpassword[ \t]+([^\s<$]{4,})")
_HASH = LazyRegex(r"^[^:\s#]+:(?:\$|\{SHA\}|[A-Za-z0-9./]{13}$)", re.MULTILINE)
_DEVELOPMENT_NAME = LazyRegex(r"(?:^|[._-])(?:dev|develop|development|docker|compose)(?:$|[._-])")
_SYMFONY = "###> symfony/"
MIN_SECRET = 8
"""A shorter value is the password of a laptop's database, not of a service."""
MIN_DEVELOPMENT_SECRET = 20
"""What a shared environment of development holds is mostly made up; a real token is long."""


def candidate(path: str) -> str | None:
    """What a file's name makes one expect: `key`, `keystore`, `env` or `credentials`; or None.

    Examples, templates and the data of tests are none.
    """
    lower = path.lower()
    name = lower.rpartition("/")[2]
    if lower.endswith(_BY_PATH):
        return "credentials"
    kind = _kind(name)
    if kind is None or _HARMLESS_NAME.search(name) or is_fixture(path):
        return None
    return kind


def _kind(name: str) -> str | None:
    """What a name, in lower case, makes one expect. A tree may have a hundred thousand of them."""
    extension = name.rpartition(".")[2]
    if name in (".env", ".envrc") or name.startswith(".env.") or extension == "env":
        return "env"
    if extension in _KEY_EXTENSIONS or name.endswith("_rsa"):
        return "key"
    if name.startswith(_KEY_STARTS) and "." not in name:
        return "key"
    if extension in _KEYSTORE_EXTENSIONS:
        return "keystore"
    if name in _CREDENTIALS or (extension == "json" and _SERVICE_ACCOUNT.fullmatch(name)):
        return "credentials"
    return None


def judge(path: str, head: bytes) -> Sign | None:
    """What a candidate really holds, by its first bytes; None if nothing that is secret."""
    kind = candidate(path)
    text = head.decode("utf-8", errors="replace")
    if kind == "keystore":
        return _keystore(path, head)
    if kind in ("key", "env", "credentials"):
        key = _BEGIN_KEY.search(text) or _PUTTY.search(text)
        if key:
            return Sign("private-key", _line(text, key.start()))
    if kind == "env":
        name = path.lower().rpartition("/")[2]
        development = _SYMFONY in text or _DEVELOPMENT_NAME.search(name) is not None
        return _env(text, MIN_DEVELOPMENT_SECRET if development else MIN_SECRET)
    if kind == "credentials":
        return _credentials(path.lower().rpartition("/")[2], text)
    return None


def _keystore(path: str, head: bytes) -> Sign | None:
    """A keystore by its magic bytes (JKS, JCEKS, PKCS#12, KeePass)."""
    starts = (b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce", b"\x30\x82", b"\x30\x80", b"\x03\xd9\xa2\x9a")
    trust = "trust" in path.lower() or "cacerts" in path.lower()  # holds public certificates
    return Sign("keystore") if head.startswith(starts) and not trust else None


def _env(text: str, shortest: int) -> Sign | None:
    """The first variable that is named like a secret and has a value that looks like one.

    Symfony has projects commit a `.env` with an APP_SECRET of development, which is none
    (https://symfony.com/doc/current/configuration.html#configuration-based-on-environment-variables).
    """
    for found in _ASSIGNMENT.finditer(text):
        name, value = found[1], _bare(found[2])
        url = _URL_PASSWORD.search(value)
        if url and url[2].lower() not in _LOCAL_HOSTS and "." in url[2] and not _placeholder(url[1]):
            return Sign("password", _line(text, found.start()))
        if (
            _SECRET_NAME.search(name)
            and not _NOT_SECRET_NAME.search(name)
            and "://" not in value
            and len(value) >= shortest
            and not (_SYMFONY in text and name == "APP_SECRET")
            and not _placeholder(value)
        ):
            return Sign("password", _line(text, found.start()))
    return None


def _bare(value: str) -> str:
    """A value without its quotes and without a comment after it."""
    value = value.strip()
    if value[:1] in "\"'" and value[:1]:
        end = value.find(value[0], 1)
        return value[1:end] if end > 0 else value[1:]
    return value.partition(" #")[0].strip()


def _placeholder(value: str) -> bool:
    return len(value) > 1_000 or bool(_PLACEHOLDER.match(value)) or len(set(value)) < 4


def _credentials(name: str, text: str) -> Sign | None:
    """Credentials of a client, by the form that its file has."""
    if name == ".htpasswd":
        found = _HASH.search(text)
    elif name.startswith("terraform"):
        found = re.search(r'"(?:password|secret|private_key)[\w]*": "[^"]{8,}"', text)
    elif name.endswith(".json"):
        found = re.search(r'"(?:private_key|client_secret|auth|refresh_token)": ?"[^"<$]{16,}"', text)
    elif name in (".netrc", "_netrc"):
        found = _NETRC.search(text)
    elif name == ".git-credentials":
        found = _URL_PASSWORD.search(text)
    elif name == ".pgpass":
        found = re.search(r"^[^:#\s]+:[^:]+:[^:]+:[^:]+:[^\s:]{4,}$", text, re.MULTILINE)
    elif name == "credentials":
        found = re.search(r"aws_secret_access_key[ \t]*=[ \t]*[A-Za-z0-9/+]{30,}", text)
    else:
        found = _TOKEN.search(text)
    if found is None or any(_placeholder(group) for group in found.groups() if group):
        return None
    return Sign("token", _line(text, found.start()))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
