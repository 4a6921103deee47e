# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who we are on a Forgejo or Gitea: the token's account, and the address under which it commits."""

from __future__ import annotations

from urllib.parse import urlsplit

from ospo_policy.forges.changing import ODD, text_of
from ospo_policy.forges.forgejo.transport import RefusedError, Transport
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import Identity


def identify(transport: Transport) -> Identity:
    """The account of the token. Raises `ForgeUnavailableError`: nothing is written without one."""
    hint = Message("forgejo.write.token.hint")
    if not transport.is_signed_in:
        raise ForgeUnavailableError(message("write.no-token", url=transport.url), hint)
    try:
        told = transport.get("/user")
        login, name = text_of(told["login"]), told.get("full_name")
        host = urlsplit(transport.url).hostname or ""
        address = text_of(told.get("email") or f"{login}@noreply.{host}")
    except RefusedError as error:
        raise ForgeUnavailableError(error.reason, hint) from None
    except ODD:
        raise ForgeUnavailableError(message("forgejo.not-understood", url=transport.url)) from None
    return Identity(login, name if isinstance(name, str) and name.strip() else login, address)
