# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections of `requests` that fail for a reason which trying again does not change: a certificate, a proxy.

What these errors say holds addresses, and may hold what stands in the address of a proxy: none of it is passed on.
"""

from __future__ import annotations

import re

from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError


def connection_error(error: Exception, host: str) -> ForgeUnavailableError | None:
    """The error for a certificate that no known authority signed or that is another host's, or a proxy in the way."""
    import requests

    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return ForgeUnavailableError(message("forge.certificate", host=host), Message("forge.certificate.hint"))
    if not isinstance(error, requests.exceptions.ProxyError):
        return None
    status = re.search(r"Tunnel connection failed: ([0-9]{3})", str(error))
    what = message("forge.proxy-away", host=host)
    if status is not None:
        what = message("forge.proxy-refuses", host=host, status=status[1])
    return ForgeUnavailableError(what, Message("forge.proxy.hint"))
