# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workflows of GitHub Actions: read into a small model, and what is dangerous in them."""
