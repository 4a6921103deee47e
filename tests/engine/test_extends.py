# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""`extends`: bundled, relative and pinned remote packs; order, cycles, depth, cache, offline."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ospo_policy.engine.compile import Policy
from ospo_policy.model.errors import PolicyError
from ospo_policy.model.policy import Level
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy
from tests.support.repositories import build, git

RULE = "{level: %s, title: %s, check: {file: {kinds: [%s]}}}"


def pack(folder: Path, name: str, extends: str = "", rules: str = "", more: str = "") -> Path:
    path = folder / f"{name}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"pack: {path.stem}\nversion: 1.0.0\nextends: [{extends}]\nrules: {{{rules}}}\n{more}")
    return path


def policy(*paths: Path | str, offline: bool = False) -> Policy:
    return load_policy([Wanted(str(path)) for path in paths], PackSources(offline=offline))


def problems(*paths: Path | str, offline: bool = False) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        policy(*paths, offline=offline)
    return [problem.message.key for problem in caught.value.problems]


def levels(found: Policy) -> dict[str, str]:
    return {rule.id: rule.level.value for rule in found.rules}


def test_a_pack_changes_one_key_of_an_inherited_rule_and_leaves_the_rest(tmp_path: Path) -> None:
    mine = pack(tmp_path, "mine", "minimal", "readme-present: {level: may}, no-binaries: off")
    found = policy(mine)
    readme = next(rule for rule in found.rules if rule.id == "readme-present")
    assert readme.level is Level.MAY
    assert readme.pack == "minimal"
    assert readme.title.get("fr") == "Un README dit de quoi il s'agit"
    assert readme.origin["level"].endswith("mine.yml:4:26")
    assert readme.origin["title"].startswith("policies/minimal.yml:")
    assert "no-binaries" not in levels(found)
    assert found.switched_off["no-binaries"].endswith("mine.yml:4:52")
    assert list(levels(found)) == [
        "licence-present", "licence-free", "readme-present", "description-set", "security-contact", "no-secret-files",
    ]  # fmt: skip


def test_a_rule_that_was_switched_off_is_on_again_when_a_pack_above_says_so(tmp_path: Path) -> None:
    pack(tmp_path, "off", "minimal", "no-binaries: off, no-secret-files: off")
    on = pack(tmp_path, "on", "./off.yml", "no-binaries: on, no-secret-files: {level: should}")
    assert levels(policy(on))["no-binaries"] == "should"
    assert levels(policy(on))["no-secret-files"] == "should"


def test_in_a_diamond_neither_branch_undoes_the_other(tmp_path: Path) -> None:
    pack(tmp_path, "base", rules=f"a: {RULE % ('must', 'A', 'readme')}, b: {RULE % ('must', 'B', 'licence')}")
    pack(tmp_path, "left", "base.yml", "a: {level: may}")
    pack(tmp_path, "right", "base.yml", "b: {level: should}")
    top = pack(tmp_path, "top", "left.yml, right.yml")
    assert levels(policy(top)) == {"a": "may", "b": "should"}
    assert [info.id for info in policy(top).packs] == ["base", "left", "right", "top"]


def test_the_same_pack_named_twice_counts_once(tmp_path: Path) -> None:
    one = pack(tmp_path, "one", "minimal")
    assert [info.id for info in policy("minimal", one, "minimal").packs] == ["minimal", "one"]


def test_a_later_pack_stands_above_an_earlier_one(tmp_path: Path) -> None:
    low = pack(tmp_path, "low", "minimal", "no-binaries: {level: may}")
    high = pack(tmp_path, "high", "minimal", "no-binaries: {level: must}")
    assert levels(policy(low, high))["no-binaries"] == "must"
    assert levels(policy(high, low))["no-binaries"] == "may"


def test_a_parameter_is_set_by_the_pack_above(tmp_path: Path) -> None:
    mine = pack(tmp_path, "mine", "minimal", more="set: {readme-characters: 42}\n")
    readme = next(rule for rule in policy(mine).rules if rule.id == "readme-present")
    assert readme.check.params.min_characters == 42  # type: ignore[attr-defined]


def test_a_circle_is_told_with_its_chain(tmp_path: Path) -> None:
    pack(tmp_path, "a", "b.yml")
    pack(tmp_path, "b", "c.yml")
    first = pack(tmp_path, "c", "a.yml")
    with pytest.raises(PolicyError) as caught:
        policy(first)
    (problem,) = caught.value.problems
    chain = str(problem.message.arguments["chain"])
    assert [Path(part).stem for part in chain.split(" -> ")] == ["c", "a", "b", "c"]
    assert problem.position.file.endswith("b.yml")


def test_packs_may_not_go_too_deep(tmp_path: Path) -> None:
    for number in range(30):
        pack(tmp_path, f"p{number}", f"p{number + 1}.yml")
    pack(tmp_path, "p30")
    assert problems(tmp_path / "p0.yml") == ["extends.too-deep"]


def test_a_missing_file_is_told_at_the_place_that_names_it(tmp_path: Path) -> None:
    mine = pack(tmp_path, "mine", "other.yml")
    with pytest.raises(PolicyError) as caught:
        policy(mine)
    assert caught.value.problems[0].message.key == "extends.unreadable"
    assert (caught.value.problems[0].position.line, caught.value.problems[0].position.column) == (3, 11)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"pack: \xe9"])
def test_a_file_that_is_no_text_is_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes(data)
    assert problems(tmp_path / "x.yml") == ["extends.not-utf8"]


def remote(folder: Path, address: str) -> tuple[str, str]:
    data = pack(folder, "remote", "minimal", "no-binaries: {level: must}").read_bytes()
    return f"{address}/remote.yml", hashlib.sha256(data).hexdigest()


def test_a_pack_pinned_by_digest_is_fetched_once(tmp_path: Path, server: tuple[str, Path, list[str]]) -> None:
    address, folder, asked = server
    url, digest = remote(folder, address)
    mine = pack(tmp_path, "mine", f"{{url: '{url}', sha256: {digest}}}")
    assert levels(policy(mine))["no-binaries"] == "must"
    assert levels(policy(mine, offline=True))["no-binaries"] == "must"
    assert levels(policy(f"{url}#sha256={digest}"))["no-binaries"] == "must"
    assert asked == ["/remote.yml"]


def test_what_is_not_what_was_pinned_is_refused(tmp_path: Path, server: tuple[str, Path, list[str]]) -> None:
    address, folder, _ = server
    url, digest = remote(folder, address)
    (folder / "remote.yml").write_text("pack: other\nversion: 1.0.0\n")
    assert problems(pack(tmp_path, "mine", f"{{url: '{url}', sha256: {digest}}}")) == ["extends.wrong-digest"]


def test_a_damaged_cache_is_fetched_again(
    tmp_path: Path, server: tuple[str, Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, folder, asked = server
    url, digest = remote(folder, address)
    monkeypatch.setenv("OSPO_POLICY_CACHE", str(tmp_path / "cache"))
    policy(f"{url}#sha256={digest}")
    (entry,) = (tmp_path / "cache/packs").iterdir()
    entry.write_bytes(entry.read_bytes().replace(b"must", b"may "))
    assert levels(policy(f"{url}#sha256={digest}"))["no-binaries"] == "must"
    assert len(asked) == 2


def test_offline_nothing_is_fetched(tmp_path: Path, server: tuple[str, Path, list[str]]) -> None:
    address, folder, asked = server
    url, digest = remote(folder, address)
    mine = pack(tmp_path, "mine", f"{{url: '{url}', sha256: {digest}}}")
    assert problems(mine, offline=True) == ["extends.offline"]
    assert asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/p.yml",
        "https://user:secret@example.org/p.yml",
        "ftp://example.org/p.yml",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_is_no_plain_https_is_refused_and_no_secret_shown(url: str) -> None:
    with pytest.raises(PolicyError) as caught:
        policy(f"{url}#sha256={'0' * 64}")
    assert caught.value.problems[0].message.key == "extends.bad-url"
    assert "secret" not in str(caught.value.problems[0].message)


def test_a_redirection_may_not_leave_https(server: tuple[str, Path, list[str]]) -> None:
    address, _, _ = server
    assert problems(f"{address}/away.yml#sha256={'0' * 64}") == ["extends.bad-url"]


def test_a_server_that_does_not_answer_is_told(server: tuple[str, Path, list[str]]) -> None:
    address, _, _ = server
    assert problems(f"{address}/nothing.yml#sha256={'0' * 64}") == ["extends.unreachable"]


def test_a_pack_pinned_by_commit_comes_through_git_with_its_neighbours(
    tmp_path: Path, server: tuple[str, Path, list[str]]
) -> None:
    address, folder, asked = server
    files = {
        "packs/city.yml": "pack: city\nversion: 1.0.0\nextends: [./base.yml]\nrules: {no-binaries: {level: must}}\n",
        "packs/base.yml": "pack: base\nversion: 1.0.0\nextends: [minimal]\nrules: {readme-present: off}\n",
    }
    source = build(tmp_path / "source", files)
    commit = git(source, "rev-parse", "HEAD")
    git(tmp_path, "clone", "--quiet", "--bare", str(source), str(folder / "packs.git"))
    git(folder / "packs.git", "update-server-info")
    mine = pack(tmp_path, "mine", f"{{url: '{address}/packs.git', commit: {commit}, path: packs/city.yml}}")
    found = policy(mine)
    assert levels(found)["no-binaries"] == "must"
    assert "readme-present" not in levels(found)
    before = len(asked)
    assert levels(policy(mine, offline=True)) == levels(found)
    assert len(asked) == before


def test_a_commit_that_is_not_there_is_told(tmp_path: Path, server: tuple[str, Path, list[str]]) -> None:
    address, _, _ = server
    mine = pack(tmp_path, "mine", f"{{url: '{address}/packs.git', commit: {'a' * 40}, path: p.yml}}")
    assert problems(mine) == ["extends.unreachable"]
