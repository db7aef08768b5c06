#!/usr/bin/env bash
# A sweep that is killed at any moment goes on where it was: the same digest, no run done twice, no file unreadable; so
# it does after a full disk, damaged batches and signals. Changed inputs are refused. $1: the program.
set -uo pipefail
program=$1
work=$(mktemp -d)
# shellcheck disable=SC2317  # the trap calls it
cleanup() { mountpoint -q "$work/disk" 2>/dev/null && umount -l "$work/disk"; rm -rf "$work"; }
trap cleanup EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }
# shellcheck source=tests/support/under_way.sh
source tests/support/under_way.sh
RANDOM=20180702

study=scenarios/studies/kirklees.toml
small=(--scale 0.002 --set years=0.3 --set warm_up_years=0.1 --worlds 12 --set 'scenarios=["fix_the_desk","close_the_loop"]'
  --set 'keep=["council","quantiles","costs"]' --threads 2)
n_run=72
# go DIR [OPTION...]: runs the study into DIR; its exit status is in $status
go() {
  status=0
  "$program" run "$study" "${small[@]}" -q -o "$@" >"$work/out" 2>"$work/err" || status=$?
}
digest() { "$program" digest "$1"; }
# runs_once DIR: every run is in one batch only, by the journals
runs_once() {
  find "$1" -name journal.jsonl -exec cat {} + | python3 -c '
import json, sys
names = [name for line in sys.stdin for name in json.loads(line).get("done", [])]
assert len(names) == len(set(names)), f"{len(names) - len(set(names))} runs done twice"
assert len(names) == '"$n_run"', f"{len(names)} runs in the journals"' || fail "$1: by its journals"
}

begun=$(date +%s%N)
go "$work/whole"
took=$(($(date +%s%N) - begun))
((status == 0)) || fail "an undisturbed run: status $status: $(cat "$work/err")"
expected=$(digest "$work/whole")
runs_once "$work/whole"

# part N: sleeps anywhere in the first Nth of what a whole run takes
part() { sleep "$(awk "BEGIN { print $took / 1e9 / $1 * $((RANDOM % 1000)) / 1000 }")"; }

# killed twenty times: every other time wherever it is, else when it is at its runs
n_kill=20
for ((i = 0; i < n_kill; ++i)); do
  n_begun=$(n_started "$work/killed")
  "$program" run "$study" "${small[@]}" -q -o "$work/killed" >/dev/null 2>"$work/err" &
  pid=$!
  if ((i % 2)); then part 3; else under_way "$work/killed" $pid "$n_begun" && part 30; fi
  kill -KILL $pid 2>/dev/null
  wait $pid 2>/dev/null
done
go "$work/killed"
((status == 0)) || fail "after $n_kill kills: status $status: $(cat "$work/err")"
[[ $(digest "$work/killed") == "$expected" ]] || fail "after $n_kill kills the digest differs"
runs_once "$work/killed"
(($(n_started "$work/killed") > 5)) || fail "the kills came too early to test anything"

# the process that makes the runs is killed: this one goes on by itself, and no run has failed
"$program" run "$study" "${small[@]}" -q -o "$work/orphaned" >/dev/null 2>"$work/err" &
pid=$!
under_way "$work/orphaned" $pid || fail "it ended before it was at its runs"
until pgrep -P $pid >/dev/null || ! kill -0 $pid 2>/dev/null; do sleep 0.01; done
sleep "$(awk "BEGIN { print $took / 1e9 / 8 }")"
pkill -KILL -P $pid
status=0
wait $pid || status=$?
((status == 0)) || fail "after its child was killed: status $status: $(cat "$work/err")"
grep -q '"event":"died","signal":9' "$work/orphaned/journal.jsonl" || fail "the kill came too late to test anything"
grep -q "ended by signal 9 (Killed); .* run alone" "$work/err" || fail "the child's end is not named: $(cat "$work/err")"
[[ $(digest "$work/orphaned") == "$expected" ]] || fail "after its child was killed the digest differs"
runs_once "$work/orphaned"

# one batch cut off, one with a flipped bit, one gone: found, named, redone
mapfile -t batches < <(ls "$work/killed/batches"/*.batch)
truncate -s -7 "${batches[0]}"
python3 - "${batches[1]}" <<'END'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
data[len(data) // 2] ^= 4
open(sys.argv[1], "wb").write(data)
END
rm "${batches[2]}"
rm "$work/killed/results.h5"
go "$work/killed"
((status == 0)) || fail "after damage: status $status: $(cat "$work/err")"
for i in 0 1 2; do
  grep -q "$(basename "${batches[i]}")" "$work/err" || fail "damaged batch $i is not named: $(cat "$work/err")"
done
[[ $(digest "$work/killed") == "$expected" ]] || fail "after damage the digest differs"

# signals and the time limit: status 4, and it goes on
for signal in INT TERM USR1; do
  n_begun=$(n_started "$work/signals")
  python3 - "$program" run "$study" "${small[@]}" -q -o "$work/signals" <<'END' &
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a script's background jobs ignore it
os.execv(sys.argv[1], sys.argv[1:])
END
  pid=$!
  under_way "$work/signals" $pid "$n_begun" || fail "SIG$signal: it ended before it was at its runs"
  kill -$signal $pid
  status=0
  wait $pid || status=$?
  ((status == 4)) || fail "SIG$signal: status $status"
  [[ ! -e $work/signals/results.h5 ]] || fail "SIG$signal: a results file of an unfinished study"
done
go "$work/signals" --time-limit 1s
if ((status == 4)); then grep -q 'still to run' "$work/err" || fail "the time limit says nothing of what is left"; fi
go "$work/signals"
((status == 0)) || fail "after signals: status $status"
[[ $(digest "$work/signals") == "$expected" ]] || fail "after signals the digest differs"
runs_once "$work/signals"
go "$work/limited" --time-limit 1
((status == 4 || status == 0)) || fail "--time-limit 1: status $status"

# other inputs, another results-version: refused, and the folder as it was
before=$(sha256sum "$work/whole"/*.h5 "$work/whole"/*.json*)
go "$work/whole" --set seed=1
((status == 2)) || fail "another seed: status $status"
grep -q 'seed: 20180702 -> 1' "$work/err" || fail "what changed is not named: $(cat "$work/err")"
[[ $(wc -l <"$work/err") == 1 ]] || fail "not one clear line: $(cat "$work/err")"
[[ $before == "$(sha256sum "$work/whole"/*.h5 "$work/whole"/*.json*)" ]] || fail "a refused run changed the folder"
cp -r "$work/whole" "$work/other"
sed -i 's/"results_version":[0-9]*/"results_version":0/' "$work/other/plan.json"
go "$work/other"
((status == 2)) || fail "another results-version: status $status"
grep -q 'results_version: 0 ->' "$work/err" || fail "the results-version is not named: $(cat "$work/err")"

# a full disk: one clear line, then it goes on where there is room (needs root for the mount)
if ((EUID == 0)) && mkdir "$work/disk" && mount -t tmpfs -o size=200k tmpfs "$work/disk" 2>/dev/null; then
  go "$work/disk/out"
  ((status == 2)) || fail "a full disk: status $status: $(cat "$work/err")"
  grep -qi 'no space' "$work/err" || fail "a full disk is not named: $(cat "$work/err")"
  [[ $(wc -l <"$work/err") == 1 ]] || fail "a full disk: not one clear line: $(cat "$work/err")"
  [[ ! -e $work/disk/out/results.h5 ]] || fail "results on a full disk"
  find "$work/disk" -name '*.partial' | grep -q . && fail "something half-written stayed on the full disk"
  mount -o remount,size=50m "$work/disk"
  go "$work/disk/out"
  ((status == 0)) || fail "after a full disk: status $status: $(cat "$work/err")"
  [[ $(digest "$work/disk/out") == "$expected" ]] || fail "after a full disk the digest differs"
  # read-only
  mount -o remount,ro "$work/disk"
  go "$work/disk/out" --fresh
  ((status == 2)) || fail "a read-only folder: status $status: $(cat "$work/err")"
  [[ $(wc -l <"$work/err") == 1 ]] || fail "a read-only folder: not one clear line: $(cat "$work/err")"
  umount "$work/disk"
fi

((failures)) || echo "one digest: $expected ($((took / 1000000)) ms undisturbed)"
exit $((failures > 0))
