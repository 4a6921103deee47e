# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a document from outside fits one of our own JSON Schemas (draft 2020-12)."""

from __future__ import annotations

from collections.abc import Mapping


def fits(document: object, schema: Mapping[str, object]) -> bool:
    """Whether it does. The schema is ours: nothing is fetched, and it costs no more than the document is long."""
    import jsonschema_rs

    return jsonschema_rs.validator_for(dict(schema)).is_valid(document)
