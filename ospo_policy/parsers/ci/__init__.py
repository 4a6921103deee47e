# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Continuous integration, whatever the system: what runs, when, and what for."""
