# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an organisation's file comes to, and which repositories of a listing are read."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import PolicyError, UsageError
from ospo_policy.model.inventory import Place, Resolved
from ospo_policy.model.message import Message
from ospo_policy.model.organisation import ForgeType, InventoryEntry
from ospo_policy.operations.inventory import organisation_at, resolve
from ospo_policy.operations.inventory_selection import Met, choose, is_failure, needs_of, renamed_from, rows, select
from ospo_policy.operations.listings import Listing
from ospo_policy.ports.forges import Listed
from tests.support.inventory import FolderForge, a_repository, listed

HEAD = "organisation: {name: A}\nassign: [{packs: [minimal]}]\n"
FORGES = """forges:
  github: {type: github}
  intern: {type: gitlab, url: https://gitlab.a.fr/}
"""
LIST = """
github.com:
  forge: github
  owners:
    a: {pso_id: p, ospo_url: https://o.fr/}
    b: {pso_id: q, ignored_since: 2024-08-09}
gitlab.a.fr: {forge: gitlab, pso_id: p}
gogs.a.fr: {forge: gogs, pso_id: p}
gitea.a.fr: {forge: gitea, pso_id: r}
old.a.fr: {forge: gitlab, ignored_since: 2023-01-01}
"""


def resolved(folder: Path, inventory: str, forges: str = FORGES) -> Resolved:
    file = folder / "ospo-policy.yml"
    file.write_text(f"{HEAD}{forges}inventory:\n{inventory}", encoding="utf-8")
    (folder / "list.yml").write_text(LIST, encoding="utf-8")
    return resolve(organisation_at(str(file)))


def places(found: Resolved) -> list[str]:
    return [f"{place.forge} {place.owner or '*'}" for place in found.places]


def left_out(found: Resolved) -> list[str]:
    return [f"{one.host} {one.owner or '*'} {one.reason.key}{'!' if one.is_failure else ''}" for one in found.left_out]


@pytest.mark.parametrize(
    ("inventory", "read", "not_read"),
    [
        ("  - {forge: github, owners: [a, b]}", ["github a", "github b"], []),
        ('  - {forge: intern, owners: ["*"]}', ["intern *"], []),
        ("  - {forge: intern, owners: [g/sub/]}", ["intern g/sub"], []),
        ('  - {forge: github, owners: ["*"]}', [], ["github.com * inventory.whole-public!"]),
        ("  - {forge: github, owners: [a, A]}", ["github a"], ["github.com A inventory.twice"]),
        ("  - {forge: github, owners: [a]}\n  - {forge: github, owners: [a], include: [x]}", ["github a", "github a"], []),
        ("  - {import: list.yml}", ["github a", "intern *", "gitea.a.fr *"],
         ["github.com b inventory.ignored-since", "gogs.a.fr * inventory.not-readable!", "old.a.fr * inventory.ignored-since"]),
        ("  - {import: list.yml, pso_id: [P]}", ["github a", "intern *"], ["gogs.a.fr * inventory.not-readable!"]),
        ("  - {import: list.yml, ospo: ['http://www.o.fr']}", ["github a"], []),
        ("  - {import: list.yml, forge: github}", ["github a"], ["github.com b inventory.ignored-since"]),
        ("  - {import: list.yml, forge: github, ignored: true}", ["github a", "github b"], []),
        ("  - {import: list.yml, owners: [b]}", [], ["github.com b inventory.ignored-since"]),
        ("  - {forge: github, owners: [a]}\n  - {import: list.yml, pso_id: [p], forge: github}", ["github a"],
         ["github.com a inventory.twice"]),
    ],
)  # fmt: skip
def test_what_an_inventory_comes_to(tmp_path: Path, inventory: str, read: list[str], not_read: list[str]) -> None:
    found = resolved(tmp_path, inventory)
    assert places(found) == read
    assert left_out(found) == not_read
    assert found.problems == ()


def test_places_know_where_their_forge_is_and_what_it_runs(tmp_path: Path) -> None:
    found = resolved(tmp_path, "  - {import: list.yml, ignored: true}")
    assert [(place.forge, place.type, place.host, place.url) for place in found.places] == [
        ("github", ForgeType.GITHUB, "github.com", "https://github.com"),
        ("github", ForgeType.GITHUB, "github.com", "https://github.com"),
        ("intern", ForgeType.GITLAB, "gitlab.a.fr", "https://gitlab.a.fr"),
        ("gitea.a.fr", ForgeType.GITEA, "gitea.a.fr", "https://gitea.a.fr"),
        ("old.a.fr", ForgeType.GITLAB, "old.a.fr", "https://old.a.fr"),
    ]


def test_what_a_list_ignores_is_ignored_within_a_whole_forge_too(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("forge,owner,ignored\ngitlab.a.fr,g/old,2024-01-01\n", encoding="utf-8")
    found = resolved(tmp_path, '  - {forge: intern, owners: ["*"]}\n  - {import: other.csv}')
    (whole,) = found.places
    why = select(listed("g/old/sub/x"), whole, Met())
    assert why is not None
    assert Catalogue("en").text(why) == "ignored since 2024-01-01 (other.csv:2:19)"
    assert select(listed("g/older/x"), whole, Met()) is None


@pytest.mark.parametrize(
    ("inventory", "forges", "expected"),
    [
        ("  - {forge: githb, owners: [a]}", FORGES, "organisation.unknown-forge"),
        ("  - {owners: [a]}", FORGES, "inventory.entry.nothing"),
        ("  - {forge: github}", FORGES, "inventory.entry.no-owners"),
        ("  - {forge: github, owners: [a], pso_id: [x]}", FORGES, "inventory.entry.only-import"),
        ("  - {forge: f, owners: [a]}", "forges: {f: {type: forgejo}}\n", "inventory.forge.no-url"),
        ("  - {forge: f, owners: [a]}", "forges: {f: {type: gitlab, url: 'https://u:p@a.fr'}}\n", "inventory.secret"),
    ],
)
def test_entries_that_cannot_be_meant_are_told(tmp_path: Path, inventory: str, forges: str, expected: str) -> None:
    from ospo_policy.operations.policy_files import validate

    with pytest.raises(PolicyError) as error:
        resolved(tmp_path, inventory, forges)
    (problem,) = error.value.problems
    assert problem.message.key == expected
    assert problem.position.line > 2
    assert [one.message.key for one in validate(str(tmp_path / "ospo-policy.yml"), offline=True)] == [expected]


def test_lists_that_cannot_be_read_and_their_mistakes_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_bytes(b"forge,owner\ngithub.com,x\ngithub.com,y z\n")
    (tmp_path / "binary.csv").write_bytes(b"\0\1\2")
    found = resolved(
        tmp_path, "".join(f"  - {{import: {name}}}\n" for name in ("none.yml", ".", "binary.csv", "bad.csv"))
    )
    assert places(found) == ["github x"]
    assert [problem.message.key for problem in found.problems] == [
        "inventory.list.unreadable",
        "inventory.list.unreadable",
        "inventory.unreadable",
        "inventory.bad-owner",
    ]


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    for name in ("none.yml", "."):
        with pytest.raises(UsageError):
            organisation_at(str(tmp_path / name))
    (tmp_path / "x.yml").write_bytes(b"\xff")
    with pytest.raises(UsageError):
        organisation_at(str(tmp_path / "x.yml"))
    (tmp_path / "x.yml").write_bytes(b"\0")
    with pytest.raises(PolicyError):
        organisation_at(str(tmp_path / "x.yml"))


def place(**keys: object) -> Place:
    entry = InventoryEntry("hub", ("o",), **keys)  # type: ignore[arg-type]
    return Place("hub", ForgeType.GITHUB, "hub", "https://hub", "o", entry, 1)


@pytest.mark.parametrize(
    ("one", "where", "expected"),
    [
        (listed("o/x"), {}, None),
        (listed("o/x"), {"include": ("o/x*",)}, None),
        (listed("o/X"), {"include": ("x",)}, None),
        (listed("o/sub/x"), {"include": ("o/*",)}, "inventory.skip.not-included"),
        (listed("o/sub/x"), {"include": ("o/**",)}, None),
        (listed("o/y"), {"include": ("x", "z")}, "inventory.skip.not-included"),
        (listed("o/x"), {"exclude": ("x",)}, "inventory.skip.excluded"),
        (listed("o/x"), {"include": ("x",), "exclude": ("o/*",)}, "inventory.skip.excluded"),
        (listed("o/x", head=None), {}, "inventory.skip.empty"),
        (listed("o/x", disabled=True), {}, "inventory.skip.disabled"),
        (listed("o/x", archived=False), {"where": "!repo.archived"}, None),
        (listed("o/x", archived=True), {"where": "!repo.archived"}, "inventory.skip.condition"),
        (listed("o/x"), {"where": "!repo.archived"}, "inventory.skip.untold"),
        (listed("o/x", archived=True), {"where": "!repo.archived && repo.files > 3"}, "inventory.skip.condition"),
        (listed("o/x"), {"where": "repo.profile == ''"}, "inventory.skip.untold"),
        (listed("o/x"), {"where": "repo.name == 'x' && repo.owner == 'o' && repo.url.startsWith('https://')"}, None),
        (listed("o/x")._replace(problem=Message("git.no-commit")), {}, "git.no-commit"),
        (listed("o/x")._replace(problem=Message("git.no-commit")), {"exclude": ("x",)}, "inventory.skip.excluded"),
        (listed("o/\udcff\n"), {"exclude": ("x",)}, None),
    ],
)  # fmt: skip
def test_why_a_repository_is_not_read(one: Listed, where: dict[str, object], expected: str | None) -> None:
    why = select(one, place(**where), Met())
    assert (why.key if why else None) == expected
    assert is_failure(why, one) == (expected in ("inventory.skip.untold", "git.no-commit"))
    for language in ("en", "fr"):
        assert why is None or Catalogue(language).text(why)


def test_a_repository_is_read_once_whatever_it_is_called() -> None:
    met, here = Met(), place()
    met.add(listed("o/old-name", native="1"))
    for path in ("o/old-name", "o/new-name", "elsewhere/x"):
        why = select(listed(path, native="1", head="other"), here, met)
        assert why == Message("inventory.skip.twice", {"id": "hub:o/old-name"})
    assert select(listed("o/old-name", "lab", native="1", head="other"), here, met) is None, "numbers of another forge"


def test_a_project_on_two_forges_is_read_once() -> None:
    hub = [listed("o/x", head="abc"), listed("p/x", head="abc", native="2"), listed("o/z", head="fff", mirror=True)]
    lab = [
        listed("group/X", "lab", head="abc"),
        listed("group/moved", "lab", head="def"),
        listed("group/other", "lab", head="abc"),
        listed("group/z", "lab", head="fff", mirror=False),
    ]
    why = choose(
        [Listing(place(), (pickle.dumps(hub[:2]), pickle.dumps(hub[2:]))), Listing(place(), (pickle.dumps(lab),))]
    )
    told = [[None if one is None else one.arguments["id"] for one in some] for some in why]
    assert told == [
        [None, None, "lab:group/z"],  # an unchanged fork is a repository of its own; a mirror gives way to its origin
        ["hub:o/x", None, None, None],
    ]


def test_of_two_mirrors_the_first_is_read() -> None:
    some = [[listed("o/x", name, mirror=True)] for name in ("hub", "lab", "berg")]
    why = choose([Listing(place(), (pickle.dumps(one),)) for one in some])
    assert [one and one.arguments for (one,) in why] == [None, {"id": "hub:o/x"}, {"id": "hub:o/x"}]


def test_a_new_name_is_recognised() -> None:
    before = {("hub", "1"): "hub:o/old", ("hub", "2"): "hub:o/same"}
    assert renamed_from(listed("o/new", native="1"), before) == "hub:o/old"
    assert renamed_from(listed("o/same", native="2"), before) is None
    assert renamed_from(listed("o/old", native="3"), before) is None


def test_the_listing_is_asked_for_what_the_condition_names() -> None:
    assert {"fork", "topics", "archived"} <= needs_of(place(where="!repo.fork && 'x' in repo.topics")).fields
    assert not needs_of(place()).contents


@pytest.fixture
def forge(tmp_path: Path) -> FolderForge:
    root = tmp_path / "forge"
    a_repository(root / "o/app", "one")
    a_repository(root / "o/empty", None)
    a_repository(root / "o/old", "two")
    a_repository(root / "o/team/tool", "three")
    a_repository(root / "p/app", "four")
    return FolderForge(
        root, "intern", {"o/old": {"archived": True}, "o/app": {"archived": False}, "p/app": {"archived": False}}
    )


def told(found: Resolved, **forges: FolderForge) -> list[str]:
    return [
        f"{row.id or row.place.owner} {row.reason.key.removeprefix('inventory.') if row.reason else 'read'}"
        for row, _listed in rows(found, forges)
    ]


def test_a_whole_forge_is_listed_each_group_once(tmp_path: Path, forge: FolderForge) -> None:
    found = resolved(tmp_path, '  - {forge: intern, owners: ["*"], where: "!repo.archived"}')
    assert told(found, intern=forge) == [
        "intern:o/app read",
        "intern:o/empty skip.empty",
        "intern:o/old skip.condition",
        "intern:o/team/tool skip.untold",
        "intern:p/app read",
    ]
    assert forge.asked == ["o", "p"]


def test_one_forge_or_owner_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, forge: FolderForge) -> None:
    found = resolved(tmp_path, "  - {forge: github, owners: [a]}\n  - {forge: intern, owners: [gone, o/team, o]}")
    assert told(found, intern=forge) == [
        "a no-forge",
        "gone file.not-there",
        "intern:o/team/tool read",
        "intern:o/app read",
        "intern:o/empty skip.empty",
        "intern:o/old read",
        "intern:o/team/tool skip.twice",
    ]


def test_one_owner_of_a_whole_forge_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, forge: FolderForge
) -> None:
    found = resolved(tmp_path, '  - {forge: intern, owners: ["*"]}')
    forge.owners = lambda: ["a", "o", "o/team", "p"]  # type: ignore[method-assign]
    assert told(found, intern=forge) == [
        "intern:o/app read",
        "intern:o/empty skip.empty",
        "intern:o/old read",
        "intern:o/team/tool read",
        "intern:p/app read",
        "intern:a file.not-there",
    ]


def test_a_mirror_on_a_second_forge_is_not_read_again(tmp_path: Path, forge: FolderForge) -> None:
    a_repository(tmp_path / "hub/a/app", "one")
    hub = FolderForge(tmp_path / "hub", "github")
    found = resolved(tmp_path, "  - {forge: intern, owners: [o], include: [app]}\n  - {forge: github, owners: [a]}")
    assert told(found, intern=forge, github=hub)[-1] == "github:a/app skip.mirror"
