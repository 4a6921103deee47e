# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are lists of components, and pipelines that make them."""

from __future__ import annotations

import pytest

from ospo_policy.parsers.sbom import format_of, makes_one


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("bom.json", '{"bomFormat": "CycloneDX", "specVersion": "1.6"}', "cyclonedx"),
        ("sbom.spdx.json", '{"spdxVersion": "SPDX-2.3"}', "spdx"),
        ("a.spdx.json", '{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []}', "spdx"),
        ("a.spdx", "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n", "spdx"),
        ("a.cdx.xml", '<bom xmlns="http://cyclonedx.org/schema/bom/1.5"/>', "cyclonedx"),
        ("bom.json", '{"parts": ["screw"]}', None), ("bom.json", "[]", None), ("bom.json", "{", None),
        ("bom.json", "[" * 100_000, None), ("bom.xml", "<project/>", None), ("sbom.json", "", None),
    ],
)  # fmt: skip
def test_the_format_of_a_file(path: str, text: str, wanted: str | None) -> None:
    assert format_of(path, text) == wanted


def test_a_file_that_was_cut_is_told_by_its_top() -> None:
    assert format_of("bom.json", '{"bomFormat": "CycloneDX", "comp', truncated=True) == "cyclonedx"


@pytest.mark.parametrize(
    "text",
    ["- uses: anchore/sbom-action@v0", "run: syft . -o spdx-json > sbom.json", "run: trivy fs --format cyclonedx -o bom.json .",
     "          format: 'cyclonedx'", "  - template: Security/Dependency-Scanning.gitlab-ci.yml",
     "- template: Jobs/Dependency-Scanning.gitlab-ci.yml", "run: cyclonedx-npm --output-file bom.json", "          sbom: true",
     "<artifactId>cyclonedx-maven-plugin</artifactId>", "sboms:\n  - artifacts: archive", "docker buildx build --sbom=true .",
     "run: cargo sbom > sbom.json", "npm sbom --sbom-format spdx"],
)  # fmt: skip
def test_a_pipeline_makes_one(text: str) -> None:
    assert makes_one(text) is not None


@pytest.mark.parametrize(
    "text",
    ["# - uses: anchore/sbom-action@v0", "run: trivy image --format sarif", "sbom: false", "name: Assembly", "uses: actions/checkout@v4",
     "// cyclonedx later", "spdx: MIT"],
)  # fmt: skip
def test_a_pipeline_makes_none(text: str) -> None:
    assert makes_one(text) is None
