# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Builds real Git repositories in temporary folders from a description as data.

`files` maps a path to its content: a string, or a mapping with one of
`base64` (bytes), `symlink` (a target), `repeat: [text, times]`, `executable` (a text),
`encoding: [text, codec]`, `official` (a licence's text, see `licences.described`), or `submodule` (a commit id).
`git` may say `tracked: false` (a plain folder), `ignore` (lines for .git/info/exclude),
`tags`, `lightweight_tags`, `signed_tags` (with a throw-away SSH key), each a name or `{name, date}`,
`commits` (a list of `{message, author, date}`), `untracked` (paths left out of the commit), `shallow` (the
folder becomes a clone with that many commits, and with its tags if `shallow_tags` is true).
"""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.licences import described

IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada Exemple",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada Exemple",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-01-15T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-01-15T12:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    # Thousands of small repositories are made: neither sample hooks nor tidying up are worth half of their cost.
    "GIT_TEMPLATE_DIR": "",
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "gc.auto",
    "GIT_CONFIG_VALUE_0": "0",
    "GIT_CONFIG_KEY_1": "maintenance.auto",
    "GIT_CONFIG_VALUE_1": "false",
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
            case {"official": _}:
                path.write_text(described(content), encoding="utf-8")
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
    (folder / ".git/info").mkdir(exist_ok=True)
    (folder / ".git/info/exclude").write_text("\n".join(about.get("ignore", [])) + "\n")
    untracked = set(about.get("untracked", []))
    tracked = [name for name, what in files.items() if name not in untracked and not _is_sub(what)]
    if tracked:
        git(folder, "--literal-pathspecs", "add", "--force", "--", *tracked)
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
    tag_all(folder, about)
    if "shallow" in about:
        _make_shallow(folder, about)
    return folder


def tag_all(folder: Path, about: Mapping[str, Any]) -> None:
    """Set the tags of each kind."""
    for kind, option in (("tags", "-a"), ("lightweight_tags", ""), ("signed_tags", "-s")):
        for tag in about.get(kind, []):
            name = tag["name"] if isinstance(tag, dict) else tag
            date = tag.get("date") if isinstance(tag, dict) else None
            words = [option, "-m", name] if option else []
            env = {"GIT_COMMITTER_DATE": date} if date else {}
            git(folder, *(signing(folder) if option == "-s" else []), "tag", *words, name, env=env)


def signing(folder: Path) -> list[str]:
    """Words for Git that make it sign with a key which is made for the occasion."""
    key = folder.parent / f"{folder.name}.key"
    if not key.exists():
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(key)]
        subprocess.run(command, check=True, capture_output=True)
    return ["-c", "gpg.format=ssh", "-c", f"user.signingKey={key}"]


def _make_shallow(folder: Path, about: Mapping[str, Any]) -> None:
    """Put a shallow clone of a repository in its place."""
    origin = folder.rename(folder.with_name(f"{folder.name}.origin"))
    tags = [] if about.get("shallow_tags") else ["--no-tags"]
    depth = f"--depth={about['shallow']}"
    git(folder.parent, "clone", "--quiet", depth, *tags, origin.as_uri(), folder.name)


def _is_sub(content: Any) -> bool:
    return isinstance(content, dict) and "submodule" in content
