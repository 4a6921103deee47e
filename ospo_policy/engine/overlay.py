# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts of a repository as they would be after changes: what a repair gives can be judged before anybody sees it."""

from __future__ import annotations

from collections.abc import Mapping

from ospo_policy.model.facts import Content, Entry, EntryKind, Fact, Known, Repository, Tree, Unseen
from ospo_policy.model.message import Message

HEAD_BYTES = 4_096
"""First bytes of a file that checks may look at, as readers give them."""


def with_changes(
    facts: Repository, files: Mapping[str, str | None], fields: Mapping[str, object] | None = None
) -> Repository:
    """The facts with files written (None: removed), and with what the forge would then tell.

    What only a tool could tell of the changed files, the REUSE report, is then unseen.
    """
    told = {**facts.fields, **{name: Known(value) for name, value in (fields or {}).items()}}
    if not files or not isinstance(facts.tree, Known):
        return facts._replace(fields=told)
    gone = {path for path, text in files.items() if text is None}
    kept = [entry for entry in facts.tree.value.entries if entry.path not in files]
    kept += [Entry(path, EntryKind.FILE, len(text.encode())) for path, text in files.items() if text is not None]
    contents: dict[str, Fact[Content]] = {path: fact for path, fact in facts.contents.items() if path not in gone}
    heads: dict[str, Fact[bytes]] = {path: fact for path, fact in facts.heads.items() if path not in gone}
    for path, text in files.items():
        if text is not None:
            contents[path] = Known(Content(path, text))
            heads[path] = Known(text.encode()[:HEAD_BYTES])
    return facts._replace(
        tree=Known(
            Tree(
                sorted(kept, key=lambda entry: entry.path.encode("utf-8", "surrogateescape")),
                facts.tree.value.incomplete,
                facts.tree.value.only,
            )
        ),
        contents=contents,
        heads=heads,
        fields=told,
        reuse=Unseen(Message("repair.reuse-not-run")) if isinstance(facts.reuse, Known) else facts.reuse,
    )
