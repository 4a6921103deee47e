# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that readers get wrong: links, encodings, binaries, long and empty ones. Every reader must see them alike."""

from __future__ import annotations

from typing import Any

from ospo_policy.model.needs import Needs

NOW = 1_795_392_000  # 2026-11-23
READ = Needs(
    tree=True, contents=frozenset({"readme", "licence", "*.txt"}), heads=frozenset({"@secret-candidates", "*.bin"})
)
ODD: dict[str, Any] = {
    "README.md": {"symlink": "docs/LISEZMOI.md"},
    "docs/LISEZMOI.md": "# Eau\n" + "Une ville gère son eau. " * 30,
    "latin.txt": {"encoding": ["Été à Orléans\n", "cp1252"]},
    "utf16.txt": {"encoding": ["\ufeffOrléans\n", "utf-16-le"]},
    "empty.txt": "",
    "crlf.txt": "a\r\nb\r\n",
    "binary.txt": {"base64": "AAECAwQ="},
    "bom.txt": {"base64": "77u/YQo="},
    "long.txt": {"repeat": ["0123456789abcdef", 70_000]},
    "tool.bin": {"base64": "f0VMRgIBAQA="},
    "big.bin": {"repeat": ["0123456789abcdef", 70_000]},
    "run.txt": {"executable": "#!/bin/sh\n"},
    "out.txt": {"symlink": "../../etc/passwd"},
    "loop.txt": {"symlink": "loop.txt"},
    "chain.txt": {"symlink": "README.md"},
    "vendored": {"submodule": "0123456789012345678901234567890123456789"},
    "LICENSE": {"official": "EUPL-1.2"},
    ".env": "PASSWORD=x\n",
    "é'\"\n.txt": "odd name\n",
    "é'\"\n#?%2F .txt": "odder name\n",
}  # fmt: skip
