# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said in the pipeline of a forge."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "pipeline.policy-from": "The policy files of `{name}` decide here, not those of the request.",
    "pipeline.changed": "The request changes {paths}: that counts once it is merged.",
    "pipeline.own-policy": "The policy files of the request itself decide here, since `{target}` is not in this checkout.",
    "pipeline.no-base": "The request comes from a fork, so that the policy of `{target}` has to decide; but `{target}` is not in this checkout.",
    "pipeline.fetch-actions": "Give actions/checkout `fetch-depth: 2`, or 0, so that the branch that the request is for is there too.",
    "pipeline.fetch-gitlab": 'Set the variable `GIT_DEPTH: "0"` for the job, so that the branch that the request is for is there too.',
    "cli.check.policy-from": "Read the repository's own policy files (.ospo-policy.yml, packs, waivers, baseline) at this commit, branch or tag. In the pipeline of a request, it is the branch that the request is for.",
    "cli.check.no-ci": "Do as on a desk in a pipeline, too: no annotations, no job summary, the policy files that lie there.",
}
