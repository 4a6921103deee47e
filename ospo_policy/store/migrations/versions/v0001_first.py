# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Objects of Git, and audits with what they found.

The first version.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ospo_policy.store.tables import AnyText, Id

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _objects()
    _audits()
    _results()
    _audit_repositories()


def _objects() -> None:
    op.create_table(
        "blobs",
        sa.Column("oid", AnyText, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("last_used", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("oid", name="pk_blobs"),
    )
    op.create_index("ix_blobs_last_used", "blobs", ["last_used"])
    op.create_table(
        "trees",
        sa.Column("commit", AnyText, nullable=False),
        sa.Column("listing", sa.LargeBinary, nullable=False),
        sa.Column("truncated", sa.Boolean, nullable=False),
        sa.Column("last_used", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("commit", name="pk_trees"),
    )
    op.create_index("ix_trees_last_used", "trees", ["last_used"])


def _audits() -> None:
    op.create_table(
        "repositories",
        sa.Column("forge", AnyText, nullable=False),
        sa.Column("native_id", AnyText, nullable=False),
        sa.Column("id", AnyText, nullable=False),
        sa.Column("owner", AnyText, nullable=False),
        sa.Column("name", AnyText, nullable=False),
        sa.Column("url", AnyText, nullable=False),
        sa.Column("first_seen", sa.BigInteger, nullable=False),
        sa.Column("last_seen", sa.BigInteger, nullable=False),
        sa.Column("gone_since", sa.BigInteger),
        sa.PrimaryKeyConstraint("forge", "native_id", name="pk_repositories"),
    )
    op.create_table(
        "audits",
        sa.Column("id", Id, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("finished", sa.BigInteger),
        sa.Column("state", AnyText, nullable=False),
        sa.Column("tool_version", AnyText, nullable=False),
        sa.Column("policy_digest", AnyText, nullable=False),
        sa.Column("packs", AnyText, nullable=False),
        sa.Column("notices", AnyText, nullable=False),
        sa.Column("options", AnyText, nullable=False),
        sa.Column("usage", AnyText, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audits"),
        sqlite_autoincrement=True,
    )


def _results() -> None:
    op.create_table(
        "definitions",
        sa.Column("id", Id, nullable=False),
        sa.Column("digest", AnyText, nullable=False),
        sa.Column("name", AnyText, nullable=False),
        sa.Column("pack", AnyText),
        sa.Column("level", AnyText),
        sa.Column("body", AnyText, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_definitions"),
        sa.UniqueConstraint("digest", name="uq_definitions_digest"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "results",
        sa.Column("id", Id, nullable=False),
        sa.Column("digest", AnyText, nullable=False),
        sa.Column("profile", AnyText, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_results"),
        sa.UniqueConstraint("digest", name="uq_results_digest"),
        sqlite_autoincrement=True,
    )
    _of_a_result(
        "findings",
        sa.Column("status", AnyText, nullable=False),
        sa.Column("message", AnyText, nullable=False),
        sa.Column("locations", AnyText, nullable=False),
        sa.Column("evidence", AnyText, nullable=False),
        sa.Column("via", AnyText),
        sa.Column("waiver", AnyText),
    )
    _of_a_result("scores", sa.Column("statuses", AnyText, nullable=False))


def _of_a_result(name: str, *columns: sa.Column[str]) -> None:
    op.create_table(
        name,
        sa.Column("result", Id, nullable=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("definition", Id, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("result", "position", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["result"], ["results.id"], name=f"fk_{name}_result", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["definition"], ["definitions.id"], name=f"fk_{name}_definition"),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{name}_definition", name, ["definition"])


def _audit_repositories() -> None:
    name = "audit_repositories"
    op.create_table(
        name,
        sa.Column("id", Id, nullable=False),
        sa.Column("audit", Id, nullable=False),
        sa.Column("forge", AnyText, nullable=False),
        sa.Column("native_id", AnyText, nullable=False),
        sa.Column("name", AnyText, nullable=False),
        sa.Column("head", AnyText),
        sa.Column("commit", AnyText),
        sa.Column("facts_digest", AnyText, nullable=False),
        sa.Column("policy_digest", AnyText, nullable=False),
        sa.Column("result", Id),
        sa.Column("reason", AnyText),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("audit", "forge", "native_id", name=f"uq_{name}_audit"),
        sa.ForeignKeyConstraint(["audit"], ["audits.id"], name=f"fk_{name}_audit", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["result"], ["results.id"], name=f"fk_{name}_result"),
        sa.ForeignKeyConstraint(
            ["forge", "native_id"], ["repositories.forge", "repositories.native_id"], name=f"fk_{name}_forge"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_order", name, ["audit", "name", "id"])
    op.create_index(f"ix_{name}_same", name, ["forge", "native_id", "head"])
    op.create_index(f"ix_{name}_result", name, ["result"])
