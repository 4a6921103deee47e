# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of forges and owners: what is understood of them, what is told, and that nothing hostile breaks the reader."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ospo_policy.messages import Catalogue
from ospo_policy.model.inventory import Source
from ospo_policy.parsers.inventories import MAX_PROBLEMS, read
from tests.support.inventory import FRENCH_LIST


def told(source: Source) -> str:
    """A source in short: `software host owner +include -exclude !ignored`."""
    parts = [source.software or "?", source.host, source.owner or "*"]
    parts += [f"+{glob}" for glob in source.include] + [f"-{glob}" for glob in source.exclude]
    return " ".join([*parts, f"!{source.ignored.since}" if source.ignored else ""]).strip()


GOOD = {
    "a whole forge": ("l.yml", "gitlab.a.fr: {forge: gitlab, pso_id: x}", ["gitlab gitlab.a.fr *"]),
    "owners": ("l.yml", "github.com: {forge: github, owners: {a: {pso_id: x}, b: }}", ["github github.com a", "github github.com b"]),
    "owners as a list": ("l.yml", "github.com: {forge: github, owners: [a, 12]}", ["github github.com a", "github github.com 12"]),
    "a nested group": ("l.yml", "gitlab.com: {forge: gitlab, owners: {a/b: {}}}", ["gitlab gitlab.com a/b"]),
    "an ignored owner": ("l.yml", "github.com: {forge: github, owners: {a: {ignored_since: 2024-08-09}, b: {}}}",
                         ["github github.com a !2024-08-09", "github github.com b"]),
    "an ignored forge ignores its owners": ("l.yml", "git.a.fr: {forge: gitea, ignored_since: 2024-08-09, owners: {a: {}}}",
                                            ["gitea git.a.fr a !2024-08-09"]),
    "an owner taken up again": ("l.yml", "git.a.fr: {forge: gogs, ignored_since: 2024-08-09, owners: {a: {ignored_since: false}}}",
                                ["gogs git.a.fr a"]),
    "unknown keys are the list's affair": ("l.yml", "git.a.fr: {forge: sourcehut, contact: x}", ["sourcehut git.a.fr *"]),
    "a port and capitals": ("l.yml", "Git.A.fr:8443: {forge: GitLab}", ["gitlab git.a.fr:8443 *"]),
    "comma": ("l.csv", "forge,owner\ngithub.com,a\n", ["github github.com a"]),
    "semicolon, byte order mark, French": ("l.csv", "\ufeffForge;Compte;Ignoré\ngithub.com;a;oui\n", ["github github.com a !"]),
    "tab": ("l.tsv", "url\towner\nhttps://gitlab.a.fr/\t*\n", ["gitlab gitlab.a.fr *"]),
    "addresses in one column": ("l.csv", "url\nhttps://github.com/orgs/a\nhttps://gitlab.com/a/b\n", ["github github.com a", "gitlab gitlab.com a/b"]),
    "type and patterns": ("l.csv", 'forge,type,owner,include,exclude\ngit.a.fr,Forgejo,a,"x-* a/b",old\n', ["forgejo git.a.fr a +x-* +a/b -old"]),
    "quotes, empty lines and remarks": ("l.csv", '# mine\nowner,forge\n\n"a","github.com"\n# no,more\n', ["github github.com a"]),
    "a line feed in a cell": ("l.csv", 'name,forge,owner\n"a\nb",github.com,c\n', ["github github.com c"]),
    "not ignored": ("l.csv", "forge,owner,ignored\ngithub.com,a,no\ngithub.com,b,2024-01-02\n", ["github github.com a", "github github.com b !2024-01-02"]),
    "a publisher": ("l.yml", "- name: A\n  id: i\n  orgs: ['https://github.com/a']\n", ["github github.com a"]),
    "single repositories": ("l.yml", "- name: A\n  repos: ['https://gitlab.com/a/b/c.git', 'https://gitlab.com/a/b/d/']\n",
                            ["gitlab gitlab.com a/b +a/b/c +a/b/d"]),
    "older names": ("l.yml", "- id: A\n  codice-iPA: c_1\n  organizations: ['https://forge.a.it/g']\n", ["? forge.a.it g"]),
    "nothing yet": ("l.yml", "- name: A\n  orgs:\n  repos: []\n", []),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_what_is_understood(case: str) -> None:
    name, text, expected = GOOD[case]
    found = read(text, name)
    assert [told(source) for source in found.sources] == expected
    assert found.problems == ()


def test_owners_have_what_their_forge_says_unless_they_say_otherwise() -> None:
    text = """
git.a.fr:
  forge: gitlab
  pso_id: p
  ospo_url: https://o.fr/
  owners:
    a: {}
    b: {pso_id: q, floss_policy: https://f.fr/}
"""
    a, b = read(text, "l.yml").sources
    assert (a.pso_id, a.ospo_url, a.floss_policy) == ("p", "https://o.fr/", None)
    assert (b.pso_id, b.ospo_url, b.floss_policy) == ("q", "https://o.fr/", "https://f.fr/")
    assert str(b.at) == "l.yml:8:5"


WRONG = {
    "no host": ("l.yml", "a b: {forge: gitlab}", 0, "l.yml:1:1 inventory.bad-host"),
    "no mapping": ("l.yml", "git.a.fr: gitlab", 0, "l.yml:1:11 bind.wrong-type"),
    "no software": ("l.yml", "git.a.fr: {pso_id: x}", 1, "l.yml:1:1 inventory.no-software"),
    "a misspelt software": ("l.yml", "git.a.fr: {forge: gitlb}", 1, "l.yml:1:19 bind.bad-choice"),
    "a misspelt key": ("l.yml", "git.a.fr: {forge: gitlab, ignored_sinse: 2024-01-01}", 1, "l.yml:1:27 inventory.misspelt"),
    "no date": ("l.yml", "git.a.fr: {forge: gitlab, ignored_since: soon}", 1, "l.yml:1:42 grammar.date"),
    "no address": ("l.yml", "git.a.fr: {forge: gitlab, ospo_url: soon}", 1, "l.yml:1:37 grammar.url"),
    "no text": ("l.yml", "git.a.fr: {forge: gitlab, pso_id: [1]}", 1, "l.yml:1:35 bind.wrong-type"),
    "owners without one": ("l.yml", "github.com: {forge: github, owners: }", 0, "l.yml:1:37 inventory.no-owners"),
    "an owner that is none": ("l.yml", "github.com: {forge: github, owners: {'../a': {}, b: {}}}", 1, "l.yml:1:38 inventory.bad-owner"),
    "an owner of a wrong kind": ("l.yml", "github.com: {forge: github, owners: {a: [1]}}", 0, "l.yml:1:41 bind.wrong-type"),
    "a list of lists": ("l.yml", "github.com: {forge: github, owners: [[a]]}", 0, "l.yml:1:38 bind.wrong-type"),
    "the whole of github.com": ("l.yml", "github.com: {forge: github}", 0, "l.yml:1:1 inventory.whole-public"),
    "twice the same key": ("l.yml", "git.a.fr: {forge: gitlab, pso_id: a, pso_id: b}", 1, "l.yml:1:38 yaml.duplicate-key"),
    "no list": ("l.yml", "hello", 0, "l.yml:1:1 inventory.no-list"),
    "empty": ("l.yml", "", 0, "l.yml:1:1 pack.empty"),
    "no columns": ("l.csv", "github.com,a\n", 0, "l.csv:1:1 inventory.csv.head"),
    "empty table": ("l.csv", "\n\n", 0, "l.csv:1:1 pack.empty"),
    "no forge": ("l.csv", "owner,forge\na,\n", 0, "l.csv:2:1 inventory.csv.no-forge"),
    "two owners": ("l.csv", "owner,forge\na,https://github.com/b\n", 0, "l.csv:2:3 inventory.csv.two-owners"),
    "no path": ("l.csv", "owner,forge\na b,github.com\n", 0, "l.csv:2:1 inventory.bad-owner"),
    "an open quote": ("l.csv", 'owner,forge\n"a,github.com\n', 0, "l.csv:2:1 inventory.csv.quote"),
    "text behind a quote": ("l.csv", 'owner,forge\n"a"b,github.com\n', 0, "l.csv:2:1 inventory.csv.quote"),
    "a bad pattern": ("l.csv", "owner,forge,include\na,github.com,{x\n", 1, "l.csv:2:14 grammar.glob"),
    "a bad type": ("l.csv", "owner,forge,type\na,github.com,gitub\n", 1, "l.csv:2:14 bind.bad-choice"),
    "a bad date": ("l.csv", "owner,forge,ignored\na,github.com,soon\n", 1, "l.csv:2:14 grammar.date"),
    "a bad page": ("l.csv", "owner,forge,ospo\na,github.com,soon\n", 1, "l.csv:2:14 grammar.url"),
    "a whole public forge": ("l.csv", "owner,forge\n*,github.com\n", 0, "l.csv:2:3 inventory.whole-public"),
    "a password": ("l.csv", "forge\nhttps://u:s3cret@a.fr/b\n", 0, "l.csv:2:1 inventory.secret"),
    "no publisher": ("l.yml", "- a", 0, "l.yml:1:3 bind.wrong-type"),
    "a publisher of nothing": ("l.yml", "- name: a", 0, "l.yml:1:3 inventory.no-addresses"),
    "a publisher misspelt": ("l.yml", "- {repos: [], org: []}", 0, "l.yml:1:15 inventory.misspelt"),
    "a publisher's orgs no list": ("l.yml", "- orgs: https://github.com/a", 0, "l.yml:1:9 bind.wrong-type"),
    "a number": ("l.yml", "- orgs: [1]", 0, "l.yml:1:10 bind.wrong-type"),
    "an owner for a repository": ("l.yml", "- repos: ['https://github.com/a']", 0, "l.yml:1:11 inventory.no-repository"),
    "a publisher of all": ("l.yml", "- orgs: ['https://github.com/']", 0, "l.yml:1:10 inventory.whole-public"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_place_and_the_rest_is_understood(case: str, language: str) -> None:
    name, text, left, expected = WRONG[case]
    found = read(text, name)
    assert [f"{problem.position} {problem.message.key}" for problem in found.problems] == [expected]
    assert len(found.sources) == left
    say = Catalogue(language)
    for problem in found.problems:
        words = say.text(problem.message) + (say.text(problem.hint) if problem.hint else "")
        assert "s3cret" not in words


def test_a_misspelt_key_is_suggested() -> None:
    (problem,) = read("git.a.fr: {forge: gitlab, ignored_sinse: 2024-01-01}", "l.yml").problems
    assert problem.hint is not None
    assert Catalogue("en").text(problem.hint) == "Did you mean `ignored_since`?"


def test_an_ignored_date_that_is_none_still_ignores() -> None:
    (source,) = read("git.a.fr: {forge: gitlab, ignored_since: soon}", "l.yml").sources
    assert source.ignored is not None
    assert source.ignored.since == ""


HOSTILE = {
    "deep": ("l.yml", "[" * 5_000),
    "bomb": ("l.yml", "a: &a [x, x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9))),
    "many forges": ("l.yml", "".join(f"a{n}.fr: {{forge: x}}\n" for n in range(9_000))),
    "control characters": ("l.yml", "\x1b[31m.fr: {forge: gitlab}"),
    "right to left": ("l.yml", "'a\u202e.fr': {forge: gitlab}"),
    "long host": ("l.yml", f"{'a.' * 50_000}fr: {{forge: gitlab}}"),
    "long owner": ("l.csv", f"forge,owner\ngithub.com,{'a/' * 100_000}\n"),
    "many cells": ("l.csv", "forge\nx y" + "," * 1_000_000),
    "many lines": ("l.csv", "forge,owner\n" + "a.fr,b c\n" * 60_000),
    "only line feeds": ("l.csv", "\n" * 500_000),
    "quotes": ("l.csv", '"' * 500_001),
    "an open quote over all": ("l.csv", 'forge\n"' + '""a' * 300_000),
    "ats": ("l.csv", "forge\n" + "@:" * 400_000),
    "surrogates": ("l.csv", "forge,owner\n\udcff,\ud800\n"),
    "null": ("l.csv", "forge,owner\n\0,\0\n"),
    "null in yaml": ("l.yml", "a\0: b"),
    "numbers as keys": ("l.yml", "1: {2: 3}\nnull: null\ntrue: {owners: {1: {}, null: 3}}"),
    "a key that is a list": ("l.yml", "? [a]\n: {forge: gitlab}"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_lists_are_read_in_good_time_and_break_nothing(case: str) -> None:
    name, text = HOSTILE[case]
    begin = time.process_time()
    found = read(text, name)
    assert time.process_time() - begin < 60
    assert found.problems
    assert len(found.problems) <= MAX_PROBLEMS
    for problem in found.problems:
        words = Catalogue("en").text(problem.message)
        assert len(words) < 400
        assert words.replace("\n", "").isprintable()


@given(st.text(max_size=300), st.sampled_from(["l.yml", "l.csv", "l.tsv", "l"]))
def test_any_text_is_read(text: str, name: str) -> None:
    read(text, name)


@given(
    st.lists(st.sampled_from([",", ";", "\n", '"', "forge", "owner", "github.com", "a", " ", "#", "*"]), max_size=40)
)
def test_any_table_is_read_and_every_place_is_in_it(parts: list[str]) -> None:
    text = "".join(parts)
    lines = text.split("\n")
    found = read(text, "l.csv")
    for position in (*(source.at for source in found.sources), *(problem.position for problem in found.problems)):
        assert 1 <= position.line <= len(lines)
        assert 1 <= position.column <= len(lines[position.line - 1]) + 1


@pytest.mark.skipif(not FRENCH_LIST.is_file(), reason="the list of code.gouv.fr is not here")
def test_the_whole_list_of_code_gouv_fr_is_read() -> None:
    found = read(Path(FRENCH_LIST).read_text(encoding="utf-8"), "l.yml")
    assert len({source.host for source in found.sources}) == 93
    assert sum(source.owner is not None for source in found.sources) == 300
    assert sum(source.owner is None for source in found.sources) == 87
    ignored = [source for source in found.sources if source.ignored]
    assert len(ignored) == 17
    assert {source.ignored.since for source in ignored if source.ignored} == {"2024-08-09"}
    assert Counter(source.software for source in found.sources if source.owner is None) == {"gitlab": 86, "gogs": 1}
    assert [str(problem.position) for problem in found.problems] == ["l.yml:773:3"], "its one mistake: a key twice"
    assert sum(source.floss_policy is not None for source in found.sources) == 42
    assert sum(source.ospo_url is not None for source in found.sources) == 21
