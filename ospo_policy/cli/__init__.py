# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: options in, one operation called, exit code out. click lives here only."""
