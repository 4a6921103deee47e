# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workflow or a composite action as read. Places are lines and columns, from 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ospo_policy.model.nodes import Node


class Place(NamedTuple):
    """A line and a column of the file."""

    line: int
    column: int


class Value(NamedTuple):
    """A text of the file, and where it stands."""

    text: str
    place: Place


class Permissions(NamedTuple):
    """What a token may do: `everything` for one word (`write-all`, `read-all`), else by scope."""

    place: Place
    everything: str
    scopes: Mapping[str, Value]


class Step(NamedTuple):
    """A step of a job. `inputs` are its `with`."""

    place: Place
    name: str
    uses: Value | None
    run: Value | None
    inputs: Mapping[str, Value]
    env: Mapping[str, Value]
    condition: str


class Job(NamedTuple):
    """A job: steps, or a reusable workflow that is called by `uses`."""

    id: str
    place: Place
    name: str
    uses: Value | None
    permissions: Permissions | None
    env: Mapping[str, Value]
    condition: str
    steps: tuple[Step, ...]


class Workflow(NamedTuple):
    """A workflow; a composite action is one job without triggers (`is_action`).

    Names of variables, inputs and scopes are in lower case: GitHub does not tell them apart by case.
    """

    path: str
    name: str
    place: Place
    triggers: Mapping[str, Node | None]
    permissions: Permissions | None
    env: Mapping[str, Value]
    jobs: tuple[Job, ...]
    is_action: bool
    lines: tuple[str, ...]


class Mark(NamedTuple):
    """Something dangerous: where, and what it is in the words of the file."""

    place: Place
    what: str
