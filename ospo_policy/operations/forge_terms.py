# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""On which terms forges are read: how much of their limits, with which certificate authority, and how pauses end."""

from __future__ import annotations

import os
import re
import ssl
from typing import NamedTuple

from ospo_policy.forges.allowance import Allowance
from ospo_policy.model.errors import UsageError
from ospo_policy.model.message import Message, message
from ospo_policy.model.organisation import Forge, ForgeType
from ospo_policy.operations.side_by_side import Waits

_OF_REQUESTS = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Variables that the library looks at itself."""
_OF_OPENSSL = "SSL_CERT_FILE"


class Budget(NamedTuple):
    """How much a run may use of each forge: a share (0 to 1] of each limit, or so many requests; None: no matter."""

    share: float | None = None
    most: int | None = None


class Terms(NamedTuple):
    """The terms of a run. Paths of certificate authorities begin at `folder`."""

    waits: Waits
    budget: Budget = Budget()
    folder: str = ""
    committed: bool = False
    """Whether folders of repositories are read at their heads, whatever lies in their work trees."""
    noted: list[tuple[str, Allowance]] | None = None
    """Where it is noted what may be asked of each forge, for who wants to see what is left."""

    def allowance(self, name: str, type_: ForgeType) -> Allowance:
        """How much may be asked of a forge."""
        share, most = self.budget
        found = Allowance(share, most, has_points=type_ is ForgeType.GITHUB, sleep=self.waits.of(name))
        if self.noted is not None:
            self.noted.append((name, found))
        return found

    def ca_file(self, name: str, forge: Forge) -> str | None:
        """The file of the certificate authority that signs for a forge: of its key `ca`, else of the environment.

        None where the library knows. Raises `UsageError` for a file that holds no certificate.
        """
        if forge.ca is not None:
            return _checked(os.path.join(self.folder, forge.ca), name)
        named = os.environ.get(_OF_OPENSSL)
        return _checked(named, name) if named and not any(map(os.environ.get, _OF_REQUESTS)) else None


def budget_of(text: str | None) -> Budget:
    """What `--budget` says: `50%`, or a number. Raises `UsageError`."""
    if text is None:
        return Budget()
    found = re.fullmatch(r"\s*([0-9]{1,9})\s*(%?)\s*", text, re.ASCII)
    number = int(found[1]) if found else 0
    if found is None or number < 1 or (found[2] and number > 100):
        raise UsageError(message("budget.wrong", found=text), Message("budget.wrong.hint"))
    return Budget(share=number / 100) if found[2] else Budget(most=number)


def _checked(path: str, name: str) -> str:
    try:
        authorities = ssl.create_default_context(cafile=path).cert_store_stats()["x509"]
    except (OSError, ssl.SSLError, ValueError):  # ValueError: a NUL in the path
        authorities = 0
    if not authorities:
        raise UsageError(message("forge.bad-ca", forge=name, path=path), Message("forge.bad-ca.hint"))
    return path
