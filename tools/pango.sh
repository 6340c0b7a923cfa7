#!/usr/bin/env bash
# Sees to it that WeasyPrint can load Pango, and installs it where it may.
# Ends with 0 if PDFs can be printed, else with 1 after saying what is needed.
set -euo pipefail
cd "$(dirname "$0")/.."

loads() {
    .venv/bin/python -c 'from weasyprint.text import ffi; raise SystemExit(ffi.harfbuzz_subset is None)' >/dev/null 2>&1
}

loads && exit 0
echo "To print PDFs, WeasyPrint needs three packages of the system:" >&2
echo "    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" >&2
"$(dirname "$0")/apt.sh" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 || exit 1
loads && exit 0
echo "They are installed, and still WeasyPrint cannot load them:" >&2
.venv/bin/python -c 'import weasyprint' 2>&1 | tail -n 3 >&2
exit 1
