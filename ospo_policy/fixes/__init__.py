# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every fix there is: starting texts, edits, one a file; settings; advices. The tables are explicit; a fix is loaded when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ospo_policy.ports.fix import FixType

EDITS = {
    "section": "section",
    "readme-title": "readme_title",
    "badge": "badge",
    "dco": "dco",
    "unmaintained-notice": "unmaintained_notice",
    "tracker-link": "tracker_link",
    "security-policy": "security_policy",
    "conduct-contact": "conduct_contact",
    "https-links": "https_links",
    "move-to-root": "move_to_root",
    "spdx-casing": "spdx_casing",
    "manifest-licence": "manifest_licence",
    "licence-filename": "licence_filename",
    "licence-at-root": "licence_at_root",
    "reuse-licence-texts": "reuse_licence_texts",
    "reuse-ci": "reuse_ci",
    "dep5-to-reuse-toml": "dep5_to_reuse_toml",
    "publiccode-migrate": "publiccode_migrate",
    "publiccode-coherent": "publiccode_coherent",
    "codeowners": "codeowners",
    "workflow-permissions": "workflow_permissions",
}
"""Edit name to the module of this package that has it, as `FIX`."""
ADVICES = (
    "choose-licence", "licence-conflict", "licence-changed", "reuse-headers", "unused-licences", "leaked-secret", "compiled-files",
    "no-agreement", "script-injection", "untrusted-checkout", "wide-permissions", "unpinned-actions", "contact-left-blank",
    "no-security-contact", "document-formats",
)  # fmt: skip
"""The names of the advices, all of them in `advice`."""
KINDS = {"template": "template", "setting": "setting"}
"""Key of `fix` to the module that carries it out, as `FIX`."""


class Registry:
    """The fixes of this package, as `ospo_policy.ports.fix.FixRegistry`."""

    edits = tuple(EDITS)
    advices = ADVICES
    kinds = tuple(KINDS)

    def get(self, name: str) -> FixType[Any]:
        """The fix of that name. Raises `KeyError`."""
        found: FixType[Any]
        if name in ADVICES:
            from ospo_policy.fixes.advice import ADVICES as KNOWN

            found = KNOWN[name]
        else:
            found = import_module(f"{__name__}.{(EDITS | KINDS)[name]}").FIX
        return found
