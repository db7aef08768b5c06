#!/usr/bin/env bash
# docs/examples/Snakefile, run by Debian's snakemake: shards, merge and table, and the digest of a plain run. A second
# call finds nothing to do. $1: the program.
set -uo pipefail
program=$(realpath "$1")
command -v snakemake >/dev/null || { echo "no snakemake here: not tested"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }

study=$PWD/scenarios/studies/kirklees.toml
small="--scale 0.002 --worlds 2 --set years=0.2 --set warm_up_years=0.1"
workflow() {
  (cd "$work" && snakemake --snakefile "$OLDPWD/docs/examples/Snakefile" --cores 2 --config "study=$study" shards=3 \
    folder=out "options=$small" "wardmote=$program" >"$work/log" 2>&1)
}
workflow || fail "snakemake: $(tail -20 "$work/log")"
[[ -d $work/out/shards/2-of-3 ]] || fail "not in three shards"
# shellcheck disable=SC2086  # options are words
"$program" run "$study" $small -q -o "$work/plain" >"$work/log" 2>&1 || fail "a plain run: $(cat "$work/log")"
[[ $("$program" digest "$work/out") == "$("$program" digest "$work/plain")" ]] || fail "another digest than a plain run's"
(($(wc -l <"$work/out/csv/runs.csv") > 28)) || fail "runs.csv is short of runs"
workflow || fail "snakemake, again: $(tail -20 "$work/log")"
grep -q 'Nothing to be done' "$work/log" || fail "the second call did something: $(tail -5 "$work/log")"

exit $((failures > 0))
