# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the checks on metadata files decide, and their parameters."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "check.cff.about": "CITATION.cff is valid and agrees with the licence and the latest release.",
    "check.cff.how": "The rules of the Citation File Format 1.2.0, without network; what a template left counts as a mistake. The licence must be one that the licence texts hold. The version must not be older than the latest tag that is a release; without a version, the day of release. It stays unknown when the file was not read to its end, a licence text was not recognised, or the tags were not seen.",
    "check.cff.param.absent": "What it means that there is no such file: not-applicable, or fail.",
    "check.cff.param.aspects": "What is looked at: valid (the format), licence (the same as in the texts), version (the latest release).",
    "check.codemeta.about": "codemeta.json can be read as CodeMeta and agrees with the licence and the latest release.",
    "check.codemeta.how": "The file is JSON in the context of CodeMeta or schema.org, with the keys that are asked for; the licence is an address, and one of SPDX must exist; the repository's address begins with https://. Licence and version are compared as in `cff`. It stays unknown when the file was not read to its end, a licence text was not recognised, or the tags were not seen.",
    "check.codemeta.param.absent": "What it means that there is no such file: not-applicable, or fail.",
    "check.codemeta.param.required": "Keys that the file must have; `softwareVersion` counts as `version`.",
    "check.codemeta.param.aspects": "What is looked at: valid (the format), licence (the same as in the texts), version (the latest release).",
    "check.code-json.about": "code.json describes the repository as agencies of the United States must.",
    "check.code-json.how": "The keys that version 2.0.0 of the schema of DSACMS/gov-codejson requires, with their types, words, addresses and dates; what its edition for CMS (2.1.0) spells otherwise is accepted. The licence must be one that the licence texts hold. The inventory of a whole agency is another format and is not judged. It stays unknown when the file was not read to its end, or a licence text was not recognised.",
    "check.code-json.param.absent": "What it means that there is no such file: not-applicable, or fail.",
    "check.code-json.param.required": "Keys that the file must have.",
    "check.code-json.param.aspects": "What is looked at: valid (the format), licence (the same as in the texts).",
    "check.security-txt.about": "The security.txt file of a website follows RFC 9116 and has not expired.",
    "check.security-txt.how": "Each `.well-known/security.txt` is read, wherever the site's files lie, without examples and tests: at least one Contact as an address (mailto:, https: or tel:), one Expires that is a moment to come, at most one Preferred-Languages, no address with http:. A signature is accepted and not verified; fields that the RFC does not name are ignored. It stays unknown when a file was not read to its end.",
    "check.security-txt.param.absent": "What it means that there is no such file: not-applicable, or fail.",
    "check.security-contact.about": "The security policy tells how to report a vulnerability in private.",
    "check.security-contact.how": 'The SECURITY file, and sections on security of the README and the contribution guide, are searched in six languages: an e-mail address (a hidden one such as "nom (arobase) domaine.fr" too), a form, a page of advisories or a programme; a delay in a sentence on answers; a sentence that keeps reports out of public issues. Examples, comments and GitHub\'s own template do not count. It stays unknown when a text that could tell was not read.',
    "check.security-contact.param.address": "Whether a private way to report must be given.",
    "check.security-contact.param.delay": "Whether it must be said how soon a report is answered.",
    "check.security-contact.param.private": "Whether reports must be asked to stay out of public issues.",
    "check.security-contact.param.root_only": "Whether only a SECURITY file at the root counts.",
    "check.security-contact.param.absent": "What it means that nothing speaks of it: fail, or not-applicable.",
    "check.accessibility-statement.about": "The repository of a service has, links or names its accessibility statement.",
    "check.accessibility-statement.how": "The README and publiccode.yml are searched for the names of the statement in six languages, for a level of conformity, and for links; a page of the site with such a name counts too. Accessibility in general does not count. It stays unknown when nothing was found and a text was not read.",
    "check.accessibility-statement.param.otherwise": "What it means that nothing was found: fail, or unknown.",
    "check.personal-data.about": "No private e-mail address and no French social security number is in the documents.",
    "check.personal-data.how": "The community files, CITATION.cff, publiccode.yml, codemeta.json and CODEOWNERS are searched for addresses at providers for individuals (roles such as contact@ and GitHub's no-reply addresses are fine) and for French social security numbers whose key is right. What was found is never shown, only its place. It stays unknown when nothing was found and a text was not read.",
    "check.personal-data.param.emails": "Whether private e-mail addresses are looked for.",
    "check.personal-data.param.register_numbers": "Whether French social security numbers (NIR) are looked for.",
    "check.personal-data.param.except_in": "Globs of files that are accepted.",
    "check.state-brand.about": "A repository that holds the brand of the French State says that it is reserved.",
    "check.state-brand.how": "Copies of the font Marianne, of the State's logo or of its design system (DSFR), or a dependency on the latter, ask for a sentence in the README, the licence, the notice, the contribution guide or REUSE.toml. The licence of the design system leaves the font out, and its conditions reserve it to the services of the State. It stays unknown when nothing was found and a text was not read.",
    "check.state-brand.param.dependency": "Whether a dependency on the design system counts, beside copies.",
}
