# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the checks on metadata files say."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
