#!/bin/sh
# Writes the lock files anew from pyproject.toml. Needs uv (https://docs.astral.sh/uv/) on PATH or in .venv.
set -eu
cd "$(dirname "$0")/.."
lock() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "requirements/lock.sh" pyproject.toml "$@"; }
lock --extra build --extra service --extra postgresql --extra heic --group dev -o requirements/dev.txt
lock --extra service --extra postgresql -c requirements/dev.txt -o requirements/service.txt
lock --extra build --group package -c requirements/dev.txt -o requirements/build.txt
