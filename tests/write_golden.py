# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the golden files of the formats anew: `python -m tests.write_golden`, then read the difference."""

from __future__ import annotations

from ospo_policy.messages import LANGUAGES
from tests.outputs.canonical import CASES, GOLDEN, golden

if __name__ == "__main__":
    for pattern, name, report in CASES:
        for language in LANGUAGES:
            path = GOLDEN / pattern.format(language=language)
            path.write_text(golden(name, report, language), encoding="utf-8", newline="\n")
