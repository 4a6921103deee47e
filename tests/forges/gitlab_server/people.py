# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do in a project of the test GitLab."""

from __future__ import annotations

from collections.abc import Mapping

from tests.forges.gitlab_server.life import Life, Note, Request, Thing, User, move
from tests.forges.gitlab_server.world import File, Project, Protection, World
from tests.forges.memory_git import MemoryGit

ADA = User(7, "ada", "Ada", "ada@example.org")


def live(world: World, project: Project) -> Life:
    """Let a project be written to: its files become the first commit of its default branch."""
    git = MemoryGit()
    project.life = Life(git)
    world.users.setdefault("ada", ADA)
    if project.files:
        move(project, project.default_branch, git.commit(project.files, (), "Start\n", ADA.person, world.moment()))
    return project.life


class People:
    """The people of one project."""

    def __init__(self, world: World, project: Project) -> None:
        self.world, self.project = world, project
        self.life = project.life or live(world, project)

    def commit(self, files: Mapping[str, str | None], branch: str = "", start: str = "") -> str:
        """Somebody commits to a branch, the default one if none is named; a new one starts at `start`."""
        branch = branch or self.project.default_branch
        git = self.life.git
        there = git.refs.get(branch) or start
        after = git.files(there) if there else {}
        for path, text in files.items():
            if text is None:
                after.pop(path)
            else:
                after[path] = File(text.encode())
        made = git.commit(after, [there] if there else [], "Somebody's change\n", ADA.person, self.world.moment())
        move(self.project, branch, made)
        return made

    def merge(self, request: Request, *, squash: bool = False) -> None:
        """Somebody merges a request; its branch goes where the request or the squash wants it."""
        git, world = self.life.git, self.world
        base, head = git.refs[request.target], git.refs[request.source]
        parents = [base] if squash else [base, head]
        made = git.commit(git.merged(base, head), parents, "Merge\n", ADA.person, world.moment())
        self.life.end(request, "merged")
        move(self.project, request.target, made)
        if squash or request.removes_branch:
            move(self.project, request.source, None)

    def close(self, thing: Thing) -> None:
        if isinstance(thing, Request):
            self.life.end(thing, "closed")
        else:
            thing.state = "closed"

    def reopen(self, thing: Thing) -> None:
        self.life.reopen(thing)

    def say(self, thing: Thing, text: str) -> None:
        thing.notes.append(Note(self.world.number(), "ada", text, self.world.moment()))

    def rename_base(self, name: str) -> None:
        """The default branch gets another name, and requests to it follow (app/services/branches)."""
        refs, before = self.life.git.refs, self.project.default_branch
        refs[name] = refs.pop(before)
        self.project.default_branch = name

    def switch_base(self, name: str) -> None:
        """Another branch, which stands where the default one does, becomes that."""
        self.life.git.refs[name] = self.life.git.refs[self.project.default_branch]
        self.project.default_branch = name

    def protect(self, pattern: str) -> None:
        self.project.protections.append(Protection(pattern))

    def open(self) -> Request:
        """The open request."""
        return next(one for one in self.life.requests if one.state == "opened")

    def issue(self) -> Thing:
        """The open issue."""
        return next(one for one in self.life.issues if one.state == "opened")
