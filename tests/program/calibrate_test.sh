#!/usr/bin/env bash
# `wardmote calibrate` meets targets that some values within the ranges meet, says what it kept, goes on where it was
# stopped, and writes a parameter file that a study can build on. On a small district, half a year. $1: the program.
set -uo pipefail
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }

sed -e '0,/^id = .*/s//id = "small"/' -e 's/^mode = .*/mode = "chance"/' -e 's/^years = .*/years = 0.5/' \
  -e 's/^warm_up_years = .*/warm_up_years = 0.2/' -e '/^scenarios = \[/,/^\]/d' \
  scenarios/studies/chester_le_street.toml >"$work/study.toml"
criteria() {  # criteria LOW HIGH
  cat <<END
wardmote = 1
kind = "criteria"
id = "small_2006"
title = "A small council"
study = "study.toml"
share = 0.9
[[run]]
id = "as_found"
title = "as found"
mode = "chance"
[[criterion]]
id = "told"
catalogue = "P14"
statement = "more reporters are told"
role = "calibration"
run = "as_found"
over = "mean"
measure = { outcome = "told_share" }
within = [$1, $2]
source = "the test"
[[criterion]]
id = "fixed"
catalogue = "P4"
statement = "held out: nothing may be fitted to it"
role = "validation"
run = "as_found"
measure = { outcome = "fixed_share" }
within = [0.9, 1]
source = "the test"
END
}
calibrate() {  # calibrate DIR [OPTION...]
  "$program" calibrate "$work/criteria.toml" --scale 0.03 --points 120 --check 20 -q -o "$@" >"$work/out" 2>"$work/err"
}

# a target above where it stands (0.48)
criteria 0.56 0.60 >"$work/criteria.toml"
calibrate "$work/fit" --waves 2 --time-limit 1s
(($? == 4)) || fail "a time limit: status not 4"
calibrate "$work/fit" --waves 2 --json || fail "gone on with: status $?: $(cat "$work/err")"
python3 - "$work/out" <<'END' || fail "what it says"
import json, sys
said = json.load(open(sys.argv[1]))
before, after = said["before"][0], said["after"][0]
assert len(said["after"]) == 1, "only calibration rows are fitted"
assert not before["pass"] and after["pass"], (before["value"], after["value"])
informed = [row["parameter"] for row in said["parameters"] if row["informed"]]
assert "parameters.p_told_case" in informed, informed
for row in said["parameters"]:
    prior, post = row["prior"], row["posterior"]
    assert prior["low"] <= post["low"] <= post["value"] <= post["high"] <= prior["high"], row
    if not row["informed"] and prior["value"] == post["value"]:
        assert prior == post, row
moved = [row["parameter"] for row in said["parameters"] if row["prior"]["value"] != row["posterior"]["value"]]
assert 1 <= len(moved) <= 4, f"the fewest that do: {moved}"
END
cp "$work/fit/fitted.toml" "$work/first.toml"

# a wave's design is in no file: its folder alone does not say how far it is
"$program" status "$work/fit/wave-1" >"$work/out" 2>"$work/err"
(($? == 2)) && grep -q 'its inputs do not give its plan' "$work/err" || fail "status of a wave: $(cat "$work/out" "$work/err")"

# the same again costs no run and says the same; fitted.toml is a parameter file
calibrate "$work/fit" --waves 2 || fail "again: status $?: $(cat "$work/err")"
cmp -s "$work/first.toml" "$work/fit/fitted.toml" || fail "another answer from the same runs"
cp "$work/first.toml" "$work/fitted.toml"
sed 's/^parameters = .*/parameters = ["fitted"]/' "$work/study.toml" >"$work/fitted_study.toml"
"$program" check "$work/fitted_study.toml" >"$work/out" 2>&1 || fail "fitted.toml: $(cat "$work/out")"

# a target nothing meets is said to be missed
criteria 0.9 1 >"$work/criteria.toml"
calibrate "$work/never" --waves 1
status=$?
((status == 2)) || grep -q MISSED "$work/out" || fail "an impossible target: status $status, $(cat "$work/out")"
sed -i 's/role = "calibration"/role = "validation"/' "$work/criteria.toml"
calibrate "$work/nothing" --waves 1
(($? == 2)) && grep -q 'nothing to fit to' "$work/err" || fail "no calibration rows: $(cat "$work/err")"

exit $((failures > 0))
