# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sample world of any size: repositories that differ as real ones do, the same on every run."""

from __future__ import annotations

from tests.forges.github_server.git_objects import File
from tests.forges.github_server.world import EPOCH, World

ORGANISATION = "numerique"
DAY = 86_400
LICENCES = {
    "mit": ("MIT License\n\nCopyright (c) 2026 Ada\n\nPermission is hereby granted, free of charge\n", "MIT"),
    "eupl-1.2": ("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016\n", "EUPL-1.2"),
}


def files(number: int) -> dict[str, str | bytes | File]:
    """The files of one repository: what it has depends on its number alone."""
    key = ("mit", "eupl-1.2")[number % 2]
    found: dict[str, str | bytes | File] = {
        "README.md": f"# Project {number}\n\nWhat it does, how to install it.\n\n## Installation\n\nmake\n",
        "src/main.py": f"print({number})\n",
        "src/data/table.csv": "a,b\n1,2\n",
        "run.sh": File(b"#!/bin/sh\n", "100755"),
        "current": File(b"src", "120000"),
    }
    if number % 3:
        found["LICENSE"] = LICENCES[key][0]
    if number % 4:
        found["publiccode.yml"] = f"publiccodeYmlVersion: '0.4'\nname: Project {number}\n"
    if number % 5 == 0:
        found |= {"CONTRIBUTING.md": "# Contributing\n", ".github/CODEOWNERS": "* @numerique/team\n"}
    if number % 7 == 0:
        found[".github/workflows/ci.yml"] = "on: push\njobs: {}\n"
    if number % 11 == 0:
        found["docs/logo.png"] = b"\x89PNG\r\n\x1a\n\0" + bytes([number % 256]) * 64
    return found


def sample(repositories: int, organisation: str = ORGANISATION) -> World:
    """A world with one organisation, and a token for each right, named `t-read`, `t-admin` and so on."""
    world = World()
    world.organisation(organisation, name="Le numérique", email="contact@example.org", description="Samples")
    world.user("ada", name="Ada Exemple")
    for right in ("none", "read", "write", "admin", "owner"):
        world.token(f"t-{right}", **{organisation: right})
    for number in range(repositories):
        key = ("mit", "eupl-1.2")[number % 2]
        repo = world.repository(
            f"{organisation}/project-{number:05}",
            description=f"Project {number}",
            topics=["sample"],
            languages={"Python": 1000 + number},
            isPrivate=number % 50 == 49,
            isArchived=number % 17 == 16,
            isFork=number % 23 == 22,
            licenseInfo={"key": key, "spdxId": LICENCES[key][1], "name": key} if number % 3 else None,
        )
        if number % 40 == 39:
            continue  # empty
        repo.commit(files(number), "As published", EPOCH - number % 900 * DAY)
        if number % 6 == 0:
            repo.tag("v1.0.0", EPOCH - DAY, signed=number % 12 == 0)
            repo.fields["releases"] = [{"tagName": "v1.0.0", "publishedAt": "2026-01-01T00:00:00Z", "name": "1.0.0"}]
    return world
