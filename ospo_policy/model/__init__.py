# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the words of the domain mean, as immutable values. Standard library only.

Values are `NamedTuple`s: typed and immutable like frozen dataclasses, and ten times quicker to
define. `ospo-policy check` has a fifth of a second; sixty dataclasses would take a quarter of it. For
the same reason modules with many values have no `from __future__ import annotations`: annotations
that are strings are compiled one by one when a `NamedTuple` is made.
"""
