# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses on GitHub: of the site that an API belongs to, and of parts of a repository."""

from __future__ import annotations

from urllib.parse import quote


def clone(api: str, owner: str, name: str) -> str:
    """The address that a repository is cloned from, by that of the API: Enterprise Server has it below `/api/v3`."""
    scheme, _, place = api.rstrip("/").partition("://")
    host, slash, path = place.removesuffix("/api/v3").partition("/")
    is_cloud = host == "api.github.com" or host.endswith(".ghe.com")
    return f"{scheme}://{host.removeprefix('api.') if is_cloud else host}{slash}{path}/{owner}/{name}.git"


def repository(owner: str, name: str, number: int | None = None) -> str:
    """The path of a repository; by its number, where it is known, since that survives a change of name."""
    return f"/repos/{owner}/{name}" if number is None else f"/repositories/{number}"


def part(name: str) -> str:
    """A name of a branch within a path: a slash in it is none of the path."""
    return quote(name.encode("utf-8", "surrogatepass"), safe="")
