# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The corpus of real repositories, read where it stands: it is other people's, and never copied here.

It lies beside the project (`../shared/corpus`) or where OSPO_POLICY_CORPUS says: an archive of folders
`OWNER__NAME` with `files/` and `tree.tsv` (mode, type, object id, size, path), and `labels.tsv`.
"""

from __future__ import annotations

import csv
import os
import tarfile
from pathlib import Path

from tests.support.repositories import git

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get("OSPO_POLICY_CORPUS", ROOT.parent / "shared" / "corpus"))
MAX_FILES = 700
"""Paths rebuilt of a large tree: all that publication practices are about, and some of the rest."""


def available() -> bool:
    """Whether the corpus is there."""
    return (FOLDER / "repositories.tar.gz").is_file() and (FOLDER / "labels.tsv").is_file()


def labels() -> dict[str, dict[str, str]]:
    """Repository to a human's judgement of it, by column."""
    with (FOLDER / "labels.tsv").open(encoding="utf-8", newline="") as file:
        return {row["repo"]: row for row in csv.DictReader(file, delimiter="\t")}


def unpack(target: Path) -> Path:
    """Unpack the archive; the folder that holds the repositories."""
    with tarfile.open(FOLDER / "repositories.tar.gz") as archive:
        archive.extractall(target, filter="data")
    return next(path for path in target.iterdir() if path.is_dir())


def rebuild(reduced: Path, target: Path) -> Path:
    """A reduced repository rebuilt for Git: its files, and an empty file for each other path."""
    files = reduced / "files"
    given = {str(path.relative_to(files)) for path in files.rglob("*") if path.is_file()}
    others = [path for path in paths_of(reduced) if path not in given]
    target.mkdir(parents=True)
    git(target, "init", "--quiet", "--initial-branch=main")
    for path in sorted(given):
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((files / path).read_bytes())
    for path in others[:MAX_FILES]:
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            place.touch()
    git(target, "add", "--all", "--force")
    git(target, "commit", "--quiet", "-m", "As published")
    return target


def paths_of(reduced: Path) -> list[str]:
    """Every path of the whole tree, submodules left out."""
    lines = (reduced / "tree.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return [row[-1] for row in rows if row[1] == "blob"]
