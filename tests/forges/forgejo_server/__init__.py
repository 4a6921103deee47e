# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small Forgejo over HTTP, answering from real Git repositories: for tests."""
