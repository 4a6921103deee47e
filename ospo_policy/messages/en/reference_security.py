# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the checks on the tree, secrets and Git decide, and their parameters."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "check.file-absent.about": "No file of a kind, or matching a glob, is there.",
    "check.file-absent.how": "The tree is searched for the kinds and the globs, ignoring case. It stays unknown when the listing is incomplete and nothing was found in what was listed.",
    "check.file-absent.param.kinds": "Kinds of community file, found by their usual names and places in six languages.",
    "check.file-absent.param.any_of": "Globs of paths from the root, ignoring case: * stays in a folder, ** crosses folders.",
    "check.file-absent.param.except_in": "Globs of files that are accepted.",
    "check.size.about": "No file is very large, nor are all of them together.",
    "check.size.how": "Sizes are those of the listing; links and submodules do not count, and Git LFS keeps only small pointers in the tree. It stays unknown when sizes were not seen, or the listing is incomplete.",
    "check.size.param.max_bytes": "How many bytes a file may have.",
    "check.size.param.max_total_bytes": "How many bytes all files together may have; 0 for any number.",
    "check.size.param.any_of": "Globs of paths from the root, ignoring case: * stays in a folder, ** crosses folders.",
    "check.size.param.except_in": "Globs of files that are accepted.",
    "check.binaries.about": "No compiled program or library is in the repository.",
    "check.binaries.how": "The first bytes of each file whose name leaves its format open are looked at; text, images, fonts and documents are not opened. The launchers of Gradle and Maven, and files among examples and test data, are accepted. It stays unknown when a file that could be one was not read, or the listing is incomplete.",
    "check.binaries.param.in_tests_too": "Whether examples and test data are looked at too.",
    "check.binaries.param.except_in": "Globs of files that are accepted.",
    "check.secret-files.about": "No private key, keystore or password is in the repository.",
    "check.secret-files.how": "Files named like keys, keystores, environments or credentials are opened and judged by what stands in them: a public certificate, an example or a placeholder is none, and no secret is ever shown. Examples and test data are left out. It stays unknown when such a file was not read, or not to its end. First revoke the key or change the password, then remove the file.",
    "check.secret-files.param.except_in": "Globs of files that are accepted.",
    "check.codeowners.about": "The CODEOWNERS file is where forges read it, and they understand it.",
    "check.codeowners.how": "Its place and name, the syntax of each line, and whether each pattern matches a file are looked at, as gitignore does on GitHub and GitLab, or as a regular expression as on Gitea and Forgejo. A forge reads one file, the first that it finds; others are named. It stays unknown when the file was not read. Whether the owners exist only the forge can tell.",
    "check.codeowners.param.required": "Whether there must be a CODEOWNERS file.",
    "check.codeowners.param.unmatched": "What it means that a pattern matches no file: fail, or ignore.",
    "check.git.about": "The history is as it should be: tags, age, sign-offs, signed tags.",
    "check.git.how": "Each part that is asked for is judged alone, and all must hold. Signed tags are told by their signature block, which is not verified. Sign-offs are looked for in the latest 100 commits, merges left out, and must be by the author or committer. It stays unknown where a clone is shallow (fetch the whole history: `fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab), or there is no Git repository.",
    "check.git.param.tags_at_least": "How many tags there are at least.",
    "check.git.param.tag_matches": "Patterns of which the latest tag must match one wholly.",
    "check.git.param.max_days_since_tag": "How many days old the latest tag may be.",
    "check.git.param.signed_tags_share": "Which share of the latest 20 tags is signed at least, from 0 to 1.",
    "check.git.param.max_days_since_commit": "How many days old the last commit may be.",
    "check.git.param.sign_off_share": "Which share of the latest commits is signed off at least, from 0 to 1.",
}
