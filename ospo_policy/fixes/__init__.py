# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would repair a failing rule: starting texts, filled from what is known. Pure: nothing here reads or writes a file."""
