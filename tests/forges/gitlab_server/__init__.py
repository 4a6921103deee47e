# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A GitLab for tests: GraphQL and REST over HTTP on 127.0.0.1, from a world described in memory."""
