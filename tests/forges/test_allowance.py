# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of a forge's limits is used: what a budget leaves to others, by what forges really answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ospo_policy.forges.allowance import Allowance
from ospo_policy.forges.forgejo.transport import Transport as ForgejoTransport
from ospo_policy.forges.github.reader import GitHubForge
from ospo_policy.forges.github.transport import App, Token, Transport
from ospo_policy.forges.gitlab.transport import Transport as GitLabTransport
from ospo_policy.messages import Catalogue
from ospo_policy.model.needs import Needs
from ospo_policy.ports.forges import BudgetSpentError, Usage
from tests.forges.forgejo_server.server import serving as serving_forgejo
from tests.forges.forgejo_server.world import World as ForgejoWorld
from tests.forges.github_server import World, serving
from tests.forges.gitlab_server.server import serving as serving_gitlab

NOW = 1_795_392_000
HOUR = 3_600


class Limited(NamedTuple):
    """An allowance under a time that passes when somebody waits."""

    allowance: Allowance
    pauses: list[float]

    def answered(self, left: int, reset: float = NOW + HOUR, resource: str = "core", limit: object = 5_000) -> None:
        told = {"limit": limit, "remaining": left, "reset": reset, "resource": resource}
        self.allowance.note({f"x-ratelimit-{name}": str(value) for name, value in told.items()}, "x-ratelimit-")

    def asked(self, requests: int = 0, points: int = 0, resource: str = "core") -> None:
        self.allowance.before(Usage(requests, points), "hub", resource)


def limited(share: float | None = None, most: int | None = None, *, has_points: bool = True) -> Limited:
    pauses: list[float] = []
    allowance = Allowance(share, most, has_points=has_points, sleep=pauses.append, clock=lambda: NOW + sum(pauses))
    return Limited(allowance, pauses)


def refusal(one: Limited, **spent: int) -> str:
    with pytest.raises(BudgetSpentError) as refused:
        one.asked(**spent)
    hint = refused.value.hint
    assert hint is not None
    assert Catalogue("fr").text(refused.value.message)
    return Catalogue("en").text(refused.value.message)


def test_without_a_budget_nothing_is_held_back() -> None:
    one = limited()
    one.answered(left=0)
    one.asked(requests=10**9, points=10**9)
    assert one.pauses == []


@pytest.mark.parametrize(
    ("share", "left", "pauses"),
    [
        (0.5, 2_501, []),
        (0.5, 2_500, [HOUR + 1]),
        (0.5, 100, [HOUR + 1]),  # others have used it
        (0.01, 4_951, []),
        (0.01, 4_950, [HOUR + 1]),
        (1.0, 1, []),
        (1.0, 0, [HOUR + 1]),
    ],
)
def test_a_share_waits_until_the_limit_begins_anew(share: float, left: int, pauses: list[float]) -> None:
    one = limited(share)
    one.asked()  # nothing is known yet
    one.answered(left)
    one.asked()
    assert one.pauses == pauses
    one.asked()  # what was told then is over
    assert one.pauses == pauses


def test_each_limit_has_its_share() -> None:
    one = limited(0.5)
    one.answered(left=10, resource="graphql")
    one.asked()
    assert one.pauses == []
    one.asked(resource="graphql")
    assert one.pauses == [HOUR + 1]


def test_a_limit_that_began_anew_meanwhile_is_not_waited_for() -> None:
    one = limited(0.5)
    one.answered(left=10, reset=NOW - 60)
    one.asked()
    assert one.pauses == []


def test_a_share_that_is_used_for_long_ends_the_run() -> None:
    one = limited(0.5)
    one.answered(left=10, reset=NOW + 2 * HOUR)
    assert refusal(one) == (
        "Of what hub allows, only what the budget of 50% leaves to others is left, for 121 minutes more."
    )


@pytest.mark.parametrize("told", ["", "many", "nan", "inf", None])
def test_a_limit_that_is_none_is_no_limit(told: object) -> None:
    one = limited(0.5)
    one.answered(left=0, limit=told)
    one.asked()
    assert one.pauses == []


@pytest.mark.parametrize(("spent", "has_points"), [({"requests": 20}, True), ({"requests": 9, "points": 20}, True),
                                                   ({"requests": 20, "points": 900}, False)])  # fmt: skip
def test_a_number_ends_the_run(spent: dict[str, int], has_points: bool) -> None:
    one = limited(most=20, has_points=has_points)
    one.asked(requests=19, points=19)
    assert refusal(one, **spent) == "The budget of 20 requests to hub is spent."


def test_points_do_not_count_where_the_forge_does_not_limit_them() -> None:
    one = limited(most=20, has_points=False)
    one.asked(requests=19, points=10_000)


def hub(base: str, pauses: list[float], allowance: Allowance, identity: Token | App) -> GitHubForge:
    transport = Transport(identity, base, sleep=pauses.append, clock=lambda: NOW + sum(pauses), allowance=allowance)
    return GitHubForge("hub", transport, NOW)


@pytest.fixture
def world() -> Iterator[tuple[World, str]]:
    world = World()
    world.token("t", ville="read")
    for number in range(120):
        world.repository(f"ville/p{number:03}", {"README.md": "x"})
    with serving(world) as base:
        yield world, base


def test_github_is_left_its_half(world: tuple[World, str]) -> None:
    site, base = world
    one = limited(0.5)
    site.clock = lambda: NOW + sum(one.pauses)
    site.limits.graphql, site.limits.window = 4, 600
    names = [found.name for found in hub(base, one.pauses, one.allowance, Token("t")).repositories("ville", Needs())]
    assert len(names) == 120
    assert one.pauses  # pages of fifty: three, and two of four are left to others
    assert all(pause <= 601 for pause in one.pauses)
    assert site.meters.meter("t", "graphql").used <= 2
    assert {entry.status for entry in site.log} == {200}  # never at the wall


def test_each_installation_of_an_app_has_limits_of_its_own(world: tuple[World, str]) -> None:
    site, base = world
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    public = key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
    site.app(7, public, ville="read", dorf="read")
    site.repository("dorf/x", {"README.md": "x"})
    site.limits.graphql = 4
    pauses: list[float] = []
    allowance = Allowance(0.5, has_points=True, sleep=pauses.append)  # by the real time, as Apps sign with it
    both = GitHubForge("hub", Transport(App(7, private), base, pauses.append, allowance=allowance), NOW)
    first = both.repositories("ville", Needs())
    names = [next(first).name for _ in range(60)]  # two of four points
    assert names[-1] == "p059"
    assert [found.name for found in both.repositories("dorf", Needs())] == ["x"]
    assert pauses == []
    assert len(list(first)) == 60
    assert len(pauses) == 1


def test_gitlab_tells_its_limit_with_each_answer() -> None:
    one = limited(share=0.001, has_points=False)
    with serving_gitlab() as lab:
        lab.world.add("ville/eau", {"README.md": "x"})
        transport = GitLabTransport(lab.url, allowance=one.allowance)
        transport.get("/groups")
        transport.get("/groups")
        with pytest.raises(BudgetSpentError):  # two of two thousand, renewed years from now
            transport.get("/groups")
        assert len(lab.log) == 2


def test_a_number_of_requests_holds_on_every_forge() -> None:
    with serving_forgejo(ForgejoWorld()) as berg:
        transport = ForgejoTransport(berg.url, allowance=limited(most=2).allowance)
        for _ in range(2):
            transport.array("/orgs")
        with pytest.raises(BudgetSpentError):
            transport.array("/orgs")
        assert len(berg.log) == 2
