# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A repository on the test GitHub, as a place of stories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ospo_policy.model.organisation import ForgeType
from ospo_policy.ports.forges import Listed
from ospo_policy.ports.requests import RequestForge
from tests.forges.github_server import pulls
from tests.forges.github_server.git_graph import flat, merged
from tests.forges.github_server.writing import Desk
from tests.lifecycle.place import BASE_FILES, BRANCH, FORGE, There

NAME = "ville/good"
TOKENS = {"write": "t-admin", "developer": "t-write", "read": "t-read"}
STATES = {"OPEN": "open", "MERGED": "merged", "CLOSED": "closed"}


class GitHubPlace:
    """See `tests.lifecycle.place.Place`."""

    can = FORGE | {"told_protections", "forks"}
    forge_type = ForgeType.GITHUB

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.people = desk.people
        desk.add("good", dict(BASE_FILES))

    @property
    def repo(self) -> Any:
        return self.people.repo(NAME)

    def writer(self, token: str = "write", kill_after: int | None = None) -> RequestForge:
        if kill_after is None:
            self.desk.world.faults[:] = [one for one in self.desk.world.faults if one.times]  # a killed forge is back
        else:
            self.desk.world.kill(kill_after - 1, carried_out=True)
        return self.desk.forge(TOKENS[token])

    def listed(self) -> Listed:
        return self.desk.listed("good")

    def head(self) -> str:
        return str(self.repo.head)

    def _files(self, oid: str) -> dict[str, str]:
        store = self.repo.store
        return {path.decode(): store[blob].data.decode() for path, (_, blob) in flat(store, oid).items()}

    def read(self, path: str) -> str | None:
        return self._files(self.head()).get(path)

    def requests(self) -> list[There]:
        return [self._there(one) for one in sorted(pulls.pulls(self.repo), key=lambda one: one["number"])]

    def _there(self, one: Any) -> There:
        commits = pulls.commits(one)
        store = one["source"].store
        files: dict[str, str | None] = {}
        if commits:
            after = self._files(one["headRefOid"])
            parents = store.parents(commits[0]) if hasattr(store, "parents") else ()
            before = self._files(parents[0]) if parents else self._files(self._onto(one, commits))
            changed = [path for path in {*before, *after} if before.get(path) != after.get(path)]
            files = {path: after.get(path) for path in sorted(changed)}
        return There(
            STATES[one["state"]], one["title"], one["body"], one["headRefName"], one["baseRefName"], files, len(commits),
            bool(one.get("isDraft")), frozenset(label["name"] for label in one.get("labels", ())),
            tuple(comment["body"] for comment in one.get("comments", ())), conflicts=self._conflicts(one),
        )  # fmt: skip

    def _conflicts(self, one: Any) -> bool:
        base = self.repo.refs.get(f"refs/heads/{one['baseRefName']}")
        return one["state"] == "OPEN" and bool(base) and merged(self.repo.store, base, one["headRefOid"]) is None

    def _onto(self, one: Any, commits: list[str]) -> str:
        """The commit that the oldest of a request's commits stands on."""
        store = one["source"].store
        text = [store[oid].data.decode() for oid in commits]
        parents = [
            line.split()[1]
            for each in text
            for line in each.split("\n\n")[0].splitlines()
            if line.startswith("parent ")
        ]
        return next(oid for oid in parents if oid not in commits)

    def issues(self) -> list[There]:
        return [
            There(
                STATES[one["state"]], one["title"], one["body"],
                labels=frozenset(label["name"] for label in one.get("labels", ())),
                comments=tuple(comment["body"] for comment in one.get("comments", ())),
            )
            for one in sorted(pulls.issues(self.repo), key=lambda one: one["number"])
        ]  # fmt: skip

    def branches(self) -> set[str]:
        """Those of forks too: our branch stands there, where we may not push."""
        every = (one for one in self.desk.world.by_number.values() if one.fields.get("parent", NAME) == NAME)
        return {
            name.removeprefix("refs/heads/")
            for repo in (self.repo, *every)
            for name in repo.refs
            if name.startswith("refs/heads/") and name != f"refs/heads/{repo.branch}"
        }

    def setting(self, name: str) -> object:
        return self.repo.fields.get(name)

    def commit(self, files: Mapping[str, str | None]) -> None:
        self.people.push(NAME, self.repo.branch, dict(files))

    def push(self, files: Mapping[str, str | None]) -> None:
        self.people.push(self._open()["source"].full_name, self._open()["headRefName"], dict(files))

    def branch(self, files: Mapping[str, str | None]) -> None:
        self.people.push(NAME, BRANCH, dict(files))

    def empty_branch(self) -> None:
        self.repo.refs[f"refs/heads/{BRANCH}"] = self.head()

    def merge(self) -> None:
        self.people.merge(NAME, self._open()["number"])

    def squash(self) -> None:
        self.people.merge(NAME, self._open()["number"], squash=True)

    def close(self) -> None:
        self.people.close(NAME, self._open()["number"])

    def reopen(self) -> None:
        """GitHub offers to restore the branch first."""
        last = pulls.pulls(self.repo)[-1]
        last["source"].move(last["headRefName"], last["headRefOid"])
        self.people.reopen(NAME, last["number"])

    def edit_text(self, text: str) -> None:
        self.people.edit(NAME, self._open()["number"], body=text)

    def edit_title(self, title: str) -> None:
        self.people.edit(NAME, self._open()["number"], title=title)

    def label(self, name: str) -> None:
        self.people.label(NAME, self._open()["number"], name)

    def label_issue(self, name: str) -> None:
        self.people.label(NAME, self.issue["number"], name)

    def close_issue(self) -> None:
        self.people.close_issue(NAME, self.issue["number"])

    def edit_issue(self, text: str) -> None:
        mark = self.issue["body"][self.issue["body"].index("<!--") :]
        self.people.edit(NAME, self.issue["number"], body=f"{text}\n\n{mark}")

    def rename_base(self, name: str) -> None:
        self.people.rename_base(NAME, name)

    def switch_base(self, name: str) -> None:
        self.repo.move(name, self.head())
        self.repo.branch = name

    def protect(self, pattern: str) -> None:
        self.people.protect(NAME, pattern)

    def protect_unseen(self, pattern: str) -> None:
        self.people.protect_unseen(NAME, pattern)

    def archive(self) -> None:
        self.repo.fields["isArchived"] = True

    @property
    def issue(self) -> Any:
        return next(one for one in pulls.issues(self.repo) if one["state"] == "OPEN")

    def _open(self) -> Any:
        return next(one for one in pulls.pulls(self.repo) if one["state"] == "OPEN")
