# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong on GitHub, to be put into `world.faults`: the first that fits a request is played, `times` times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

KINDS = {
    "502": "an HTML page",
    "503": "an HTML page",
    "504": "JSON: the query took more than ten seconds",
    "500": "JSON without use",
    "401": "bad credentials",
    "403-secondary": "secondary limit, with Retry-After",
    "429-secondary": "secondary limit, without Retry-After",
    "rate-limited": "primary limit: status 200 for GraphQL, 403 for REST",
    "resource-limits": "RESOURCE_LIMITS_EXCEEDED: the Git objects after `allow` are null",
    "something-went-wrong": "GraphQL's 200 with an error and no data",
    "garbage": "status 200 and a body that is not JSON",
    "body": "status 200 and `body`, as a strange server may answer",
    "cut": "the connection ends in the middle of the body",
    "closed": "the connection ends without an answer, and nothing was done",
    "lost": "all is done as asked, and the connection ends without an answer",
    "saml": "REST 403 with X-GitHub-SSO",
}


class Asked(NamedTuple):
    """What a fault may look at: the request, and for GraphQL the nodes that it asks for at most."""

    method: str
    path: str
    nodes: int = 0
    query: str = ""
    is_write: bool = False
    """Whether it changes something: neither a GET nor a query."""


class Fault(NamedTuple):
    """A fault: its kind, the paths that begin so, how often (0: for ever), and after how many good answers."""

    kind: str
    path: str = ""
    times: int = 1
    after: int = 0
    allow: int = 0
    when: Callable[[Asked], bool] | None = None
    retry_after: int = 60
    body: Any = None

    def fits(self, asked: Asked) -> bool:
        """Whether the request is one to go wrong."""
        return asked.path.startswith(self.path) and (self.when is None or self.when(asked))


def is_write(asked: Asked) -> bool:
    """For `Fault.when`: only requests that change something."""
    return asked.is_write


def take(faults: list[Fault], asked: Asked) -> Fault | None:
    """The fault of this request, counted down in the list."""
    for place, fault in enumerate(faults):
        if not fault.fits(asked):
            continue
        if fault.after:
            faults[place] = fault._replace(after=fault.after - 1)
            return None
        if fault.times == 1:
            del faults[place]
        elif fault.times:
            faults[place] = fault._replace(times=fault.times - 1)
        assert fault.kind in KINDS, fault.kind
        return fault
    return None
