# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A baseline: the failures that are known since a day, so that only new ones count."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from ospo_policy.model.policy import DateText, Identifier, Natural


class KnownFailure(NamedTuple):
    """How far a rule fails that is known to fail.

    `at` tells how often in which file; it is empty where a failure has no place, or too many to list. `faults` and
    `coverage` are what the check measured (`ospo_policy.model.verdict.MEASURES`).
    """

    since: DateText
    at: Mapping[str, Natural] = {}
    faults: Natural | None = None
    coverage: float | None = None


class BaselineDocument(NamedTuple):
    """The file `.ospo-policy-baseline.yml` of a repository: by rule, what is known to fail."""

    schema_version: Literal["1"]
    failures: Mapping[Identifier, KnownFailure] = {}
