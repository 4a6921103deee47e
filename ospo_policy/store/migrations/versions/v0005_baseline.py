# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The baseline: failures that are known, and findings that are among them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ospo_policy.store.tables import AnyText

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table and the column."""
    op.create_table(
        "baseline",
        sa.Column("forge", AnyText, nullable=False),
        sa.Column("native_id", AnyText, nullable=False),
        sa.Column("rule", AnyText, nullable=False),
        sa.Column("known", AnyText, nullable=False),
        sa.ForeignKeyConstraint(
            ["forge", "native_id"],
            ["repositories.forge", "repositories.native_id"],
            name="fk_baseline_forge_repositories",
        ),
        sa.PrimaryKeyConstraint("forge", "native_id", "rule", name="pk_baseline"),
        sqlite_with_rowid=False,
    )
    op.add_column("findings", sa.Column("known_since", AnyText))
