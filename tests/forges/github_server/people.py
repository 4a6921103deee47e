# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do on GitHub while we look away: merge, close, push, edit, label, speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.forges.github_server import pulls
from tests.forges.github_server.git_graph import flat, merged, write_flat
from tests.forges.github_server.git_objects import FILE
from tests.forges.github_server.pulls import Thing

if TYPE_CHECKING:
    from tests.forges.github_server.things import Repo
    from tests.forges.github_server.world import World

BOB = "Bob <bob@example.org>"


class People:
    """A person, bob, who may do everything everywhere."""

    def __init__(self, world: World) -> None:
        self._world = world

    def repo(self, full_name: str) -> Repo:
        """The repository of a name."""
        found = self._world.find(full_name)
        assert found, full_name
        return found

    def pull(self, full_name: str, number: int) -> Thing:
        """A request."""
        return pulls.numbered(pulls.pulls(self.repo(full_name)), number)

    def issue(self, full_name: str, number: int) -> Thing:
        """An issue."""
        return pulls.numbered(pulls.issues(self.repo(full_name)), number)

    def merge(self, full_name: str, number: int, *, squash: bool = False) -> str:
        """Merge a request, by a merge commit or squashed; its branch goes where the repository is set so."""
        pull, repo = self.pull(full_name, number), self.repo(full_name)
        assert pull["state"] == "OPEN", pull["state"]
        base, head = repo.refs[f"refs/heads/{pull['baseRefName']}"], pull["headRefOid"]
        files = merged(repo.store, base, head)
        assert files is not None, "the request has conflicts"
        parents = [base] if squash else [base, head]
        text = f"{pull['title']} (#{number})" if squash else f"Merge pull request #{number}"
        oid = repo.store.write_commit(write_flat(repo.store, files), parents, text, int(self._world.now()), BOB)
        pulls.end(self._world, pull, "MERGED")
        self._move(repo, pull["baseRefName"], oid)
        if repo.fields["deleteBranchOnMerge"]:
            self.delete_branch(pull["source"].full_name, pull["headRefName"])
        return oid

    def close(self, full_name: str, number: int) -> None:
        """Close a request unmerged."""
        pulls.end(self._world, self.pull(full_name, number), "CLOSED")

    def reopen(self, full_name: str, number: int) -> None:
        """Open a request again."""
        pulls.reopen(self._world, self.pull(full_name, number))

    def close_issue(self, full_name: str, number: int) -> None:
        """Close an issue."""
        pulls.end(self._world, self.issue(full_name, number), "CLOSED")

    def edit(self, full_name: str, number: int, **fields: str) -> None:
        """Edit the `title` or `body` of a request or an issue."""
        both = [*pulls.pulls(self.repo(full_name)), *pulls.issues(self.repo(full_name))]
        pulls.numbered(both, number).update(fields)

    def comment(self, full_name: str, number: int, body: str) -> None:
        """Say something on a request or an issue."""
        both = [*pulls.pulls(self.repo(full_name)), *pulls.issues(self.repo(full_name))]
        pulls.say(self._world, pulls.numbered(both, number), "bob", body)

    def label(self, full_name: str, number: int, *names: str) -> None:
        """Put labels on a request or an issue."""
        repo = self.repo(full_name)
        both = [*pulls.pulls(repo), *pulls.issues(repo)]
        pulls.label(self._world, repo, pulls.numbered(both, number), names)

    def push(
        self, full_name: str, branch: str, files: dict[str, str | None], message: str = "Mine", by: str = BOB
    ) -> str:
        """Push one commit onto a branch, or a new branch onto the default one; None removes a file."""
        repo = self.repo(full_name)
        name = f"refs/heads/{branch}"
        head = repo.refs.get(name) or repo.head
        there = flat(repo.store, head)
        for path, text in files.items():
            if text is None:
                there.pop(path.encode(), None)
            else:
                there[path.encode()] = (FILE, repo.store.write("blob", text.encode()))
        tree = write_flat(repo.store, there)
        oid = repo.store.write_commit(tree, [head] if head else [], message, int(self._world.now()), by)
        self._move(repo, branch, oid)
        return oid

    def rename_base(self, full_name: str, name: str) -> None:
        """The default branch gets another name, and open requests to it follow
        (https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-branches-in-your-repository/renaming-a-branch).
        """
        repo, before = self.repo(full_name), self.repo(full_name).branch
        repo.refs[f"refs/heads/{name}"] = repo.refs.pop(f"refs/heads/{before}")
        repo.branch = name
        for pull in pulls.pulls(repo):
            if pull["state"] == "OPEN" and pull["baseRefName"] == before:
                pull["baseRefName"] = name

    def protect(self, full_name: str, pattern: str) -> None:
        """A ruleset, which everybody may see, lets nobody make or change branches of a pattern."""
        named = {"include": [f"refs/heads/{pattern}"], "exclude": []}
        rules = [{"type": "CREATION"}, {"type": "UPDATE"}]
        self.repo(full_name).fields.setdefault("rulesets", []).append(
            {"databaseId": self._world.number(), "name": pattern, "enforcement": "ACTIVE", "target": "BRANCH",
             "conditions": {"refName": named}, "rules": rules}
        )  # fmt: skip

    def protect_unseen(self, full_name: str, pattern: str) -> None:
        """A classic rule, which only administrators are told of, lets only them make or change branches of a pattern."""
        rule = {"pattern": pattern, "blocksCreations": True, "restrictsPushes": True}
        self.repo(full_name).fields.setdefault("branchProtectionRules", []).append(rule)

    def delete_branch(self, full_name: str, branch: str) -> None:
        """Delete a branch."""
        self._move(self.repo(full_name), branch, None)

    def _move(self, repo: Repo, branch: str, oid: str | None) -> None:
        with self._world.lock:
            repo.move(branch, oid)
            pulls.after_push(self._world, repo, branch)
