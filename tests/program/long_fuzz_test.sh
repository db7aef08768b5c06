#!/usr/bin/env bash
# Each fuzz target is compiled as its first comment says and fed for a minute: nothing may crash it. At full size only,
# and where clang 16 is. $1: the program, beside which the generated headers are.
set -uo pipefail
build=$(dirname "$(realpath "$1")")
[[ ${WARDMOTE_FULL:-} == 1 ]] || { echo "at full size only: WARDMOTE_FULL=1"; exit 77; }
command -v clang++-16 >/dev/null || { echo "no clang 16 here: not tested"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }

for target in tests/fuzz/*_fuzz.cpp; do
  name=$(basename "$target" .cpp)
  # the indented lines of the comment: the compiler's, joined by backslashes, then how to run it
  command=$(sed -n '/^\/\/     clang++/,/[^\\]$/{s/^\/\/ *//;p}' "$target" | sed "s#build/generated#$build/generated#; s#-o $name#-o $work/$name#")
  bash -c "$command" >"$work/log" 2>&1 || { fail "$name does not compile: $(tail -5 "$work/log")"; continue; }
  mkdir "$work/found"
  (cd "$work" && "./$name" -max_total_time=60 -max_len=4000 -rss_limit_mb=4096 -artifact_prefix="$work/found/" >log 2>&1) ||
    fail "$name: $(grep -m 3 'ERROR\|SUMMARY\|terminate' "$work/log"); input: $(cat "$work"/found/* | base64 -w0 | head -c 4000)"
  echo "$name: $(grep -o '^#[0-9]*.DONE.*' "$work/log")"
  rm -rf "$work/found"
done
exit $((failures > 0))
