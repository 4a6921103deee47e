# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the checks on pipelines say."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "workflow.none": "There is no workflow of GitHub Actions here.",
    "workflow.good.one": "{count} workflow was looked at, and nothing is wrong with it ({rules}).",
    "workflow.good.other": "{count} workflows were looked at, and nothing is wrong with them ({rules}).",
    "workflow.not-readable": (
        "{place} is no valid YAML, or too large, so that it is not known what the workflow does. Repair the file there."
    ),
    "workflow.rule.permissions": "permissions are stated",
    "workflow.rule.write-all": "the right to write is given job by job",
    "workflow.rule.injection": "no text of strangers becomes commands",
    "workflow.rule.dispatch-injection": "no input becomes commands",
    "workflow.rule.pull-request-target": "no code of strangers runs with rights",
    "workflow.rule.pinning": "actions are pinned",
    "workflow.rule.credentials": "no token is left behind",
    "workflow.found": "{findings}",
    "workflow.found.permissions.one": (
        "{count} workflow or job does not state what its token may do ({places}): it may then write to the whole "
        "repository, and so may every action that it uses. Write `permissions:` and below it `contents: read` at the top of "
        "the file, and more only for the job that needs more."
    ),
    "workflow.found.permissions.other": (
        "{count} workflows or jobs do not state what their token may do ({places}): it may then write to the whole "
        "repository, and so may every action that they use. Write `permissions:` and below it `contents: read` at the top of "
        "each file, and more only for the job that needs more."
    ),
    "workflow.found.write-all.one": (
        "The right to write is given to all jobs, or to do everything ({what}), at {places}: one faulty action is enough "
        "to change the code or a release. Give it only to the job that needs it, in a `permissions:` of its own."
    ),
    "workflow.found.write-all.other": (
        "The right to write is given to all jobs, or to do everything ({what}), in {count} places ({places}): one faulty "
        "action is enough to change the code or a release. Give it only to the job that needs it, in a `permissions:` of its own."
    ),
    "workflow.found.injection.one": (
        "Text that anybody can write ({what}) becomes part of a script at {places}: whoever opens an issue or a pull request "
        "can have their own commands run there. Pass it through the step's `env:`, as `TEXT: ${{{{ ... }}}}`, and write "
        '`"$TEXT"` in the script.'
    ),
    "workflow.found.injection.other": (
        "Text that anybody can write ({what}) becomes part of scripts in {count} places ({places}): whoever opens an issue or a "
        "pull request can have their own commands run there. Pass it through the step's `env:`, as `TEXT: ${{{{ ... }}}}`, and "
        'write `"$TEXT"` in the script.'
    ),
    "workflow.found.dispatch-injection.one": (
        "An input ({what}) becomes part of a script at {places}: whoever fills it in, or the text that a caller puts there, "
        "can have other commands run. Pass it through the step's `env:`, as `TEXT: ${{{{ ... }}}}`, and write "
        '`"$TEXT"` in the script.'
    ),
    "workflow.found.dispatch-injection.other": (
        "Inputs ({what}) become part of scripts in {count} places ({places}): whoever fills them in, or the text that a "
        "caller puts there, can have other commands run. Pass them through the step's `env:`, as `TEXT: ${{{{ ... }}}}`, and "
        'write `"$TEXT"` in the script.'
    ),
    "workflow.found.pull-request-target.one": (
        "The code of a pull request is fetched ({what}) at {places}, where the workflow has the repository's secrets and "
        "rights: whoever opens a pull request can have its code run with them. Do this in a workflow on `pull_request`, "
        "which has neither, and leave to this one only what needs no code of the request."
    ),
    "workflow.found.pull-request-target.other": (
        "The code of a pull request is fetched ({what}) in {count} places ({places}), where the workflow has the repository's "
        "secrets and rights: whoever opens a pull request can have its code run with them. Do this in a workflow on "
        "`pull_request`, which has neither, and leave to this one only what needs no code of the request."
    ),
    "workflow.found.pinning.one": (
        "{count} action or image of others is not pinned ({what}, at {places}): its author, or whoever takes over the "
        "account, can replace what runs here. Write the full commit after the `@`, and the version in a comment: "
        "`owner/action@<40 digits> # v1.2.3`. Dependabot and Renovate then keep both up to date."
    ),
    "workflow.found.pinning.other": (
        "{count} actions or images of others are not pinned ({what}, at {places}): their authors, or whoever takes over an "
        "account, can replace what runs here. Write the full commit after the `@`, and the version in a comment: "
        "`owner/action@<40 digits> # v1.2.3`. Dependabot and Renovate then keep both up to date."
    ),
    "workflow.found.credentials.one": (
        "{count} checkout leaves its token in the working folder ({places}), where every later step and every uploaded "
        "folder has it. Write `with:` and below it `persist-credentials: false`."
    ),
    "workflow.found.credentials.other": (
        "{count} checkouts leave their token in the working folder ({places}), where every later step and every uploaded "
        "folder has it. Write `with:` and below it `persist-credentials: false`."
    ),
    "gitlab-ci.none": "There is no pipeline of GitLab here (.gitlab-ci.yml).",
    "gitlab-ci.good": "The pipeline takes in nothing that others can change, and runs nobody's text ({files}).",
    "gitlab-ci.not-readable": (
        "{place} is no valid YAML, or too large, so that it is not known what the pipeline does. Repair the file there."
    ),
    "gitlab-ci.by-variable": (
        "What is included at {place} depends on a variable ({reference}), whose value a checkout does not tell. A person must "
        "look at it, or the value be written there."
    ),
    "gitlab-ci.found": "{findings}",
    "gitlab-ci.found.project.one": (
        "A file of another project is included as it is on the day ({what}, at {places}): whoever may change that project "
        "can run commands here. Write `ref:` with a tag or, better, a full commit."
    ),
    "gitlab-ci.found.project.other": (
        "Files of other projects are included in {count} places as they are on the day ({what}, at {places}): whoever may "
        "change those projects can run commands here. Write `ref:` with a tag or, better, a full commit."
    ),
    "gitlab-ci.found.component.one": (
        "A component is included in a version that moves ({what}, at {places}): whoever may publish it can run commands "
        "here. Write a whole version after the `@`, as `@1.2.3`, or a full commit."
    ),
    "gitlab-ci.found.component.other": (
        "Components are included in {count} places in a version that moves ({what}, at {places}): whoever may publish them "
        "can run commands here. Write a whole version after the `@`, as `@1.2.3`, or a full commit."
    ),
    "gitlab-ci.found.remote.one": (
        "A file is included from an address whose content can change ({what}, at {places}): whoever keeps that server can run "
        "commands here. Add `integrity: sha256-...`, or use the address of a tag or commit."
    ),
    "gitlab-ci.found.remote.other": (
        "Files are included in {count} places from addresses whose content can change ({what}, at {places}): whoever keeps "
        "those servers can run commands here. Add `integrity: sha256-...`, or use the address of a tag or commit."
    ),
    "gitlab-ci.found.script.one": (
        "The text of {what}, which the author of a commit or merge request chooses, is read as commands at {places} (`eval`, "
        "`sh -c` or `ssh`): it can hold commands of its own. Put single quotes around the inner command, so that the variable "
        "reaches it as a variable, or do without the second shell."
    ),
    "gitlab-ci.found.script.other": (
        "Texts that the author of a commit or merge request chooses ({what}) are read as commands in {count} places ({places}), by "
        "`eval`, `sh -c` or `ssh`: they can hold commands of their own. Put single quotes around the inner command, so that the "
        "variable reaches it as a variable, or do without the second shell."
    ),
    "ci-runs.what.tests": "tests",
    "ci-runs.what.style": "a check of the code's style",
    "ci-runs.what.coverage": "a measure of what the tests cover",
    "ci-runs.what.sast": "a security analysis of the code",
    "ci-runs.what.dependencies": "a search for known vulnerabilities of dependencies",
    "ci-runs.what.sbom": "the making of a list of components (SBOM)",
    "ci-runs.what.publish": "the publication of releases",
    "ci-runs.found": "Continuous integration runs {what}: `{command}` ({place}).",
    "ci-runs.by-job": "Continuous integration has a job or workflow for tests, by its name: “{job}” ({place}).",
    "ci-runs.no-source": "There is no source code here that continuous integration could look after.",
    "ci-runs.hidden": (
        "Continuous integration runs {hidden} ({place}), and it cannot be told from here whether that includes {what}. A person "
        "must look at it."
    ),
    "ci-runs.later": (
        "Continuous integration runs {what} ({place}), but not when somebody pushes or opens a pull request. Add `push` and "
        "`pull_request` to `on:` there, so that a mistake is seen before it is merged."
    ),
    "ci-runs.none": (
        "No continuous integration was found (as .github/workflows or .gitlab-ci.yml), so that nothing runs when the code "
        "changes. What is wanted is {what}. Start with one job that runs the command that you use by hand."
    ),
    "ci-runs.absent": (
        "Continuous integration ({files}) runs no tool that is known for {what}. Add to it, in a job that each push and pull or "
        "merge request sets off, the command that you use by hand."
    ),
    "ci-runs.by-setting": (
        "No tool that is known for {what} runs on each change. A forge can also do this by a setting of the repository "
        "(CodeQL's default setup, Dependabot's alerts), which a checkout does not tell. Look at the settings there."
    ),
    "ci-runs.absent-at-any-time": (
        "Continuous integration ({files}) runs no tool that is known for {what}. Add it to a job, as to the one that makes a "
        "release."
    ),
    "manifest.found": "The dependencies are listed ({files}).",
    "manifest.no-source": "There is no source code here in a language whose libraries come through a package manager.",
    "manifest.few.one": (
        "No manifest of a package manager was found, but there is only {count} source file ({files}): it may well use nothing but "
        "its language. A person must look at it."
    ),
    "manifest.few.other": (
        "No manifest of a package manager was found, but there are only {count} source files ({files}): they may well use "
        "nothing but their language. A person must look at them."
    ),
    "manifest.absent": (
        "There are {count} source files (as {file}) and no manifest of a package manager (as pyproject.toml, package.json, pom.xml): "
        "nobody can tell which libraries are needed, nor in which versions. Add the manifest that is usual for the language, "
        "even if it lists nothing."
    ),
    "lock-file.found": "The versions of the dependencies are fixed ({files}).",
    "lock-file.not-asked": "There is no manifest here of which a lock file would be asked.",
    "lock-file.not-understood": "{path} could not be understood, so that it is not known whether it wants a lock file.",
    "lock-file.manifest": "{path} (its lock file is, for instance, {lock})",
    "lock-file.list": "{path} (give each line its version, as name==1.2.3)",
    "lock-file.absent.one": (
        "{count} manifest has no lock file: {manifests}. Each build may then take other versions, and a bad one comes in unseen. "
        "Let the package manager write the lock file, and commit it."
    ),
    "lock-file.absent.other": (
        "{count} manifests have no lock file: {manifests}. Each build may then take other versions, and a bad one comes in "
        "unseen. Let the package manager write the lock files, and commit them."
    ),
    "dependency-updates.none": "There is no manifest of dependencies here.",
    "dependency-updates.absent": (
        "Nobody proposes new versions of the dependencies ({ecosystems}): neither Dependabot nor Renovate is set up, so that known "
        "vulnerabilities stay in. Add .github/dependabot.yml on GitHub, or a renovate.json elsewhere."
    ),
    "dependency-updates.good": "New versions of the dependencies are proposed by {names} ({files}).",
    "dependency-updates.wrong.one": "{count} mistake keeps new versions from being proposed: {mistakes}",
    "dependency-updates.wrong.other": "{count} mistakes keep new versions from being proposed: {mistakes}",
    "dependency-updates.mistake": "{place}: {what}",
    "dependency-updates.not-kept": (
        "{file} does not look after all dependencies; left out: {ecosystems}. Add an entry for each below `updates:` (or to "
        "`enabledManagers` of Renovate)."
    ),
    "dependency-updates.first-version": (
        "Dependabot no longer reads this file. Move its content to .github/dependabot.yml, in the form of version 2."
    ),
    "dependency-updates.not-yaml": "this is no valid YAML.",
    "dependency-updates.not-readable": "{path} could not be read as JSON, so that it is not known what Renovate does.",
    "dependency-updates.version": "write `version: 2` at the top.",
    "dependency-updates.no-updates": "nothing is listed below `updates:`.",
    "dependency-updates.no-ecosystem": "this entry does not say which `package-ecosystem`, as npm or pip.",
    "dependency-updates.wrong-ecosystem": "Dependabot knows no package-ecosystem `{found}`. Write `{meant}`.",
    "dependency-updates.new-ecosystem": (
        "This tool does not know the package-ecosystem `{name}` ({place}). Look in Dependabot's documentation whether it does."
    ),
    "dependency-updates.no-directory": "this entry does not say in which `directory:` the manifest is, as `/`.",
    "dependency-updates.no-interval": "this entry does not say how often: `schedule:` and below it `interval:` with {intervals}.",
    "dependency-updates.off": "`enabled: false` turns Renovate off. Take the line out.",
    "style-config.found": "A tool or guide for the style of the code is set up: {what} ({place}).",
    "style-config.no-source": "There is too little source code here for its style to need an agreement, or its language has one formatter for all.",
    "style-config.section": "the section “{heading}”",
    "style-config.guide": "a style guide",
    "style-config.absent": (
        "Nothing says how code is to be written: no configuration of a formatter or linter was found, and no section on style in the "
        "contribution guide. Add the configuration of the usual tool (as Prettier, Ruff or Checkstyle), so that contributions "
        "look alike and reviews can be about the matter."
    ),
    "pipelines.no-rules": "The check looks for nothing: give at least one of `rules`.",
    "ci-runs.blank": "{path} is empty, so that what it runs is not known.",
}
