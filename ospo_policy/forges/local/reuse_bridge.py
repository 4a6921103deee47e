# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only module that meets `reuse` (FSFE, GPL-3.0-or-later): run as a program of its own, its report read as JSON.

`reuse lint --json` is described at https://reuse.readthedocs.io/en/stable/man/reuse-lint.html .
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec

from ospo_policy.model.facts import Fact, Known, ReuseReport, Unseen
from ospo_policy.model.message import message

TIMEOUT = 600
"""Seconds that the program may take."""
# A repository's own configuration of Git must not start programs.
_QUIET = {
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "core.fsmonitor",
    "GIT_CONFIG_VALUE_0": "false",
    "GIT_CONFIG_KEY_1": "core.hooksPath",
    "GIT_CONFIG_VALUE_1": os.devnull,
}


def lint(root: str) -> Fact[ReuseReport]:
    """What `reuse lint` says of the folder, or why it could not be asked."""
    if find_spec("reuse") is None:
        return Unseen(message("unseen.no-reuse"))
    command = [sys.executable, "-m", "reuse", "--root", ".", "lint", "--json"]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
            command, capture_output=True, check=False, timeout=TIMEOUT, env={**os.environ, **_QUIET}, cwd=root
        )
        return Known(_report(json.loads(done.stdout)))
    except subprocess.TimeoutExpired:
        return Unseen(message("unseen.reuse-slow", seconds=TIMEOUT))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Unseen(message("unseen.reuse-failed"))


def _report(document: dict[str, dict[str, object]]) -> ReuseReport:
    found, summary = document["non_compliant"], document["summary"]

    def names(key: str) -> tuple[str, ...]:
        value = found.get(key) or ()
        return tuple(str(one).removeprefix("./") for one in value) if isinstance(value, (list, dict)) else ()

    return ReuseReport(
        is_compliant=bool(summary["compliant"]),
        files=int(str(summary["files_total"])),
        with_copyright=int(str(summary["files_with_copyright_info"])),
        with_licence=int(str(summary["files_with_licensing_info"])),
        without_copyright=names("missing_copyright_info"),
        without_licence=names("missing_licensing_info"),
        bad_ids=names("bad_licenses"),
        deprecated_ids=names("deprecated_licenses"),
        missing_texts=names("missing_licenses"),
        unused_texts=names("unused_licenses"),
        unreadable=names("read_errors"),
    )
