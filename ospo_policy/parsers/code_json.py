# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a code.json file of an agency of the United States, by the schema of version 2.

Facts from DSACMS/gov-codejson: `schemas/schema-2.0.0.json` (all agencies) and `schemas/cms/schema-2.1.0.json` (Centers for
Medicare & Medicaid Services); what they spell differently is accepted in both spellings. A licence may be any of SPDX's
list, where the schemas have the dozen that agencies use most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from ospo_policy.model.message import Alternatives, Message, message
from ospo_policy.parsers.lazy_regex import LazyRegex
from ospo_policy.parsers.nearest import nearest
from ospo_policy.parsers.structured import Step, look_up

Mistake = tuple[tuple[Step, ...], Message]
REQUIRED = ("name", "description", "status", "permissions", "organization", "repositoryURL", "repositoryVisibility", "vcs",
    "laborHours", "reuseFrequency", "languages", "maintenance", "contractNumber", "date", "tags", "contact",
    "feedbackMechanism", "AIUseCaseID")  # fmt: skip
"""What both schemas require."""
_ALSO = {"feedbackMechanism": "feedbackMechanisms", "AIUseCaseID": "AIUseCaseInventory"}
_MAY_BE_EMPTY = ("contractNumber", "reuseFrequency", "tags", "languages")

_USAGE = (
    "openSource", "governmentWideReuse", "exemptByNationalSecurity", "exemptByNationalIntelligence", "exemptByIntelligence",
    "exemptByFOIA", "exemptByEAR", "exemptByITAR", "exemptByTSA", "exemptByClassifiedInformation", "exemptByPrivacyRisk",
    "exemptByIPRestriction", "exemptByAgencySystem", "exemptByAgencyMission", "exemptByCIO", "exemptByPolicyDate",
)  # fmt: skip
_WORDS: dict[str, tuple[object, ...]] = {
    "status": ("Ideation", "Development", "Alpha", "Beta", "Release Candidate", "Production", "Archival"),
    "repositoryVisibility": ("public", "private"),
    "vcs": ("git", "hg", "svn", "rcs", "bzr", "none"),
    "maintenance": ("internal", "contract", "community", "none"),
    "fismaLevel": ("low", "moderate", "high"),
    "maturityModelTier": (0, 1, 2, 3, 4),
}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "name": str, "version": str, "description": str, "longDescription": str, "organization": str, "permissions": dict,
    "date": dict, "contact": dict, "reuseFrequency": dict, "tags": list, "languages": list, "platforms": list,
    "categories": list, "projects": list, "laborHours": (int, float), "localisation": bool, "userInput": bool,
    "group": str,
}  # fmt: skip
_NAMED = {str: "text", dict: "object", list: "list", bool: "truth"}
_ADDRESSES = ("repositoryURL", "homepageURL", "downloadURL", "disclaimerURL", "feedbackMechanism", "feedbackMechanisms")
_EMAIL = LazyRegex(r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}")


def is_inventory(value: Mapping[str, object]) -> bool:
    """Whether the file lists the repositories of an agency, instead of describing one."""
    return isinstance(value.get("releases"), list)


def mistakes(value: Mapping[str, object], required: Iterable[str]) -> Iterator[Mistake]:
    """(the steps to it, what is wrong) of each mistake."""
    for key in required:
        there = value.get(key, value.get(_ALSO.get(key, key)))
        if there is None or (there in ("", [], {}) and key not in _MAY_BE_EMPTY):
            yield (), message("metadata.missing", key=key)
    for key, words in _WORDS.items():
        yield from _word((key,), value.get(key), words)
    for key, type_ in _TYPES.items():
        there = value.get(key)
        if there is not None and (not isinstance(there, type_) or (isinstance(there, bool) and type_ is not bool)):
            what = Message(f"code-json.type-{_NAMED.get(type_, 'number') if isinstance(type_, type) else 'number'}")
            yield (key,), message("code-json.not", key=key, what=what)
    for key in _ADDRESSES:
        there = value.get(key)
        private = key == "repositoryURL" and there == "private"
        if there not in (None, "") and not private and not _is_address(there):
            yield (key,), message("code-json.address", key=key, found=str(there)[:200])
    yield from _permissions(value.get("permissions"))
    yield from _contact_and_dates(value)


def _is_address(there: object) -> bool:
    return isinstance(there, str) and there.startswith(("https://", "http://")) and " " not in there


def _word(steps: tuple[Step, ...], there: object, words: tuple[object, ...]) -> Iterator[Mistake]:
    """A value that must be one of some words."""
    if there is None or any(there == one and type(there) is type(one) for one in words):
        return
    near = nearest(str(there), [str(one) for one in words])
    key = ".".join(str(step) for step in steps)
    if near is not None or len(words) > 8:
        yield (
            steps,
            message("cff.word-near" if near else "cff.word", key=key, found=str(there)[:100], near=near or ""),
        )
    else:
        yield steps, message("cff.not-among", key=key, found=str(there)[:100], words=Alternatives(words))


def _permissions(permissions: object) -> Iterator[Mistake]:
    """The licences and the kinds of use."""
    if not isinstance(permissions, dict) or not permissions:
        return
    usage = permissions.get("usageType")
    if not isinstance(usage, list) or not usage:
        yield ("permissions",), message("code-json.list", key="permissions.usageType", example='["openSource"]')
    else:
        for number, one in enumerate(usage[:20]):
            yield from _word(("permissions", "usageType", number), one, _USAGE)
    licences = permissions.get("licenses")
    if not isinstance(licences, list):
        example = '[{"name": "CC0-1.0", "URL": "https://..."}]'
        yield ("permissions",), message("code-json.list", key="permissions.licenses", example=example)
        return
    for number, one in enumerate(licences[:20]):
        yield from _licence(("permissions", "licenses", number), one)


def _licence(steps: tuple[Step, ...], licence: object) -> Iterator[Mistake]:
    from ospo_policy.parsers.licences import catalogue

    name = licence.get("name") if isinstance(licence, dict) else None
    if not isinstance(licence, dict) or not isinstance(name, str) or not _is_address(licence.get("URL")):
        yield steps, message("code-json.licence")
    elif name not in ("Other", "None") and not catalogue.info(name):
        yield (*steps, "name"), message("code-json.licence-name", found=name[:100])


def _contact_and_dates(value: Mapping[str, object]) -> Iterator[Mistake]:
    there, email = look_up(value, ("contact", "email"))
    if isinstance(value.get("contact"), dict) and not (there and isinstance(email, str) and _EMAIL.fullmatch(email)):
        yield ("contact",), message("code-json.email")
    dates = value.get("date")
    for key, said in dates.items() if isinstance(dates, dict) else ():
        if said not in (None, "") and not _is_moment(said):
            yield ("date", key), message("code-json.date", key=f"date.{key}"[:100], found=str(said)[:100])


def _is_moment(said: object) -> bool:
    """Whether a text is a day, or a moment of it."""
    try:
        datetime.fromisoformat(str(said))
    except ValueError:
        return False
    return isinstance(said, str)
