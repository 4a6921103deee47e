# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Software bills of materials (SBOM): the files, in SPDX or CycloneDX, and the pipelines that make them.

Names and marks of the formats: CycloneDX specification 1.6 ("Recognized file patterns": bom.json, bom.xml, *.cdx.json, *.cdx.xml),
SPDX 2.3 (`SPDXVersion:`, `spdxVersion`) and 3.0 (`@context` of spdx.org).
"""

from __future__ import annotations

import json
from typing import Literal, TypeAlias

from ospo_policy.model.policy import Glob
from ospo_policy.parsers.regex import compile_pattern

FILES = (
    Glob("**/*.spdx"), Glob("**/*.spdx.{json,yml,yaml,xml,rdf}"), Glob("**/*.cdx.{json,xml}"),
    Glob("**/{sbom,sbom-*,sbom_*,*-sbom,*_sbom,*.sbom}.{json,xml}"),
)  # fmt: skip
"""Files whose names promise an SBOM."""
MAYBE = (Glob("**/bom.{json,xml}"),)
"""Files that may be one: what stands in them decides."""
PIPELINES = (
    Glob("{.github,.forgejo,.gitea}/{workflows,actions}/**/*.{yml,yaml}"), Glob(".gitlab-ci.yml"), Glob(".gitlab/**/*.{yml,yaml}"),
    Glob("{.circleci/config.yml,azure-pipelines.yml,.travis.yml,.woodpecker.yml,.drone.yml,Jenkinsfile,Makefile,justfile,Taskfile.yml}"),
    Glob("{.goreleaser.yml,.goreleaser.yaml,pom.xml,build.gradle,build.gradle.kts,package.json}"),
)  # fmt: skip
_OTHERS = frozenset(("test", "tests", "__tests__", "fixtures", "fixture", "testdata", "node_modules", "vendor", "examples", "example",
                     "samples"))  # fmt: skip
_MAKES = (
    r"anchore/sbom-action|\bsyft\b|cyclonedx|\bcdxgen\b|\bsbom-tool\b|spdx-sbom-generator|\bnpm sbom\b|\bdocker sbom\b|"
    r"--sbom(?:=|\s|$)|\bsbom: ?(?:true|['\"]?generator)|format[:= ]+['\"]?(?:cyclonedx|spdx)|dependency[-_]scanning|\bsboms:|"
    r"attest-sbom|\bsbomify\b|cargo[- ]sbom|\bgh[- ]sbom\b|kubernetes-sigs/bom|\bbom generate\b|spdx-gradle-plugin|"
    r"spdx-maven-plugin|\breuse spdx\b|\bhoppr\b|github-sbom|generate-sbom|sbom-generat"
)
_LINK = r"github\.com/[\w.-]+/[\w.-]+/(?:network/dependencies|dependency-graph/sbom)\b"
"""GitHub's page of a repository's components, which exports them as SPDX."""
Kind: TypeAlias = Literal["cyclonedx", "spdx"]
_MARKS: dict[str, Kind] = {
    '"bomFormat"': "cyclonedx", "cyclonedx.org/schema/bom": "cyclonedx", '"spdxVersion"': "spdx", "SPDXVersion:": "spdx",
    "spdxVersion:": "spdx", "spdx.org/rdf/": "spdx",
}  # fmt: skip


def is_example(path: str) -> bool:
    """Whether a file lies among tests, examples or other people's code."""
    return bool(_OTHERS & set(path.lower().split("/")))


def format_of(path: str, text: str, *, truncated: bool = False) -> Kind | None:
    """The format of an SBOM, None for what is none; of one that was cut, the marks at its top decide."""
    if path.lower().endswith(".json") and not truncated:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(value, dict):
            return None
        if value.get("bomFormat") == "CycloneDX":
            return "cyclonedx"
        return "spdx" if "spdxVersion" in value or "spdx.org/rdf/" in str(value.get("@context", ""))[:500] else None
    return next((kind for mark, kind in _MARKS.items() if mark in text), None)


def makes_one(text: str) -> int | None:
    """Where a pipeline makes an SBOM; comments do not count."""
    lower = text.lower()
    for start, _ in compile_pattern(_MAKES).find(lower):
        line = lower[lower.rfind("\n", 0, start) + 1 : start]
        if not line.lstrip().startswith(("#", "//", "<!--", "*")):
            return start
    return None


def links_to_one(text: str) -> int | None:
    """Where a document links the list that a forge keeps."""
    found = compile_pattern(_LINK).search(text)
    return found[0] if found else None
