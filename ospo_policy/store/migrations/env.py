# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Alembic runs: the migrations, on the connection and in the transaction of `ospo_policy.store.migrate`."""

from __future__ import annotations

from alembic import context

from ospo_policy.store.migrations import VERSION_TABLE
from ospo_policy.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
