#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
# How long `ospo-policy check` takes, whole process, beside `repolinter lint` (npm, 0.12.0, default ruleset) on
# the same work trees; and how it grows with the number of files. Needs node and npm for repolinter.
#   bench/check.sh [RUNS]         # medians of RUNS runs each (9), in turn, after one that is not counted
set -euo pipefail
cd "$(dirname "$0")/.."
make --quiet .venv/.ready
unset PYTHONDONTWRITEBYTECODE
work=build/bench
mkdir -p "$work"
if [ ! -x "$work/node_modules/.bin/repolinter" ]; then
  (cd "$work" && npm init --yes >/dev/null && npm install --silent --no-audit --no-fund repolinter@0.12.0)
fi
exec .venv/bin/python bench/check.py "$work" "${1:-9}"
