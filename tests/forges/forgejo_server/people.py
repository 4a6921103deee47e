# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do in a repository of the test Forgejo."""

from __future__ import annotations

from collections.abc import Mapping

from tests.forges.forgejo_server.life import BranchRule, Life, Thing, User
from tests.forges.forgejo_server.world import Repo, World
from tests.forges.gitlab_server.world import File
from tests.forges.memory_git import MemoryGit

ADA = User(7, "ada", "Ada", "ada@example.org")


class People:
    """The people of one repository, which begins with these files."""

    def __init__(self, world: World, repo: Repo, files: Mapping[str, str | File]) -> None:
        self.world, self.repo = world, repo
        world.users.setdefault("ada", ADA)
        git = MemoryGit()
        self.life = repo.life = Life(git)
        made = {path: File(what.encode()) if isinstance(what, str) else what for path, what in files.items()}
        if made:
            git.refs[repo.branch] = git.commit(made, (), "Start\n", ADA.person, world.moment())

    def commit(self, files: Mapping[str, str | None], branch: str = "", start: str = "") -> str:
        """Somebody commits to a branch, the default one if none is named; a new one starts at `start`."""
        branch = branch or self.repo.branch
        git = self.life.git
        there = git.refs.get(branch) or start
        after = git.files(there) if there else {}
        for path, text in files.items():
            if text is None:
                after.pop(path)
            else:
                after[path] = File(text.encode())
        made = git.commit(after, [there] if there else [], "Somebody's change\n", ADA.person, self.world.moment())
        git.refs[branch] = made
        return made

    def merge(self, pull: Thing, *, squash: bool = False) -> None:
        """Somebody merges a request; squashing, they delete its branch as well."""
        git = self.life.git
        base, head = git.refs[pull.base], git.refs[pull.head]
        parents = [base] if squash else [base, head]
        made = git.commit(git.merged(base, head), parents, "Merge\n", ADA.person, self.world.moment())
        self.life.end(pull, merged=True)
        git.refs[pull.base] = made
        if squash:
            del git.refs[pull.head]

    def close(self, thing: Thing) -> None:
        if thing.is_pull:
            self.life.end(thing, merged=False)
        thing.state = "closed"

    def reopen(self, thing: Thing) -> None:
        thing.state, thing.kept = "open", None

    def rename_base(self, name: str) -> None:
        """The default branch gets another name, and requests to it follow (services/repository/branch.go)."""
        refs, before = self.life.git.refs, self.repo.branch
        refs[name] = refs.pop(before)
        self.repo.about["default_branch"] = name
        for one in self.life.pulls():
            if one.base == before:
                one.base = name

    def switch_base(self, name: str) -> None:
        """Another branch, which stands where the default one does, becomes that; requests stay with the first."""
        self.life.git.refs[name] = self.life.git.refs[self.repo.branch]
        self.repo.about["default_branch"] = name

    def protect(self, pattern: str) -> None:
        self.life.rules.append(BranchRule(pattern))

    def open(self) -> Thing:
        """The open request."""
        return next(one for one in self.life.pulls() if one.state == "open")

    def issue(self) -> Thing:
        """The open issue."""
        return next(one for one in self.life.issues() if one.state == "open")
