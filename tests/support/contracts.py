# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the forges' own schemas may be: other people's, read where they stand and never copied here."""

from __future__ import annotations

import os
from pathlib import Path

CONTRACTS = Path(
    os.environ.get("OSPO_POLICY_CONTRACTS", Path(__file__).parent.parent.parent.parent / "shared" / "contracts")
)
