# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What GitLab does not tell, and why."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "gitlab.without-graphql": "{url} refused GraphQL: it was read by REST, with more requests, and what only GraphQL tells is unknown.",
    "gitlab.unreachable": "{url} does not answer.",
    "gitlab.unreachable.hint": "Check the address, the network, the proxy and the certificate authority.",
    "gitlab.bad-token": "{url} does not accept the token.",
    "gitlab.bad-token.hint": "It may have expired or been revoked. Make a new one with the scope `read_api`.",
    "gitlab.too-many": "{url} asks to wait, again and again: too many requests.",
    "gitlab.too-many.hint": "Start the run again later: what was read is kept.",
    "gitlab.server-error": "{url} could not answer (status {status}).",
    "gitlab.answer-too-long": "{url} gave an answer that is too long to be read.",
    "gitlab.too-complex": "{url} finds even the smallest question too complex.",
    "gitlab.moved": "{url} leads to another address. Write that one: the token is not sent on.",
    "gitlab.not-understood": "{url} answers, but not as a GitLab does.",
    "gitlab.sign-in": "{url} tells this only to those who sign in with a token.",
    "gitlab.forbidden": "{url} does not allow this token to read it.",
    "gitlab.not-found": "{url} does not have it, or does not show it to this token.",
    "gitlab.refused": "{url} refuses to tell (status {status}).",
    "gitlab.owner-unseen": "{url} has no group or user `{owner}`, or does not show it to this token.",
    "gitlab.owner-hint": "Check the name; for a private group, give a token with the scope `read_api` and the role Reporter.",
    "gitlab.job-hint": "A CI job's token is told what everybody may see: public projects and their files, not settings. Set GITLAB_TOKEN to the token of a group, with the scope `read_api` and the role Reporter.",
    "gitlab.no-repository": "The files of {id} cannot be read: its repository is switched off, or the token lacks the role Reporter.",
    "gitlab.no-tree": "The list of files of {id} could not be read. The branch may have moved: run again.",
    "gitlab.too-many-single": "More than {limit} files would have to be fetched one by one; the rest was not.",
    "unseen.gitlab.rights": "GitLab does not show `{name}` to this token. The token of a maintainer, or an owner of the group, would tell.",
    "unseen.gitlab.not-offered": "This GitLab does not tell `{name}`: its version or edition does not offer it.",
    "unseen.gitlab.failed": "GitLab could not tell `{name}` this time. Run again.",
    "unseen.gitlab.no-such": "GitLab has no setting that answers `{name}`.",
    "unseen.gitlab.not-collected": "`{name}` is not read from GitLab. Look at the project there.",
    "unseen.gitlab.user": "`{name}` is told of groups only, and this is a user.",
    "unseen.gitlab.no-releases": "`{name}` cannot be told: there is no release.",
    "unseen.gitlab.no-reviews": "`{name}` cannot be told: nobody else approved or commented on the latest merged requests.",
    "unseen.gitlab.last-commit": "GitLab does not tell when the last commit was made.",
    "unseen.gitlab.sign-off": "GitLab does not tell which commits are signed off. Check a clone.",
}
