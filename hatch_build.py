# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build hook: the wheel carries the bundled packs as read, so that even a first run reads no YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PacksAsRead(BuildHookInterface):  # type: ignore[type-arg]
    """Adds an entry of the document cache for each pack of `policies/`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the entries and include them. An editable install does without."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from ospo_policy.operations.document_cache import entry_name, make_entry
            from ospo_policy.parsers.yaml_source import read
        finally:
            sys.path.remove(self.root)
        folder = Path(self.root, "build/documents")
        folder.mkdir(parents=True, exist_ok=True)
        for pack in sorted(Path(self.root, "policies").glob("*.yml")):
            text = pack.read_text(encoding="utf-8")
            file = folder / entry_name(text)
            file.write_bytes(make_entry(text, read(text, pack.name)))
            build_data["force_include"][str(file)] = f"ospo_policy/_data/documents/{file.name}"
