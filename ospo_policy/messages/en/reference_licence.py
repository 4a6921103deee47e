# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the checks on licences are, for `explain`, the schemas and the reference."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "check.licence.present.about": "The text of a licence is in the repository.",
    "check.licence.present.how": "A file with a licence's usual name is at the root or in LICENSES, and it is not empty or a list of other people's licences. It stays unknown when there is only a PDF, or when the text could not be read.",
    "check.licence.detectable.about": "The forge shows the licence on the repository's page.",
    "check.licence.detectable.how": "The licence file at the root holds one licence of those that forges know (the texts of choosealicense.com), in English and at least 98 % alike. It stays unknown where no licence is recognised.",
    "check.licence.free.about": "The licence is free, for the Open Source Initiative or the Free Software Foundation.",
    "check.licence.free.how": "Each licence text is identified. Open licences for data and documents (Licence Ouverte, ODbL, Creative Commons BY and BY-SA) count too. A text that is not recognised with confidence stays unknown.",
    "check.licence.free.param.also": "Further SPDX ids that count as free.",
    "check.licence.allowed.about": "The licence is on the organisation's list.",
    "check.licence.allowed.how": "Each licence text is identified and looked up. Of files that offer a choice, one on the list is enough. The text of the GPL's family does not say whether later versions are allowed: it passes, with advice to say so. Unrecognised texts stay unknown.",
    "check.licence.allowed.param.any_of": "SPDX ids of the licences that are allowed.",
    "check.licence.allowed.param.categories": "Categories of licences that are allowed.",
    "check.licence.allowed.param.families": 'Whether a text that does not say "only" or "or later" is accepted silently, or with advice.',
    "check.licence.unmodified.about": "The licence text is the official one, and nothing is added to it.",
    "check.licence.unmodified.how": "The text is compared word by word. Layout, titles, holders and what SPDX's templates call omittable do not count. Terms beside the licence fail too. Unrecognised texts stay unknown.",
    "check.licence.filename.about": "A file that is named after a licence holds that licence.",
    "check.licence.filename.how": "The SPDX id in a name such as LICENSES/MIT.txt or LICENSE-MIT is compared with the licence that the text is. It stays unknown where the text is not recognised.",
    "check.licence.holder.about": "A licence that has a line for the copyright holder names one.",
    "check.licence.holder.how": "For MIT, BSD, ISC and their like, a line of copyright names somebody, and no placeholder of the template is left. A year alone is no holder. Other licences are not concerned.",
    "check.licence.consistent.about": "Licence texts, manifests, metadata and README speak of the same licence.",
    "check.licence.consistent.how": "Each place that names a licence is compared with the licence texts and with what the README declares. Of SPDX headers, the one that most source files have counts, where asked for. A dual licence, or another one for the documentation, is no conflict; a default that npm wrote is one. What could not be read or recognised stays unknown.",
    "check.licence.consistent.param.ignore": "Globs of files whose statements are not compared.",
    "check.spdx.casing.about": "Licences are named by their SPDX ids, written as SPDX writes them.",
    "check.spdx.casing.how": "In fields that hold SPDX ids (package.json, pyproject.toml, publiccode.yml, CITATION.cff, REUSE.toml and the like) and in file names of LICENSES. Ids that SPDX has replaced pass, with advice.",
    "check.licence.compatible.about": "The licences of components and vendored code fit the repository's own.",
    "check.licence.compatible.how": "The licences that package-lock.json and composer.lock state (without those for development) and the texts of vendored code are looked up in a documented matrix (appendix of the EUPL, the FSF's matrix, CeCILL, Apache and the GPL). What it does not tell stays unknown. It is no advice of a lawyer.",
    "check.licence.compatible.param.takes_over": "Whether a component under whose licence the whole has to be distributed fails, or passes with advice.",
    "check.licence.compatible.param.ignore": "Names of components that do not count.",
    "check.reuse.compliant.about": "Every file says its licence and its copyright holder, as REUSE has it.",
    "check.reuse.compliant.how": "The REUSE tool reads every file (pip install 'ospo-policy[reuse]'). What it finds fault with is named: files without licence or copyright, bad ids, missing and unused texts. It stays unknown where the tool is not installed or the files are not on the disk.",
    "check.reuse.coverage.about": "The share of files with licence and copyright does not fall below a baseline.",
    "check.reuse.coverage.how": "The REUSE tool counts the files with a licence and those with a copyright holder; the lesser share counts. It stays unknown where the tool is not installed or the files are not on the disk.",
    "check.reuse.coverage.param.baseline": "Percentage of files, from 0 to 100, that is not to be fallen below.",
    "check.licence.consistent.param.headers": "Whether the SPDX header that most source files have is compared too. It means reading the top of every source file.",
    "check.licence.allowed.param.scope": "What the licence is for: where the README declares another licence for the code, the documentation or the data, that one is judged.",
    "check.reuse.compliant.param.aspects": "Which parts are asked for: files (every file has its licence and copyright), source-files (every source file has its licence), missing-texts, unused-texts, ids; none named means all.",
}
