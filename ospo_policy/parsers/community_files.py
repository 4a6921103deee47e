# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where people really put community files: the usual names in six languages, and their places.

Names are compared without case, accents, separators, language suffix and document extension, so
that `Code-de-conduite.fr.md` is a code of conduct. Sources: GitHub's documentation of community
files, GitLab's of description templates, REUSE 3.3, and the names seen in public repositories.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ospo_policy.parsers.lazy_regex import LazyRegex

ROOT, GITHUB, GITLAB, DOCS = "", ".github", ".gitlab", "docs"
EVERYWHERE = (ROOT, GITHUB, GITLAB, DOCS)
PLACES = {
    ROOT: ROOT, GITHUB: GITHUB, GITLAB: GITLAB, DOCS: DOCS, "doc": DOCS,
    "documentation": DOCS, ".forgejo": GITHUB, ".gitea": GITHUB,
}  # fmt: skip
"""Folder, in lower case, to the kind of place that it is. Files deeper down are not community files."""

# Kind: (its places, best first; its names, folded: lower case letters and digits only).
NAMED: dict[str, tuple[tuple[str, ...], str]] = {
    # docs/README.md is the documentation's page, not the repository's.
    "readme": ((ROOT, GITHUB), "readme lisezmoi leesmij leggimi liesmich leeme readmefirst"),
    "contributing": (EVERYWHERE, "contributing contribute contributions contribution contributingguide "
        "contributingguidelines contributionguide contributionguidelines howtocontribute "
        "contribuer contribuez guidedecontribution commentcontribuer contribuire "
        "mitwirken mitmachen beitragen bijdragen contribuir contribucion"),
    "code-of-conduct": (EVERYWHERE, "codeofconduct coc codedeconduite codicedicondotta "
        "verhaltenskodex verhaltensregeln gedragscode codigodeconducta"),
    "security": (EVERYWHERE, "security securitypolicy securite politiquedesecurite sicurezza "
        "sicherheit sicherheitsrichtlinie beveiliging veiligheid seguridad responsibledisclosure "
        "vulnerabilitydisclosure coordinatedvulnerabilitydisclosure"),
    "support": (EVERYWHERE, "support aide assistance assistenza supporto hilfe ondersteuning "
        "soporte ayuda gettinghelp help"),
    "governance": (EVERYWHERE, "governance gouvernance gobernanza bestuur steuerung"),
    "maintainers": (EVERYWHERE, "maintainers maintainer mainteneurs mainteneuses owners committers "
        "manutentori betreuer beheerders mantenedores coreteam"),
    "authors": (EVERYWHERE, "authors author auteurs auteursetautrices autori autoren autores "
        "contributors contributeurs credits"),
    "changelog": ((ROOT, DOCS, GITHUB, GITLAB), "changelog changes changelogs history news releases "
        "releasenotes releasehistory whatsnew versionhistory journaldesmodifications "
        "journaldeschangements notesdeversion notesdeversions historique nouveautes modifiche "
        "aenderungen anderungen wijzigingen cambios"),
    "roadmap": (EVERYWHERE, "roadmap feuillederoute routekaart hojaderuta tabellademarcia fahrplan"),
    "adopters": (EVERYWHERE, "adopters usedby utilisateurs reutilisations"),
    "install": ((ROOT, DOCS), "install installation installing installer installazione instalacion "
        "installatie"),
    "notice": ((ROOT,), "notice notices thirdpartynotices"),
}  # fmt: skip

# Kind: exact paths, folded to lower case.
EXACT: dict[str, str] = {
    "citation": "citation.cff",
    "publiccode": "publiccode.yml publiccode.yaml",
    "codemeta": "codemeta.json",
    "editorconfig": ".editorconfig",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "reuse": "reuse.toml .reuse/dep5",
    "funding": ".github/funding.yml .github/funding.yaml funding.yml funding.json .forgejo/funding.yml "
        ".gitea/funding.yml",
    "codeowners": ".github/codeowners codeowners docs/codeowners .gitlab/codeowners .forgejo/codeowners "
        ".gitea/codeowners",
    "dependency-updates": ".github/dependabot.yml .github/dependabot.yaml renovate.json renovate.json5 "
        ".renovaterc .renovaterc.json .renovaterc.json5 .github/renovate.json .github/renovate.json5 "
        ".gitlab/renovate.json .gitlab/renovate.json5 .forgejo/renovate.json .dependabot/config.yml",
}  # fmt: skip

KINDS = (*NAMED, *EXACT, "licence", "licence-binary", "codeowners-ignored", "issue-template",
         "request-template")  # fmt: skip
"""Every kind of file, by the name that policies use."""

DOCUMENTS = frozenset(("", "md", "markdown", "mdown", "mkd", "rst", "rest", "org", "adoc",
                       "asciidoc", "asc", "txt", "text", "html"))  # fmt: skip
_LANGUAGES = "en|fr|it|de|nl|es|pt|pt-br|ca|eu|br|oc|da|sv|fi|pl|lb|zh|zh-cn|ja|ko|eng|fra|ita"
_LANGUAGE_SUFFIX = LazyRegex(rf"[._-](?:{_LANGUAGES})$")
_LICENCE = LazyRegex(
    r"(?:licen[cs]e|copying|unlicense|unlicence|licenza|lizenz|licentie|licencia|licen[cs]e-?text)"
    r"(?:[._-](?P<id>[a-z0-9.+-]+))?"
)
_BARE_LICENCE = LazyRegex(
    r"(?P<id>(?:agpl|lgpl|gpl|eupl|cecill(?:-[bc])?|apache|mpl|etalab|odbl|mit|cc0)"
    r"(?:[-_]?v?[0-9][0-9.]*)?(?:-only|-or-later)?)"
)
_PREFIXED_LICENCE = LazyRegex(r"(?P<id>[a-z][a-z0-9.+]*(?:-[a-z0-9.+]+)*)[_-](?:licen[cs]e|copying)")
_LICENCE_WORDS = frozenset(("lesser", "lgpl", "gpl", "agpl", "code", "docs", "doc", "data", "content",
    "mit", "apache", "bsd", "eupl", "mpl", "isc", "cecill", "etalab", "ouverte"))  # fmt: skip
_NO_LICENCE = frozenset(("third", "3rd", "thirdparty", "third-party", "3rdparty", "header", "template",
                         "headers", "notice", "check", "checker", "tiers"))  # fmt: skip

ISSUE_FOLDERS = (".github/issue_template/", ".gitlab/issue_templates/", ".forgejo/issue_template/",
                  ".gitea/issue_template/", "docs/issue_template/", "issue_template/")  # fmt: skip
REQUEST_FOLDERS = (".github/pull_request_template/", ".gitlab/merge_request_templates/",
                    ".forgejo/pull_request_template/", ".gitea/pull_request_template/",
                    "pull_request_template/", "docs/pull_request_template/")  # fmt: skip
CHANGELOG_FOLDERS = ("changelog/", "changelogs/", "changelog.d/", ".changes/", "docs/changelog/",
                      "docs/changelogs/", "changes/", "release-notes/", "newsfragments/")  # fmt: skip
_SECURITY_TXT = LazyRegex(r"(?:[^/]+/){0,4}\.well-known/security\.txt|security\.txt")
MAX_DEPTH = 5

_BY_STEM = {stem: kind for kind, (_, stems) in NAMED.items() for stem in stems.split()}
_BY_PATH = {path: kind for kind, paths in EXACT.items() for path in paths.split()}


def classify(path: str) -> str | None:
    """The kind of the community file at a path of the repository, or None."""
    found = _classified(path)
    return found[0] if found else None


def find(paths: Iterable[str], kind: str) -> tuple[str, ...]:
    """The files of a kind, best place first."""
    return find_all(paths).get(kind, ())


def find_all(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The files of every kind, best place first, in one pass over the paths."""
    found: dict[str, list[tuple[int, str]]] = {}
    for path in paths:
        if path.count("/") < MAX_DEPTH:
            known = _classified(path)
            if known is not None:
                found.setdefault(known[0], []).append((known[1], path))
    return {kind: tuple(path for _, path in sorted(ranked)) for kind, ranked in found.items()}


def _classified(path: str) -> tuple[str, int] | None:
    """(kind, rank of the place: lower is better)."""
    folder, _, name = path.rpartition("/")
    if "/" in folder or folder:
        lower = path.lower()
        if lower.endswith("security.txt") and _SECURITY_TXT.fullmatch(lower):
            return "security", 9
        special = _in_special_folder(lower)
        if special is not None:
            return special
        if folder.lower() == "licenses":
            return _in_licenses(name)
        if folder.lower() not in PLACES and lower not in _BY_PATH:
            return None
    return _at_place(path, PLACES.get(folder.lower(), ROOT), name)


def _at_place(path: str, place: str, name: str) -> tuple[str, int] | None:
    lower = path.lower()
    if lower in _BY_PATH:
        kind = _BY_PATH[lower]
        return kind, EXACT[kind].split().index(lower)
    base, extension = _split(name)
    folded = _fold(base)
    if extension in DOCUMENTS:
        if folded in ("issuetemplate", "pullrequesttemplate", "mergerequesttemplate"):
            return ("issue-template" if folded[0] == "i" else "request-template"), 1
        if folded == "codeowners":
            return "codeowners-ignored", 0
        named = _BY_STEM.get(folded) or _versioned_changelog(base)
        if named is not None and place in NAMED[named][0]:
            return named, _rank(named, place, name)
    return _licence(name) if place == ROOT else None


def _rank(kind: str, place: str, name: str) -> int:
    """By place, then the plain name before its translations and other documents."""
    base, _ = _split(name)
    plain = _LANGUAGE_SUFFIX.search(name.rpartition(".")[0].lower()) is None
    return NAMED[kind][0].index(place) * 4 + (0 if plain else 1) + (0 if base.isascii() else 1)


def _split(name: str) -> tuple[str, str]:
    """A name without its document extension and its language suffix; and the extension."""
    base, dot, extension = name.rpartition(".")
    if not dot or not base:
        return _without_language(name), ""
    if extension.lower() not in DOCUMENTS:
        if _LANGUAGE_SUFFIX.search(name.lower()):  # README.fr
            return _without_language(name), ""
        return name, extension.lower()
    return _without_language(base), extension.lower()


def _without_language(base: str) -> str:
    found = _LANGUAGE_SUFFIX.search(base.lower())
    return base[: found.start()] if found and found.start() else base


@lru_cache(maxsize=4096)
def _fold(base: str) -> str:
    """Lower-case letters and digits, accents taken off."""
    if not base.isascii():
        base = unicodedata.normalize("NFKD", base)
    return "".join(char for char in base.lower() if char.isascii() and char.isalnum())


def _versioned_changelog(base: str) -> str | None:
    """CHANGELOG-1.2, ReleaseNotes_2024: the change log of a series."""
    found = re.fullmatch(r"(?i)(?:changelog|release[-_]?notes|changes)[-_.]v?[0-9][0-9.x-]*", base)
    return "changelog" if found else None


def _in_special_folder(lower: str) -> tuple[str, int] | None:
    """Files that have their kind from their folder."""
    name = lower.rpartition("/")[2]
    extension = name.rpartition(".")[2]
    if lower.startswith(ISSUE_FOLDERS) and extension in ("md", "yml", "yaml"):
        return None if name.startswith("config.") else ("issue-template", 0)
    if lower.startswith(REQUEST_FOLDERS) and extension == "md":
        return "request-template", 0
    if lower.startswith(CHANGELOG_FOLDERS) and extension in ("md", "rst", "txt", "adoc", "yaml", "yml"):
        return "changelog", 20
    return None


def _in_licenses(name: str) -> tuple[str, int] | None:
    """A file of REUSE's LICENSES folder."""
    extension = name.rpartition(".")[2].lower()
    if name.startswith(".") or extension in ("py", "js", "go", "license"):
        return None
    return ("licence-binary" if extension in ("pdf", "doc", "docx", "odt") else "licence"), 10


def _licence(name: str) -> tuple[str, int] | None:
    """A licence text at the root, by its name."""
    lower = name.lower()
    base, dot, extension = lower.rpartition(".")
    if dot and base and extension in ("pdf", "docx", "doc", "odt"):
        return ("licence-binary", 0) if _LICENCE.fullmatch(base) else None
    if dot and base and extension in DOCUMENTS and extension:
        lower = base
    lower = _without_language(lower).replace(" ", "-")
    if _BARE_LICENCE.fullmatch(lower):
        return "licence", 2
    found = _LICENCE.fullmatch(lower) or _PREFIXED_LICENCE.fullmatch(lower)
    if found is None:
        return None
    suffix = found["id"] or ""
    if suffix and not _names_a_licence(suffix):
        return None
    return "licence", 1 if suffix else 0


def _names_a_licence(suffix: str) -> bool:
    """Whether what follows LICENSE- says which licence: an SPDX id, a family, a scope."""
    words = re.split(r"[.+-]", suffix)
    if suffix in _NO_LICENCE or words[0] in _NO_LICENCE:
        return False
    has_version = any(word.isdigit() for word in words[1:]) or any(c.isdigit() for c in suffix)
    return words[0] in _LICENCE_WORDS or has_version
