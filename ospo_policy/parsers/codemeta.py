# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a codemeta.json file.

Facts from codemeta/codemeta (`codemeta.jsonld`, `crosswalk.csv`, version 3.0) and the user guide of codemeta.github.io: a
value may be one or a list, a text or an object with its address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ospo_policy.model.message import Message, message
from ospo_policy.parsers.structured import Step

CONTEXTS = ("codemeta", "schema.org")
_ALSO = {"version": "softwareVersion"}
"""A key that says the same as another."""
LONGEST = 200


def mistakes(value: Mapping[str, object], required: Iterable[str]) -> Iterator[tuple[tuple[Step, ...], Message]]:
    """(the steps to it, what is wrong) of each mistake."""
    if not any(known in one.lower() for one in _texts(value.get("@context")) for known in CONTEXTS):
        yield ("@context",), message("codemeta.context")
    for key in required:
        if all(value.get(one) in (None, "", [], {}) for one in (key, _ALSO.get(key, key))):
            yield (), message("metadata.missing", key=key)
    for said in _texts(value.get("codeRepository")):
        if not said.removeprefix("git+").startswith("https://"):
            yield ("codeRepository",), message("codemeta.repository", found=said[:LONGEST])
    for said in _texts(value.get("license")):
        wrong = _bad_licence(said)
        if wrong is not None:
            yield ("license",), wrong


def version(value: Mapping[str, object]) -> str:
    """The version, as a text; "" for none."""
    said = value.get("version", value.get("softwareVersion"))
    return str(said)[:LONGEST] if isinstance(said, (str, int, float)) and not isinstance(said, bool) else ""


def _texts(value: object, depth: int = 0) -> tuple[str, ...]:
    """The texts in a value: itself, those of a list, the address or the name of an object."""
    match value:
        case str() if value.strip():
            return (value.strip(),)
        case list() if depth < 2:
            return tuple(one for part in value[:20] for one in _texts(part, depth + 1))
        case dict():
            keys = ("@id", "id", "url", "identifier", "name", "@vocab")
            return next((_texts(value[key], 2) for key in keys if isinstance(value.get(key), str)), ())
    return ()


def _bad_licence(said: str) -> Message | None:
    """What is wrong with a licence: it is no address, or one of SPDX that does not exist."""
    from ospo_policy.parsers.licences import catalogue, names

    if "spdx.org/licenses/" in said:
        id_ = said.partition("spdx.org/licenses/")[2].rstrip("/").removesuffix(".html").removesuffix(".json")
        return None if catalogue.info(id_) else message("codemeta.no-licence", found=said[:LONGEST])
    if said.startswith(("https://", "http://")):
        return None
    meant = names.from_words(said)
    if meant is not None and catalogue.info(meant):
        return message("codemeta.licence-name", found=said[:LONGEST], address=f"https://spdx.org/licenses/{meant}")
    return message("codemeta.no-licence", found=said[:LONGEST])
