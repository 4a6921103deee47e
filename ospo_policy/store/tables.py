# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables, as SQLAlchemy knows them; `migrations/` makes them, and a test holds both together.

What is said by many is stored once: the texts of a rule (`definitions`), the findings of a
repository that did not change since the last audit (`results`), the contents of files (`blobs`).
Moments are in seconds since 1970, days in days since then.
"""

from __future__ import annotations

import re

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine


class AnyText(TypeDecorator[str]):
    """Any text of Python's, in the order of its code points.

    A forge's names and a repository's paths may hold what a database refuses, NUL and lone
    surrogates: these are written as U+001A and four digits.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """PostgreSQL would else sort by the server's language."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's)
        """The text as it is stored."""
        if value is None or (value.isascii() and "\0" not in value and "\x1a" not in value):
            return value
        return re.sub("[\0\x1a\ud800-\udfff]", lambda found: f"\x1a{ord(found[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's)
        """The text as it was."""
        if value is None or "\x1a" not in value:
            return value
        return re.sub("\x1a([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), value)


Id = BigInteger().with_variant(Integer, "sqlite")
"""Only an INTEGER counts up by itself in SQLite."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

blobs = Table(
    "blobs",
    metadata,
    Column("oid", AnyText, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("last_used", Integer, nullable=False, index=True),
)
trees = Table(
    "trees",
    metadata,
    Column("commit", AnyText, primary_key=True),
    Column("listing", LargeBinary, nullable=False),
    Column("truncated", Boolean, nullable=False),
    Column("last_used", Integer, nullable=False, index=True),
)
repositories = Table(
    "repositories",
    metadata,
    Column("forge", AnyText, primary_key=True),
    Column("native_id", AnyText, primary_key=True),
    Column("id", AnyText, nullable=False),
    Column("owner", AnyText, nullable=False),
    Column("name", AnyText, nullable=False),
    Column("url", AnyText, nullable=False),
    Column("first_seen", BigInteger, nullable=False),
    Column("last_seen", BigInteger, nullable=False),
    Column("gone_since", BigInteger),
)
audits = Table(
    "audits",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("started", BigInteger, nullable=False),
    Column("finished", BigInteger),
    Column("state", AnyText, nullable=False),
    Column("tool_version", AnyText, nullable=False),
    Column("policy_digest", AnyText, nullable=False),
    Column("packs", AnyText, nullable=False),
    Column("notices", AnyText, nullable=False),
    Column("options", AnyText, nullable=False),
    Column("usage", AnyText, nullable=False),
    sqlite_autoincrement=True,
)
definitions = Table(
    "definitions",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("digest", AnyText, nullable=False, unique=True),
    Column("name", AnyText, nullable=False),
    Column("pack", AnyText),
    Column("level", AnyText),
    Column("body", AnyText, nullable=False),
    sqlite_autoincrement=True,
)
"""What a policy says: a rule (with pack and level), or a score, with all its texts."""

results = Table(
    "results",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("digest", AnyText, nullable=False, unique=True),
    Column("profile", AnyText, nullable=False),
    sqlite_autoincrement=True,
)
"""All that was found of a repository, by the digest of it."""

findings = Table(
    "findings",
    metadata,
    Column("result", Id, ForeignKey("results.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("definition", Id, ForeignKey("definitions.id"), nullable=False, index=True),
    Column("status", AnyText, nullable=False),
    Column("message", AnyText, nullable=False),
    Column("locations", AnyText, nullable=False),
    Column("evidence", AnyText, nullable=False),
    Column("via", AnyText),
    Column("waiver", AnyText),
    Column("known_since", AnyText),
    sqlite_with_rowid=False,
)
scores = Table(
    "scores",
    metadata,
    Column("result", Id, ForeignKey("results.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("definition", Id, ForeignKey("definitions.id"), nullable=False, index=True),
    Column("statuses", AnyText, nullable=False),
    sqlite_with_rowid=False,
)
audit_repositories = Table(
    "audit_repositories",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("audit", Id, ForeignKey("audits.id", ondelete="CASCADE"), nullable=False),
    Column("forge", AnyText, nullable=False),
    Column("native_id", AnyText, nullable=False),
    Column("name", AnyText, nullable=False),
    Column("head", AnyText),
    Column("commit", AnyText),
    Column("facts_digest", AnyText, nullable=False),
    Column("policy_digest", AnyText, nullable=False),
    Column("result", Id, ForeignKey("results.id"), index=True),
    Column("reason", AnyText),
    UniqueConstraint("audit", "forge", "native_id"),
    ForeignKeyConstraint(["forge", "native_id"], ["repositories.forge", "repositories.native_id"]),
    Index("ix_audit_repositories_order", "audit", "name", "id"),
    Index("ix_audit_repositories_same", "forge", "native_id", "head"),
    sqlite_autoincrement=True,
)
"""A repository in an audit: `result` where it was read, else the `reason`; `name` is what reports call it."""

facts = Table(
    "facts",
    metadata,
    Column("forge", AnyText, primary_key=True),
    Column("native_id", AnyText, primary_key=True),
    Column("head", AnyText, primary_key=True),
    Column("needs_digest", AnyText, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("last_used", Integer, nullable=False, index=True),
)
"""The facts of a repository at a commit; trees, texts and heads of files stand in `blobs`."""

answers = Table(
    "answers",
    metadata,
    Column("key", AnyText, primary_key=True),
    Column("etag", AnyText, nullable=False),
    Column("modified", AnyText, nullable=False),
    Column("headers", AnyText, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("last_used", Integer, nullable=False, index=True),
)
"""Answers of forges by the digest of who asked for what."""

refusals = Table(
    "refusals",
    metadata,
    Column("forge", AnyText, primary_key=True),
    Column("native_id", AnyText, primary_key=True),
    Column("rule", AnyText, primary_key=True),
    Column("pack", Integer, nullable=False),
    Column("template", Integer, nullable=False),
)
"""A rule that a repository's people refused: the major version of its pack, and its template's, when it was asked for."""

written = Table(
    "written",
    metadata,
    Column("digest", AnyText, primary_key=True),
    Column("body", AnyText, nullable=False),
    Column("last_used", Integer, nullable=False),
)
"""Texts that were written from templates, by the digests in their stamps: the base of a later merge."""

baseline = Table(
    "baseline",
    metadata,
    Column("forge", AnyText, primary_key=True),
    Column("native_id", AnyText, primary_key=True),
    Column("rule", AnyText, primary_key=True),
    Column("known", AnyText, nullable=False),
    ForeignKeyConstraint(["forge", "native_id"], ["repositories.forge", "repositories.native_id"]),
    sqlite_with_rowid=False,
)
"""The failures that are known, and do not count; how far each goes is in `known`."""
