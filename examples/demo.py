# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: audit the example organisation, then check each of its repositories as its team would.

No network and no token. What is typed stands before what is answered. The audit is written as a page, too: build/demo/audit.html.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ORGANISATION = Path(__file__).parent / "organisation"
PAGE = Path("build/demo/audit.html")


def main() -> int:
    """Audit all, check each repository; 0 unless the tool itself could not."""
    shown = ORGANISATION.relative_to(Path.cwd()) if ORGANISATION.is_relative_to(Path.cwd()) else ORGANISATION
    both = ("--format", "text", "--format", "html", "--output", str(PAGE))
    worst = _run("audit", "--local", str(shown), "--fail-on", "never", *both)
    for folder in sorted(ORGANISATION.iterdir()):
        shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
        worst = max(worst, _run("check", str(shown), "--fail-on", "never"))
    print(f"\nThe audit as a page: {PAGE.resolve().as_uri()}")  # noqa: T201
    return worst


def _run(*words: str) -> int:
    """Show a command and run it; its exit code."""
    print(f"\n$ ospo-policy {' '.join(words)}\n", flush=True)  # noqa: T201
    return subprocess.run([sys.executable, "-m", "ospo_policy", *words], check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
