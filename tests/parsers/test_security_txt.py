# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""security.txt by RFC 9116: what is right, and each mistake with its line."""

from __future__ import annotations

import pytest

from ospo_policy.parsers.security_txt import mistakes

NOW = 1_795_392_000  # 2026-11-23
GOOD = "Contact: mailto:ssi@a.fr\nExpires: 2027-06-30T12:00:00Z\n"


def keys(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.message.key.removeprefix("security-txt.")) for one in mistakes(text, NOW)]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "# Comment\n\ncontact: https://a.fr/form\nCONTACT: tel:+33-1-23-45-67-89\nexpires: 2027-06-30t12:00:00z\n",
        GOOD
        + "Preferred-Languages: fr, en\nCanonical: https://a.fr/.well-known/security.txt\nEncryption: openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f\n",
        GOOD + "Chocolate: http://a.fr\nCSAF: https://a.fr/csaf\n",
        "\ufeff" + GOOD,
        "Contact: mailto:ssi@a.fr\nExpires: 2027-06-30T12:00:00.000+02:00",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"
        + GOOD.replace("Contact", "- Contact")
        + "-----BEGIN PGP SIGNATURE-----\n\niQ=\nfree text\n-----END PGP SIGNATURE-----\n",
    ],
)
def test_what_the_rfc_allows(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(0, "no-contact"), (0, "no-expires")]),
        (GOOD + "Expires: 2027-07-30T12:00:00Z\n", [(3, "twice")]),
        (GOOD + "Preferred-Languages: fr\nPreferred-Languages: en\n", [(4, "twice")]),
        (GOOD.replace("2027", "2025"), [(2, "expired")]),
        (GOOD.replace("T12:00:00Z", ""), [(2, "bad-date")]),
        (GOOD.replace("06-30", "06-31"), [(2, "bad-date")]),
        (GOOD.replace("2027", "0000"), [(2, "bad-date")]),
        (GOOD.replace("2027-06-30T12:00:00Z", ""), [(2, "empty")]),
        (GOOD.replace("mailto:", ""), [(1, "bare-address")]),
        (GOOD.replace("mailto:ssi@a.fr", "the team"), [(1, "bad-contact")]),
        (GOOD.replace("mailto:ssi@a.fr", ""), [(1, "empty")]),
        (GOOD + "Policy: http://a.fr\n", [(3, "not-secure")]),
        (GOOD + "We are kind.\n", [(3, "not-a-field")]),
        ("<html>\n" + GOOD, [(1, "not-a-field")]),
    ],
)
def test_each_mistake_is_told_with_its_line(text: str, found: list[tuple[int, str]]) -> None:
    assert keys(text) == found
