#!/usr/bin/env bash
# One digest whatever the threads and the CPU's instructions; a full disk and an unwritable folder end in one clear line
# and leave nothing behind. $1: the program.
set -euo pipefail
# shellcheck source=tests/support/under_way.sh
source tests/support/under_way.sh
program=$1
work=$(mktemp -d)
cleanup() { mountpoint -q "$work/disk" 2>/dev/null && umount "$work/disk"; rm -rf "$work"; }
trap cleanup EXIT
study=scenarios/studies/kirklees.toml
small=(--scale 0.02 --set years=1 --set warm_up_years=1 --set mode=chance --set 'scenarios=["fix_the_desk"]' -q)
fail() { echo "FAILED: $*" >&2; exit 1; }

"$program" run $study "${small[@]}" -o "$work/one" --threads 1 >"$work/out"
"$program" run $study "${small[@]}" -o "$work/two" --threads 2 >>"$work/out"
one=$("$program" digest "$work/one")
[[ $one == "$("$program" digest "$work/two")" ]] || fail "one and two threads give two digests"

# the same with AVX2, AVX-512 and FMA switched off in the C library
GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F,-AVX512VL,-AVX \
  "$program" run $study "${small[@]}" -o "$work/plain" --threads 2 >>"$work/out"
[[ $one == "$("$program" digest "$work/plain")" ]] || fail "the digest depends on the CPU's instructions"

# another seed is another digest: the comparison has teeth
"$program" run $study "${small[@]}" -o "$work/seed" --set seed=1 >>"$work/out"
[[ $one != "$("$program" digest "$work/seed")" ]] || fail "another seed gives the same digest"

# a full disk: one clear line, nothing left (needs root for the mount)
if ((EUID == 0)) && mkdir "$work/disk" && mount -t tmpfs -o size=256k tmpfs "$work/disk" 2>/dev/null; then
  status=0
  "$program" run $study "${small[@]}" -o "$work/disk/out" 2>"$work/err" >>"$work/out" || status=$?
  ((status != 0)) || fail "a full disk went unnoticed"
  grep -qi 'space\|full' "$work/err" || fail "a full disk is not named: $(cat "$work/err")"
  [[ -z $(find "$work/disk" -name '*.h5*') ]] || fail "something half-written stayed on the full disk"
  umount "$work/disk"

  # a read-only folder
  mount -t tmpfs -o ro tmpfs "$work/disk"
  status=0
  "$program" run $study "${small[@]}" -o "$work/disk" 2>"$work/err" >>"$work/out" || status=$?
  ((status == 2)) || fail "a read-only folder gave status $status: $(cat "$work/err")"
  [[ $(wc -l <"$work/err") == 1 ]] || fail "not one clear line: $(cat "$work/err")"
  umount "$work/disk"
fi

# stopped by a signal: status 4, no results of an unfinished study
"$program" run $study --scale 0.3 -q -o "$work/stopped" --threads 1 2>"$work/err" >>"$work/out" &
pid=$!
under_way "$work/stopped" $pid || fail "it ended before it was at its runs: $(cat "$work/err")"
kill -TERM $pid
status=0
wait $pid || status=$?
((status == 4)) || fail "a signal gave status $status: $(cat "$work/err")"
[[ -z $(find "$work/stopped" -name '*.h5*') ]] || fail "a stopped run left a results file"
echo "one digest: $one"
