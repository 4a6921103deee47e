# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many repositories a second are judged, on facts at hand: the repositories of a folder, over and over.

    bench/evaluate.py [FOLDER]    # the example organisation, or any folder of repositories

Seconds of the processor, one core. `first` parses each file; `again` finds what was parsed by the text's identity.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from ospo_policy.engine.evaluate import evaluate
from ospo_policy.forges.local.organisation import LocalForge
from ospo_policy.model.facts import Repository
from ospo_policy.operations.audit_keeper import Memory
from ospo_policy.operations.pack_sources import PackSources
from ospo_policy.operations.policies import Wanted, load_policy

NOW = 1_795_392_000


def main() -> None:
    """Measure and print."""
    default = Path(__file__).parent.parent / "examples" / "organisation"
    forge = LocalForge(sys.argv[1] if len(sys.argv) > 1 else str(default))
    for pack in ("minimal", "fr-dinum"):
        policy = load_policy([Wanted(pack)], PackSources(offline=True))
        listed = [one for owner in forge.owners() for one in forge.repositories(owner, policy.needs)]
        collected = forge.collect(listed, policy.needs, Memory(), NOW)
        facts = [found._replace(profile="A") for _, found in collected if isinstance(found, Repository)]
        begun = time.process_time()
        for one in facts:
            evaluate(policy, one)
        print(
            f"{pack:<9} first: {len(facts) / (time.process_time() - begun):7.0f} a second ({len(facts)} repositories)"
        )
        for count in (1_000, 5_000, 25_000):
            begun = time.process_time()
            for number in range(count):
                evaluate(policy, facts[number % len(facts)]._replace(id=f"local:{number}"))
            print(f"{pack:<9} again: {count / (time.process_time() - begun):7.0f} a second over {count}", flush=True)


if __name__ == "__main__":
    main()
