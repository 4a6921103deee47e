# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the checks on metadata files decide, and their parameters."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
