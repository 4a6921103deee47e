# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Français : simple, bref, bienveillant ; pour qui n'a jamais entendu parler d'un OSPO."""
