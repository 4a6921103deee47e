# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads groups of a GitLab: GraphQL in bulk where the server answers it, REST where it does not. Nothing is written."""
