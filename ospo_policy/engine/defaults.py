# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Default community files: those of `<owner>/.github` hold for every repository of the owner that has none of its own.

Which ones, and from where, is GitHub's rule; a licence is never inherited
(https://docs.github.com/en/communities/setting-up-your-project-for-healthy-contributions/creating-a-default-community-health-file).
On GitLab, what is inherited stands in projects that groups name (`ospo_policy.forges.gitlab.inherited`), and is handed over in
the same form.
"""

from __future__ import annotations

from ospo_policy.model.facts import Known, Repository, Tree
from ospo_policy.model.needs import Needs
from ospo_policy.parsers.selection import select

NAME = ".github"
KINDS = (
    "code-of-conduct", "contributing", "funding", "governance", "issue-template", "request-template", "security", "support",
)  # fmt: skip

NEEDS = Needs(paths=frozenset(KINDS) - {"security"})
"""What tells which kinds a repository lacks. A security policy can be where other files of the community can."""


def with_defaults(repository: Repository, defaults: Repository) -> Repository | None:
    """The repository as if it held the files of the kinds that it lacks; None where that adds nothing."""
    if not isinstance(repository.tree, Known) or not isinstance(defaults.tree, Known):
        return None
    own, theirs = repository.tree.value, defaults.tree.value
    added = {path for kind in KINDS if not _holds(own, kind) for path in select(theirs, kind)}
    entries = [entry for path in sorted(added) if own.get(path) is None and (entry := theirs.get(path)) is not None]
    if not entries:
        return None
    paths = {entry.path for entry in entries}
    return repository._replace(
        tree=Known(Tree((*own.entries, *entries), own.incomplete, own.only)),
        contents={**repository.contents, **{path: fact for path, fact in defaults.contents.items() if path in paths}},
        defaults=None,
    )


def _holds(tree: Tree, kind: str) -> bool:
    """Whether the repository has a file of the kind; GitHub takes no security.txt of a website for a policy."""
    return any(not path.lower().endswith(".well-known/security.txt") for path in select(tree, kind))
