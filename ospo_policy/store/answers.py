# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of forges, kept to be asked for on condition: as private as the files beside them.

Their keys are digests, from which neither a token nor an address can be read. What was not used for long is
forgotten by itself, since a new token has new keys.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping

from sqlalchemy import delete, select, update

from ospo_policy.ports.forges import Remembered
from ospo_policy.store.codec import CodecError
from ospo_policy.store.database import Database, insert_or_update
from ospo_policy.store.tables import answers

MAX_BYTES = 1 << 22
"""Bytes of a body; a longer one is no answer that was kept here."""
KEPT_DAYS = 60
_COLUMNS = ("etag", "modified", "headers", "body", "last_used")


class StoredAnswers:
    """The `AnswerMemory` of the store. `day` is today."""

    def __init__(self, database: Database, day: int) -> None:
        self._database = database
        self._day = day
        self._is_swept = False

    def answer(self, key: str) -> Remembered | None:
        """The answer, if it is known. Raises `StoreError`."""
        this = answers.c.key == key
        with self._database.reading() as connection:
            row = connection.execute(select(answers).where(this)).first()
        if row is None:
            return None
        with self._database.translated():
            found = Remembered(row.etag, row.modified, _inflated(row.body), _headers(row.headers))
        if row.last_used < self._day:
            with self._database.writing() as connection:
                connection.execute(update(answers).where(this).values(last_used=self._day))
        return found

    def keep_answer(self, key: str, answer: Remembered) -> None:
        """Keep an answer, in place of an earlier one. Raises `StoreError`."""
        row = {
            "key": key,
            "etag": answer.etag,
            "modified": answer.modified,
            "headers": json.dumps(dict(answer.headers)),
            "body": zlib.compress(answer.body),
            "last_used": self._day,
        }
        with self._database.writing() as connection:
            if not self._is_swept:
                connection.execute(delete(answers).where(answers.c.last_used < self._day - KEPT_DAYS))
            insert_or_update(connection, answers, [row], ("key",), _COLUMNS)
        self._is_swept = True


def _inflated(data: bytes) -> bytes:
    """What was compressed, if it is not too long. Raises `CodecError`."""
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(data, MAX_BYTES)
    except zlib.error:
        raise CodecError("zlib") from None
    if not reader.eof:
        raise CodecError("zlib")
    return found


def _headers(text: str) -> Mapping[str, str]:
    """Raises `CodecError`."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CodecError(type(error).__name__) from None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise CodecError("headers")
    return found
