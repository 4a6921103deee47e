# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The user's cache folder. What is in it can be deleted at any time."""

from __future__ import annotations

import os


def cache_folder(name: str) -> str:
    """A folder of the cache, by the XDG rule, or below OSPO_POLICY_CACHE."""
    own = os.environ.get("OSPO_POLICY_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(own or os.path.join(base, "ospo-policy"), name)


def write_entry(path: str, data: bytes, max_entries: int) -> None:
    """Keep an entry, whole or not at all; the oldest of its folder go when there are too many.

    A cache that cannot be written makes the tool slower, so that failing is no error.
    """
    import tempfile

    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(data)
        os.replace(file.name, path)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.stat().st_mtime)
        for entry in entries[:-max_entries]:
            os.unlink(entry.path)
    except OSError:
        return
