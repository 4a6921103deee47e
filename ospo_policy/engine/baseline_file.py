# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A repository's file of what is known to fail: sorted, a failure a line, so that a change of it reads well and merges."""

from __future__ import annotations

import json
from itertools import takewhile

from ospo_policy.engine.baseline import Baseline
from ospo_policy.model.baseline import BaselineDocument, KnownFailure
from ospo_policy.model.errors import PolicyError
from ospo_policy.model.location import Position
from ospo_policy.model.message import Message
from ospo_policy.parsers.binding import Binder
from ospo_policy.parsers.yaml_source import read


def render(baseline: Baseline, head: str) -> str:
    """The file, ended by a line feed; `head` are the comments above it."""
    lines = [f"  {rule}: {_failure(baseline[rule])}" for rule in sorted(baseline)]
    return (
        "\n".join([*head.splitlines(), 'schema_version: "1"', *(["failures:", *lines] if lines else ["failures: {}"])])
        + "\n"
    )


def head_of(text: str) -> str:
    """The comments that a file begins with: the licence of the file, say, which stays when it is written anew."""
    return "\n".join(takewhile(lambda line: line.startswith("#"), text.splitlines()))


def _failure(failure: KnownFailure) -> str:
    """A failure on one line, what is not told left out; JSON is YAML."""
    told = {
        "since": failure.since,
        "at": dict(sorted(failure.at.items())) or None,
        "faults": failure.faults,
        "coverage": failure.coverage,
    }
    return json.dumps({key: value for key, value in told.items() if value is not None}, ensure_ascii=False)


def parse(text: str, name: str) -> dict[str, KnownFailure]:
    """What a file holds. Raises `PolicyError` with every mistake."""
    document, binder = read(text, name), Binder(takes_parameters=False)
    bound: BaselineDocument | None = None
    if document.root is not None:
        bound = binder.bind(document.root, BaselineDocument, name)
    elif not document.problems:
        binder.problem(Position(name, 1, 1), Message("pack.empty"))
    problems = [*document.problems, *binder.problems]
    if problems or bound is None:
        raise PolicyError([one._replace(hint=one.hint or Message("baseline.broken.hint")) for one in problems])
    return {str(rule): failure for rule, failure in bound.failures.items()}
