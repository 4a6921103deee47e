# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a mirror is a copy of, as each forge tells it; never with a password."""

from __future__ import annotations

import pytest

from ospo_policy.forges.forgejo.reader import ForgejoForge
from ospo_policy.forges.forgejo.transport import Token as ForgejoToken
from ospo_policy.forges.gitlab.reader import GitLabForge
from ospo_policy.forges.gitlab.transport import Token as GitLabToken
from ospo_policy.forges.mirrors import MIRROR_OF, plain
from ospo_policy.model.facts import Known
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import Forge
from tests.forges.forgejo_server.server import serving as serving_forgejo
from tests.forges.forgejo_server.world import Right
from tests.forges.forgejo_server.world import Token as CodeToken
from tests.forges.github_ville import forge as github
from tests.forges.github_ville import ville
from tests.forges.gitlab_server.server import serving as serving_gitlab
from tests.forges.gitlab_server.world import Access
from tests.forges.gitlab_server.world import Token as LabToken

SOURCE = "https://ospo:s3cret@source.example:8443/Ville/Eau.git"
PLAIN = "https://source.example:8443/ville/eau"
MIRROR = Needs(fields=frozenset({"mirror"}))


def told(forge: Forge, owner: str = "ville") -> dict[str, object]:
    found = {one.name: one.fields.get(MIRROR_OF) for one in forge.repositories(owner, MIRROR)}
    assert "s3cret" not in repr(found)
    return {name: fact.value for name, fact in found.items() if isinstance(fact, Known)}


ADDRESSES: dict[str, str | None] = {
    SOURCE: PLAIN,
    "http://source.example/ville/eau/": "https://source.example/ville/eau",
    "https://www.source.example:443/ville/eau.git?x=y#z": "https://source.example/ville/eau",
    "git@source.example:groupe/sous/eau.git": "https://source.example/groupe/sous/eau",
    "ssh://git@source.example:2222/ville/eau.git": "https://source.example/ville/eau",
    "https://s3cret/part@source.example/ville/eau": None,
    "https://source.example": None,
    "https://source.example:port/ville/eau": None,
    "https://[::1/ville/eau": None,
    "": None,
    "x" * 100_000: None,
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_is_always_written_alike_and_without_a_password(url: str) -> None:
    assert plain(url) == ADDRESSES[url]


def test_gitlab_tells_maintainers() -> None:
    with serving_gitlab() as lab:
        lab.world.tokens = [LabToken("glpat-m", Access.MAINTAINER), LabToken("glpat-d", Access.DEVELOPER)]
        lab.world.add("ville/eau", {"README.md": "x"}, mirror=True, mirror_of=SOURCE)
        lab.world.add("ville/imported", {"README.md": "x"}, mirror_of=SOURCE)
        for token, found in (("glpat-m", {"eau": PLAIN}), ("glpat-d", {})):
            assert told(GitLabForge("lab", lab.url, GitLabToken(token), sleep=lambda _: None)) == found


def test_forgejo_tells_everybody() -> None:
    with serving_forgejo() as code:
        code.world.tokens = [CodeToken("reader", Right.READ)]
        code.world.add("ville/eau", about={"mirror": True, "original_url": SOURCE})
        code.world.add("ville/imported", about={"mirror": False, "original_url": SOURCE})
        code.world.add("ville/odd", about={"mirror": True, "original_url": 7})
        assert told(ForgejoForge("code", code.url, ForgejoToken("reader"), sleep=lambda _: None)) == {"eau": PLAIN}


@pytest.mark.parametrize("status", [None, 404])
def test_github_tells_everybody_by_either_of_its_interfaces(status: int | None) -> None:
    with ville() as site:
        site.world.graphql_status = status
        site.world.repository("ville/eau", {"README.md": "x"}, isMirror=True, mirrorUrl=SOURCE)
        site.world.repository("ville/plain", {"README.md": "x"})
        assert told(github(site)) == {"eau": PLAIN}
