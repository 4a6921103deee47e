# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asks for what a step rests on, with refusals as the life of a request takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ospo_policy.forges.changing import ODD
from ospo_policy.forges.gitlab.rest_seen import UntoldError
from ospo_policy.forges.gitlab.transport import RefusedError, TooHeavyError, Transport
from ospo_policy.model.message import Message, message
from ospo_policy.ports.forges import ForgeUnavailableError
from ospo_policy.ports.requests import MovedError

T = TypeVar("T")


def told(ask: Callable[[], T]) -> T:
    """What is told. Raises `MovedError` for what is gone, else `ForgeUnavailableError`."""
    try:
        return ask()
    except RefusedError as error:
        if error.status == 404:
            raise MovedError(Message("request.gone")) from None
        raise ForgeUnavailableError(error.reason) from None
    except (TooHeavyError, UntoldError) as error:
        raise ForgeUnavailableError(error.reason) from None


def read(transport: Transport, make: Callable[[], T]) -> T:
    """What an answer means. Raises `ForgeUnavailableError` for one that has not the form of one."""
    try:
        return make()
    except ODD:
        raise ForgeUnavailableError(message("gitlab.not-understood", url=transport.url)) from None
