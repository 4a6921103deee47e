# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The READMEs' picture: what `check` prints for a repository of the example organisation, as an SVG; part of `write_reference`.

It has no script and loads nothing; its colours follow the reader's light or dark theme.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPOSITORY = "service-en-construction"
COMMAND = ("check", REPOSITORY, "--pack", "minimal", "--skip", "readme-present")
COLUMNS, LINE, CHARACTER = 84, 18, 7.83  # a character of 13 px in the usual monospaced fonts is 0.602 em wide
STYLE = """
  .ground { fill: #ffffff; stroke: #d0d7de } text { fill: #1f2328; font: 13px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }
  .b { font-weight: 700 } .dim { fill: #57606a } .red { fill: #b3261e } .green { fill: #1a7f37 } .yellow { fill: #7d4e00 } .cyan { fill: #0b6478 }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; stroke: #30363d } text { fill: #e6edf3 } .dim { fill: #9da7b3 } .red { fill: #ff8f87 }
    .green { fill: #56d364 } .yellow { fill: #e3b341 } .cyan { fill: #79c0ff }
  }"""
CLASSES = {"1": "b", "2": "dim", "31": "red", "32": "green", "33": "yellow", "36": "cyan"}
_CODE = re.compile(r"\x1b\[([\d;]*)m")


def picture(language: str) -> str:
    """The SVG in a language."""
    lines = ["$ ospo-policy " + " ".join(COMMAND), "", *_printed(language).rstrip().splitlines()]
    height = LINE * len(lines) + 26
    width = round(max(len(_CODE.sub("", line)) for line in lines) * CHARACTER) + 36
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
    ]
    out += [f"<title>ospo-policy check ({language})</title>", f"<style>{STYLE}", "</style>"]
    out.append(f'<rect class="ground" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>')
    for at, line in enumerate(lines):
        if line:
            out.append(f'<text x="18" y="{LINE * (at + 1) + 8}" xml:space="preserve">{_spans(line)}</text>')
    return "\n".join([*out, "</svg>", ""])


def _printed(language: str) -> str:
    """What the command prints, in colours."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples/organisation" / REPOSITORY, Path(folder) / REPOSITORY)
        command = [sys.executable, "-m", "ospo_policy", "--lang", language, *COMMAND]
        environment = os.environ | {
            "FORCE_COLOR": "1",
            "COLUMNS": str(COLUMNS),
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).stdout.decode()


def _spans(line: str) -> str:
    """A line with its colours as classes."""
    parts = _CODE.split(line)
    out, classes = [escape(parts[0])], []
    for codes, text in zip(parts[1::2], parts[2::2], strict=True):
        for code in codes.split(";"):
            classes = [] if code in {"", "0"} else [*classes, CLASSES[code]]
        words = escape(text)
        out.append(f'<tspan class="{" ".join(classes)}">{words}</tspan>' if classes and words else words)
    return "".join(out)
