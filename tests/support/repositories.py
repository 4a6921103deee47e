# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Builds real Git repositories in temporary folders from a description as data.

`files` maps a path to its content: a string, or a mapping with one of
`base64` (bytes), `symlink` (a target), `repeat: [text, times]`, `executable` (a text),
`encoding: [text, codec]`, or `submodule` (a commit id).
`git` may say `tracked: false` (a plain folder), `ignore` (lines for .git/info/exclude),
`tags`, `commits` (a list of `{message, author, date}`), `untracked` (paths left out of the commit).
"""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada Exemple",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada Exemple",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-01-15T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-01-15T12:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> str:
    """Run Git in a folder, as a fixed person on a fixed day; its output."""
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env=os.environ | IDENTITY | dict(env or {}),
        check=True,
        capture_output=True,
        text=True,
        errors="surrogateescape",
    )
    return done.stdout.strip()


def write_files(folder: Path, files: Mapping[str, Any]) -> None:
    """Write files from their description."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        match content:
            case str():
                path.write_bytes(content.encode("utf-8", "surrogateescape"))
            case {"base64": data}:
                path.write_bytes(base64.b64decode(data))
            case {"symlink": target}:
                path.symlink_to(target)
            case {"repeat": [text, times]}:
                path.write_bytes(text.encode() * times)
            case {"executable": text}:
                path.write_bytes(text.encode())
                path.chmod(0o755)
            case {"encoding": [text, codec]}:
                path.write_bytes(text.encode(codec))
            case {"submodule": _}:
                path.mkdir()
            case _:
                raise ValueError(f"{name}: {content!r}")


def build(folder: Path, files: Mapping[str, Any], about: Mapping[str, Any] | None = None) -> Path:
    """Make the described repository in `folder`, committed; the folder."""
    about = dict(about or {})
    folder.mkdir(parents=True, exist_ok=True)
    write_files(folder, files)
    if about.get("tracked", True) is False:
        return folder
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / ".git/info/exclude").write_text("\n".join(about.get("ignore", [])) + "\n")
    untracked = set(about.get("untracked", []))
    tracked = [name for name, what in files.items() if name not in untracked and not _is_sub(what)]
    if tracked:
        git(folder, "add", "--force", "--", *tracked)
    for name, what in files.items():
        if _is_sub(what):
            git(folder, "update-index", "--add", "--cacheinfo", f"160000,{what['submodule']},{name}")
    commits = about.get("commits", [{"message": "Start"}])
    for commit in commits:
        who = commit.get("author", "Ada Exemple <ada@example.org>")
        name, _, mail = who.rstrip(">").partition(" <")
        date = commit.get("date", IDENTITY["GIT_AUTHOR_DATE"])
        env = {
            "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": mail, "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": mail, "GIT_COMMITTER_DATE": date,
        }  # fmt: skip
        git(folder, "commit", "--quiet", "--allow-empty", "-m", commit["message"], env=env)
    for tag in about.get("tags", []):
        git(folder, "tag", "-a", tag, "-m", tag)
    return folder


def _is_sub(content: Any) -> bool:
    return isinstance(content, dict) and "submodule" in content
