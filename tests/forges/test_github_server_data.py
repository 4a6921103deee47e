# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The test GitHub tells what is in its repositories: states, texts, tags, issues, and Git's own objects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.forges.github_server import World
from tests.forges.github_server.described import world_of
from tests.forges.github_server.samples import sample
from tests.forges.github_server.site import Site, one, small_site
from tests.support.repositories import git


@pytest.fixture
def site() -> Iterator[Site]:
    with small_site() as served:
        yield served


def test_states_of_repositories(site: Site) -> None:
    fields = "name isEmpty isArchived isTemplate isMirror isFork isDisabled defaultBranchRef { name } parent { nameWithOwner }"
    bare = site.ask(one(fields, "bare"))["data"]["repository"]
    assert (bare["isEmpty"], bare["defaultBranchRef"]) == (True, None)
    old = site.ask(one(fields, "old"))["data"]["repository"]
    assert (old["isArchived"], old["isTemplate"], old["isMirror"]) == (True, True, True)
    assert site.ask(one(fields, "fork"))["data"]["repository"]["parent"] == {"nameWithOwner": "numerique/good"}
    assert site.ask(one(fields, "was"))["data"]["repository"]["name"] == "is"
    assert "errors" in site.ask(one("name", "was").replace('")', '", followRenames: false)'))
    assert site.get("/repos/numerique/gone/git/trees/main").status_code == 403
    moved = site.get("/repos/numerique/was/git/trees/main?recursive=1")
    assert moved.status_code == 301
    assert site.session.get(moved.headers["Location"], headers={"Authorization": "token t-read"}).json()["tree"]


def test_texts_that_are_none_or_cut(site: Site) -> None:
    site.world.blob_text_limit = 4
    blob = "{ ... on Blob { byteSize isBinary isTruncated text } }"
    answer = site.ask(
        one(f'r: object(expression: "HEAD:README.md") {blob} l: object(expression: "HEAD:logo.png") {blob}')
    )
    assert answer["data"]["repository"] == {
        "r": {"byteSize": 7, "isBinary": False, "isTruncated": True, "text": "# Go"},
        "l": {"byteSize": 5, "isBinary": True, "isTruncated": True, "text": None},
    }
    site.world.tree_limit = 2
    tree = site.get("/repos/numerique/good/git/trees/main?recursive=1").json()
    assert (len(tree["tree"]), tree["truncated"]) == (2, True)


def test_tags_and_releases(site: Site) -> None:
    tags = one(
        'refs(refPrefix: "refs/tags/", first: 9) { nodes { name target { __typename oid ... on Tag { tagger { date } } } } }'
        " releases(first: 5) { nodes { tagName releaseAssets(first: 5) { nodes { name } } } } latestRelease { tagName }"
    )
    answer = site.ask(tags)["data"]["repository"]
    assert [node["target"]["__typename"] for node in answer["refs"]["nodes"]] == ["Tag", "Commit"]
    assert answer["latestRelease"] == {"tagName": "v1"}
    assert answer["releases"]["nodes"][0]["releaseAssets"]["nodes"] == [{"name": "s.json"}]
    oid = answer["refs"]["nodes"][0]["target"]["oid"]
    assert site.get(f"/repos/numerique/good/git/tags/{oid}").json()["verification"]["verified"]


ISSUES = [
    {"number": 1, "title": "First", "state": "OPEN", "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-03T00:00:00Z",
     "author": {"login": "bob"}, "labels": [{"name": "bug"}],
     "timelineItems": [{"__typename": "LabeledEvent", "createdAt": "2026-01-01T01:00:00Z"},
                       {"__typename": "IssueComment", "createdAt": "2026-01-02T00:00:00Z", "author": {"login": "eve"}}]},
    {"number": 2, "title": "Second", "state": "CLOSED", "createdAt": "2026-02-01T00:00:00Z", "updatedAt": "2026-02-01T00:00:00Z"},
]  # fmt: skip


def test_issues_and_their_timelines(site: Site) -> None:
    repo = site.world.find("numerique/good")
    assert repo
    repo.fields |= {"issues": ISSUES, "pullRequests": [ISSUES[0]], "discussions": [{"number": 3, "title": "Third"}]}
    answer = site.ask(
        one(
            'issues(last: 9, states: [OPEN], labels: ["bug"]) { totalCount nodes { author { login } timelineItems(first: 5, '
            "itemTypes: [ISSUE_COMMENT]) { nodes { __typename ... on IssueComment { createdAt author { login } } } } } } "
            "newest: issues(first: 1, orderBy: {field: CREATED_AT, direction: DESC}) { nodes { number author { login } } } "
            'recent: issues(first: 9, filterBy: {since: "2026-01-15T00:00:00Z"}) { nodes { number } } '
            "pullRequests(first: 9) { nodes { number reviews(first: 2) { totalCount } } } discussions(first: 1) { nodes { title } }"
        )
    )
    found = answer["data"]["repository"]
    comment = {"__typename": "IssueComment", "createdAt": "2026-01-02T00:00:00Z", "author": {"login": "eve"}}
    assert found["issues"] == {
        "totalCount": 1,
        "nodes": [{"author": {"login": "bob"}, "timelineItems": {"nodes": [comment]}}],
    }
    assert found["newest"]["nodes"] == [{"number": 2, "author": None}]
    assert found["recent"]["nodes"] == [{"number": 2}]
    assert found["pullRequests"]["nodes"] == [{"number": 1, "reviews": {"totalCount": 0}}]
    assert found["discussions"]["nodes"] == [{"title": "Third"}]


def test_git_clones_in_part_or_whole(site: Site, tmp_path: Path) -> None:
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--bare",
        "--depth=1",
        "--filter=blob:none",
        f"{site.base}/numerique/good.git",
        "part",
    )
    listed = git(tmp_path / "part", "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert listed == ["README.md", "SECURITY.md", "docs/a.md", "link", "logo.png", "module", "run.sh"]
    missing = git(tmp_path / "part", "rev-list", "--objects", "--missing=print", "HEAD")
    assert missing.count("?") == 6
    secret = site.base.replace("//", "//x:t-read@") + "/numerique/secret"
    git(tmp_path, "clone", "--quiet", secret, "whole")
    assert (tmp_path / "whole" / "README.md").read_text() == "# S\n"
    assert site.get("/numerique/secret.git/info/refs?service=git-upload-pack", "").status_code == 401
    assert site.get("/numerique/secret.git/info/refs?service=git-upload-pack", "t-none").status_code == 404
    assert "X-RateLimit-Used" not in site.get("/numerique/good/info/refs?service=git-upload-pack").headers


def test_objects_are_those_of_git(tmp_path: Path) -> None:
    world = sample(60)
    repo = world.find("numerique/project-00055")
    assert repo
    folder = repo.export(tmp_path / "bare.git")
    git(folder, "fsck", "--strict")
    assert git(folder, "rev-parse", "HEAD") == repo.head
    same = World().from_disk("numerique/same", folder)
    assert (same.refs, same.oids) == (repo.refs, repo.oids)


WORLD = yaml.safe_load("""
organisations: {numerique: {name: Numérique}}
users: {ada: {name: Ada}}
repositories:
  numerique/good:
    files: {README.md: "# Good", run.sh: {executable: "#!/bin/sh"}, logo.png: {base64: iVBORwA=}, link: {symlink: README.md}}
    branches: {dev: {README.md: "# Dev"}}
    tags: {v1: {date: 1767268800, signed: true}, v2: }
    settings: {isPrivate: true, description: A good one}
  numerique/empty: {settings: {branch: trunk}}
renamed: {numerique/empty: numerique/void}
tokens: {t-read: {login: bob, rights: {numerique/good: read}}}
""")


def test_a_world_is_written_as_data() -> None:
    world = world_of(WORLD)
    good = world.find("numerique/good")
    assert good
    assert sorted(good.refs) == ["refs/heads/dev", "refs/heads/main", "refs/tags/v1", "refs/tags/v2"]
    assert good.fields["description"] == "A good one"
    assert good.head
    tree = good.store.peel(good.head, "tree")
    assert tree
    assert {entry.name: entry.mode for entry in good.store.entries(tree)} == {
        b"README.md": "100644",
        b"link": "120000",
        b"logo.png": "100644",
        b"run.sh": "100755",
    }
    assert world.find("numerique/empty") is world.find("numerique/void")
    assert world.right(world.tokens["t-read"], good) == 1
