# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""From policy files to findings: load, extend, compile, evaluate. Pure: no clock, no network."""
