#!/bin/sh
# What `make test` uses beside Python: Chromium with fonts for four scripts, PostgreSQL, Node, nginx, Caddy, curl.
# As root on Debian or Ubuntu the missing ones are installed; elsewhere a sentence says what is missing.
# A missing one never fails this script: its tests are skipped with the reason, or fail when CI is set.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

has_chromium() { has chromium || has chromium-browser || has google-chrome || has google-chrome-stable; }
has_postgres() {
    has initdb && has postgres && return
    for folder in /usr/lib/postgresql/*/bin; do [ -x "$folder/initdb" ] && return; done
    return 1
}
has_node() { has node && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; }
has_fribidi() { .venv/bin/python -c 'from PIL import features; raise SystemExit(not features.check("raqm"))'; }
has_fonts() { has fc-list && [ -n "$(fc-list ':lang=ar' family)" ] && [ -n "$(fc-list ':lang=bg' family)" ]; }

packages=
# The long fault experiments also ask a real mail server and watch the disk.
if [ "${1:-}" = faults ]; then
    has strace || packages="$packages strace"
    if ! has postfix && has debconf-set-selections; then
        # Only its programs: nothing that starts by itself or takes this machine's mail.
        echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections 2>/dev/null || :
        packages="$packages postfix"
    fi
fi
has_chromium || packages="$packages chromium"
has_fonts || packages="$packages fontconfig fonts-noto-core fonts-noto-color-emoji"
has_fribidi || packages="$packages libfribidi0"
has_postgres || packages="$packages postgresql"
has_node || packages="$packages nodejs"
has nginx || packages="$packages nginx-light"
[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || packages="$packages libnginx-mod-http-brotli-static"
has caddy || packages="$packages caddy"
has curl || packages="$packages curl"
# The one library that playwright's own Node asks of the system.
.venv/bin/playwright --version >/dev/null 2>&1 || packages="$packages libatomic1"

if [ -n "$packages" ] && [ "$(id -u)" = 0 ] && has apt-get; then
    say "Installing for the tests:$packages"
    # RUNLEVEL: an installed web server does not start by itself; the tests start their own.
    export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
    # No cluster of our own accord on the machine's port: the tests start private servers.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    log=$(mktemp)
    # shellcheck disable=SC2086  # a list of words
    { apt-get update && apt-get install --yes --no-install-recommends $packages; } >"$log" 2>&1 </dev/null ||
        { tail -n 15 "$log" >&2; say "apt-get could not install:$packages"; }
    rm -f "$log"
fi

if ! has_chromium && ! .venv/bin/python -m tests.tools.chromium; then
    say "Chromium is not on PATH; fetching playwright's own build"
    .venv/bin/playwright install chromium >&2 </dev/null ||
        say "Chromium could not be installed: install the package chromium, or browser tests do not run."
fi
has_fonts || say "No fonts for Arabic and Cyrillic: install the package fonts-noto-core for true pictures."
[ "${1:-}" != faults ] || has postfix || say "Postfix is missing: install the package postfix, or its experiment does not run."
has_postgres || say "PostgreSQL is missing: install the package postgresql, or its tests do not run."
has_node || say "Node 18 or newer is missing: install nodejs, or the browser engine's tests do not run."
has nginx && has caddy || say "nginx or Caddy is missing: install nginx and caddy, or their examples are not tried."
