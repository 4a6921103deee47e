# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Licences: which one a text is, what a repository says of it, and what follows."""
