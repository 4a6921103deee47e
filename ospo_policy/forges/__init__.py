# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Readers of repositories, one folder a forge. They fill in facts, and know no rule."""
