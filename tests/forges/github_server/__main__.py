# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A test GitHub to try things on: `python -m tests.forges.github_server --repositories 2000 --port 8080`."""

from __future__ import annotations

import argparse
import threading

from tests.forges.github_server.http import serving
from tests.forges.github_server.samples import ORGANISATION, sample


def main() -> None:
    """Serve a sample world until the program is ended."""
    parser = argparse.ArgumentParser(description="A test GitHub on 127.0.0.1")
    parser.add_argument("--repositories", type=int, default=120)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    world = sample(options.repositories)
    with serving(world, port=options.port) as address:
        print(f"{address} organisation {ORGANISATION}, tokens: {', '.join(world.tokens)}", flush=True)  # noqa: T201
        threading.Event().wait()


if __name__ == "__main__":
    main()
