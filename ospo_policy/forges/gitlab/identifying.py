# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who we are on a GitLab: the token's account, and the address under which it commits.

Source: https://docs.gitlab.com/api/users/#retrieve-the-current-user; tokens of groups and projects have an account of their own.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from ospo_policy.forges.changing import ODD, number_of, text_of
from ospo_policy.forges.gitlab.seen import Me
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import Identity


def identify(transport: Transport) -> Me:
    """The account of the token. Raises `ForgeUnavailableError`: nothing is written without one."""
    if not transport.is_signed_in:
        raise ForgeUnavailableError(message("write.no-token", url=transport.url), Message("gitlab.write.token.hint"))
    try:
        told = transport.get("/user")
        login, number = text_of(told["username"]), number_of(told["id"])
        name = told.get("name")
        host = urlsplit(transport.url).hostname or ""
        address = told.get("commit_email") or told.get("email") or f"{number}-{login}@users.noreply.{host}"
        shown = name if isinstance(name, str) and name.strip() else login
        return Me(Identity(login, shown, text_of(address)), number, host.lower())
    except RefusedError as error:
        raise ForgeUnavailableError(error.reason, Message("gitlab.write.token.hint")) from None
    except TooHeavyError as error:
        raise ForgeUnavailableError(error.reason) from None
    except ODD:
        raise ForgeUnavailableError(message("gitlab.not-understood", url=transport.url)) from None
