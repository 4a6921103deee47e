# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""publiccode.yml, the description of public software that catalogues read: its rules, offline.

The standard is publiccodeyml/publiccode.yml, tag v0.7.0, docs/standard; what is accepted and refused follows its
reference, italia/publiccode-parser-go 5.x (`v0.go`, `fields.go`, `validators/`, `v0_test.go`), without the network.
"""
