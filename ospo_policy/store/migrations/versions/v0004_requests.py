# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was refused, and what was written into repositories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ospo_policy.store.tables import AnyText

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "refusals",
        sa.Column("forge", AnyText, nullable=False),
        sa.Column("native_id", AnyText, nullable=False),
        sa.Column("rule", AnyText, nullable=False),
        sa.Column("pack", sa.Integer, nullable=False),
        sa.Column("template", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("forge", "native_id", "rule", name="pk_refusals"),
    )
    op.create_table(
        "written",
        sa.Column("digest", AnyText, nullable=False),
        sa.Column("body", AnyText, nullable=False),
        sa.Column("last_used", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_written"),
    )
