# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""English: plain, short, kind; said to someone who has never heard of an OSPO."""
