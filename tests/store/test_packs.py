# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every bundled pack on every example: what is read back from the store is told in the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ospo_policy.messages import Catalogue
from ospo_policy.operations.check import Request, check
from ospo_policy.outputs import Style, render
from ospo_policy.store.store import Store
from tests.support.store import NOW, listed

ROOT = Path(__file__).parent.parent.parent
PACKS = tuple(sorted(path.stem for path in (ROOT / "policies").glob("*.yml") if path.stem != "reuse"))


@pytest.mark.parametrize("example", sorted(path.name for path in (ROOT / "examples/organisation").iterdir()))
def test_a_stored_report_is_told_in_the_same_words(tmp_path: Path, example: str) -> None:
    path = str(ROOT / "examples/organisation" / example)
    found, _ = check(Request(path, packs=PACKS, offline=True, now=NOW))
    (repository,) = found.repositories
    found = found._replace(repositories=(repository._replace(anchor=None),))  # told by a check only
    with Store.open(str(tmp_path / "x.db"), NOW) as store:
        with store.start_audit(found.tool_version, "p", found.packs, notices=found.notices) as run:
            run.record(listed(1), found.repositories[0])
            run.finish()
        stored = store.report(run.id).report()
    assert stored == found
    assert len(stored.repositories[0].findings) > 100
    for language in ("en", "fr"):
        say, style = Catalogue(language), Style()
        assert render("json", stored, say, style) == render("json", found, say, style)
