#!/usr/bin/env bash
# Installs the validators that tests/conformance calls: for PDFs veraPDF's surroundings and qpdf, for pages Chromium,
# axe-core and the Nu checker; for documents LibreOffice. (veraPDF itself comes with requirements-dev.lock.)
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(default-jdk-headless libjaxb-java qpdf chromium libreoffice-writer-nogui python3-uno)
# A machine may have a Node.js of another maker, whose packages Debian's would clash with.
command -v npm >/dev/null || packages+=(nodejs npm)
tools/apt.sh "${packages[@]}"

# The stamp is that of npm: the lock it installed from.
cd tests/conformance/node
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --loglevel=error
fi
