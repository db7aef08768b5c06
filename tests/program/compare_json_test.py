#!/usr/bin/env python3
"""`wardmote compare --json` is as docs/compare.schema.json has it, and carries what the table says.

usage: compare_json_test.py PROGRAM"""

import json
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


with tempfile.TemporaryDirectory() as folder:
    short = ["--set", "years=0.5", "--set", "warm_up_years=0.25", "--set", scenarios]
    call("run", study, "-o", folder, "--scale", "0.01", "--worlds", "4", "-q", *short)
    found = json.loads(call("compare", folder, "--json"))
    table = call("compare", folder)

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
documented = (root / "docs/results.md").read_text()
for name, part in schema["properties"]["scenarios"]["items"]["properties"].items():
    if name not in documented:
        faults.append(f"docs/results.md does not name scenarios[].{name}")
if len(found["scenarios"]) != 4 or len(found["outcomes"]) != 8:
    faults.append("three scenarios and eight outcomes were asked for")
sys.exit("\n".join(faults) or 0)
