#!/usr/bin/env bash
# `wardmote init` writes a study that is sound as it stands, and never writes over anything.
set -uo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }

"$program" init "$folder/first" >"$folder/out" 2>"$folder/err" || fail "init: $(cat "$folder/err")"
for file in study.toml monthly_meetings.toml levers.toml; do
  [[ -s $folder/first/$file ]] || fail "init left no $file"
  grep -q "/first/$file$" "$folder/out" || fail "init did not name $file"
  "$program" check "$folder/first/$file" >/dev/null || fail "$file is not sound"
done
"$program" check "$folder/first/study.toml" | grep -q "scenario *monthly_meetings: my_meetings from" || fail "the study does not use the lever"
"$program" plan "$folder/first/study.toml" --json | grep -q '"runs": 32' || fail "2 scenarios x 8 worlds x 2 replications are 32 runs"

short=(--set years=0.2 --set warm_up_years=0.1 --scale 0.02)
"$program" plan "$folder/first/study.toml" "${short[@]}" --pilot --json >"$folder/out" 2>"$folder/err" || fail "plan --pilot: $(cat "$folder/err")"
python3 - "$folder/out" <<'END' || fail "plan --pilot forecasts no time or memory: $(cat "$folder/out")"
import json, sys
plan = json.load(open(sys.argv[1]))
assert plan["cpu_seconds"] > 0 and plan["memory_bytes"] > 1e6
# 32 runs of 0.2 years and 16 warm-ups of 0.1
assert abs(plan["simulated_years"] - 8.0) < 1e-9
END

# one change is one difference
cp -r "$folder/first" "$folder/second"
sed -i 's/^years = 2/years = 3/' "$folder/second/study.toml"
"$program" diff "$folder/first/study.toml" "$folder/first/study.toml" | grep -qx "no difference" || fail "a study differs from itself"
"$program" diff "$folder/first/study.toml" "$folder/second/study.toml" >"$folder/out" || fail "diff"
grep -q '^years .*2.0  ->  3.0$' "$folder/out" || fail "diff does not show years: $(cat "$folder/out")"
(($(wc -l <"$folder/out") == 3)) || fail "years, the end and the lever's until change: $(cat "$folder/out")"

# nothing is written over
echo mine >"$folder/first/levers.toml"
rm "$folder/first/study.toml" "$folder/first/monthly_meetings.toml"
"$program" init "$folder/first" >/dev/null 2>"$folder/err"
status=$?
((status == 2)) || fail "init over a file: status $status"
grep -q "levers.toml: is there already" "$folder/err" || fail "init over a file: $(cat "$folder/err")"
[[ $(cat "$folder/first/levers.toml") == mine && ! -e $folder/first/study.toml ]] || fail "init touched a folder it refused"
"$program" init "$folder/err" >/dev/null 2>&1
status=$?
((status == 2)) || fail "init onto a file: status $status"

exit $((failures > 0))
