# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every check there is, one a file. The table is explicit; a check is loaded when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ospo_policy.ports.check import CheckType

MODULES = {
    "file": "file",
    "file-absent": "file_absent",
    "text": "text",
    "heading": "heading",
    "value": "value",
    "schema": "schema",
    "links": "links",
    "placeholders": "placeholders",
    "size": "size",
    "binaries": "binaries",
    "secret-files": "secret_files",
    "codeowners": "codeowners",
    "git": "git",
    "cel": "cel",
    "cff": "cff",
    "codemeta": "codemeta",
    "code-json": "code_json",
    "security-txt": "security_txt",
    "security-contact": "security_contact",
    "accessibility-statement": "accessibility_statement",
    "personal-data": "personal_data",
    "state-brand": "state_brand",
    "dco": "dco",
    "no-cla": "no_cla",
    "openness-badge": "openness_badge",
    "sbom": "sbom",
    "licence.present": "licence_present",
    "licence.detectable": "licence_detectable",
    "licence.free": "licence_free",
    "licence.allowed": "licence_allowed",
    "licence.unmodified": "licence_unmodified",
    "licence.filename": "licence_filename",
    "licence.holder": "licence_holder",
    "licence.consistent": "licence_consistent",
    "licence.compatible": "licence_compatible",
    "spdx.casing": "spdx_casing",
    "reuse.compliant": "reuse_compliant",
    "reuse.coverage": "reuse_coverage",
    "workflow": "workflow",
    "gitlab-ci": "gitlab_ci",
    "ci-runs": "ci_runs",
    "publiccode": "publiccode",
    "publiccode.coherent": "publiccode_coherent",
    "dependency-updates": "dependency_updates",
    "manifest": "manifest",
    "lock-file": "lock_file",
    "style-config": "style_config",
}
"""Check name to the module of this package that has it, as `CHECK`."""


class Registry:
    """The checks of this package, as `ospo_policy.ports.check.CheckRegistry`."""

    names = tuple(MODULES)

    def get(self, name: str) -> CheckType[Any]:
        """The check of that name. Raises `KeyError`."""
        module = import_module(f"{__name__}.{MODULES[name]}")
        check: CheckType[Any] = module.CHECK
        return check
