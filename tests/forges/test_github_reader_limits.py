# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GitHub adapter at GitHub's limits, when GitHub is broken, and what it spends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ospo_policy.forges.github.listing import Pager
from ospo_policy.forges.github.reader import GitHubForge
from ospo_policy.forges.github.refusals import PartUnavailableError, TooMuchError
from ospo_policy.forges.github.transport import HOPELESS, App, Token, Transport
from ospo_policy.messages import Catalogue
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.message import Message
from ospo_policy.model.needs import Needs
from ospo_policy.operations.audit import BATCH
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from ospo_policy.ports.forges import ForgeUnavailableError, Listed
from tests.forges.github_server import Fault, World, serving
from tests.forges.github_server.samples import sample
from tests.support.object_cache import MemoryCache

NOW = 1_795_392_000
SAY = Catalogue("en")
READ = Needs(tree=True, contents=frozenset({"readme", "*.txt"}), fields=frozenset({"description"}))
LIST = Needs(fields=frozenset({"description"}))
SECRET = "ghp_very-secret"


class Site(NamedTuple):
    """A world that is served, and a time that passes when somebody sleeps."""

    world: World
    base: str
    pauses: list[float]

    def now(self) -> float:
        return NOW + sum(self.pauses)

    def forge(self, identity: Token | App | None = Token("t-read")) -> GitHubForge:  # noqa: B008 a constant
        return GitHubForge("gh", Transport(identity, self.base, sleep=self.pauses.append, clock=self.now), NOW)

    def names(self, **how: Any) -> list[str]:
        return [one.name for one in self.forge(**how).repositories("ville", LIST)]


@pytest.fixture
def site() -> Iterator[Site]:
    world = World()
    world.token("t-read", ville="read")
    with serving(world) as base:
        site = Site(world, base, [])
        world.clock = site.now
        yield site


def add(site: Site, count: int) -> list[str]:
    names = [f"p{number:03}" for number in range(count)]
    for name in names:
        site.world.repository(f"ville/{name}", {"README.md": f"# {name}\n", "a.txt": name})
    return names


def failure(site: Site, **how: Any) -> str:
    with pytest.raises(ForgeUnavailableError) as refused:
        site.names(**how)
    hint = refused.value.hint
    assert all(Catalogue("fr").text(one) for one in (refused.value.message, hint) if one)
    return SAY.text(refused.value.message).replace(site.base.partition("//")[2], "HOST")


def test_pages(site: Site) -> None:
    names = add(site, 120)
    assert site.names() == names
    assert [entry.status for entry in site.world.log] == [200] * 3


TOO_MUCH = ["502", "503", "504", "500", "garbage", "cut", "something-went-wrong", "closed"]


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_a_page_that_is_too_much_is_halved(site: Site, kind: str) -> None:
    names = add(site, 60)
    site.world.faults.append(Fault(kind, "/graphql", times=0, when=lambda asked: asked.nodes > 12))
    assert site.names() == names
    assert site.pauses[:2] == [1, 2]
    assert len(site.world.log) <= 10


def test_resources_used_up_make_pages_smaller(site: Site) -> None:
    names = add(site, 30)
    for _ in range(3):
        site.world.faults.append(Fault("resource-limits", "/graphql"))
    site.world.limits.objects = 0
    assert site.names() == names


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_a_single_repository_that_is_too_much_ends_the_owner(site: Site, kind: str) -> None:
    add(site, 3)
    site.world.faults.append(Fault(kind, "/graphql", times=0, after=1))
    hub = site.forge()
    needs = LIST._replace(fields=LIST.fields | {"org.name"})
    with pytest.raises(ForgeUnavailableError) as refused:
        list(hub.repositories("ville", needs))
    assert len(site.world.log) < HOPELESS
    assert sum(site.pauses) < 200
    assert SAY.text(refused.value.message)


@pytest.mark.parametrize("kind", sorted(set(TOO_MUCH) - {"something-went-wrong"}))
def test_faults_that_pass_cost_nothing_but_time(site: Site, kind: str) -> None:
    names = add(site, 3)
    site.world.faults += [Fault(kind, "/graphql", times=2, after=1), Fault(kind, "/repositories", times=3)]
    hub = site.forge()
    needs = READ._replace(fields=READ.fields | {"org.name"})
    listed = list(hub.repositories("ville", needs))
    found = {one.id: what for one, what in hub.collect(listed, needs, MemoryCache(), NOW)}
    assert [one.name for one in listed] == names
    for what in found.values():
        assert isinstance(what, Repository)
        assert all(isinstance(fact, Known) for fact in (what.tree, *what.contents.values()))
    assert site.world.faults == []


@pytest.mark.parametrize(
    ("fault", "pause"),
    [
        (Fault("rate-limited"), 3_601),
        (Fault("403-secondary", retry_after=7), 7),
        (Fault("429-secondary"), 60),
    ],
)
@pytest.mark.parametrize("path", ["/graphql", "/repositories"])
def test_limits_are_waited_for(site: Site, fault: Fault, pause: float, path: str) -> None:
    add(site, 2)
    site.world.limits.window = 3_599
    site.world.faults.append(fault._replace(path=path))
    hub = site.forge()
    listed = list(hub.repositories("ville", READ))
    assert all(isinstance(what, Repository) for _, what in hub.collect(listed, READ, MemoryCache(), NOW))
    assert site.pauses == [pytest.approx(pause, abs=1)]


def test_the_limit_of_an_hour_is_kept(site: Site) -> None:
    names = add(site, 120)
    site.world.limits.graphql = 2
    site.world.limits.window = 600
    assert site.names() == names
    assert site.pauses == [pytest.approx(601, abs=1)] * (len(site.world.log) - 3)


def test_a_wait_that_is_too_long_is_told(site: Site) -> None:
    add(site, 2)
    site.world.faults.append(Fault("403-secondary", retry_after=7_200))
    assert failure(site).endswith("is lifted in 120 minutes only. Run the audit again then: what was read is kept.")
    assert site.pauses == []
    site.world.faults.append(Fault("429-secondary", times=0))
    assert failure(site) == "HOST limits requests again and again. Nothing more of it was read."


def test_no_token_is_ever_shown(site: Site) -> None:
    assert failure(site, identity=Token(SECRET)) == "HOST does not accept the token."
    with pytest.raises(ForgeUnavailableError) as refused:
        site.names(identity=Token(SECRET))
    assert SECRET not in f"{refused.value!r} {refused.value.message!r} {Token(SECRET)!r} {App(1, SECRET)!r}"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or SECRET not in repr(refused.value.__context__)
    assert failure(site, identity=None) == "HOST answers this only to those who sign in, even of public repositories."
    site.world.faults.append(Fault("saml"))
    assert failure(site).startswith("HOST refused a request (status 403): Resource protected by organization SAML")


def test_a_server_that_is_not_there() -> None:
    pauses: list[float] = []
    hub = GitHubForge("gh", Transport(Token("x"), "http://127.0.0.1:9", sleep=pauses.append), NOW)
    with pytest.raises(ForgeUnavailableError) as refused:
        list(hub.repositories("ville", LIST))
    assert SAY.text(refused.value.message) == "127.0.0.1:9 does not answer (ConnectionError)."
    assert pauses == [1]


@pytest.mark.parametrize("kind", ["500", "502", "closed", "garbage"])
def test_one_tree_that_cannot_be_had_stays_alone(site: Site, kind: str) -> None:
    names = add(site, 4)
    hub = site.forge()
    listed = list(hub.repositories("ville", READ))
    head = listed[1].head
    assert head is not None
    site.world.faults.append(Fault(kind, "/repositories", times=0, when=lambda asked: head in asked.path))
    found = {one.name: what for one, what in hub.collect(listed, READ, MemoryCache(), NOW)}
    assert [name for name, what in found.items() if isinstance(what, Message)] == [names[1]]


def test_one_file_that_cannot_be_had_stays_alone(site: Site) -> None:
    add(site, 2)
    site.world.repository("ville/q", {"a.txt": b"\xe9t\xe9", "b.txt": "b"})
    site.world.faults.append(Fault("502", "/repos/", times=0))
    hub = site.forge()
    found = {
        one.name: what for one, what in hub.collect(list(hub.repositories("ville", READ)), READ, MemoryCache(), NOW)
    }
    facts = found["q"]
    assert isinstance(facts, Repository)
    assert isinstance(unseen := facts.contents["a.txt"], Unseen)
    assert SAY.text(unseen.reason)
    assert isinstance(facts.contents["b.txt"], Known)


def test_texts_that_are_too_much_are_asked_for_in_halves(site: Site) -> None:
    add(site, 9)
    hub = site.forge()
    listed = list(hub.repositories("ville", READ))
    site.world.faults.append(Fault("resource-limits", "/graphql", times=2, allow=3))
    cache = MemoryCache()
    for _, what in hub.collect(listed, READ, cache, NOW):
        assert isinstance(what, Repository)
        assert all(isinstance(fact, Known) for fact in what.contents.values())
    assert len(cache.known) == 18


def test_a_forge_that_breaks_down_is_left(site: Site) -> None:
    add(site, 30)
    hub = site.forge()
    listed = list(hub.repositories("ville", READ))
    site.world.faults.append(Fault("502", times=0))
    before = len(site.world.log)
    with pytest.raises(ForgeUnavailableError) as refused:
        list(hub.collect(listed, READ, MemoryCache(), NOW))
    assert not isinstance(refused.value, PartUnavailableError)
    assert len(site.world.log) - before <= HOPELESS


def test_pages_grow_again() -> None:
    pager = Pager()
    pager.failed(TooMuchError(ForgeUnavailableError(Message("github.limited"))))
    assert pager.size == 25
    for _ in range(8):
        pager.worked()
    assert pager.size == 50
    for _ in range(8):
        pager.worked()
    assert pager.size == 50


def collected(
    hub: GitHubForge, owner: str, needs: Needs, cache: MemoryCache
) -> list[tuple[Listed, Repository | Message]]:
    """As many at a time as an audit reads."""
    readable = [one for one in hub.repositories(owner, needs) if one.problem is None]
    batches = [readable[at : at + BATCH] for at in range(0, len(readable), BATCH)]
    return [found for batch in batches for found in hub.collect(batch, needs, cache, NOW)]


def test_requests_stay_within_the_budget() -> None:
    needs = load_policy(
        [Wanted(name) for name in ("minimal", "community-health", "fr-dinum")], PackSources(offline=True)
    ).needs
    count = 400
    world = sample(count)
    with serving(world) as base:
        hub, cache = GitHubForge("gh", Transport(Token("t-read"), base, sleep=lambda _: None), NOW), MemoryCache()
        found = collected(hub, "numerique", needs, cache)
        assert all(isinstance(what, Repository) for _, what in found)
        assert len(found) == count * 39 // 40
        trees = sum("/git/trees/" in entry.path for entry in world.log)
        assert (len(world.log) - trees) / count <= 0.10
        assert len(world.log) / count <= 1.1
        requests, points, _ = world.spent()
        assert points / count <= 0.10
        assert hub.usage[:2] == (requests, points)
        assert hub.usage.bytes > 0
        assert len(collected(hub, "numerique", needs, cache)) == len(found)
        assert (len(world.log) - requests) / count <= 0.022 + 1 / count


@pytest.fixture(scope="module")
def keys() -> tuple[str, str]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


def test_an_app_reads_each_owner_as_its_installation_there(keys: tuple[str, str]) -> None:
    private, public = keys
    world = World()
    world.repository("ville/secret", {"README.md": "# V\n"}, isPrivate=True)
    world.repository("metropole/secret", {"README.md": "# M\n"}, isPrivate=True)
    world.organisation("closed")
    world.app(7, public, ville="read", metropole="read")
    world.tree_limit = 0  # so that Git lists them, with the token of the installation
    with serving(world) as base:
        hub = GitHubForge("gh", Transport(App(7, private), base, sleep=lambda _: None), NOW)
        listed = [one for owner in ("ville", "metropole") for one in hub.repositories(owner, READ)]
        for _, what in hub.collect(listed, READ, MemoryCache(), NOW):
            assert isinstance(what, Repository)
            assert isinstance(what.contents["README.md"], Known)
            assert isinstance(what.tree, Known)
            assert what.tree.value.incomplete is None
        assert hub.usage.requests == len(world.log) - 2  # PyGithub asks for the tokens of both by itself
        with pytest.raises(ForgeUnavailableError) as refused:
            list(hub.repositories("closed", READ))
        assert SAY.text(refused.value.message) == "The App is not installed at closed."
        for wrong in (App(8, private), App(7, "no key")):
            with pytest.raises(ForgeUnavailableError) as refused:
                list(GitHubForge("gh", Transport(wrong, base, sleep=lambda _: None), NOW).repositories("ville", READ))
            assert SAY.text(refused.value.message).endswith(" does not accept the App.")
