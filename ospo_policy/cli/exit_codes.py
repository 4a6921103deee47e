# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the exit codes mean. They are a contract, like the JSON."""

from __future__ import annotations

OK = 0
"""Nothing at or above `--fail-on`."""
FINDINGS = 1
"""At least one failure at or above `--fail-on`."""
USAGE = 2
"""Wrong usage, or a broken policy: nothing was checked."""
INCOMPLETE = 3
"""The run is incomplete: nothing to check, or a repository that could not be read."""
DEFECT = 70
"""A defect of ours, with a report to paste (EX_SOFTWARE of sysexits.h)."""
INTERRUPTED = 130
"""Stopped by Ctrl-C."""
