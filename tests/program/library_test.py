#!/usr/bin/env python3
"""The shipped library: every C row of the catalogue is a lever or left out with a reason, every S row a scenario with
its levers, every lever loads with all others, every study is sound, and what `list`, `explain` and `diff` say of them.

usage: library_test.py PROGRAM"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

program = sys.argv[1]
root = pathlib.Path(__file__).resolve().parents[2]
data = pathlib.Path(os.environ["WARDMOTE_DATA"])
faults = []


def expect(truth, what):
    if not truth:
        faults.append(what)


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def listed(kind, *options):
    return json.loads(run("list", kind, "--json", *options).stdout)


# --- every row once -------------------------------------------------------------------------------------------------
levers = {lever["id"]: lever for lever in listed("levers")}
rows = [f"C{number:03}" for number in range(1, 266)]
left_out = re.findall(r"^\| (C\d{3}) \| .+ \| .{40,} \|$", (root / "docs/levers-left-out.md").read_text(), re.M)
for row in rows:
    times = (row in levers) + left_out.count(row)
    expect(times == 1, f"{row} must be a lever or left out with a reason, one of the two")
runnable = [row for row in rows if row in levers]
expect(len(runnable) >= 240, f"{len(runnable)} rows run")
print(f"{len(runnable)} of {len(rows)} rows run, {len(left_out)} are left out")


# --- every number says where it comes from; effects may be nothing --------------------------------------------------
# what people or work make of a lever, by primitive; the other fields say what it is and how much of it
effects = {
    "CHANNEL": "awareness known response richness shift_from_phone to_councillor voice",
    "CONDUCT": "challenge reported sanction standards", "COORD": "merge reuse", "DECIDE": "weight",
    "FEEDBACK": "correction published", "MEET": "acted_on depth p_case_advanced p_news_shared quality",
    "PERMIT": "approval_saved escort_dropped front_contacts share trained_only",
    "PUSH": "awareness directory_use fade known news_rate_ratio quality response stories uptake",
    "REPRESENT": "awareness barriers seat_weight", "ROUTE": "logging misroute_avoided report_stuck_avoided stuck_avoided",
    "STORE": "informs logging misroute_avoided quality reuse", "TRAIN": "confidence fairness knows_who quality",
    "BUILD": "handed_over", "CAPACITY": "",
}
nothing = {"news_rate_ratio": 1, "depth": 1}  # the value that changes nothing, where it is not 0
for lever in levers.values():
    for step in lever.get("does", []):
        for name, value in step.items():
            if not isinstance(value, dict) or "value" not in value:
                continue
            expect(len(value["source"]) > len("assumption: "), f"{lever['id']}.{name} gives no reason")
            if name in effects[step["primitive"]].split():
                expect(value["low"] <= nothing.get(name, 0) <= value["high"],
                       f"{lever['id']}.{name}: {value['low']} to {value['high']} leaves out no effect")
    if "same_as" not in lever:
        expect(lever["delivery"]["low"] < lever["delivery"]["high"], f"{lever['id']} is surely delivered")

# --- all together in one study --------------------------------------------------------------------------------------
with tempfile.TemporaryDirectory() as folder:
    uses = "".join(f'[[use]]\nlever = "{row}"\nfrom = 2019-01-01\n' for row in runnable)
    pathlib.Path(folder, "everything.toml").write_text(
        'wardmote = 1\nkind = "scenario"\nid = "everything"\ntitle = "t"\npurpose = "p"\n' + uses)
    study = (data / "studies/kirklees.toml").read_text()
    study = re.sub(r"scenarios = \[.*?\]", 'scenarios = ["everything"]', study, flags=re.S)
    pathlib.Path(folder, "study.toml").write_text(study)
    checked = run("check", f"{folder}/study.toml")
    expect(checked.returncode == 0, f"all levers together: {checked.stderr}")

# --- scenarios: what the catalogue bundles --------------------------------------------------------------------------
bundles = {
    "S00": "", "S01": "C027 C028 C038 C051", "S02": "C006 C005 C001 C002 C018 C019",
    "S03": "C001 C002 C004 C010 C009 C011", "S04": "C031 C032 C033 C034 C091 C095 C040",
    "S05": "C025 C026 C042 C083 C262", "S06": "C069 C073 C075 C077 C076 C085 C086",
    "S07": "C091 C092 C089 C103 C096 C039 C040 C052", "S08": "C122 C123 C124 C126 C003",
    "S09": "C110 C109 C114 C116 C115 C112", "S10": "C146 C071 C072 C021 C015 C148",
    "S11": "C147 C233 C234 C237 C232 C178 C144", "S12": "C170 C168 C241 C140 C173 C166",
    "S13": "C165 C264 C020 C210 C206 C087", "S14": "C189 C192 C201 C202 C064",
    "S15": "C137 C138 C174 C159 C183 C191 C160", "S16": "C196 C197 C235 C065", "S17": "C203 C204 C205 C206",
    "S18": "C027 C025 C005 C069 C089 C122 C140 C262",
    "S19": "C001 C007 C027 C030 C031 C039 C041 C043 C050 C051 C054 C057 C058 C069 C096 C089 C091 C095 C103",
}
scenarios = listed("scenarios")
for row, wanted in bundles.items():
    having = [{use["lever"] for use in scenario["use"]} for scenario in scenarios if scenario["catalogue"] == row]
    expect(any(set(wanted.split()) <= used for used in having), f"no scenario has all levers of {row}")
names = {scenario["id"] for scenario in scenarios}
expect({"fix_the_desk", "do_the_minimum", "staged_pilot"} <= names, "a rival is missing")

# --- studies --------------------------------------------------------------------------------------------------------
for study in sorted((data / "studies").glob("*.toml")):
    checked = run("check", str(study))
    expect(checked.returncode == 0, f"{study.name}: {checked.stderr}")
kirklees_only = {name for name in names if not name.startswith("chester_")}
in_study = set(re.findall(r'^  "(\w+)",$', (data / "studies/all_scenarios.toml").read_text(), re.M))
expect(kirklees_only - in_study == {"as_found", "as_it_happened", "before_the_desk", "do_nothing_levers",
                                    "meetings_and_fixed_desk", "training_as_held"},
       f"all_scenarios.toml leaves out {sorted(kirklees_only - in_study)}")

# --- what the program says of them ----------------------------------------------------------------------------------
for options, inside, outside in ((["--moves", "conduct"], "C039", "C001"), (["--primitive", "MEET"], "C027", "C001"),
                                 (["--who", "councillors"], "C027", "C128"),
                                 (["--moves", "trust", "--primitive", "PERMIT"], "C031", "C027")):
    found = {lever["id"] for lever in listed("levers", *options)}
    expect(inside in found and outside not in found and len(found) < len(levers), f"list levers {' '.join(options)}")
for arguments, error in ((["list", "levers", "--moves", "trsut"], "list: --moves trsut (did you mean 'trust'?)"),
                         (["list", "levers", "--primitive", "MEETT"], "list: --primitive MEETT (did you mean 'MEET'?)"),
                         (["list", "councils", "--who", "councillors"], "list: --who is for levers only"),
                         (["explain", "C2071"], "explain: nothing is called 'C2071' (did you mean"),
                         (["diff", "as_found", "fix_the_dsk"], "diff: there is no file or scenario 'fix_the_dsk' "
                                                              "(did you mean 'fix_the_desk'?)")):
    done = run(*arguments)
    expect(done.returncode == 2 and done.stderr.startswith(f"wardmote: error: {error}"), f"{arguments}: {done.stderr}")
told = run("explain", "C092").stdout
expect("same as C091" in told and "TRAIN" in told, "explain of another name tells what it is the same as")
told = run("explain", "C027").stdout
expect(all(word in told for word in ("001 L532", "MEET", "hours_per_attendee", "organising, per meeting", "assum")),
       "explain tells source, acts, numbers and costs")
expect(all(word in told for word in ("each meeting", "hours of travel", "hours of preparation", "for what is agreed")),
       "explain tells the hours of a meeting apart")
for name, words in (("C204", ("resident hours", "board members' time")), ("C155", ("partner hours", "staff", "communities")),
                    ("C137", ("ramp", "plausibly 0 to 36", "each year")), ("C067", ("fade", "0 to 8")),
                    ("C055", ("councillors", "portfolio")), ("C001", ("once", "officer hours of corporate")),
                    ("staged_pilot", ("review", "answers_in_time on 2019-10-01", "less elsewhere, at least 0.02",
                                      "from 2019-10-01, if answers_in_time"))):
    told = run("explain", name).stdout
    expect(all(word in told for word in words), f"explain {name}: {told}")
compared = json.loads(run("diff", "--json", "ward_solution_meetings", "ward_issues_together").stdout)
paths = {entry["path"] for entry in compared}
expect({"use.C028.lever", "use.C051.from"} <= paths, f"diff of two scenarios: {compared}")

print("\n".join(faults) or "sound")
sys.exit(bool(faults))
