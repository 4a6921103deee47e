# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Repositories on this machine: a work tree, a commit of any repository, or a plain folder."""
