# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GitHub adapter, on the test GitHub: the same facts as from a checkout, and the truth about the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.github.reader import GitHubForge
from ospo_policy.forges.github.transport import App, Token, Transport
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository, Tag, Unseen
from ospo_policy.model.fields import FIELDS
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs, union
from ospo_policy.model.report import Status
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.ports.forges import ForgeUnavailableError
from tests.forges.github_server import World, serving
from tests.forges.github_server.samples import sample
from tests.support.object_cache import MemoryCache
from tests.support.repositories import build

NOW = 1_795_392_000  # 2026-11-23
SAY = Catalogue("en")
READ = Needs(
    tree=True, contents=frozenset({"readme", "licence", "*.txt"}), heads=frozenset({"@secret-candidates", "*.bin"})
)
ODD: dict[str, Any] = {
    "README.md": {"symlink": "docs/LISEZMOI.md"},
    "docs/LISEZMOI.md": "# Eau\n" + "Une ville gère son eau. " * 30,
    "latin.txt": {"encoding": ["Été à Orléans\n", "cp1252"]},
    "empty.txt": "",
    "crlf.txt": "a\r\nb\r\n",
    "binary.txt": {"base64": "AAECAwQ="},
    "bom.txt": {"base64": "77u/YQo="},
    "utf16.txt": {"encoding": ["\ufeffOrléans\n", "utf-16-le"]},
    "long.txt": {"repeat": ["0123456789abcdef", 70_000]},
    "tool.bin": {"base64": "f0VMRgIBAQA="},
    "run.txt": {"executable": "#!/bin/sh\n"},
    "out.txt": {"symlink": "../../etc/passwd"},
    "loop.txt": {"symlink": "loop.txt"},
    "chain.txt": {"symlink": "README.md"},
    "vendored": {"submodule": "0123456789012345678901234567890123456789"},
    "LICENSE": {"official": "EUPL-1.2"},
    ".env": "PASSWORD=x\n",
    "é'\"\n.txt": "odd name\n",
}  # fmt: skip


class Site(NamedTuple):
    """A world that is served."""

    world: World
    base: str


@pytest.fixture
def site() -> Iterator[Site]:
    world = World(clock=lambda: NOW)
    world.organisation("ville", name="Ville", members=[{"login": "ada", "role": "ADMIN"}, {"login": "bob"}])
    for right in ("none", "read", "write", "admin", "owner"):
        world.token(f"t-{right}", ville=right)
    with serving(world) as base:
        yield Site(world, base)


def forge(site: Site, token: str = "t-read") -> GitHubForge:
    return GitHubForge("gh", Transport(Token(token), site.base, sleep=lambda _: None, clock=lambda: NOW), NOW)


def collect(
    site: Site, needs: Needs, *, token: str = "t-read", owner: str = "ville", cache: MemoryCache | None = None
) -> dict[str, Repository | Message]:
    hub = forge(site, token)
    listed = list(hub.repositories(owner, needs))
    return {one.id: found for one, found in hub.collect(listed, needs, cache or MemoryCache(), NOW)}


def only(site: Site, needs: Needs, **how: Any) -> Repository:
    (found,) = collect(site, needs, **how).values()
    assert isinstance(found, Repository)
    return found


def known(found: Repository) -> dict[str, object]:
    return {name: fact.value for name, fact in found.fields.items() if isinstance(fact, Known)}


@pytest.mark.parametrize("limit", [512 * 1024, 20])
def test_the_facts_are_those_of_a_checkout(tmp_path: Path, site: Site, limit: int) -> None:
    folder = build(tmp_path / "odd", ODD)
    site.world.from_disk("ville/odd", folder)
    site.world.blob_text_limit = limit
    here = open_repository(str(folder), "HEAD").collect(READ, "", NOW)
    there = only(site, READ)
    assert isinstance(here.tree, Known)
    assert isinstance(there.tree, Known)
    assert {(e.path, e.kind) for e in there.tree.value.entries} == {(e.path, e.kind) for e in here.tree.value.entries}
    assert there.contents == here.contents
    assert there.heads == here.heads
    assert there.commit == here.commit


def test_what_was_read_is_never_read_again(tmp_path: Path, site: Site) -> None:
    site.world.from_disk("ville/odd", build(tmp_path / "odd", ODD))
    cache = MemoryCache()
    first = only(site, READ, cache=cache)
    before = len(site.world.log)
    second = only(site, READ, cache=cache)
    assert (second.contents, second.heads) == (first.contents, first.heads)
    assert len(site.world.log) == before + 1


FROM_THE_FORGE = frozenset({"fr-tags", "fr-signed-tags"})
"""Rules on tags, whose signatures GitHub does not tell in its listing."""


@pytest.mark.parametrize("pack", ["minimal", "community-health", "fr-dinum"])
def test_the_verdicts_are_those_of_a_checkout(tmp_path: Path, site: Site, pack: str) -> None:
    about = yaml.safe_load((Path(__file__).parent.parent / "packs/repositories.yml").read_text(encoding="utf-8"))
    rules = load_policy([Wanted(pack)], PackSources(offline=True))
    local = {}
    for name, one in {**about, "odd": {"files": ODD, "git": {}}}.items():
        folder = build(tmp_path / name, one["files"], one["git"])
        site.world.from_disk(f"ville/{name}", folder)
        local[f"gh:ville/{name}"] = open_repository(str(folder), "HEAD").collect(rules.needs, "A", NOW)
    found = collect(site, rules.needs, token="t-owner")
    assert found.keys() == local.keys()
    for id_, facts in found.items():
        assert isinstance(facts, Repository)
        without = facts._replace(fields={}, profile="A", history=local[id_].history)
        here, there = evaluate(rules, local[id_]._replace(fields={})), evaluate(rules, without)
        assert [(one.rule, one.status) for one in there.findings] == [(one.rule, one.status) for one in here.findings]
        # publiccode.yml names another address
        fields = {name: fact for name, fact in facts.fields.items() if name != "url"}
        told = evaluate(rules, facts._replace(fields=fields, profile="A")).findings
        for one, other in zip(told, here.findings, strict=True):
            settled = other.status is Status.UNKNOWN or one.rule in FROM_THE_FORGE
            assert one.status is other.status or one.status is Status.UNKNOWN or settled, (id_, one, other)


SETTINGS = Needs(fields=union(field.needs for field in FIELDS.values()).fields)
