# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the checks on the tree, on secrets and on Git say."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "file-absent.none": "There is no {files}.",
    "file-absent.found.one": "{count} file should not be here: {paths}.",
    "file-absent.found.other": "{count} files should not be here: {paths}.",
    "size.all-small": "No file is larger than {limit} MB.",
    "size.too-large.one": "{path} has {size} MB, above the limit of {limit} MB.",
    "size.too-large.other": "{count} files are above the limit of {limit} MB; the largest is {path} with {size} MB.",
    "size.total": "All files together have {size} MB, above the limit of {limit} MB.",
    "size.unseen": "The sizes of the files are not known.",
    "binaries.none": "No compiled file was found.",
    "binaries.found.one": "{count} compiled file is in the repository: {paths}.",
    "binaries.found.other": "{count} compiled files are in the repository: {paths}.",
    "secret-files.none": "No key or password was found.",
    "secret-files.found.one": "{count} file holds a secret: {signs}.",
    "secret-files.found.other": "{count} files hold secrets: {signs}.",
    "secret-files.cut": "Only the first {limit} kB of {path} were read, and no secret was found in them.",
    "secret-files.private-key": "a private key ({place})",
    "secret-files.keystore": "a keystore ({place})",
    "secret-files.password": "a password ({place})",
    "secret-files.token": "an access token or password ({place})",
    "codeowners.good.one": "{path} has {count} line that forges understand.",
    "codeowners.good.other": "{path} has {count} lines that forges understand.",
    "codeowners.empty": "{path} names no owner.",
    "codeowners.ignored": "{path} is ignored by forges: the file must be called exactly CODEOWNERS, without extension, and lie in .github/, at the root or in docs/ (.gitlab/ on GitLab).",
    "codeowners.others": "A forge reads only one such file: where it reads {path}, it ignores {others}.",
    "codeowners.too-long": "{path} has more than {limit} lines; whether the rest matches files was not looked at.",
    "codeowners.mistakes.one": "{path} has {count} line that does not work: {mistakes}",
    "codeowners.mistakes.other": "{path} has {count} lines that do not work: {mistakes}",
    "codeowners.bad-owner": "Line {line}: `{owner}` is no owner, as @name, @organisation/team or an e-mail address.",
    "codeowners.bad-pattern": "Line {line}: GitHub does not understand `!` or `[ ]` in `{pattern}`.",
    "codeowners.unmatched": "Line {line}: no file matches `{pattern}`.",
    "git.good": "The history is as it should be.",
    "git.few-tags.one": "There is {count} tag, where {wanted} at least are wanted.",
    "git.few-tags.other": "There are {count} tags, where {wanted} at least are wanted.",
    "git.tag-without-date": "The latest tag, {tag}, has no date.",
    "git.tag-name": "The latest tag is {tag}, which is not named as wanted ({wanted}).",
    "git.old-tag.one": "The latest tag, {tag}, is {count} day old, above the limit of {limit}.",
    "git.old-tag.other": "The latest tag, {tag}, is {count} days old, above the limit of {limit}.",
    "git.unsigned-tags.one": "{share} % of the latest {count} tag is signed, where {wanted} % is wanted.",
    "git.unsigned-tags.other": "{share} % of the latest {count} tags are signed, where {wanted} % is wanted.",
    "git.old-commit.one": "The last commit is {count} day old, above the limit of {limit}.",
    "git.old-commit.other": "The last commit is {count} days old, above the limit of {limit}.",
    "git.few-sign-offs.one": "{share} % of the latest {count} commit is signed off, where {wanted} % is wanted.",
    "git.few-sign-offs.other": "{share} % of the latest {count} commits are signed off, where {wanted} % is wanted.",
    "git.shallow-tags": (
        "This is a shallow clone, which may lack tags. "
        "Fetch the whole history: `fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab."
    ),
    "git.cloned-without-tags": (
        "This clone was made without tags, which does not say whether there are any. Fetch them: `git fetch --tags`."
    ),
    "git.nothing-asked": "The check asks for nothing: give `tags_at_least`, `max_days_since_commit` or another of its parameters.",
    "git.signatures-unseen": "Whether the tags are signed was not seen here. A clone of the repository tells.",
}
