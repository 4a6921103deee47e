# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The site of the documentation: `make docs` writes `build/site`, in English and in French, without a network.

`docs/` is written to be read on a forge: `X.md` in English, `X.fr.md` beside it in French, links relative. `stage` makes
of it one tree of sources for each language, which Sphinx renders (`conf.py`): MkDocs is no longer developed, and what follows it is not
yet stable (2026). A page is found by its place in the lists of a `README.md`; one that is in none is an error, and so is a link to nothing.
"""
