# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Builds the site: `python -m tools.site.build`. Anything that Sphinx would warn of is an error."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tools.site.stage import ROOT, BrokenLinkError, stage
from tools.site.words import put_into_french

LANGUAGES = ("en", "fr")
FIRST = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>ospo-policy</title>
<style>body { font: 1.2rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1rem }</style>
<h1>ospo-policy</h1>
<p><a href="en/index.html" hreflang="en">The documentation in English</a>
<p lang="fr"><a href="fr/index.html" hreflang="fr">La documentation en français</a>
</html>
"""
"""The page that lets a reader choose."""


def main() -> int:
    """Build both languages side by side; 0 when nothing is wrong."""
    build = ROOT / "build"
    for folder in ("site", "site-read"):  # all anew: a page that is gone is gone, and a warning is told each time
        shutil.rmtree(build / folder, ignore_errors=True)
    running = []
    for language in LANGUAGES:
        sources = build / "site-sources" / language
        try:
            stage(ROOT / "docs", sources, language)
        except BrokenLinkError as error:
            sys.stderr.write(f"A link to nothing: {error}\n")
            return 1
        running.append(subprocess.Popen(_sphinx(language, sources, build)))  # noqa: S603
    codes = [process.wait() for process in running]
    put_into_french(build / "site/fr")
    (build / "site/index.html").write_text(FIRST, encoding="utf-8")
    return max(codes)


def _sphinx(language: str, sources: Path, build: Path) -> list[str]:
    """The command for one language."""
    here = Path(__file__).parent
    settings = [
        "--conf-dir",
        str(here),
        "-D",
        f"language={language}",
        "--doctree-dir",
        str(build / "site-read" / language),
    ]
    strict = ["--quiet", "--fail-on-warning", "--nitpicky"]
    command = [sys.executable, "-m", "sphinx", "--builder", "html", *strict, *settings]
    return [*command, str(sources), str(build / "site" / language)]


if __name__ == "__main__":
    sys.exit(main())
