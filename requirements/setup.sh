#!/bin/sh
# Makes .venv from the hash-locked requirements/dev.txt and installs the project in it, editable.
# Does nothing when the lock file, the project's metadata and the interpreter are those of the last run.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

fits() { # whether $1 is a Python of a supported version that can make virtual environments
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null
}

find_python() {
    without_venv=
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        fits "$candidate" || continue
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
        without_venv=$candidate
    done
    if [ -n "$without_venv" ]; then
        say "$without_venv cannot make virtual environments: install its venv module" \
            "(Debian, Ubuntu: apt-get install python3-venv) and run make again."
    elif [ -n "${PYTHON:-}" ]; then
        say "PYTHON=$PYTHON is no Python 3.11, 3.12, 3.13 or 3.14."
    else
        say "Python 3.11, 3.12, 3.13 or 3.14 is needed and none was found on PATH;" \
            "install one or name it: make PYTHON=/path/to/python3.12 ..."
    fi
    return 1
}

state() { # what .venv was made from; an other value means: make it again
    .venv/bin/python -c 'import sys; print(sys.version)' &&
        cat requirements/dev.txt pyproject.toml requirements/setup.sh | cksum
}

install() { # pip's own lines shortened to one per package, so that the wait is seen
    total=$(grep -c '^[a-z].*==' requirements/dev.txt)
    { .venv/bin/python -m pip install --disable-pip-version-check --no-input --progress-bar off \
        --require-hashes --requirement requirements/dev.txt 2>&1 || echo "setup: pip failed"; } |
        awk -v total="$total" '
            { kept[NR % 25] = $0 }
            /^Collecting / {
                name = $2; sub(/[=<>!~;\[].*/, "", name)
                printf "  %3d of about %d  %s\n", ++seen, total, name; fflush()
            }
            /^Installing collected/ { print "  unpacking ..."; fflush() }
            /^setup: pip failed/ { failed = 1 }
            END { if (failed) { for (i = NR + 1; i < NR + 25; i++) print kept[i % 25]; exit 1 } }' >&2
}

if [ -n "${PYTHON:-}" ] && [ -x .venv/bin/python ]; then
    fits "$PYTHON" || find_python
    [ "$("$PYTHON" -V)" = "$(.venv/bin/python -V 2>&1)" ] || rm -rf .venv
fi
if ! fits .venv/bin/python; then
    python=$(find_python)
    say "[1/3] Making .venv with $("$python" -V)"
    rm -rf .venv
    "$python" -m venv .venv
fi
state=$(state)
[ "$(cat .venv/stamp 2>/dev/null)" = "$state" ] && exit 0
say "[2/3] Installing the locked dependencies (one to three minutes the first time)"
install || {
    say "The dependencies could not be installed; pip's last lines above say why."
    exit 1
}
say "[3/3] Installing the project"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
    --no-build-isolation --editable .
printf '%s' "$state" >.venv/stamp
