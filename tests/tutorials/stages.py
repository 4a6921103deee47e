# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page finds when it begins: nothing but an empty folder, unless it is in `STAGES`.

A stage is a context manager that is given the page's folder. It gives two mappings: more variables of the environment,
and what stands in the page for what is really used, such as `https://gitlab.example.org` for a server's address on this
machine: commands and files are carried out with the latter, and answers are read with the former.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.tutorials.exampleville import exampleville

Scene = tuple[Mapping[str, str], Mapping[str, str]]


@contextmanager
def empty(_: Path) -> Iterator[Scene]:
    """An empty folder."""
    yield {}, {}


@contextmanager
def example_organisation(folder: Path) -> Iterator[Scene]:
    """What a clone of this project has: the example organisation."""
    shutil.copytree(Path(__file__).parent.parent.parent / "examples", folder / "examples")
    yield {}, {}


STAGES: dict[str, Callable[[Path], AbstractContextManager[Scene]]] = {
    "README": example_organisation,
    "ospo": exampleville,
}


def stage(topic: str, folder: Path) -> AbstractContextManager[Scene]:
    """The stage of a topic."""
    return STAGES.get(topic, empty)(folder)
