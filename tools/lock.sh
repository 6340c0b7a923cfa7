#!/usr/bin/env bash
# Remakes the lock files from pyproject.toml, and those of the programs that benchmarks compare with from
# benchmarks/peers/*.in (each its own, since each gets an environment of its own): one resolution for Python 3.11
# and later on every platform, with the hashes of all files, and without the address they came from.
#   tools/lock.sh             keeps the versions that still fit
#   tools/lock.sh --upgrade   takes the newest
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    "${PYTHON:-python3}" -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check uv
    uv=$work/venv/bin/uv
fi

# compile FILE WHAT...: versions already in $work/FILE are kept where they fit.
compile() {
    local file=$1
    shift
    "$uv" pip compile "$@" --no-config --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links --output-file "$work/$file" >/dev/null
}

[ ! -f requirements-dev.lock ] || cp requirements-dev.lock "$work/"
compile requirements-dev.lock pyproject.toml --group dev "$@"
# The other two are parts of the first: the same versions.
cp "$work/requirements-dev.lock" "$work/requirements.lock"
cp "$work/requirements-dev.lock" "$work/requirements-build.lock"
compile requirements.lock pyproject.toml
compile requirements-build.lock --group pyproject.toml:build

mkdir -p "$work/benchmarks/peers"
files=(requirements.lock requirements-build.lock requirements-dev.lock)
for list in benchmarks/peers/*.in; do
    file=${list%.in}.lock
    [ ! -f "$file" ] || cp "$file" "$work/$file"
    compile "$file" "$list" "$@"
    files+=("$file")
done

for file in "${files[@]}"; do
    if grep -nE '://|^-|^[^#]* @ ' "$work/$file"; then
        echo "tools/lock.sh: $file names an address or carries an option (above); nothing was written." >&2
        exit 1
    fi
done
for file in "${files[@]}"; do
    source=pyproject.toml
    [[ $file != benchmarks/* ]] || source=${file%.lock}.in
    { echo "# Made from $source by tools/lock.sh (make lock); do not edit."; cat "$work/$file"; } >"$file"
    echo "$file"
done
