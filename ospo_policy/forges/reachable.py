# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether an address answers at all, through which proxy, and what time it is there. No token is sent."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from ospo_policy.forges.connections import connection_error
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError

TIMEOUT = 20


class Reached(NamedTuple):
    """A host that answered: its own clock, in seconds since 1970 (RFC 9110, 6.6.1), and the host of the proxy on the way, if any."""

    host: str
    clock: float | None
    proxy: str | None


def reach(url: str, ca_file: str | None = None) -> Reached:
    """Ask once, as the adapters do. Raises `ForgeUnavailableError`."""
    import requests

    host = urlsplit(url).hostname or url
    named = requests.utils.select_proxy(url, requests.utils.get_environ_proxies(url))
    try:
        with requests.Session() as session:
            answer = session.get(url, timeout=TIMEOUT, stream=True, allow_redirects=False, verify=ca_file or True)
            told = answer.headers.get("Date", "")
            answer.close()
    except (requests.RequestException, ValueError) as error:
        known = connection_error(error, host)
        raise known or ForgeUnavailableError(message("doctor.away", host=host), Message("doctor.away.hint")) from None
    return Reached(host, _clock(told), urlsplit(named).hostname if named else None)


def _clock(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
