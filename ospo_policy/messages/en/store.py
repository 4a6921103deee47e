# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database of audits."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "store.no-library": "The libraries that keep audits in a database are not installed.",
    "store.no-library.hint": "Install them: pip install 'ospo-policy[audit]'",
    "store.no-driver": "The library that speaks to the database {name} is not installed.",
    "store.no-driver.hint": "For PostgreSQL: pip install 'ospo-policy[postgresql]'",
    "store.bad-address": "The address of the database, which begins with `{name}`, cannot be used.",
    "store.bad-address.hint": "Give the path of a file, or an address like postgresql://user@host/database. Some characters of a password must be written as %XX.",
    "store.absent": "There is no database {name}.",
    "store.absent.hint": "Run an audit first, or give the file that it wrote.",
    "store.foreign": "{name} is a database of another program. It was not changed.",
    "store.foreign.hint": "Give another file, which may be a new one, or a PostgreSQL database of its own.",
    "store.newer": "{name} was written by a newer version of ospo-policy. It was not changed.",
    "store.newer.hint": "Update ospo-policy, or give another file.",
    "store.not-database": "{name} is no database. It was not changed.",
    "store.not-database.hint": "Give another file, which may be a new one.",
    "store.damaged": "{name} is damaged: a part of it cannot be read.",
    "store.damaged.hint": "Take it from a backup, or move it away: the next audit starts a new one.",
    "store.read-only": "{name} cannot be written to.",
    "store.read-only.hint": "The file and its folder must belong to you, or be writable: the database keeps a second file beside it while it works.",
    "store.no-right": "The database user may not write to {name}.",
    "store.no-right.hint": "Grant the rights to read and write its tables and, for the first audit, to create them.",
    "store.cannot-open": "{name} cannot be opened or created.",
    "store.cannot-open.hint": "Look whether its folder exists, and whether you may write to it.",
    "store.busy": "Another program has been writing to {name} for more than a minute.",
    "store.busy.hint": "Wait until the other audit is done, then run the command again. What was recorded is kept.",
    "store.full": "The disk that holds {name} is full.",
    "store.full.hint": "Make room, then run the command again. What was recorded is kept.",
    "store.unreachable": "The database {name} cannot be reached. It says: {detail}",
    "store.unreachable.hint": "Look at the host, the port, the user and the password, and whether the server runs.",
    "store.failed": "The database {name} did not do what was asked. It says: {detail}",
    "store.failed.hint": "What was recorded before is kept. Run the command again; if it fails again, this is a defect of ospo-policy.",
    "store.no-audit": "{name} holds no audit {detail} that can be used.",
    "store.no-audit.hint": "It may have been removed as too old, or be finished already.",
}
