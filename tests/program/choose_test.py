#!/usr/bin/env python3
"""`wardmote sensitivity` and `wardmote portfolio`, small: both end, go on where they were stopped, and say what they must.

usage: choose_test.py PROGRAM"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

program = pathlib.Path(sys.argv[1]).resolve()
study = pathlib.Path(os.environ["WARDMOTE_DATA"]) / "studies/chester_le_street.toml"
short = ["--set", "start=2006-09-25", "--set", "years=0.2", "--set", "warm_up_years=0.1", "-q"]
faults = []


def expect(holds, what):
    if not holds:
        faults.append(what)


def call(*arguments, status=0):
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    expect(done.returncode == status, f"{arguments[0]} ended with {done.returncode}: {done.stderr}")
    return done.stdout


with tempfile.TemporaryDirectory() as folder:
    # which assumptions: stopped at once, then to the end
    asked = ["sensitivity", study, "-o", f"{folder}/s", *short, "--scale", "0.002", "--set", 'scenarios=["chester_reach"]']
    asked += ["--trajectories", "2", "--base", "8", "--factors", "2"]
    call(*asked, "--time-limit", "1", status=4)
    found = json.loads(call(*asked, "--json"))
    screening = found["screening"]
    sizes = [one["most_in_multiples_of_what_matters"] for one in screening]
    expect(len(screening) > 100, "fewer than a hundred numbers screened")
    expect(sizes == sorted(sizes, reverse=True) and sizes[0] > 0, "not ranked by what they move")
    expect(any(one["parameter"].endswith("talk_on") for one in screening), "the switches are not among them")
    expect(found["scale"] == 0.002 and found["base"] == 8, "does not say how it was run")
    expect(len(found["indices"]) == 7, "not one for each of the study's seven outcomes")
    for target in found["indices"]:
        expect(len(target["parameters"]) == 2 and target["rows"] <= 8, f"{target['outcome']}: not two numbers in 8 rows")
        expect("variance_of_chance" in target, "chance is not kept apart")

    expect(any(target["rows"] == 8 for target in found["indices"]), "no outcome has all its rows")

    # which bundles: no pounds to spend, so those that cost any stand last
    scenarios = 'scenarios=["chester_message", "chester_reach", "chester_organise"]'
    asked = ["portfolio", study, "-o", f"{folder}/p", *short, "--scale", "0.05", "--worlds", "4", "--set", scenarios]
    found = json.loads(call(*asked, "--set", "budget.pounds_year=20000", "--set", "budget.officer_hours_year=1000", "--json"))
    bundles = found["bundles"]
    expect(len(bundles) > 3, "no bundle of two")
    for bundle in bundles:
        dear = bundle["pounds_a_year"]["middle"] > 20000
        dear |= bundle["officer_hours_a_year"]["middle"] > 1000
        expect(dear != bundle["within_budget"], f"{bundle['id']}: the budget does not bind")
    chosen = [one["within_budget"] and one["guards_hold"] for one in bundles]
    expect(chosen == sorted(chosen, reverse=True), "bundles over the budget stand before others")
    expect(not all(one["within_budget"] for one in bundles), "no bundle is over the budget: the test has no teeth")
    left = found["ranking_and_selection"]["left"]
    expect(set(left) <= {one["id"] for one, fits in zip(bundles, chosen) if fits}, "one left that does not fit")
sys.exit("\n".join(faults) or 0)
