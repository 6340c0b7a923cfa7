#!/usr/bin/env bash
# tools/apt.sh PACKAGE...: installs the Debian or Ubuntu packages that are missing, where it may
# (as root, or by sudo without a password); elsewhere says what to run, and fails.
set -euo pipefail

missing=()
for package in "$@"; do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

say() {
    echo "$1 Run:" >&2
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
}

if ! command -v apt-get >/dev/null; then
    echo "Needed from the system, under the names Debian gives them: ${missing[*]}" >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    as_root=(env)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n env)
else
    say "Missing system packages that only an administrator can install."
fi

install() {
    "${as_root[@]}" DEBIAN_FRONTEND=noninteractive \
        apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}" </dev/null >"$1" 2>&1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing system packages: ${missing[*]}" >&2
# A new machine has no list of packages yet, and an old list may name files that are gone.
if ! install "$log" && ! { "${as_root[@]}" apt-get update --quiet=2 </dev/null >"$log" 2>&1; install "$log"; }; then
    tail -n 5 "$log" >&2
    say "These could not be installed."
fi
