# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text on the disk under another name first, so that no half-written file ever has the name that is meant."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def beside(path: str, pieces: Iterable[str]) -> Iterator[str]:
    """The temporary file that holds the text, in the folder of `path`, which is made, and with a new file's permissions.

    Whoever takes it gives it its name; what is left of it afterwards is removed. Raises `OSError`.
    """
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".ospo-policy-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        yield temporary
    finally:  # what makes the text broke off, the disk is full, or nobody took it
        with suppress(OSError):
            os.unlink(temporary)
