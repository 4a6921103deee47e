# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ospo-policy inventory`, as people call it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ospo_policy.cli.inventory import command as inventory_command
from ospo_policy.messages import Catalogue
from ospo_policy.model.inventory import SOFTWARE, Ignored, Inventory, ListFormat, Source
from ospo_policy.model.location import Position
from ospo_policy.operations.inventory import organisation_at, resolve
from ospo_policy.operations.policy_files import validate
from ospo_policy.outputs.inventory_import import as_yaml
from tests.support.command import Command
from tests.support.inventory import FRENCH_LIST, ROOT, FolderForge, a_repository

HEAD = "organisation: {name: A}\nassign: [{packs: [minimal]}]\n"
LIST = """github.com:
  forge: github
  owners:
    a: {pso_id: p, ospo_url: https://o.fr/}
    b: {pso_id: q, ignored_since: 2024-08-09}
gitlab.a.fr: {forge: gitlab, pso_id: p}
gogs.a.fr: {forge: gogs, pso_id: p}
"""


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.yml").write_text(LIST, encoding="utf-8")
    (tmp_path / "ospo-policy.yml").write_text(
        f"{HEAD}forges: {{hub: {{type: github}}}}\ninventory:\n"
        "  - {forge: hub, owners: [x], exclude: ['old-*'], where: '!repo.fork'}\n  - {import: list.yml}\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_list_becomes_sections_that_can_be_pasted(command: Command, folder: Path) -> None:
    result = command("inventory", "import", "list.yml")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "# 2 entries of list.yml\n"
        "forges:\n"
        "  github.com: {type: github}\n"
        "  gitlab.a.fr: {type: gitlab, url: https://gitlab.a.fr}\n"
        "inventory:\n"
        "  - {forge: github.com, owners: [a]}  # p\n"
        '  - {forge: gitlab.a.fr, owners: ["*"]}  # p\n'
        "# Not taken over:\n"
        "#   github.com/b: ignored since 2024-08-09 (list.yml:5:20)\n"
        "#   gogs.a.fr (the whole forge): forges that run gogs cannot be read\n"
    )
    (folder / "org.yml").write_text(HEAD + result.out, encoding="utf-8")
    assert command("policy", "validate", "org.yml").code == 0


@pytest.mark.parametrize(
    ("words", "hosts"),
    [
        ([], ["github.com", "github.com", "gitlab.a.fr", "gogs.a.fr"]),
        (["--pso-id", "p"], ["github.com", "gitlab.a.fr", "gogs.a.fr"]),
        (["--pso-id", "p", "--pso-id", "q", "--forge", "GitHub.com"], ["github.com", "github.com"]),
        (["--ospo", "https://www.o.fr"], ["github.com"]),
    ],
)
def test_what_is_asked_for_is_taken(command: Command, folder: Path, words: list[str], hosts: list[str]) -> None:
    result = command("inventory", "import", "list.yml", "--format", "json", *words)
    document = json.loads(result.out)
    assert document["schema_version"] == "1"
    assert document["format"] == "codegouvfr"
    assert [source["host"] for source in document["sources"]] == hosts
    assert result.code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["list.yml", "--pso-id", "z"], "No entry of the list fits --pso-id z."),
        (["list.yml", "--forge", "gitlab.a.f"], "Did you mean `gitlab.a.fr`?"),
        (["list.yml", "--ospo", "https://o.fr", "--pso-id", "q"], "No entry of list.yml is as asked for."),
        (["none.yml"], "The list none.yml could not be read: there is no such file."),
        (["bad.csv"], "bad.csv:1:1: The table has no column `forge`."),
    ],
)
def test_what_cannot_be_imported_is_told(command: Command, folder: Path, words: list[str], told: str) -> None:
    (folder / "bad.csv").write_text("a,b\n", encoding="utf-8")
    result = command("inventory", "import", *words)
    assert result.code == 2
    assert told in result.err
    assert result.out == ""


def test_mistakes_beside_what_was_understood_are_told(command: Command, folder: Path) -> None:
    (folder / "t.csv").write_bytes("forge;owner;nom\ngithub.com;a;Évêché\ngithub.com;b c;\n".encode("cp1252"))
    result = command("inventory", "import", "t.csv")
    assert result.code == 3
    assert "{forge: github.com, owners: [a]}  # Évêché" in result.out
    assert "1 mistake." in result.err
    assert "t.csv:3:12: `b c` is no path of an owner." in result.err
    (folder / "u.yml").write_text("git.a.fr: {forge: gitlab, pso_id: a, pso_id: b}", encoding="utf-8")
    result = command("inventory", "import", "u.yml")
    assert result.code == 0, "no entry was lost"
    assert "u.yml:1:38" in result.err


def test_a_list_in_words_in_french(command: Command, folder: Path) -> None:
    result = command("inventory", "import", "list.yml", "--format", "text", "--lang", "fr")
    assert result.out.splitlines() == [
        "github.com (github)",
        "  a, p",
        "  b, q, ignoré depuis le 2024-08-09 (list.yml:5:20)",
        "gitlab.a.fr (gitlab)",
        "  toute la forge, p",
        "gogs.a.fr (gogs)",
        "  toute la forge, p, les forges gogs ne peuvent pas être lues",
        "3 forges\u00a0: 2 comptes, 2 forges entières, 1 entrée ignorée.",
    ]


def test_what_would_be_read_is_listed_with_why_not_the_rest(command: Command, folder: Path) -> None:
    result = command("inventory", "list")
    assert result.out == (
        "Would be read:\n"
        "  hub, github.com (github)\n"
        "    x; without old-*; where !repo.fork\n"
        "    a\n"
        "  gitlab.a.fr (gitlab)\n"
        "    the whole forge\n"
        "Would not be read:\n"
        "  github.com/b: ignored since 2024-08-09 (list.yml:5:20)\n"
        "  gogs.a.fr (the whole forge): forges that run gogs cannot be read\n"
        "2 forges: 2 owners, 1 whole forge. 2 entries would not be read.\n"
    )
    assert result.code == 3, "the forge that cannot be read is wanted"


def test_the_list_for_programs(command: Command, folder: Path) -> None:
    document = json.loads(command("inventory", "list", "-O", "ospo-policy.yml", "--format", "json").out)
    assert document["schema_version"] == "1"
    assert [one["owner"] for one in document["read"]] == ["x", "a", None]
    assert [(one["host"], one["code"], one["since"]) for one in document["not_read"]] == [
        ("github.com", "inventory.ignored-since", "2024-08-09"),
        ("gogs.a.fr", "inventory.not-readable", None),
    ]
    assert document["read"][1]["at"] == "list.yml:4:5"
    assert "repositories" not in document


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        (None, 2, "Name the organisation's file: --organisation FILE."),
        (HEAD, 3, "The inventory of ospo-policy.yml names nothing to read."),
        (
            HEAD + "forges: {hub: {type: github}}\ninventory: [{forge: hub, owners: [a]}]",
            0,
            "1 forge: 1 owner, 0 whole forges.",
        ),
        (
            HEAD + "inventory: [{forge: hub, owners: [a]}]",
            2,
            "ospo-policy.yml:3:13: Entry 1 of the inventory names the forge `hub`",
        ),
        (HEAD + "inventory: [{import: none.yml}]", 3, "ospo-policy.yml:3:13: The list none.yml could not be read"),
        ("organisation: [", 2, "ospo-policy.yml:2"),
    ],
)
def test_files_that_say_little_or_wrong(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, code: int, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if text is not None:
        (tmp_path / "ospo-policy.yml").write_text(text, encoding="utf-8")
    result = command("inventory", "list")
    assert result.code == code
    assert told in result.out + result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("format_", ["text", "json"])
def test_with_forges_the_repositories_are_listed(
    folder: Path, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    a_repository(folder / "forge/x/app", "one")
    a_repository(folder / "forge/x/old-app", "two")
    hub = FolderForge(folder / "forge", "hub", {"x/app": {"fork": False}})
    group = inventory_command(Catalogue("en"), None, lambda *_: {"hub": hub})
    code = group.main(["list", "--online", "--format", format_], standalone_mode=False)
    out = capsys.readouterr().out
    assert code == 3
    if format_ == "json":
        rows = json.loads(out)["repositories"]
        assert [(row["id"], row["code"], row["failure"]) for row in rows] == [
            ("hub:x/app", None, False),
            ("hub:x/old-app", "inventory.skip.excluded", False),
            (None, "file.not-there", True),
            (None, "inventory.no-forge", True),
        ]
    else:
        assert out.partition("\n\n")[2] == (
            "Would be read:\n"
            "  hub:x/app\n"
            "Would not be read:\n"
            "  hub:x/old-app: excluded by `old-*`\n"
            "  github.com/a: there is no such file\n"
            "  gitlab.a.fr (the whole forge): there is no access to the forge gitlab.a.fr\n"
            "1 repository would be read, 3 would not.\n"
        )


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("words", [["inventory"], ["inventory", "list"], ["inventory", "import"]])
def test_help(command: Command, language: str, words: list[str]) -> None:
    result = command(*words, "--help", "--lang", language)
    assert result.code == 0
    assert ("Affiche" in result.out or "Montrer" in result.out or "Transformer" in result.out) == (language == "fr")


def test_what_the_page_shows_is_an_organisations_file(tmp_path: Path) -> None:
    page = (ROOT / "docs/inventory.md").read_text(encoding="utf-8")
    shown = page.partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "ospo-policy.yml").write_text(HEAD + shown, encoding="utf-8")
    assert validate(str(tmp_path / "ospo-policy.yml"), offline=True) == []


WORDS = st.from_regex(r"~?[A-Za-z0-9_.][A-Za-z0-9_.+-]{0,8}", fullmatch=True).filter(
    lambda text: text not in (".", "..")
)
OWNERS = st.none() | st.lists(WORDS, min_size=1, max_size=3).map("/".join)
HOSTS = st.sampled_from(
    ["github.com", "gitlab.com", "git.a.fr", "git.a.fr:8443", "xn--bcher-kva.example", "a--b.fr", "localhost"]
)
GLOBS = st.lists(st.sampled_from(["a/*", "*-api", "x/**", "{a,b}", "[ab]*", "no", "null", "1", "~"]), max_size=2).map(
    tuple
)
AT = Position("l.yml", 1, 1)
SOURCES = st.builds(
    Source,
    HOSTS,
    st.sampled_from([*SOFTWARE, None]),
    OWNERS,
    st.just(AT),
    st.none() | st.text(max_size=9),
    st.none() | st.text(max_size=9),
    ignored=st.none() | st.just(Ignored("2024-01-01", AT)) | st.just(Ignored("", AT)),
    include=GLOBS,
    exclude=GLOBS,
    scheme=st.sampled_from(["https", "http"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SOURCES, max_size=8))
def test_what_is_printed_reads_back_to_the_same_inventory(sources: list[Source]) -> None:
    sources = [one for one in sources if one.owner or one.host not in ("github.com", "gitlab.com")]
    printed = as_yaml(Inventory(ListFormat.CSV, tuple(sources)), "a\n\x1bfile", Catalogue("en"))
    expected = {
        (one.url, one.type, one.owner and one.owner.casefold(), one.include, one.exclude)
        for one in sources
        if one.ignored is None and one.type is not None
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ospo-policy.yml"
        file.write_text(HEAD + printed, encoding="utf-8")
        assert validate(str(file), offline=True) == []
        found = resolve(organisation_at(str(file)))
    assert not found.left_out
    assert not found.problems
    assert {
        (place.url, place.type, place.owner and place.owner.casefold(), place.entry.include, place.entry.exclude)
        for place in found.places
    } == expected


@pytest.mark.skipif(not FRENCH_LIST.is_file(), reason="the list of code.gouv.fr is not here")
def test_the_whole_list_of_code_gouv_fr_is_imported(command: Command, tmp_path: Path) -> None:
    result = command("inventory", "import", FRENCH_LIST)
    assert result.code == 0
    assert result.out.count(": ignored since 2024-08-09") == 17
    (tmp_path / "ospo-policy.yml").write_text(HEAD + result.out, encoding="utf-8")
    assert command("policy", "validate", tmp_path / "ospo-policy.yml").code == 0
    found = resolve(organisation_at(str(tmp_path / "ospo-policy.yml")))
    assert sum(place.owner is not None for place in found.places) == 300
    assert sum(place.owner is None for place in found.places) == 87 - 17 - 1
    assert command("inventory", "import", FRENCH_LIST, "--format", "text").out.endswith(
        "93 forges: 300 owners, 87 whole forges, 17 ignored entries.\n"
    )
