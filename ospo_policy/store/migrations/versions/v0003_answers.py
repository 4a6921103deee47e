# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of forges, to ask only for what has changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ospo_policy.store.tables import AnyText

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "answers",
        sa.Column("key", AnyText, nullable=False),
        sa.Column("etag", AnyText, nullable=False),
        sa.Column("modified", AnyText, nullable=False),
        sa.Column("headers", AnyText, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("last_used", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_answers"),
    )
    op.create_index("ix_answers_last_used", "answers", ["last_used"])
