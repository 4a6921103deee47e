#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
# Which licence a text is: `ospo-policy licence` beside licensee (Debian ruby-licensee), licensecheck (Debian) and
# scancode (PyPI scancode-toolkit), those that are installed, in accuracy and in time as a whole process.
#   bench/licence.sh [STEP]       # every STEPth of the texts (8); 1 for all, which takes an hour with scancode
# SCANCODE names its command if it is not on the path; CORPUS a folder of OWNER__NAME/files and labels, if any.
set -euo pipefail
cd "$(dirname "$0")/.."
make --quiet .venv/.ready
exec .venv/bin/python -m bench.licence build/bench/licence "${1:-8}"
