#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
# What an audit costs: requests, points, bytes, seconds and peak memory; cold, unchanged, under another policy.
# Against the test GitHub on this machine: counts are what they would be anywhere, seconds are not.
set -eu
cd "$(dirname "$0")/.."
exec "${PYTHON:-.venv/bin/python}" bench/audit.py "$@"
