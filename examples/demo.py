# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: check each repository of the example organisation, as its team would.

No network and no token. What is typed stands before what is answered.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ORGANISATION = Path(__file__).parent / "organisation"


def main() -> int:
    """Check each repository; 0 unless the tool itself could not."""
    worst = 0
    for folder in sorted(ORGANISATION.iterdir()):
        shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
        print(f"\n$ ospo-policy check {shown} --fail-on never\n", flush=True)  # noqa: T201
        command = [sys.executable, "-m", "ospo_policy", "check", str(shown), "--fail-on", "never"]
        worst = max(worst, subprocess.run(command, check=False).returncode)  # noqa: S603
    return worst


if __name__ == "__main__":
    sys.exit(main())
