# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads organisations and users of a Forgejo or Gitea by its REST API. Nothing is written."""
