# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""ospo-policy: publication practices written once, checked everywhere."""

__version__ = "0.1.0"
