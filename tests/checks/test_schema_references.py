# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A schema in a policy refers to nothing outside itself: it is refused, and nothing is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ospo_policy.checks.schema import CHECK, Params
from ospo_policy.model.policy import Glob

OUTSIDE = ("{web}/a.json", "file:///etc/passwd", "{file}", "other.json", "../../etc/passwd")


@pytest.mark.parametrize("target", OUTSIDE)
@pytest.mark.parametrize(
    "shape",
    [
        lambda target: {"$ref": target},
        lambda target: {"$schema": target},
        lambda target: {"properties": {"a": {"$dynamicRef": target}}},
        lambda target: {"$defs": {"never-used": {"$ref": target}}},
        lambda target: {"$id": "https://schemas.example/x/", "allOf": [{"$ref": target}]},
    ],
    ids=["ref", "schema", "dynamic", "unused", "id"],
)
def test_a_reference_to_the_outside_is_refused_without_access(
    target: str, shape: Any, server: tuple[str, Path, list[str]], tmp_path: Path
) -> None:
    # Both places hold a good schema: reading either would make the whole schema a good one.
    address, folder, asked = server
    folder.mkdir(exist_ok=True)
    (folder / "a.json").write_text("{}")
    (tmp_path / "b.json").write_text("{}")
    schema = shape(target.format(web=address, file=(tmp_path / "b.json").as_uri()))

    wrong = CHECK.wrong(Params(schema=schema, any_of=(Glob("a.yml"),)))

    assert wrong is not None
    assert wrong.key == "schema.bad-schema"
    assert asked == []


def test_the_forms_that_the_library_has_itself_are_no_outside() -> None:
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/$defs/a",
        "$defs": {"a": {}},
    }
    assert CHECK.wrong(Params(schema=schema, any_of=(Glob("a.yml"),))) is None
