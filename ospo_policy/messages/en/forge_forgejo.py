# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Forgejo and Gitea do not tell, and why."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "forgejo.unreachable": "{url} does not answer.",
    "forgejo.unreachable.hint": "Check the address, the network, the proxy and the certificate authority.",
    "forgejo.bad-token": "{url} does not accept the token.",
    "forgejo.bad-token.hint": "It may have been deleted. Make a new one with the scopes `read:repository` and `read:organization`.",
    "forgejo.too-many": "{url} asks to wait, again and again: too many requests.",
    "forgejo.too-many.hint": "Start the run again later: what was read is kept.",
    "forgejo.server-error": "{url} could not answer (status {status}).",
    "forgejo.answer-too-long": "{url} gave an answer that is too long to be read.",
    "forgejo.moved": "{url} leads to another address. Write that one: the token is not sent on.",
    "forgejo.not-understood": "{url} answers, but not as a Forgejo or Gitea does.",
    "forgejo.sign-in": "{url} tells this only to those who sign in with a token.",
    "forgejo.forbidden": "{url} does not allow this token to read it.",
    "forgejo.not-found": "{url} does not have it, or does not show it to this token.",
    "forgejo.refused": "{url} refuses to tell (status {status}).",
    "forgejo.owner-unseen": "{url} has no organisation or user `{owner}`, or does not show it to this token.",
    "forgejo.owner-hint": "Check the name; for a private organisation, give a token of one of its members with the scopes `read:repository` and `read:organization`.",
    "forgejo.renamed": "{id} has another name now. Run again: the list of repositories will have it.",
    "forgejo.no-repository": "The files of {id} cannot be read: they are not shown to this token, its code is switched off, or its default branch is gone.",
    "unseen.forgejo.rights": "The forge does not show `{name}` to this token. The token of an administrator of the repository, or of an owner of the organisation, would tell.",
    "unseen.forgejo.not-offered": "This forge does not tell `{name}`: its version does not offer it.",
    "unseen.forgejo.no-such": "Forgejo and Gitea have no setting that answers `{name}`.",
    "unseen.forgejo.too-much": "`{name}` is not told: too much was said in the last three months to be read.",
    "unseen.forgejo.no-reviews": "`{name}` cannot be told: nobody else reviewed the latest merged requests.",
    "unseen.forgejo.no-branch": "`{name}` cannot be told: the default branch could not be read.",
    "unseen.forgejo.user": "`{name}` is told of organisations only, and this is a user.",
    "unseen.forgejo.no-releases": "`{name}` cannot be told: there is no release.",
    "unseen.forgejo.last-commit": "The forge does not tell when the last commit was made.",
    "unseen.forgejo.sign-off": "Signed-off commits are not read from Forgejo or Gitea. Check a clone.",
}
