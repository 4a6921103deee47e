# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of reading GitHub."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "github.without-graphql": "{host} refused GraphQL for {owners}: these were read by REST, with more requests, and what only GraphQL tells is unknown.",
    "github.limited": "{host} limits requests again and again. Nothing more of it was read.",
    "github.limit-too-long": "The limit of requests on {host} is lifted in {minutes} minutes only. Run the audit again then: what was read is kept.",
    "github.no-answer": "{host} does not answer ({detail}).",
    "github.no-answer.hint": "Look at the address, the proxy (HTTPS_PROXY) and the certificates (REQUESTS_CA_BUNDLE).",
    "github.no-token": "{host} answers this only to those who sign in, even of public repositories.",
    "github.no-token.hint": "Set GITHUB_TOKEN to a token that may read repositories; for public ones it needs no right at all.",
    "github.bad-token": "{host} does not accept the token.",
    "github.bad-token.hint": "Make a new token with the right to read repositories, and set it where the organisation's file says.",
    "github.bad-app": "{host} does not accept the App.",
    "github.bad-app.hint": "Look at the App's number and private key, and whether its installation is suspended.",
    "github.out-of-order": "{host} could not answer (status {status}). Run the audit again later: what was read is kept.",
    "unseen.github.user": "`{name}` is told of organisations only, and this is a user.",
    "github.not-understood": "{host} answers, but not as a GitHub does.",
    "github.refused": "{host} refused a request (status {status}): {said}",
    "github.refused-list": "{host} refused a list (status {status}).",
    "unseen.github.without-graphql": "GitHub tells `{name}` through GraphQL, which it refuses here; otherwise it would take too many requests.",
    "github.no-owner": "There is no organisation or user {owner} on {host}, or the token may not see it.",
    "github.no-owner.hint": "Look at the spelling in the inventory.",
    "github.no-organisations": "{host} does not list its organisations.",
    "github.hidden": "GitHub lists a repository that the token may not read.",
    "github.no-tree": "GitHub does not give the list of its files (status {status}).",
    "github.too-many-single": "The rule means more than {limit} files that the forge gives only one by one; this one was not read.",
    "unseen.sign-off-by-clone": "Whether commits are signed off is told by a clone only.",
    "github.not-installed": "The App is not installed at {owner}.",
    "github.not-installed.hint": "Have an owner of the organisation install it, with read access to metadata and contents.",
    "forge.not-yet": "{forge} is a forge of type {type}, which an audit cannot read yet.",
    "forge.no-library": "The library that reads a forge of type {type} is not installed.",
    "forge.no-library.hint": "Install it: pip install 'ospo-policy[audit]'",
    "forge.no-secret": "There is no token or key for the forge {forge}.",
    "forge.set-variable": "Set the variable {variable} in the environment.",
    "forge.look-at-file": "Look at the file {path}.",
    "forge.look-at-command": "Run {command} by hand and look at what it says.",
    "forge.name-secret": "Name `env`, `file` or `command` in the organisation's file.",
}
