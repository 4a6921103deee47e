# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text to typed facts: YAML with positions, headings, names of files, patterns, conditions."""
