# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Policy files kept between runs: the same nodes, and never for another text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ospo_policy.operations import cache
from ospo_policy.operations.document_cache import MAX_ENTRIES, read_cached
from ospo_policy.parsers.yaml_source import read

PACKS = sorted((Path(__file__).parent.parent.parent / "policies").glob("*.yml"))


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.stem)
def test_what_comes_from_the_cache_is_what_was_read(pack: Path) -> None:
    text = pack.read_text(encoding="utf-8")
    first = read_cached(text, pack.name)
    assert read_cached(text, pack.name) == first == read(text, pack.name)


scalars = st.none() | st.booleans() | st.integers(-999, 999) | st.text("abé'\" :#-", max_size=6)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=3), inner)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(values)
def test_any_document_comes_back_with_its_places(value: object) -> None:
    import yaml

    text = yaml.safe_dump(value, allow_unicode=True)
    assert read_cached(text, "a.yml") == read_cached(text, "a.yml") == read(text, "a.yml")


def entries() -> list[Path]:
    return sorted(Path(cache.cache_folder("documents")).glob("*"))


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"version": "0.1.0"}', b"\xff\xfe", b'{"version":1,"text":2,"root":3}']
)
def test_a_damaged_entry_is_written_anew(damage: bytes) -> None:
    text = "pack: a\nversion: 1.0.0\n"
    good = read_cached(text, "a.yml")
    (entry,) = entries()
    whole = entry.read_bytes()
    entry.write_bytes(damage)
    assert read_cached(text, "a.yml") == good
    assert entry.read_bytes() == whole


def test_a_text_with_a_mistake_is_not_kept() -> None:
    assert read_cached("a: [", "a.yml").problems
    assert read_cached("", "a.yml").root is None
    assert entries() == []


def test_the_cache_does_not_grow_for_ever() -> None:
    for number in range(MAX_ENTRIES + 5):
        read_cached(f"a: {number}\n", "a.yml")
    assert len(entries()) == MAX_ENTRIES


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("OSPO_POLICY_CACHE", str(tmp_path / "file"))
    assert read_cached("a: 1\n", "a.yml").root is not None


def test_the_cache_lies_where_the_system_keeps_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OSPO_POLICY_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    assert cache.cache_folder("packs") == "/xdg/ospo-policy/packs"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache.cache_folder("packs").endswith("/.cache/ospo-policy/packs")
