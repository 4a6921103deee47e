# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comment décident les vérifications de contenu, et leurs paramètres."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
