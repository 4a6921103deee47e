# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Prose in every format, the cost of schemas, and what hostile documents may cost."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.parsers import markup, structured
from ospo_policy.parsers.json_schema import MAX_COST, cost
from ospo_policy.parsers.links import fold_anchor, own_anchors
from ospo_policy.parsers.placeholders import find_placeholders
from ospo_policy.parsers.prose import prose

FORMATS = ("a.md", "a.rst", "a.adoc", "a.org", "")


@pytest.mark.parametrize("path", FORMATS)
@given(text=st.text("`~ \t\nab[]<>!-#+_:.=*/>prcode", max_size=80))
def test_prose_keeps_every_place_in_every_format(path: str, text: str) -> None:
    bare = prose(text, path)
    assert len(bare) == len(text)
    assert bare.count("\n") == text.count("\n")


HOSTILE: dict[str, Callable[[], object]] = {
    "line feeds": lambda: find_placeholders("\n" * 1_000_000, is_licence=False),
    "a long block of code": lambda: find_placeholders("```\n" + ("x" * 80 + "\n") * 12_000, is_licence=False),
    "comments that do not close": lambda: prose("-->" + "<!--" * 250_000),
    "elements that do not close": lambda: prose("<pre><code " * 90_000),
    "a line of backticks": lambda: prose("x" + "`" * 1_000_000),
    "runs of backticks": lambda: prose("x" + " ".join("`" * length for length in range(1, 1_400))),
    "labels": lambda: find_placeholders("[email] " * 120_000, is_licence=False),
    "quotations": lambda: prose("> " * 500_000),
    "verbatim of Org": lambda: prose("=a" * 500_000, "a.org"),
    "links of reStructuredText": lambda: markup.restructured_text("`b <" * 250_000),
    "anchors": lambda: own_anchors("{#" * 500_000),
    "hyphens": lambda: fold_anchor("-é" * 500_000),
}


@pytest.mark.parametrize("run", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_megabyte_costs_no_more_than_its_length(run: Callable[[], object]) -> None:
    started = time.process_time()
    run()
    # Under a second on a quiet machine, hours where the cost is quadratic: the bound is for slow, shared ones.
    assert time.process_time() - started < 60


def test_a_key_of_thousands_of_parts_is_not_read() -> None:
    with pytest.raises(structured.TooLargeError):
        structured.read("a.toml", "a" + ".a" * 200_000 + " = 1\n")


def _doubling(length: int, refer: Callable[[int], dict[str, object]]) -> dict[str, Any]:
    steps = {f"s{n}": {"$anchor": f"s{n}", "allOf": [refer(n + 1), refer(n + 1)]} for n in range(length)}
    return {"$defs": {**steps, f"s{length}": {"$anchor": f"s{length}"}}, **refer(0)}


@pytest.mark.parametrize("refer", [lambda n: {"$ref": f"#/$defs/s{n}"}, lambda n: {"$ref": f"#s{n}"}])
def test_a_schema_that_doubles_thirty_times_is_too_costly(refer: Callable[[int], dict[str, object]]) -> None:
    assert cost(_doubling(30, refer)) > MAX_COST
    assert cost(_doubling(8, refer)) < MAX_COST


@pytest.mark.parametrize(
    ("schema", "is_costly"),
    [
        ({}, False), (True, False), ({"$ref": "#"}, True), ({"$ref": "https://json-schema.org/draft/2020-12/schema"}, False),
        ({"properties": {"child": {"$ref": "#"}}}, False), ({"not": {"if": {"$ref": "#"}}}, True),
        ({"$id": "https://a.example/b", "allOf": [{"$ref": "https://a.example/b"}]}, True),
        ({"dependentSchemas": {"a": {"$ref": "#"}}}, True), ({"allOf": "nonsense", "$ref": 1, "not": 2}, False),
        ({"$defs": {"a/b~c": {"type": "string"}}, "$ref": "#/$defs/a~1b~0c"}, False),
    ],
)  # fmt: skip
def test_what_a_schema_may_cost(schema: object, is_costly: bool) -> None:
    assert (cost(schema) > MAX_COST) is is_costly
