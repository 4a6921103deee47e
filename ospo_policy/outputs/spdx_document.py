# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""A bill of licences as an SPDX 2.3 document, in JSON.

Format: https://spdx.github.io/spdx-spec/v2.3/ . Nothing is concluded for a person: `licenseConcluded` is always
NOASSERTION, what was found stands in `licenseInfoInFiles`, what the repository says in `licenseDeclared`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid

from ospo_policy.model.licence import Bill, BilledFile

LIST_VERSION = "3.29"
"""The version of SPDX's licence list whose texts and ids are known."""
_OPEN = "NOASSERTION"


def render(bill: Bill, version: str, now: int) -> str:
    """The document; `now` in seconds since 1970. The same bill at the same moment gives the same bytes."""
    files = sorted(bill.files, key=lambda file: file.path)
    ids = {file.path: f"SPDXRef-File-{number}" for number, file in enumerate(files, start=1)}
    sums = "".join(sorted(file.sha1 for file in files))
    key = f"{bill.name}@{bill.commit}:{sums}:{now}"
    found = sorted({id_ for file in files for id_ in file.licences})
    document: dict[str, object] = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": bill.name,
        "documentNamespace": f"https://spdx.org/spdxdocs/{_safe(bill.name)}-{uuid.uuid5(uuid.NAMESPACE_URL, key)}",
        "creationInfo": {
            "created": dt.datetime.fromtimestamp(now, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [f"Tool: ospo-policy-{version}"],
            "licenseListVersion": LIST_VERSION,
        },
        "documentDescribes": ["SPDXRef-Package"],
        "packages": [_package(bill, found, hashlib.sha1(sums.encode(), usedforsecurity=False).hexdigest(), ids)],
        "files": [_file(file, ids[file.path]) for file in files],
        "relationships": [_relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Package")]
        + [_relation("SPDXRef-Package", "CONTAINS", id_) for id_ in ids.values()],
    }
    own = sorted(id_ for id_ in {*found, *bill.own} if id_.startswith("LicenseRef-"))
    if own:
        document["hasExtractedLicensingInfos"] = [
            {"licenseId": id_, "name": id_, "extractedText": bill.own.get(id_) or _OPEN} for id_ in own
        ]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _package(bill: Bill, found: list[str], code: str, ids: dict[str, str]) -> dict[str, object]:
    package: dict[str, object] = {
        "SPDXID": "SPDXRef-Package",
        "name": bill.name,
        "downloadLocation": _OPEN,
        "filesAnalyzed": True,
        "packageVerificationCode": {"packageVerificationCodeValue": code},
        "licenseConcluded": _OPEN,
        "licenseDeclared": bill.declared or _OPEN,
        "licenseInfoFromFiles": found or [_OPEN],
        "copyrightText": _OPEN,
        "hasFiles": list(ids.values()),
    }
    if bill.commit:
        package["versionInfo"] = bill.commit
    if bill.left_out:
        package["comment"] = "Not read, and left out: " + ", ".join(bill.left_out[:100])
    return package


def _file(file: BilledFile, id_: str) -> dict[str, object]:
    return {
        "SPDXID": id_,
        "fileName": f"./{file.path}",
        "checksums": [{"algorithm": "SHA1", "checksumValue": file.sha1}],
        "licenseConcluded": _OPEN,
        "licenseInfoInFiles": list(file.licences) or [_OPEN],
        "copyrightText": "\n".join(file.copyright) or _OPEN,
    }


def _relation(one: str, kind: str, other: str) -> dict[str, str]:
    return {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}


def _safe(name: str) -> str:
    return "".join(char if char.isascii() and (char.isalnum() or char in ".-") else "-" for char in name)
