# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What fixes do, for the schemas, explain and the pages."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "schema.Fix.edit": "An edit of files, or several, tried in order until the rule is met: each a name, or a name with parameters.",
    "schema.Fix.advice": "What only people can decide or do, told in an issue: each a name, or a name with parameters.",
    "schema.Fix.mode": "How far the tool goes for this rule, where that is less than what the organisation's file allows.",
    "schema.Fix.confidential": "Whether the issue is confidential, where the forge can keep it so.",
    "edit.section.about": "Adds a section that a document lacks, with what is known of the project, and marks for the rest.",
    "edit.section.how": "The section comes before those that usually end a document, looks like its neighbours and is in the document's language. An empty one is filled.",
    "edit.section.param.about": "What the section is about.",
    "edit.section.param.kinds": "The kinds of document, of which the first that is there gets the section.",
    "edit.readme-title.about": "Puts the name of the software at the top of a README without headings.",
    "edit.readme-title.how": "The name is that of publiccode.yml, of the manifest, or of the repository.",
    "edit.badge.about": "Adds a badge to the README: of the degree of openness, or of the pipeline.",
    "edit.badge.how": "It comes after the badges at the top, or below the title. The degree is the profile that the repository declares.",
    "edit.badge.param.about": "openness: the degree of code.gouv.fr; ci: the pipeline.",
    "edit.dco.about": "Asks for a sign-off of commits in the contribution guide.",
    "edit.dco.how": "A section of a few lines on the Developer Certificate of Origin. Nothing where an agreement (CLA) is asked for.",
    "edit.unmaintained-notice.about": "Says at the top of the README that the code is no longer maintained.",
    "edit.unmaintained-notice.how": "Where the last commit is long ago. It always wants a person's eye, since only the team knows whether it is true.",
    "edit.unmaintained-notice.param.days": "After how many days without a commit.",
    "edit.tracker-link.about": "Adds links to the issues and the proposed changes to the README.",
    "edit.tracker-link.how": "Only where the forge tells that issues are switched on.",
    "edit.security-policy.about": "Adds to a security policy what it lacks: the address, the delay, that reports are private.",
    "edit.security-policy.how": "Address and delay are the organisation's values `security-contact` and `security-delay`; nothing is promised that nobody promised.",
    "edit.security-policy.param.address": "Whether an address must be told.",
    "edit.security-policy.param.delay": "Whether it must be told how soon one is answered.",
    "edit.security-policy.param.private": "Whether it must be told that public issues are not for this.",
    "edit.conduct-contact.about": "Puts the organisation's contact where a code of conduct left it blank.",
    "edit.conduct-contact.how": "The contact is the organisation's value `conduct-contact`, else its contact.",
    "edit.https-links.about": "Makes addresses that the rule forbids begin with https://.",
    "edit.https-links.how": "Of each match of a pattern, the first http:// is changed. Whether the server answers is not tried, so that it wants a person's eye.",
    "edit.https-links.param.forbidden": "Patterns (RE2) of what the rule forbids.",
    "edit.https-links.param.kinds": "Kinds of files.",
    "edit.https-links.param.any_of": "Globs of files.",
    "edit.move-to-root.about": "Moves a file from its folder to the root.",
    "edit.move-to-root.how": "Links that begin at the folder are written anew.",
    "edit.move-to-root.param.kind": "The kind of file.",
    "edit.move-to-root.param.name": "Its name at the root.",
    "edit.spdx-casing.about": "Writes licence ids as SPDX writes them, in manifests, metadata and file names of LICENSES.",
    "edit.spdx-casing.how": "Other case, common names, ids that SPDX replaced. What leaves open which licence is meant is left.",
    "edit.manifest-licence.about": "Makes manifests and metadata name the licence whose text is in the repository.",
    "edit.manifest-licence.how": "Only where that is exactly one and the README names no other. It always wants a person's eye.",
    "edit.licence-filename.about": "Gives a file that is named after a licence the name of the licence that it holds.",
    "edit.licence-filename.how": "Only where the text is recognised as one licence and the name is free.",
    "edit.licence-at-root.about": "Puts the licence text, which is in LICENSES alone, into a file LICENSE too.",
    "edit.licence-at-root.how": "Of several texts, the one that all places agree on.",
    "edit.reuse-licence-texts.about": "Puts licence texts that are at the root, and that files name, into LICENSES.",
    "edit.reuse-licence-texts.how": "Only the licences that the REUSE tool misses the text of.",
    "edit.reuse-ci.about": "Has the pipeline run `reuse lint`.",
    "edit.reuse-ci.how": "A workflow on GitHub, a job on GitLab.",
    "edit.dep5-to-reuse-toml.about": "Writes REUSE.toml in place of .reuse/dep5, with the same meaning.",
    "edit.dep5-to-reuse-toml.how": "As `reuse convert-dep5` does it; comments stay.",
    "edit.publiccode-migrate.about": "Rewrites an older publiccode.yml, or one in the French dialect, for the current version.",
    "edit.publiccode-migrate.how": "As `ospo-policy publiccode migrate` does it; comments and order stay.",
    "edit.publiccode-coherent.about": "Makes publiccode.yml say what the repository says: version, release date, address, status.",
    "edit.publiccode-coherent.how": "From the latest stable tag and from the forge.",
    "edit.codeowners.about": "Puts CODEOWNERS where forges read it, and its lines right where they are unambiguous.",
    "edit.codeowners.how": "A missing @, the case of a path; lines without effect become comments.",
    "edit.workflow-permissions.about": "Writes `permissions: contents: read` at the top of workflows that state no rights.",
    "edit.workflow-permissions.how": "Workflows with a job that may write are left, with the place that tells so.",
    "advice.choose-licence.about": "How to choose a licence: what each of a list means, and which are usual for such a repository.",
    "advice.choose-licence.param.any_of": "The licences to choose from, by their SPDX ids.",
    "advice.licence-conflict.about": "What to do where places name different licences, with all of them.",
    "advice.licence-changed.about": "What to do about a licence text that was changed.",
    "advice.reuse-headers.about": "How licence and copyright are written into files, with the command.",
    "advice.unused-licences.about": "What to do about licence texts that nothing refers to.",
    "advice.leaked-secret.about": "What to do about a key or a password in the repository, in order.",
    "advice.compiled-files.about": "What to do about compiled files.",
    "advice.no-agreement.about": "What to do about an agreement (CLA) that contributors must sign.",
    "advice.script-injection.about": "What to do about scripts that run what others write.",
    "advice.untrusted-checkout.about": "What to do about workflows that run a stranger's code with secrets.",
    "advice.wide-permissions.about": "What to do about jobs with too many rights.",
    "advice.unpinned-actions.about": "What to do about actions that are not pinned.",
    "advice.contact-left-blank.about": "What to decide where a code of conduct names nobody.",
    "advice.no-security-contact.about": "What to decide where nobody is named to report vulnerabilities to.",
    "advice.document-formats.about": "What to do about documents that cannot be compared line by line.",
    "page.fixes": "Fixes",
    "page.fixes.about": "What a rule can name under `fix`, so that the tool puts right what it finds. Every edit keeps what stands in a file, changes as little as it can, and changes nothing that is right already; where it is not sure, it says why and changes nothing.",
    "page.fixes.edits": "Edits",
    "page.fixes.safe": "Safe: it only follows from what the repository says already.",
    "page.fixes.checkout": "In a checkout",
    "page.fixes.checkout.about": (
        "A team need not wait for a request. `ospo-policy check --fix` makes the safe repairs in the work tree, and then checks again: what is "
        "put right no longer fails, and the exit code tells what is left. Nothing is committed."
    ),
    "page.fixes.checkout.options": (
        "- `--fix` changes what only follows from what the repository says already.\n"
        "- `--fix --unsafe` also makes the repairs that want a person's eye, such as new files from starting texts, and lists each place that "
        "is to be filled in as `FILE:LINE`.\n"
        "- `--diff`, with or without `--unsafe`, shows the changes and writes nothing; the exit code is 1 where something would be changed.\n"
        "- `--only RULE` and `--skip RULE` choose what is repaired; a repair that would break any other rule is not made all the same."
    ),
    "page.fixes.checkout.care": (
        "A file is written only if it is as in the last commit, so that `git diff` shows the repair and `git restore` undoes it; a new one only "
        "where nothing is, not even something that Git ignores. Nothing is written through a link, and what is written keeps its line ends, its byte "
        "order mark and its permissions. A second `--fix` changes nothing. Settings of the forge and what only people can decide are told, not "
        "done. What was done is told on standard error; the report is on standard output."
    ),
    "page.fixes.settings": "Settings",
    "page.fixes.settings.about": "Named under `setting`. They take an administrator of the repository; on GitLab, a maintainer.",
    "page.fixes.never": "never changed by the tool",
    "page.fixes.forges": "on {forges} only",
    "page.fixes.advices": "Advices",
    "page.fixes.advices.about": "Named under `advice`: what only people can decide or do, told in an issue, with the places that were found.",
}
