# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the checks on pipelines decide, and their parameters."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "check.workflow.about": "Workflows of GitHub Actions give nobody more than they should.",
    "check.workflow.how": "Every workflow of .github/workflows and every composite action of the tree is read, and each rule is applied to it. Only texts that the workflow's own triggers can bring count, also where they come through env; a comparison is harmless. A checkout is accepted where a condition lets only the repository's own branches or its members through. Workflows of other repositories that are called are not looked at. It stays unknown when a file was not read to its end, or is no valid YAML.",
    "check.workflow.param.rules": "What is looked for. permissions: each workflow, or each of its jobs, states what its token may do. write-all: no write-all, and the right to write given to a job, not to several at once. injection: text that anybody can write is not put into a script. dispatch-injection: nor are inputs that are free text. pull-request-target: the code of a pull request is not fetched where the workflow has secrets and rights. pinning: actions, reusable workflows and images of others are named by a commit or digest. credentials: a checkout does not leave its token behind.",
    "check.workflow.param.pin_first_party": "Whether the rule pinning also asks it of the actions of GitHub itself (actions/*, github/*).",
    "check.gitlab-ci.about": "A pipeline of GitLab takes in nothing that others can change, and runs nobody's text.",
    "check.gitlab-ci.how": "The file .gitlab-ci.yml is read with the files of the repository that it includes, child pipelines too. What comes from another project must name a tag or commit (a name with a number in it), a component a whole version or commit, an address a digest, tag or commit; templates of GitLab come with the server. In scripts, a variable that the author of a commit or merge request chooses must not stand open in eval, sh -c or ssh. It stays unknown when an included file of the repository was not read, or a variable decides.",
    "check.gitlab-ci.param.rules": "What is looked for. includes: what is taken from elsewhere is pinned. scripts: no text of others is read as commands.",
    "check.gitlab-ci.param.trusted": "Globs of projects, components and addresses that need not be pinned, as those of the organisation itself.",
    "check.ci-runs.about": "Continuous integration runs tests, or another kind of tool, on each change.",
    "check.ci-runs.how": "The files of GitHub Actions, Forgejo, Gitea, GitLab, Travis CI, CircleCI, Jenkins, Azure Pipelines, Woodpecker, Drone, Bitbucket and others are read. Commands, actions and templates are compared with the known tools; names of scripts are followed into package.json, composer.json and the Makefile. Commands that install a tool or only print do not count. Tests also count by the name of their job or workflow. Workflows must be set off by a push to a branch or a pull request, except for sbom and publish. It stays unknown when nothing known was found, but a workflow or template of another repository, or a script, cannot be seen from here, and for sast and dependencies, which a forge can also do by a setting; it does not apply without source files.",
    "check.ci-runs.param.what": "What must run: tests, style (linters and formatters), coverage, sast (security analysis of the code), dependencies (known vulnerabilities), sbom, publish.",
    "check.ci-runs.param.at_any_time": "Whether it may also run on a schedule or by hand only.",
    "check.ci-runs.param.otherwise": "What it means that nothing known was found but something cannot be seen: unknown, or fail.",
}
