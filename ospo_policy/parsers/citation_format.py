# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys of the Citation File Format 1.2.0, what each holds, and the words and forms that are allowed.

Facts from citation-file-format/citation-file-format: `schema.json` and `schema-guide.md`, version 1.2.0.
"""

from __future__ import annotations

from ospo_policy.parsers.lazy_regex import LazyRegex


def _table(**kinds: str) -> dict[str, str]:
    """Key to kind, from kind to keys."""
    return {key: kind for kind, keys in kinds.items() for key in keys.split()}


_PLACE = dict(_table(text="address alias city fax post-code region tel", country="country", email="email",
    orcid="orcid", url="website"))  # fmt: skip
_PLACE["post-code"] = "number_or_text"
PERSON = _PLACE | _table(text="affiliation family-names given-names name-particle name-suffix")
ENTITY = _PLACE | _table(text="location name", date="date-end date-start")
_SHARED = _table(
    text="abstract commit title", people="authors contact", date="date-released", doi="doi", texts="keywords",
    url="license-url repository repository-artifact repository-code url", licence="license",
    identifiers="identifiers", number_or_text="version",
)  # fmt: skip
ROOT = _SHARED | _table(version="cff-version", text="message", software="type", references="references",
    reference="preferred-citation")  # fmt: skip
REFERENCE = _SHARED | _table(
    text="abbreviation collection-title collection-type copyright data-type database department edition entry filename "
    "format issue-date issue-title journal medium nihmsid notes scope section term thesis-type volume-title",
    doi="collection-doi",
    entity="conference database-provider institution location publisher",
    date="date-accessed date-downloaded date-published",
    people="editors editors-series recipients senders translators",
    integer_or_text="end loc-end loc-start number-volumes pages start volume year year-original",
    number_or_text="issue number section",
    isbn="isbn", issn="issn", month="month", languages="languages", pmcid="pmcid", texts="patent-states",
    status="status", type="type",
)  # fmt: skip
IDENTIFIER = _table(identifier="type", text="value description")
REQUIRED = {"root": ("cff-version", "message", "title", "authors"), "reference": ("type", "title", "authors"),
             "entity": ("name",), "person": (), "identifier": ("type", "value")}  # fmt: skip

_WORDS = {
    "software": "dataset software",
    "identifier": "doi url swh other",
    "status": "abstract advance-online in-preparation in-press preprint submitted",
    "type": "art article audiovisual bill blog book catalogue conference-paper conference data database dictionary edited-work "
    "encyclopedia film-broadcast generic government-document grant hearing historical-work legal-case legal-rule "
    "magazine-article manual map multimedia music newspaper-article pamphlet patent personal-communication proceedings "
    "report serial slides software-code software-container software-executable software-virtual-machine software "
    "sound-recording standard statute thesis unpublished video website",
    # ISO 3166-1 alpha-2
    "country": "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA "
    "CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA "
    "GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP "
    "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS "
    "MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS "
    "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW "
    "TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW",
}
WORDS = {kind: tuple(words.split()) for kind, words in _WORDS.items()}
"""The words that a kind allows."""
FORMS = {
    "date": LazyRegex(r"[0-9]{4}-(?:0[1-9]|1[012])-(?:0[1-9]|[12][0-9]|3[01])"),
    "doi": LazyRegex(r"10\.[0-9]{4,9}(?:\.[0-9]+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+"),
    "email": LazyRegex(r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}"),
    "orcid": LazyRegex(r"https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"),
    "url": LazyRegex(r"(?:https|http|ftp|sftp)://\S+"),
    "swh": LazyRegex(r"swh:1:(?:snp|rel|rev|dir|cnt):[0-9a-fA-F]{40}"),
    "isbn": LazyRegex(r"[0-9\- ]{10,17}X?"),
    "issn": LazyRegex(r"[0-9]{4}-[0-9]{3}[0-9xX]"),
    "pmcid": LazyRegex(r"PMC[0-9]{7}"),
    "language": LazyRegex(r"[a-z]{2,3}"),
}
