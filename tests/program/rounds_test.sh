#!/usr/bin/env bash
# A study with max_worlds looks after whole rounds, goes on where it was stopped, and ends in the file that as many
# worlds run at once give.
#
# usage: rounds_test.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
study=${WARDMOTE_DATA:?}/studies/kirklees.toml
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
fail() { echo "$*" >&2; exit 1; }

short=(--set years=0.5 --set warm_up_years=0.25 --set 'scenarios=["close_the_loop"]' --scale 0.01)
rounds=(run "$study" -o rounds --worlds 2 --set runs.max_worlds=8 "${short[@]}")
"$program" "${rounds[@]}" >said 2>heard
grep -q 'after 2 worlds .* on to 4' heard || fail "no look after the first round: $(cat heard)"
grep -q 'after 4 worlds .* on to 8' heard || fail "no look after the second round"
[[ $("$program" compare rounds --json | /usr/bin/python3 -c 'import json, sys; r = json.load(sys.stdin); print(r["worlds"], r["rules"]["looks"])') == "8 3" ]] ||
  fail "not 8 worlds and 3 looks"

# the same command finds all there; the folder knows how many worlds it holds
"$program" "${rounds[@]}" >said 2>heard
grep -q 'nothing to do' said || fail "runs were repeated: $(cat said)"
"$program" status rounds >said || fail "status: $(cat said)"

# a plan without its worlds is damaged, and said to be
cp -r rounds damaged
sed -i 's/"worlds":[0-9]*,*//' damaged/plan.json
status=0
"$program" "${rounds[@]/#rounds/damaged}" >said 2>heard || status=$?
((status == 2)) && grep -q 'plan.json: is damaged' heard || fail "a damaged plan: status $status: $(cat heard)"

# the same numbers as of eight worlds at once
"$program" run "$study" -o once --worlds 8 "${short[@]}" >said 2>heard
[[ $("$program" digest rounds) == "$("$program" digest once)" ]] || fail "rounds change numbers"
