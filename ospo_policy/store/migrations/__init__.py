# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way from each version of the tables to the next, by Alembic."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""All versions in order; the last is this tool's. Known without loading Alembic."""

VERSION_TABLE = "ospo_policy_version"
