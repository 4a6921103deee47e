# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the checks on pipelines decide, and their parameters."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "check.workflow.about": "Workflows of GitHub Actions give nobody more than they should.",
    "check.workflow.how": "Every workflow of .github/workflows and every composite action of the tree is read, and each rule is applied to it. Only texts that the workflow's own triggers can bring count, also where they come through env; a comparison is harmless. A checkout is accepted where a condition lets only the repository's own branches or its members through. Workflows of other repositories that are called are not looked at. It stays unknown when a file was not read to its end, or is no valid YAML.",
    "check.workflow.param.rules": "What is looked for. permissions: each workflow, or each of its jobs, states what its token may do. write-all: no write-all, and the right to write given to a job, not to several at once. injection: text that anybody can write is not put into a script. dispatch-injection: nor are inputs that are free text. pull-request-target: the code of a pull request is not fetched where the workflow has secrets and rights. pinning: actions, reusable workflows and images of others are named by a commit or digest. credentials: a checkout does not leave its token behind.",
    "check.workflow.param.pin_first_party": "Whether the rule pinning also asks it of the actions of GitHub itself (actions/*, github/*).",
}
