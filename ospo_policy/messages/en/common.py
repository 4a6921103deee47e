# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of things, and why something could not be seen."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "list.empty": "none",
    # Kinds of community files, as they stand in "no ... was found".
    "file-kind.readme": "README",
    "file-kind.licence": "licence text",
    "file-kind.licence-binary": "licence file that is no text",
    "file-kind.contributing": "contribution guide (CONTRIBUTING)",
    "file-kind.code-of-conduct": "code of conduct (CODE_OF_CONDUCT)",
    "file-kind.security": "security policy (SECURITY)",
    "file-kind.support": "support page (SUPPORT)",
    "file-kind.governance": "governance page (GOVERNANCE)",
    "file-kind.maintainers": "list of maintainers (MAINTAINERS)",
    "file-kind.authors": "list of authors (AUTHORS)",
    "file-kind.changelog": "change log (CHANGELOG)",
    "file-kind.roadmap": "roadmap (ROADMAP)",
    "file-kind.codeowners": "CODEOWNERS file",
    "file-kind.codeowners-ignored": "CODEOWNERS file that forges ignore",
    "file-kind.citation": "CITATION.cff",
    "file-kind.publiccode": "publiccode.yml",
    "file-kind.funding": "FUNDING.yml",
    "file-kind.adopters": "list of adopters (ADOPTERS)",
    "file-kind.editorconfig": ".editorconfig",
    "file-kind.gitignore": ".gitignore",
    "file-kind.gitattributes": ".gitattributes",
    "file-kind.issue-template": "issue template",
    "file-kind.request-template": "pull or merge request template",
    "file-kind.install": "installation guide (INSTALL)",
    "file-kind.notice": "NOTICE file",
    "file-kind.codemeta": "codemeta.json",
    "file-kind.dependency-updates": "configuration of dependency updates",
    "file-kind.reuse": "REUSE.toml",
    "files.label": "{names}",
    "files.none": "There is no {files} to look at.",
    # Why something could not be seen, and what would let it be seen.
    "inherited.pass": "{what} It is inherited from {repository}.",
    "unseen.not-read": "{path} was not read.",
    "unseen.not-asked": "This was not read, because no rule asked for it.",
    "unseen.part-of-tree": "Only a part of the repository's files was listed, because no rule asked for the others.",
    "unseen.truncated": "{path} is longer than 1 MB and was only read up to there.",
    "unseen.unreadable": "{path} could not be read.",
    "unseen.not-text": "{path} is not a text that can be read.",
    "unseen.link-outside": "{path} is a link to {target}, which is no file of this repository.",
    "unseen.link-loop": "{path} is a link that leads back to itself.",
    "unseen.submodule": "{path} lies in another repository (a submodule).",
    "unseen.too-many-files": (
        "The folder holds more than {limit} files, so that not all were listed. Check a Git repository instead."
    ),
    "unseen.too-large": "{path} is larger than what is read.",
    "unseen.too-many-texts": "The rule means more than {limit} texts; the rest was not read.",
    "unseen.tree-truncated": "The forge listed only {count} of the repository's files; there are more.",
    "unseen.too-many-heads": "More than {limit} files would have to be opened; the rest was not.",
    "unseen.no-git": "This folder is no Git repository, so that its history is not known.",
    "unseen.git": "Git could not tell: {detail}",
    "unseen.shallow-tags": (
        "This is a shallow clone without tags, which does not say whether there are any. "
        "Fetch the whole history: `fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab."
    ),
    "unseen.shallow-commits": (
        "This is a shallow clone: too few commits are here to tell. "
        "Fetch the whole history: `fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab."
    ),
    "unseen.field": "{name} is not known here.",
    # Reading a repository.
    "git.absent": "Git is not installed, or not on the PATH.",
    "git.absent.hint": "Install Git (https://git-scm.com) and run the command again.",
    "git.failed": "Git could not read {folder}: {detail}",
    "git.failed.hint": "Run `git status` there: it will say the same. A new clone often helps.",
    "git.no-commit": "There is no commit yet.",
    "git.empty": "{folder} is a repository without any commit.",
    "git.unknown-revision": "{revision} is no commit, branch or tag of {folder}.",
    "git.unknown-revision.hint": "`git branch --all` and `git tag` list what there is. In CI the branch may not have been fetched.",
    "disabled.repository": "The forge has disabled {id}.",
    "empty.repository": "{id} holds no file: there is nothing to check.",
    "path.absent": "{path} does not exist.",
    "path.not-folder": "{path} is a file. The command checks a folder.",
    "path.hint": "Give the folder of a repository, or none for the one that you are in.",
    "path.unreadable": "{path} may not be read by this user.",
    "path.no-git-for-revision": "{path} is no Git repository, so that revision {revision} cannot be read.",
    # Verdicts that the engine gives itself.
    "verdict.several": "{messages}",
    "not.found": "What should not be so is: {what}",
    "check.broke": "The check `{check}` broke ({detail}). This is a defect of ospo-policy, not of your repository.",
    "rule.profile": "This rule is for {profiles}; this repository is {profile}.",
    "rule.no-profile": "This rule is for {profiles}; this repository declares no profile.",
    "rule.condition-false": "The rule's condition does not hold here: {condition}",
    "rule.condition-unknown": (
        "The requirement is not met, but whether the rule applies ({condition}) is not known. {why}"
    ),
    "cel.no-answer": "`{expression}` has no answer: {reason}",
    "unseen.no-reuse": "The REUSE tool is not installed (pip install 'ospo-policy[reuse]').",
    "unseen.reuse-slow": "The REUSE tool did not finish within {seconds} s.",
    "unseen.reuse-failed": "The REUSE tool gave no report. Run `reuse lint` to see why.",
    "unseen.no-files-for-reuse": "The REUSE tool reads files on the disk: check a work tree without --rev.",
    # Attestations.
    "attest.wanted": "No machine can tell. Declare it in `.ospo-policy.yml`, under `attestations`, as `{rule}`, with `by`, `date` and `evidence`.",
    "attest.declared": "Declared by {by} on {date} ({place}).",
    "attest.insights": "`{path}` of the security insights says so ({place}, reviewed on {date}).",
    "attest.not-counted": "{verdict} {why}",
    "attest.future": "The attestation at {place} has a date that is not past: {date}.",
    "attest.too-old": "The attestation at {place} is of {date}, more than {limit} days ago: declare it again.",
    "attest.no-evidence": "The attestation at {place} names no `evidence`: add where it can be verified.",
    "rule.like-unknown": "There is no rule `{found}` to be like. Write `pack/rule`.",
    "reference.nameless": "A reference needs a `title`, or a `source` that the pack declares.",
    "reference.unknown-source": "`{found}` is no source that the pack declares under `sources`.",
    "score.points-or-levels": "The score `{name}` needs either `points` or `levels`.",
    "score.empty-group": "A point or a level needs `rules` or a `check`.",
    "unseen.forge.read": "Only the forge can tell `{name}` (“{what}”); a checkout does not. Look at the repository's settings there; a token that may read it would tell.",
    "unseen.forge.admin": "Only the forge can tell `{name}` (“{what}”), and only to administrators of the repository.",
    "unseen.forge.owner": "Only the forge can tell `{name}` (“{what}”), and only to owners of the organisation.",
    "unseen.tag-dates": "The tags have no dates here.",
}
