# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts of repositories, so that an unchanged one need not be read again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ospo_policy.store.tables import AnyText

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "facts",
        sa.Column("forge", AnyText, nullable=False),
        sa.Column("native_id", AnyText, nullable=False),
        sa.Column("head", AnyText, nullable=False),
        sa.Column("needs_digest", AnyText, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("last_used", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("forge", "native_id", "head", "needs_digest", name="pk_facts"),
    )
    op.create_index("ix_facts_last_used", "facts", ["last_used"])
