# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ce que les schémas et explain disent du langage."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
