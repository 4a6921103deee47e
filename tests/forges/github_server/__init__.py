# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A GitHub for tests, over HTTP on 127.0.0.1: `World` is what it knows, `serving(world)` lets it answer."""

from tests.forges.github_server.faults import Fault
from tests.forges.github_server.git_objects import File
from tests.forges.github_server.http import serving
from tests.forges.github_server.world import World

__all__ = ["Fault", "File", "World", "serving"]
