#!/usr/bin/env bash
# NOTICE names every table and map of the shipped councils, so that none is shipped without its licence.
set -euo pipefail

unnamed() {  # paths on stdin; prints those that NOTICE has no line for
  local path
  while read -r path; do grep -qE "^  $path( |\$)" NOTICE || echo "$path"; done
}
[[ $(unnamed <<<"scenarios/councils/nowhere/planted.csv") ]] || { echo "the check itself is broken"; exit 1; }

[[ -d scenarios/councils ]] || exit 0
found=$(find scenarios/councils -name '*.csv' -o -name '*.geojson' | sort | unnamed)
[[ -z $found ]] || { printf '%s\n' "$found" "NOTICE must name these files with their sources and licences"; exit 1; }
