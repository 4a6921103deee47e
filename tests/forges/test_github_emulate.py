# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The REST half of the GitHub adapter against a GitHub that others wrote, npm `emulate` 0.12.2: run by bench/emulate.sh.

It has no GraphQL, knows no repository by its number, and tells no branch's rules, no date of a branch's head, and
nothing of the repositories of an organisation. What it does not tell must be unseen here, and the rest as in a checkout.
"""

from __future__ import annotations

import base64
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.github.reader import GitHubForge
from ospo_policy.forges.github.transport import Token, Transport
from ospo_policy.forges.local.reader import open_repository
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.needs import Needs
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.ports.forges import ForgeUnavailableError
from tests.forges.github_ville import SAY, SETTINGS
from tests.support.object_cache import MemoryCache
from tests.support.odd_files import NOW, READ
from tests.support.repositories import build

URL = os.environ.get("OSPO_POLICY_EMULATE", "")
TOKEN = "emulate-token"
FILES = {
    "README.md": "# Eau\n\nLa ville gère son eau.\n\n## Installation\n\nmake\n",
    "CONTRIBUTING.md": "# Contributing\n\nWrite to us.\n",
    ".github/CODEOWNERS": "* @ada\n",
    "docs/GOVERNANCE.md": "# Governance\n\nThree people decide.\n",
    "src/main.py": "print('eau')\n",
    "latin.txt": "Été à Orléans\n".encode("cp1252"),
    "binary.txt": b"\0\1\2\3",
}

pytestmark = pytest.mark.skipif(not URL, reason="npm `emulate` is not running: bench/emulate.sh")


@pytest.fixture(scope="module", autouse=True)
def filled() -> Iterator[None]:
    """The server, with the files in place, each put by the API."""
    with requests.Session() as session:
        session.headers["Authorization"] = f"token {TOKEN}"
        for _ in range(100):
            try:
                session.get(f"{URL}/user", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        for path, data in FILES.items():
            address = f"{URL}/repos/ada/eau/contents/{path}"
            before = session.get(address, timeout=5)
            body = {
                "message": "Add",
                "content": base64.b64encode(data if isinstance(data, bytes) else data.encode()).decode(),
            }
            if before.status_code == 200:
                body["sha"] = before.json()["sha"]
            assert session.put(address, json=body, timeout=5).status_code in (200, 201), path
        yield


def forge() -> GitHubForge:
    return GitHubForge("gh", Transport(Token(TOKEN), URL, sleep=lambda _: None), NOW)


def read(needs: Needs) -> dict[str, Repository]:
    hub = forge()
    listed = list(hub.repositories("ada", needs))
    found = {one.name: what for one, what in hub.collect(listed, needs, MemoryCache(), NOW)}
    assert all(isinstance(what, Repository) for what in found.values()), found
    return {name: what for name, what in found.items() if isinstance(what, Repository)}


def test_repositories_of_a_user_private_ones_too() -> None:
    assert list(read(READ)) == ["air", "eau", "secret"]


def test_the_facts_are_those_of_a_checkout(tmp_path: Path) -> None:
    files = {
        path: data if isinstance(data, str) else {"base64": base64.b64encode(data).decode()}
        for path, data in FILES.items()
    }
    here = open_repository(str(build(tmp_path / "eau", files)), "HEAD").collect(READ, "", NOW)
    there = read(READ)["eau"]
    assert isinstance(here.tree, Known)
    assert isinstance(there.tree, Known)
    assert sorted(there.tree.value.paths) == sorted(here.tree.value.paths)
    assert (there.contents, there.heads) == (here.contents, here.heads)


@pytest.mark.parametrize("pack", ["minimal", "community-health", "fr-dinum"])
def test_the_verdicts_are_those_of_a_checkout(tmp_path: Path, pack: str) -> None:
    rules = load_policy([Wanted(pack)], PackSources(offline=True))
    files = {
        path: data if isinstance(data, str) else {"base64": base64.b64encode(data).decode()}
        for path, data in FILES.items()
    }
    local = open_repository(str(build(tmp_path / "eau", files)), "HEAD").collect(rules.needs, "", NOW)
    there = read(rules.needs)["eau"]._replace(fields={}, history=local.history)
    assert [(one.rule, one.status) for one in evaluate(rules, there).findings] == [
        (one.rule, one.status) for one in evaluate(rules, local._replace(fields={})).findings
    ]


def test_what_the_server_does_not_tell_is_unseen() -> None:
    found = read(SETTINGS | Needs(history=frozenset({"tags", "last_commit"})))["eau"]
    told = {name: fact.value for name, fact in found.fields.items() if isinstance(fact, Known)}
    assert told.items() >= {"description": "L'eau de la ville", "topics": ["eau", "ville"], "visibility": "public",
                            "default_branch": "main", "fork": False, "archived": False, "has_issues": True,
                            "releases": 0, "org.is_organisation": False}.items()  # fmt: skip
    for name in ("branch_protected", "required_approvals", "issue_reaction_days", "private_vulnerability_reporting"):
        fact = found.fields[name]
        assert isinstance(fact, Unseen), name
        assert all(Catalogue(language).text(fact.reason) for language in ("en", "fr"))
    assert found.history.tags == Known(())
    assert isinstance(found.history.last_commit, Known)
    assert abs(found.history.last_commit.value - time.time()) < 3_600


def test_an_organisation_whose_repositories_it_cannot_list() -> None:
    with pytest.raises(ForgeUnavailableError) as refused:
        list(forge().repositories("ville", READ))
    assert SAY.text(refused.value.message).startswith("There is no organisation or user ville on ")
