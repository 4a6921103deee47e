# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who we are on GitHub, with the address that GitHub gives to each account, by which it knows its commits.

Source: https://docs.github.com/en/account-and-profile/reference/email-addresses-reference#your-noreply-email-address
"""

from __future__ import annotations

from typing import Any

from ospo_policy.forges.github import write_queries
from ospo_policy.forges.github.refusals import TooMuchError, WordsRefusedError
from ospo_policy.forges.github.told import text_of
from ospo_policy.forges.github.transport import Transport
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import Identity


def identify(transport: Transport) -> Identity:
    """The account of a token. An App has one, whatever the installation, but only installations may ask for it."""
    if transport.held.is_app:
        transport = transport.for_owner(_any_owner(transport))
        return _of_viewer(transport)
    status, told = transport.rest("/user")
    # The token of a workflow or an installation is no user's.
    return _identity(transport, told, "id") if status == 200 else _of_viewer(transport)


def _of_viewer(transport: Transport) -> Identity:
    try:
        told = transport.graphql(write_queries.VIEWER, {}).data.get("viewer")
    except (TooMuchError, WordsRefusedError) as error:
        raise error.reason from None
    return _identity(transport, told, "databaseId")


def _any_owner(transport: Transport) -> str:
    status, told = transport.rest("/app/installations?per_page=1")
    try:
        return text_of(told[0]["account"]["login"])
    except (KeyError, TypeError, IndexError):
        if status == 200 and told == []:
            hint = Message("github.not-installed.hint")
            raise ForgeUnavailableError(Message("github.write.nowhere-installed"), hint) from None
        raise transport.not_understood() from None


def _identity(transport: Transport, told: Any, number: str) -> Identity:
    try:
        login, id_ = text_of(told["login"]), int(told[number])
        name = told.get("name")
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ForgeUnavailableError(message("github.not-understood", host=transport.host)) from None
    return Identity(login, name if isinstance(name, str) and name.strip() else login, _email(transport, id_, login))


def _email(transport: Transport, id_: int, login: str) -> str:
    host = transport.host.partition(":")[0]
    return f"{id_}+{login}@users.noreply.{'github.com' if host == 'api.github.com' else host}"
