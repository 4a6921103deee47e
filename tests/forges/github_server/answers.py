# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What GitHub answers at its limits and when it is broken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.forges.github_server.faults import Fault
from tests.forges.github_server.rest_repository import Answer

HTML = "<!DOCTYPE html><html><head><title>Unicorn!</title></head><body>This page is taking too long.</body></html>"
SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
WHY_504 = (
    "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your request and "
    "contact us if the problem persists."
)
WENT_WRONG = (
    "Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub "
    "bug. Please include `C0DE:1234` when reporting this issue."
)
SAML = "Resource protected by organization SAML enforcement. You must grant your token access."
PLAIN: Mapping[str, Answer] = {
    "502": Answer(502, HTML, {"Content-Type": "text/html"}),
    "503": Answer(503, HTML, {"Content-Type": "text/html"}),
    "504": Answer(504, {"message": WHY_504, "documentation_url": "https://docs.github.com/graphql"}),
    "500": Answer(500, {"message": "Server Error"}),
    "401": Answer(401, {"message": "Bad credentials", "status": "401"}),
    "something-went-wrong": Answer(200, {"data": None, "errors": [{"message": WENT_WRONG}]}),
    "garbage": Answer(200, '{"data": {"organization"'),
    "cut": Answer(200, {"data": None, "message": "cut in the middle"}),
    "closed": Answer(200, None),
    "saml": Answer(403, {"message": SAML}, {"X-GitHub-SSO": "required; url=https://example.org/sso"}),
}


def primary(resource: str, login: str, headers: Mapping[str, str]) -> Answer:
    """The limit of an hour is used up: GraphQL says so with status 200."""
    if resource != "graphql":
        return Answer(403, {"message": f"API rate limit exceeded for user ID {login}."}, headers)
    error: dict[str, Any] = {"type": "RATE_LIMITED", "code": "graphql_rate_limit"}
    error["message"] = f"API rate limit already exceeded for user ID {login}."
    return Answer(200, {"errors": [error]}, headers)


def secondary(retry_after: int | None, headers: Mapping[str, str]) -> Answer:
    """Too much in a minute: 403 with Retry-After, or 429 without."""
    more = {} if retry_after is None else {"Retry-After": str(retry_after)}
    link = "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api"
    return Answer(403 if more else 429, {"message": SECONDARY, "documentation_url": link}, {**headers, **more})


def broken(fault: Fault, headers: Mapping[str, str]) -> Answer:
    """The answer of a fault."""
    if fault.kind == "403-secondary":
        return secondary(fault.retry_after, headers)
    if fault.kind == "429-secondary":
        return secondary(None, headers)
    if fault.kind == "rate-limited":
        return primary(headers["X-RateLimit-Resource"], "1", {**headers, "X-RateLimit-Remaining": "0"})
    if fault.kind == "body":
        return Answer(200, fault.body, headers)
    plain = PLAIN[fault.kind]
    return plain._replace(headers={**headers, **plain.headers})
