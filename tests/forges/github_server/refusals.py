# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What GitHub refuses to write: in the status and words of REST, or the type and words of GraphQL."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):  # noqa: N818 it is no error of ours
    """A refusal: the status and errors of REST, the type of GraphQL, and the sentence of both."""

    def __init__(self, status: int, kind: str, message: str, errors: tuple[dict[str, Any], ...] = ()) -> None:
        super().__init__(message)
        self.status, self.kind, self.message, self.errors = status, kind, message, errors

    @property
    def body(self) -> dict[str, Any]:
        """As REST writes it."""
        told: dict[str, Any] = {"message": self.message, "documentation_url": "https://docs.github.com/rest"}
        return told | ({"errors": list(self.errors)} if self.errors else {}) | {"status": str(self.status)}


def invalid(resource: str, **error: Any) -> Refusal:
    """REST's 422: a field and a code, or a sentence of its own."""
    return Refusal(422, "UNPROCESSABLE", "Validation Failed", ({"resource": resource, "code": "custom", **error},))
