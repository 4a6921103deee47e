# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sphinx's settings for one language, which `build` gives with `-D language=`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from ospo_policy import __version__  # noqa: E402
from tools.site.stage import ROOT, fallbacks  # noqa: E402

project = "ospo-policy"
author = "The ospo-policy contributors"
project_copyright = "2026 The ospo-policy contributors, EUPL-1.2"
release = __version__
html_title = f"ospo-policy {__version__}"

extensions = ["myst_parser"]
myst_heading_anchors = 4
nitpicky = True
smartquotes = False  # what stands between quotes is often to be typed
highlight_language = "text"

html_theme = "furo"
templates_path = [str(HERE / "templates")]
html_static_path = [str(HERE / "static")]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_use_index = False
html_theme_options = {
    "source_repository": "https://github.com/ospo-policy/ospo-policy/",
    "light_css_variables": {"color-brand-primary": "#0b4f8a", "color-brand-content": "#0b4f8a"},
    "dark_css_variables": {"color-brand-primary": "#8cc3f5", "color-brand-content": "#8cc3f5"},
}
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}


def setup(app: Any) -> None:
    """A page in English says so to a screen reader, among pages in French too."""
    untranslated = {place.removesuffix(".md") for place in fallbacks(ROOT / "docs", app.config.language)}

    def speak(_: Any, pagename: str, __: str, context: dict[str, Any], ___: Any) -> None:
        context["site_language"] = app.config.language
        if pagename in untranslated:
            context["language"] = "en"

    app.connect("html-page-context", speak)
