# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What templates are filled with: what a repository shows of itself, what its forge tells, and what the organisation gives.

Every name that a template may use is in the mapping. One that is not known is empty, and the template marks a gap: nothing is
invented. What the organisation gives (`remediation: values:`) never takes the place of what a repository says.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ospo_policy import __version__
from ospo_policy.fixes import about as repository_about
from ospo_policy.fixes.about import text_field, texts_of
from ospo_policy.fixes.escaping import words
from ospo_policy.fixes.publiccode import publiccode
from ospo_policy.fixes.render import Block, Value
from ospo_policy.fixes.templates import LICENCE, Template, kind_of
from ospo_policy.model.facts import Known, Repository, Unseen
from ospo_policy.model.message import LocalText
from ospo_policy.model.needs import Needs
from ospo_policy.model.organisation import ForgeType, OrganisationInfo
from ospo_policy.parsers.licences.declared import stated
from ospo_policy.parsers.publiccode.draft import About, Contact
from ospo_policy.parsers.selection import select
from ospo_policy.parsers.tooling import MANIFESTS as TOOLING
from ospo_policy.parsers.tooling import tooling, updates

NEEDS = repository_about.NEEDS | Needs(
    tree=True,
    contents=frozenset(TOOLING),
    fields=frozenset({"default_branch", "topics", "has_issues", "private_vulnerability_reporting"}),
)
"""What a reader must collect for the values."""

GIVEN = (
    "security-contact", "security-delay", "security-publication", "supported-versions", "support-end", "conduct-contact",
    "conduct-delay", "answer-delay", "support-contact", "decision-body", "copyright-holder", "licence", "status", "prerequisites",
    "installation", "test-command", "usage", "structure", "long-description", "development-status", "software-type", "maintenance-type",
    "localisation-ready", "tool",
)  # fmt: skip
"""What an organisation may give, each a text."""
GIVEN_LISTS = ("maintainers", "codeowners", "roadmap", "features", "platforms", "languages")
"""The same, each a list: one a line."""
FILES = (
    "readme", "contributing", "code-of-conduct", "security", "support", "governance", "maintainers", "changelog", "roadmap", "licence",
)  # fmt: skip
"""The kinds of files that templates can point to, as `security_file`."""
MOST = 12
"""Folders that a README lists."""
_BADGES = {"A": "contributif-blue", "B": "ouvert-mediumseagreen", "C": "publi%C3%A9-orange"}
_OWNER = re.compile(r"@[A-Za-z0-9][\w.-]*(?:/[\w.-]+)*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PERSON = re.compile(r"(?P<name>[^<>]*?)\s*<(?P<email>[^<>\s]+@[^<>\s]+)>")


SOURCE = f"git+https://github.com/ospo-policy/ospo-policy@v{__version__}"
"""Where this version of the tool comes from, as one word for pip."""


class Sources(NamedTuple):
    """Where values come from, beside the repository. `also` has the paths of files that are written with the same request."""

    organisation: OrganisationInfo | None = None
    given: Mapping[str, LocalText] = {}
    also: tuple[str, ...] = ()


_GIVEN_AS = {"holder": "copyright-holder", "copyright": "copyright-holder"}
"""The keys under which what is worked out is given."""


def values_for(facts: Repository, sources: Sources, language: str, forge: ForgeType) -> dict[str, Value]:
    """The mapping for the templates of one repository, in a language, on a forge."""
    about = repository_about.about(facts)
    given = _given(sources.given, language)
    organisation = _organisation(sources.organisation, language)
    known = about._replace(licence=about.licence or _chosen(facts, given))
    year = str(time.gmtime(facts.now).tm_year) if facts.now else ""
    holder = str(given["copyright_holder"]) or str(organisation["organisation"])
    found: dict[str, Value] = {
        **given,
        **organisation,
        **_project(known, facts, language),
        **_forge(known.url, facts, forge),
        **_tree(facts, sources.also, given),
        "licence_url": f"https://spdx.org/licenses/{known.licence}" if re.fullmatch(r"[\w.+-]+", known.licence) else "",
        "year": year,
        "holder": holder,
        "copyright": f"{year} {holder}" if year and holder else "",
        "people": tuple((one.name, one.email) for one in _contacts(given)),
        "publiccode": publiccode(known, given, organisation, holder, _contacts(given), language),
        "language": language,
        "tool": str(given.get("tool") or SOURCE),
    }
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: Value) -> Value:
    """A value as plain words, so that one of blanks alone is none."""
    match value:
        case str():
            return words(value)
        case Block() | bool() | int():
            return value
    texts = tuple(words(one) for one in value if isinstance(one, str))
    return texts or tuple(tuple(words(part) for part in one) for one in value if not isinstance(one, str))


def missing(template: Template, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The keys of the values without which a template makes no sense, and that are not known. `LICENSE` is chosen by people."""
    wanted = (*template.requires, *(("licence",) if template.id == LICENCE else ()))
    keys = (_GIVEN_AS.get(name, name.replace("_", "-")) for name in wanted if not values.get(name))
    return tuple(dict.fromkeys(keys))


def _chosen(facts: Repository, given: Mapping[str, Value]) -> str:
    """The licence that the organisation gives, for a repository where nothing names one yet."""
    if isinstance(facts.tree, Unseen) or select(facts.tree.value, "licence") or stated(texts_of(facts)):
        return ""
    return str(given["licence"])


def _given(given: Mapping[str, LocalText], language: str) -> dict[str, Value]:
    """What the organisation gives, in the language; empty for what it does not. Names of its own templates' are kept."""
    said = {name: text.get(language).strip() for name, text in given.items() if name != "gap"}
    found: dict[str, Value] = {name.replace("-", "_"): text for name, text in said.items()}
    found |= {name.replace("-", "_"): said.get(name, "") for name in GIVEN}
    for name in GIVEN_LISTS:
        lines = re.split(r"[\n,]" if name in ("platforms", "languages") else r"\n", said.get(name, ""))
        found[name] = tuple(line.strip(" -\t") for line in lines if line.strip(" -\t"))
    owners = re.split(r"[\s,]+", said.get("codeowners", ""))
    return found | {"codeowners": tuple(owner for owner in owners if _OWNER.fullmatch(owner))}


def _contacts(given: Mapping[str, Value]) -> tuple[Contact, ...]:
    """The maintainers that are given, as `Name <address>` or a name alone."""
    lines = given["maintainers"]
    assert isinstance(lines, tuple)
    found = [(str(line), _PERSON.fullmatch(str(line))) for line in lines]
    return tuple(Contact(one["name"] or one["email"], one["email"]) if one else Contact(line) for line, one in found)


def _organisation(info: OrganisationInfo | None, language: str) -> dict[str, Value]:
    return {
        "organisation": info.name.get(language) if info else "",
        "organisation_url": (info.url or "") if info else "",
        "contact": (info.contact or "") if info else "",
    }


def _project(about: About, facts: Repository, language: str) -> dict[str, Value]:
    """What the repository says of itself."""
    own = [one.short for one in about.descriptions if one.short]
    spoken = next((one.short for one in about.descriptions if one.short and one.language == language), "")
    topics = facts.fields.get("topics")
    listed = topics.value if isinstance(topics, Known) and isinstance(topics.value, (list, tuple)) else ()
    return {
        "name": about.name,
        "description": spoken or text_field(facts, "description") or next(iter(own), ""),
        "url": about.url,
        "homepage": about.landing_url if about.landing_url.startswith("https://") else "",
        "version": about.version,
        "release_date": about.date if about.version else "",
        "licence": about.licence,
        "topics": tuple(str(topic) for topic in listed)[:20],
        "profile": facts.profile,
        "openness_badge": _badge(facts.profile),
    }


def _badge(profile: str) -> str:
    """The badge of code.gouv.fr for a degree of openness."""
    return f"https://img.shields.io/badge/code.gouv.fr-{_BADGES[profile]}.svg" if profile in _BADGES else ""


def _forge(url: str, facts: Repository, forge: ForgeType) -> dict[str, Value]:
    """What the forge tells, and the addresses of its pages. A page that may not be there is not named."""
    kind = kind_of(forge)
    page = f"{url}/-" if kind == "gitlab" else url
    has_issues = facts.fields.get("has_issues")
    reporting = facts.fields.get("private_vulnerability_reporting")
    report = ""
    if url and kind == "github" and reporting == Known(value=True):
        report = f"{url}/security/advisories/new"
    if url and kind == "gitlab" and has_issues == Known(value=True):
        report = f"{url}/-/issues/new?issue[confidential]=true"
    releases = "" if not url else f"{page}/tags" if kind == "gitlab" else f"{url}/tags"
    tags = facts.history.tags
    return {
        "forge": kind,
        "request_name": "merge request" if kind == "gitlab" else "pull request",
        "default_branch": text_field(facts, "default_branch"),
        "issues_url": f"{page}/issues" if url and has_issues != Known(value=False) else "",
        "report_url": report,
        "tags_url": releases if isinstance(tags, Known) and tags.value else "",
    }


def _tree(facts: Repository, also: Iterable[str], given: Mapping[str, Value]) -> dict[str, Value]:
    """What lies in the repository, and what will: files to point to, folders, how it is installed and tested."""
    from ospo_policy.parsers.community_files import find_all

    tree = facts.tree.value if isinstance(facts.tree, Known) else None
    paths = tuple(tree.paths) if tree is not None else ()
    files = find_all((*paths, *also))
    texts = texts_of(facts)
    work = tooling(paths, texts)
    folders = sorted({path.partition("/")[0] for path in paths if "/" in path and not path.startswith(".")})
    return {
        **{f"{kind.replace('-', '_')}_file": next(iter(files.get(kind, ())), "") for kind in FILES},
        "folders": tuple(folders[:MOST]),
        "tools": work.tools,
        "install_command": work.install,
        "test_command": str(given["test_command"]) or work.test,
        "updates": updates(paths),
    }
