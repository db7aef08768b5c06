#!/usr/bin/env python3
"""`wardmote compare --json` is as docs/compare.schema.json has it, and carries what the table says.

usage: compare_json_test.py PROGRAM"""

import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

program = pathlib.Path(sys.argv[1]).resolve()
root = pathlib.Path(__file__).resolve().parents[2]
study = pathlib.Path(os.environ["WARDMOTE_DATA"]) / "studies/kirklees.toml"
scenarios = 'scenarios=["fix_the_desk", "close_the_loop", "ward_solution_meetings"]'


def call(*arguments):
    environment = {**os.environ, "COLUMNS": "400"}
    return subprocess.run(
        [program, *arguments], check=True, capture_output=True, text=True, env=environment
    ).stdout


def shown(outcome, value):
    """A difference as the table writes it (analysis/compare/words.cpp)."""
    factor, decimals = {"1": (100, 1 if outcome["matters"] < 0.05 else 0), "SD": (1, 2)}.get(outcome["unit"], (1, 1))
    text = f"{factor * value:+.{decimals}f}"
    return text.lstrip("+-") if not float(text) else text


def rounded(x, step, sign=""):
    """Hours and pounds as the table writes them: to a step, ten times finer below ten of those."""
    step = step / 10 if abs(x) < 10 * step else step
    steps = math.floor(abs(x) / step + 0.5)
    mark = "+" if x > 0 else "-"
    return f"{mark if steps else ''}{sign}{step * steps:,.0f}"


def hours(x):
    return rounded(x, 100)


def pounds(x):
    return rounded(x, 1000, "\u00a3")


def ranged(one, write):
    if one["low"] == 0 and one["high"] == 0:
        return "0"
    middle, low, high = ("n/a" if x is None else write(x) for x in (one["middle"], one["low"], one["high"]))
    return f"{middle} ({low} to {high})"


with tempfile.TemporaryDirectory() as folder:
    short = ["--set", "years=0.5", "--set", "warm_up_years=0.25", "--set", scenarios]
    call("run", study, "-o", folder, "--scale", "0.01", "--worlds", "4", "-q", *short)
    found = json.loads(call("compare", folder, "--json"))
    table = call("compare", folder, "--verbose")

schema = json.loads((root / "docs/compare.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema).validate(found)

# every row of the table, worked out from the JSON alone
faults = []
for scenario in found["scenarios"][1:]:
    for outcome, one in zip(found["outcomes"], scenario["outcomes"]):
        verdict = one["verdict"] + (f": {one['why']}" if one["why"] else "")
        verdict = "the same in every run" if one["identical_to_baseline"] else verdict
        difference = one["difference"]
        words = [shown(outcome, difference["middle"])]
        words += [f"{shown(outcome, difference['low'])} to {shown(outcome, difference['high'])}", verdict]
        row = [line for line in table.splitlines() if all(word in line for word in words)]
        if not row:
            faults.append(f"{scenario['id']}, {outcome['id']}: no row of the table has {words}")

# what it takes, likewise; parts add up
def three(part):
    return [ranged(part["officer_hours"], hours), ranged(part["councillor_hours"], hours), ranged(part["pounds"], pounds)]


for scenario in found["scenarios"][1:]:
    year = scenario["per_year"]
    rows = [three(lever) + [f"- {lever['name']} {lever['title']}"] for lever in year["levers"]]
    rows += [three(year["elsewhere"]) + ["- elsewhere"]]
    rows += [three(year) + [scenario["title"]]]
    if year["posts"]["low"] or year["posts"]["high"]:
        rows += [[f"{scenario['title']} {ranged(year['displaced'], hours)}"]]
    rows += [[scenario["title"]] + [ranged(one["officer_hours"], hours) for one in year["grades"]]]
    rows += [[scenario["title"]] + [ranged(one["number"], hours) for one in year["contacts"]]]
    for gains in scenario["who_gains"]:
        points = [ranged(one["difference"], lambda x: shown({"unit": "1", "matters": 0}, x)) for one in gains["tenures"]]
        rows += [[scenario["title"]] + points] if points and "is never shown apart" not in table else []
    for words in rows:
        if not any(all(word in line for word in words) for line in table.splitlines()):
            faults.append(f"{scenario['id']}: no row of the table has {words}")
    if len(year["levers"]) == 0 or len(year["staff"]) != 14:
        faults.append(f"{scenario['id']}: no levers, or not all services")
if not any(lever["officer_hours"]["high"] > 0 for lever in found["scenarios"][3]["per_year"]["levers"]):
    faults.append("ward meetings took no officer's time")
for outcome in found["outcomes"]:
    for regret, scenario in zip(outcome["find_out"]["regret"], found["scenarios"]):
        if not any(scenario["title"] in line and f"{regret['mean']:.1f}" in line for line in table.splitlines()):
            faults.append(f"regret of {scenario['id']} is not in the table")

documented = (root / "docs/results.md").read_text()
for name, part in schema["properties"]["scenarios"]["items"]["properties"].items():
    if name not in documented:
        faults.append(f"docs/results.md does not name scenarios[].{name}")
if len(found["scenarios"]) != 4 or len(found["outcomes"]) != 8:
    faults.append("three scenarios and eight outcomes were asked for")
sys.exit("\n".join(faults) or 0)
