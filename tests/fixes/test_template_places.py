# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which text a rule gets, where it goes on each forge, and how an organisation puts its own in the place of ours."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ospo_policy.fixes.escaping import Format
from ospo_policy.fixes.templates import Template, find, is_inside, without_covered
from ospo_policy.messages import Catalogue
from ospo_policy.model.errors import PolicyError, UsageError
from ospo_policy.model.organisation import ForgeType
from ospo_policy.operations.templates import folders, names, reader
from tests.support.templates import ROOT

GITHUB, GITLAB, FORGEJO = ForgeType.GITHUB, ForgeType.GITLAB, ForgeType.FORGEJO


def head(*lines: str) -> str:
    return "\n".join(("{#", *lines, "#}", "text\n"))


def own(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        place = folder / name.replace("__", "/").replace("_md", ".md")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("id_", "language", "forge", "path"),
    [
        ("SECURITY.md", "fr", GITHUB, "SECURITY.md"),
        ("SECURITY-CRA.md", "fr", GITLAB, "SECURITY.md"),
        ("issue.md", "fr", GITHUB, ".github/ISSUE_TEMPLATE/probleme.md"),
        ("issue.md", "en", GITHUB, ".github/ISSUE_TEMPLATE/problem.md"),
        ("issue.md", "en", GITLAB, ".gitlab/issue_templates/Default.md"),
        ("issue.md", "en", FORGEJO, ".forgejo/ISSUE_TEMPLATE/problem.md"),
        ("issue.md", "en", ForgeType.GITEA, ".forgejo/ISSUE_TEMPLATE/problem.md"),
        ("issue.md", "en", ForgeType.LOCAL, ".github/ISSUE_TEMPLATE/problem.md"),
        ("change_request.md", "en", GITHUB, ".github/pull_request_template.md"),
        ("change_request.md", "en", GITLAB, ".gitlab/merge_request_templates/Default.md"),
        ("CODEOWNERS", "fr", GITHUB, ".github/CODEOWNERS"),
        ("CODEOWNERS", "fr", GITLAB, ".gitlab/CODEOWNERS"),
        ("dependabot.yml", "fr", GITHUB, ".github/dependabot.yml"),
        ("dependabot.yml", "fr", GITLAB, "renovate.json"),
        ("dependabot.yml", "fr", FORGEJO, "renovate.json"),
        ("ospo-policy-check.yml", "fr", GITHUB, ".github/workflows/ospo-policy.yml"),
        ("ospo-policy-check.yml", "fr", GITLAB, ".gitlab-ci.yml"),
        ("ospo-policy-check.yml", "fr", FORGEJO, None),
        ("REUSE.toml", "fr", GITHUB, "REUSE.toml"),
        (".editorconfig", "fr", GITHUB, ".editorconfig"),
        ("nothing.md", "fr", GITHUB, None),
        ("../../../etc/passwd", "fr", GITHUB, None),
        ("..", "fr", GITHUB, None),
        ("fr/SECURITY.md", "fr", GITHUB, None),
        ("README.md\0", "fr", GITHUB, None),
        ("", "fr", GITHUB, None),
    ],
)
def test_each_text_has_its_place(id_: str, language: str, forge: ForgeType, path: str | None) -> None:
    found = find(id_, language, forge, folders())
    assert (found.path if found else None) == path


def test_a_language_without_a_text_gets_the_english_one() -> None:
    found = find("SECURITY.md", "it", GITHUB, folders())
    assert found is not None
    assert (found.language, found.source) == ("en", "templates/repo/en/SECURITY.md")
    shared = find("CITATION.cff", "it", GITHUB, folders())
    assert shared is not None
    assert (shared.language, shared.format) == ("it", Format.YAML)
    for asked, spoken in (
        ("fr-CA", "fr"),
        ("FR", "fr"),
        ("fr_FR", "fr"),
        ("../fr", "en"),
        ("", "en"),
        ("français", "en"),
    ):
        found = find("SECURITY.md", asked, GITHUB, folders())
        assert found is not None
        assert found.language == spoken, asked


def test_an_organisation_s_text_comes_first_language_by_language(tmp_path: Path) -> None:
    texts = own(
        tmp_path,
        fr__SECURITY_md=head("version: 7", "path: .github/SECURITY.md", "covers: SUPPORT.md", "requires: contact, url"),
        shared__COMMUNITY_md=head("version: 1"),
        en__SUPPORT_md=head("version: 2"),
    )
    mine = find("SECURITY.md", "fr", GITHUB, folders(str(texts)))
    assert mine == Template("SECURITY.md", "fr", 7, "text\n", ".github/SECURITY.md", requires=("contact", "url"), covers=("SUPPORT.md",),
                            source=f"{texts}/fr/SECURITY.md", first_line=7)  # fmt: skip
    theirs = find("SECURITY.md", "en", GITHUB, folders(str(texts)))
    assert theirs is not None
    assert theirs.source == "templates/repo/en/SECURITY.md"
    new = find("COMMUNITY.md", "fr", GITHUB, folders(str(texts)))
    assert new is not None
    assert new.path == "COMMUNITY.md"
    french = find("SUPPORT.md", "fr", GITHUB, folders(str(texts)))
    assert french is not None
    assert french.source == "templates/repo/fr/SUPPORT.md"
    assert "COMMUNITY.md" in names(str(texts))


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(head("version: 1"))
    texts = own(tmp_path / "texts", en__A_md=head("version: 1"))
    os.symlink(tmp_path / "secret.md", texts / "en/SECURITY.md")
    os.symlink(tmp_path, texts / "fr")
    os.symlink("A.md", texts / "en/B.md")
    read = reader(str(texts))
    assert read("en/A.md") == read("en/B.md") == head("version: 1")
    for path in (
        "en/SECURITY.md",
        "fr/secret.md",
        "../secret.md",
        "en/../../secret.md",
        "/etc/passwd",
        "en",
        "",
        "en/none.md",
    ):
        assert read(path) is None, path
    with pytest.raises(UsageError):
        folders(str(tmp_path / "none"))
    (texts / "en/C.md").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UsageError) as error:
        read("en/C.md")
    assert "C.md cannot be read: UTF-8" in Catalogue("en").text(error.value.message)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("text", 1, "has no head"),
        ("{# version: 1 #}\ntext", 1, "has no head"),
        (head("path: A.md"), 1, "says no version"),
        (head("version: 0"), 2, "`0` is no version"),
        (head("version: 1.2"), 2, "`1.2` is no version"),
        (head("version: 1", "pth: A.md"), 3, "`pth: A.md` is no line of a head"),
        (head("version: 1", "anything"), 3, "`anything` is no line of a head"),
        (head("version: 1", "path: ../A.md"), 3, "`../A.md` is no place"),
        (head("version: 1", "path: /etc/A.md"), 3, "is no place"),
        (head("version: 1", "github: .git/hooks/A.md"), 3, "is no place"),
        (head("version: 1", "gitlab: a\\b.md"), 3, "is no place"),
        (head("version: 1", "path: A.html"), 1, "cannot be written safely in A.html"),
        (head("version: 1", "path: A.sh"), 1, "cannot be written safely in A.sh"),
        (head("version: 1") + "x" * 100_001, 1, "longer than 100000 characters"),
    ],
)
def test_what_is_wrong_with_a_head_is_told_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    texts = own(tmp_path, en__A_md=text)
    with pytest.raises(PolicyError) as error:
        find("A.md", "en", GITHUB, folders(str(texts)))
    (problem,) = error.value.problems
    assert str(problem.position) == f"{texts}/en/A.md:{line}:1"
    assert told in Catalogue("en").text(problem.message)
    assert Catalogue("fr").text(problem.message)


def test_texts_that_stand_in_for_each_other_end_somewhere(tmp_path: Path) -> None:
    texts = own(
        tmp_path,
        en__A_md=head("version: 1", "gitlab-instead: B.md"),
        en__B_md=head("version: 1", "gitlab-instead: A.md"),
    )
    assert find("A.md", "en", GITLAB, folders(str(texts))) is None
    found = find("A.md", "en", GITHUB, folders(str(texts)))
    assert found is not None
    assert found.id == "A.md"


@pytest.mark.parametrize(
    ("path", "format_"),
    [
        (".github/workflows/a.yml", Format.PIPELINE), (".gitlab-ci.yml", Format.PIPELINE), (".forgejo/workflows/a.yaml", Format.PIPELINE),
        ("publiccode.yml", Format.YAML), ("CITATION.cff", Format.YAML), ("a.json", Format.JSON), ("a.toml", Format.TOML),
        (".github/CODEOWNERS", Format.TEXT), (".editorconfig", Format.TEXT), ("LICENSE", Format.TEXT), ("a.txt", Format.TEXT),
        ("docs/A.MD", Format.MARKDOWN),
    ],
)  # fmt: skip
def test_the_format_is_that_of_the_place(tmp_path: Path, path: str, format_: Format) -> None:
    found = find("A.md", "en", GITHUB, folders(str(own(tmp_path, en__A_md=head("version: 1", f"path: {path}")))))
    assert found is not None
    assert found.format is format_
    assert found.is_stamped is (format_ is not Format.JSON)


def test_of_two_texts_for_one_place_the_one_that_stands_in_is_written() -> None:
    wanted = [
        find(id_, "fr", GITHUB, folders()) for id_ in ("README.md", "SECURITY.md", "SECURITY-CRA.md", "README.md")
    ]
    kept = without_covered(one for one in wanted if one is not None)
    assert [one.id for one in kept] == ["README.md", "SECURITY-CRA.md"]


def test_paths_that_lead_astray_are_refused() -> None:
    for path in ("a", "a/b.md", ".github/a b.md", "é/à.md"):
        assert is_inside(path), path
    for path in ("", "/a", "a/", "a//b", "..", "a/../b", "./a", ".git/config", "a/.GIT/b", "git~1/x", "a\\b", "c:a", "a\nb", " a", "a.",
                 "a /b", "x" * 201):  # fmt: skip
        assert not is_inside(path), path


VERSIONS = Path(__file__).parent / "versions.txt"


def digests() -> dict[str, tuple[int, str]]:
    """Each bundled text's version, and a digest of all but its head."""
    found: dict[str, tuple[int, str]] = {}
    for path in sorted((ROOT / "templates/repo").rglob("*")):
        if path.is_file() and path.parent != ROOT / "templates/repo":
            top, _, text = path.read_text(encoding="utf-8").partition("\n#}\n")
            version = next(int(line.partition(":")[2]) for line in top.splitlines() if line.startswith("version:"))
            name = path.relative_to(ROOT / "templates/repo").as_posix()
            found[name] = (version, hashlib.sha256(text.encode()).hexdigest()[:16])
    return found


def test_a_text_that_changed_has_a_new_version() -> None:
    """Files made by an earlier version are offered the new one, by its number: count it up, and write the line of versions.txt anew."""
    now = digests()
    before = {
        name: (int(version), digest)
        for name, version, digest in (line.split() for line in VERSIONS.read_text(encoding="utf-8").splitlines())
    }
    assert list(before) == sorted(before)
    assert set(now) == set(before), "add new texts to tests/fixes/versions.txt, and take out those that are gone"
    for name, (version, digest) in now.items():
        assert digest == before[name][1] or version > before[name][0], f"{name} changed: count its version up"
        assert (version, digest) == before[name], (
            f"{name} is now `{name} {version} {digest}` in tests/fixes/versions.txt"
        )
