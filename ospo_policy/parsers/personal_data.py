# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personal data that people leave in documents: private e-mail addresses, and numbers of the French register of persons.

A private address is one at a provider for individuals, unless its local part is a role (`contact@`), which teams without a
domain use. A number of the register (NIR, INSEE) has 13 digits and a key of two: 97 minus the rest of the division of the
number by 97, where Corsica's 2A counts as 19 and 2B as 18 (decree 82-103; INSEE, "Numéro de sécurité sociale", definition).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ospo_policy.parsers.folding import fold
from ospo_policy.parsers.regex import compile_pattern

MAX_FOUND = 100
_EMAIL = r"[a-z0-9][a-z0-9._%+-]*@(?:[a-z0-9-]+\.)+[a-z]{2,}"
_EXACT_WORDS = (
    "gmail.com googlemail.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr bbox.fr laposte.net numericable.fr "
    "aliceadsl.fr club-internet.fr cegetel.net icloud.com me.com mac.com msn.com ymail.com rocketmail.com "
    "proton.me pm.me protonmail.com protonmail.ch web.de t-online.de freenet.de arcor.de posteo.de posteo.net "
    "mailbox.org libero.it virgilio.it tiscali.it alice.it tin.it inwind.it iol.it ziggo.nl kpnmail.nl planet.nl "
    "xs4all.nl home.nl skynet.be telenet.be bluewin.ch telefonica.net mail.ru yandex.ru yandex.com tutanota.com "
    "tutanota.de tuta.io tuta.com fastmail.com zoho.com qq.com 163.com 126.com comcast.net verizon.net "
    "btinternet.com sapo.pt wp.pl o2.pl seznam.cz"
)
_EXACT = frozenset(_EXACT_WORDS.split())
_ANY_ENDING = frozenset(("hotmail", "outlook", "live", "yahoo", "gmx", "aol"))
"""Providers with a domain for each country; `outlook.com` is one, `outlook.insee.fr` is none."""
_ROLES_WORDS = (
    "contact contacts info infos information support help helpdesk aide assistance admin administrator "
    "administrateur administration webmaster hello bonjour team equipe noreply no reply press presse dev devs "
    "developers developpeurs conduct conduite coc abuse opensource oss ospo dpo rgpd gdpr privacy security "
    "securite ssi rssi maintainers maintainer mainteneurs project projet projects secretariat office postmaster "
    "feedback community communaute bot ci release releases newsletter kontakt contatto contatti segreteria "
    "redazione supporto beheer ayuda soporte contacto example exemple name nom user username prenom firstname "
    "lastname your you votre vous email mail test"
)
_ROLES = frozenset(_ROLES_WORDS.split())
_NUMBER = (
    r"(?:^|[^0-9a-z.,/_-])([1-478] ?[0-9]{2} ?(?:0[1-9]|1[0-2]|[2-9][0-9]) ?(?:[0-9]{2}|2[ab]) ?[0-9]{3} ?[0-9]{3}[ /.-]{0,3}[0-9]{2})"
    r"(?:$|[^0-9a-z_-])"
)
_SAMPLES = frozenset(("255081416802538", "269054958815780", "185057800608491", "180126955222380"))
"""Numbers that guides and cards show as examples."""


class Found(NamedTuple):
    """Where personal data stand, and of which kind: `email` or `number`. Never the data themselves."""

    at: int
    kind: str


def find(text: str, *, emails: bool = True, numbers: bool = True) -> list[Found]:
    """The personal data of a text, in its order, as many as a report can use."""
    seen = fold(text)
    found: list[Found] = []
    if emails:
        found += (Found(at, "email") for at in islice(_emails(seen), MAX_FOUND))
    if numbers:
        found += (Found(at, "number") for at in islice(_numbers(seen), MAX_FOUND))
    return sorted(found)[:MAX_FOUND]


def _emails(seen: str) -> Iterator[int]:
    for start, end in compile_pattern(_EMAIL).find(seen):
        local, _, domain = seen[start:end].rpartition("@")
        if _is_private(domain) and not _is_role(local):
            yield start


def _is_private(domain: str) -> bool:
    """Whether a domain is a provider for individuals."""
    name, _, ending = domain.partition(".")
    return domain in _EXACT or (name in _ANY_ENDING and len(ending) <= 6 and ending.removeprefix("co.").isalpha())


def _is_role(local: str) -> bool:
    """Whether an address belongs to a role: a word of its local part says so."""
    words = local.replace("+", ".").replace("-", ".").replace("_", ".").split(".")
    return any(word in _ROLES for word in words)


def _numbers(seen: str) -> Iterator[int]:
    pattern = compile_pattern(_NUMBER)
    for start, end in pattern.find(seen):
        said = seen[start:end]
        bare = "".join(char for char in said if char.isdigit() or char in "ab")
        if len(bare) == 15 and bare not in _SAMPLES and _has_its_key(bare):
            yield start + next(at for at, char in enumerate(said) if char.isdigit())


def _has_its_key(number: str) -> bool:
    """Whether the last two digits are the key of the others."""
    body = number[:13].replace("2a", "19").replace("2b", "18") if not number[:13].isdigit() else number[:13]
    return body.isdigit() and len(body) == 13 and 97 - int(body) % 97 == int(number[13:])
