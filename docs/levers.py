#!/usr/bin/env python3
"""Writes docs/levers.md: what each shipped lever does to a small council, alone, over the worlds.

usage: levers.py PROGRAM [--check] [--part K/N]

--check     compares instead of writing; --part K/N only every N-th lever, from the K-th, and the patterns
Effects are reported, never required: what a lever is meant to move, and what it moves here, may differ.
"""

import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import h5py
import numpy

WORLDS = 8
REPLICATIONS = 2
YEARS = 2
WARDS = ("Almondbury", "Dalton", "Batley West", "Mirfield")
THINNED = 20  # residents of these wards, divided
OUTCOMES = {  # as the table heads them
    "enquiry_days_p90": "days",
    "handler_known": "handler",
    "news_early": "early",
    "relation_councillors": "councillors",
    "relation_officers": "officers",
    "told_share": "told",
    "participation": "part",
    "influence": "influence",
    "trust_mean": "trust",
}

root = pathlib.Path(__file__).resolve().parent.parent
data = root / "scenarios"


def small_council(folder):
    """Four wards of Kirklees with a twentieth of their people: twelve councillors, the services whole."""
    source, target = data / "councils/kirklees", folder / "councils/small"
    target.mkdir(parents=True)
    rows = list(csv.DictReader((source / "wards.csv").open(newline="")))
    counts = [name for name in rows[0] if name.startswith("age_")]
    with (target / "wards.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        for row in rows:
            if row["ward_name"] not in WARDS:
                continue
            for name in counts:
                row[name] = str(round(int(row[name]) / THINNED))
            row["pop"] = str(sum(int(row[name]) for name in counts))
            writer.writerow(row)
    services = list(csv.DictReader((source / "services.csv").open(newline="")))
    with (target / "services.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, services[0].keys())
        writer.writeheader()
        for row in services:  # officers in proportion to the councillors they serve
            row["n_enquiry_officers"] = str(max(2, round(int(row["n_enquiry_officers"]) * len(WARDS) / 23)))
            writer.writerow(row)
    (target / "bank_holidays.csv").write_text((source / "bank_holidays.csv").read_text())
    lines = (source / "council.toml").read_text().splitlines()
    lines = [line for line in lines if not line.startswith("map = ")]
    lines = ['id = "small"' if line == 'id = "kirklees"' else line for line in lines]
    for role, number in {"n_cabinet": 2, "n_chair": 2, "n_leader": 1, "n_newcomer": 2}.items():
        lines = [f"{role} = {number}" if line.startswith(role) else line for line in lines]
    (target / "council.toml").write_text("\n".join(lines) + "\n")


def quantity(value, unit):
    return (f'{{ value = {value}, low = {value}, high = {value}, unit = "{unit}", dist = "fixed", '
            'evidence = "assumption", source = "assumption: a pattern to be looked at" }')


# The three patterns of the evidence base, as levers of their own: (id, fields of its one step)
PATTERNS = {
    "P23": ('primitive = "DECIDE"', 'level = "consult"', f'exercises = {quantity(26, "1/year")}'),
    "JOINT": ('primitive = "MEET"', 'who = { councillors = "ward", grades = ["frontline"] }', 'every = "month"',
              f'hours_per_attendee = {quantity(2, "h")}'),
    "ESCORTED": ('primitive = "MEET"', 'who = { councillors = "ward", grades = ["frontline"] }', 'every = "month"',
                 f'hours_per_attendee = {quantity(2, "h")}', f'joint_task = {quantity(0, "share")}',
                 f'manager_present = {quantity(1, "share")}'),
    "CAMPAIGN": ('primitive = "PUSH"', 'audience = "officers"', f'coverage = {quantity(1, "share")}',
                 f'uptake = {quantity(0.5, "share")}'),
}


def pattern_files(folder):
    text = ['wardmote = 1', 'kind = "lever"']
    for name, fields in PATTERNS.items():
        text += ["", "[[lever]]", f'id = "{name}"', f'title = "{name}"', 'sources = ["evidence 10"]',
                 f'delivery = {quantity(1, "share")}', "[[lever.does]]", *fields]
    (folder / "scenarios/patterns.toml").write_text("\n".join(text) + "\n")


def scenario(folder, name, levers):
    text = ["wardmote = 1", 'kind = "scenario"', f'id = "{name}"', f'title = "{name}"', f'purpose = "{name} alone"']
    for lever in levers:
        text += ["", "[[use]]", f'lever = "{lever}"', "from = 2018-10-01"]
    (folder / "scenarios" / f"{name}.toml").write_text("\n".join(text) + "\n")


def staged_scenario(folder):
    """The joint meetings in two wards for a year; in all from then on where councillors there rate officers better."""
    wards = f"where = {{ wards = {json.dumps(WARDS[:2])} }}"
    review = ["", "[[review]]", 'id = "better"', "from = 2018-10-01", "on = 2019-07-01",
              'observable = "relation_councillors"', wards, 'against = "elsewhere"', "at_least = 0.03", 'reason = "a pattern"']
    pilot = ["", "[[use]]", 'lever = "JOINT"', "from = 2018-10-01", "until = 2019-07-01", wards]
    onward = ["", "[[use]]", 'lever = "JOINT"', "from = 2019-07-01", 'if = "better"']
    head = ["wardmote = 1", 'kind = "scenario"', 'id = "staged"', 'title = "staged"', 'purpose = "a pattern"']
    (folder / "scenarios/staged.toml").write_text("\n".join([*head, *review, *pilot, *onward]) + "\n")


def study(folder, name, scenarios):
    text = ["wardmote = 1", 'kind = "study"', f'id = "{name}"', 'title = "Each lever alone"',
            'question = "What does each lever move, alone?"', 'council = "small"', 'parameters = ["base"]',
            'baseline = "as_found"', f"scenarios = {json.dumps(scenarios)}", "start = 2018-07-02", f"years = {YEARS}",
            "warm_up_years = 1", "seed = 20180702", 'mode = "uncertainty"', 'record_every = "month"', "[runs]",
            f"worlds = {WORLDS}", f"replications = {REPLICATIONS}"]
    for outcome in OUTCOMES:
        unit = "working day" if outcome.endswith("days_p90") else "1"
        text += ["[[outcome]]", f'id = "{outcome}"', f'title = "{outcome}"', f'unit = "{unit}"', 'better = "higher"',
                 "matters = 0.01"]
    (folder / f"{name}.toml").write_text("\n".join(text) + "\n")


def run(program, folder, name, extra=()):
    command = [program, "run", str(folder / f"{name}.toml"), "-o", str(folder / name), "-q", "--fresh",
               "--set", "parameters.contact_centre_fte.value=2", *extra]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    with h5py.File(folder / name / "results.h5") as file:
        names = [text.decode() for text in file["outcome"][()]]
        scenarios = [text.decode() for text in file["scenario"][()]]
        values, world = file["outcomes"][()], file["replication_world"][()]
        hours = file["officer_hours"][()].sum(axis=(2, 3)) / YEARS
        money = file["cost"][()].sum(axis=(2, 3)) / YEARS
    by_world = lambda array: numpy.stack([array[:, world == w].mean(axis=1) for w in numpy.unique(world)], axis=1)
    effect = by_world(values) - by_world(values)[:1]
    cost = {"hours": (by_world(hours) - by_world(hours)[:1]).mean(axis=1),
            "money": (by_world(money) - by_world(money)[:1]).mean(axis=1)}
    return scenarios, names, effect, cost


def share(effect):
    """Which way, and in how many worlds; empty where no world moves."""
    up, down = int((effect > 0).sum()), int((effect < 0).sum())
    if up == down == 0:
        return ""
    return f"+ {up}" if up >= down else f"− {down}"


def rows_of(program, folder, levers):
    for lever in levers:
        scenario(folder, lever["id"].lower(), [lever["id"]])
    study(folder, "alone", [lever["id"].lower() for lever in levers])
    scenarios, names, effect, cost = run(program, folder, "alone")
    rows = {}
    for lever in levers:
        at = scenarios.index(lever["id"].lower())
        cells = [share(effect[at, :, names.index(outcome)]) for outcome in OUTCOMES]
        hours = f"{cost['hours'][at]:.0f}"
        money = f"{cost['money'][at]:.0f}"
        rows[lever["id"]] = "| " + " | ".join([lever["id"], lever["title"], hours.replace("-0", "0"),
                                               money.replace("-0", "0"), *cells]) + " |"
    return rows


def pattern_lines(program, folder):
    pattern_files(folder)
    for name in PATTERNS:
        scenario(folder, name.lower(), [name])
    scenario(folder, "joint_campaign", ["JOINT", "CAMPAIGN"])
    staged_scenario(folder)
    study(folder, "patterns", ["joint", "escorted", "campaign", "joint_campaign", "staged"])
    study(folder, "silence", ["p23"])
    _, names, effect, _ = run(program, folder, "silence",
                              ["--set", "parameters.p_told_result.value=0", "--set", "parameters.published_reach.value=0"])
    trust, influence = effect[1, :, names.index("trust_mean")], effect[1, :, names.index("influence")]
    scenarios, names, effect, _ = run(program, folder, "patterns")
    of = lambda name, outcome: effect[scenarios.index(name), :, names.index(outcome)]
    n = lambda condition: f"{int(condition.sum())} of {WORLDS}"
    view = "relation_officers"
    raised = of("joint_campaign", view) > of("joint", view)
    return [
        f"- **Involvement without response builds no trust (P23).** 26 further consultations a year whose results nobody "
        f"is told: mean trust rises by more than 0.01 in {n(trust > 0.01)} worlds, and more adults feel influence in "
        f"{n(influence > 0)}; trust falls in {n(trust < 0)}.",
        f"- **Contact needs its conditions.** Monthly ward meetings on a shared task, without managers, raise how officers "
        f"rate councillors in {n(of('joint', view) > 0)} worlds; with a manager always there and no shared task in "
        f"{n(of('escorted', view) > 0)}; the first do better in {n(of('joint', view) > of('escorted', view))}.",
        f"- **Campaigns alone meet low uptake.** A campaign that would bring half of the absent officers to meetings "
        f"moves that rating in {n(of('campaign', view) != 0)} worlds where there are no meetings to come to, and adds to "
        f"what meetings do in {n(raised)}.",
        f"- **A review decides in each run.** The joint meetings in two of the four wards, and in all after nine months where "
        f"councillors there then rate officers better by 0.03 than elsewhere: they go on in some of the runs of "
        f"{n(of('staged', 'reviews_met') > 0)} worlds, in all of them in {n(of('staged', 'reviews_met') == 1)}.",
    ]


def shipped_levers(program):
    listed = json.loads(subprocess.run([program, "list", "levers", "--json"], capture_output=True, text=True,
                                       check=True).stdout)
    listed = listed["levers"] if isinstance(listed, dict) else listed
    acting = [lever for lever in listed if lever["id"].startswith("C") and not lever.get("same_as")]
    return sorted(acting, key=lambda lever: lever["id"])


def document(levers, rows, patterns):
    head = " | ".join(OUTCOMES.values())
    return f"""# What the levers move

Generated by `docs/levers.py PROGRAM`; a test regenerates a part of it each time, and all of it in the long tests. Each shipped
lever alone, from 1 October 2018, in a small council: {len(WARDS)} wards of Kirklees with a twentieth of their people ({', '.join(WARDS)}), {YEARS} years,
{WORLDS} worlds of {REPLICATIONS} replications. A sign says which way an outcome moved against the same world as found in most of the worlds
that moved, and the number beside it in how many of the {WORLDS} it did; an empty cell, that it moved in none. **These are reports, not
requirements and not forecasts**: sizes are left out on purpose, and in a council so small the weakest signs are chance. Numbers of
a council your size: `wardmote run`.

Hours are officer hours a year (residents', partners' and councillors' hours apart), pounds all costs a year with those hours at cost, both against the council as found and with
what the lever spares or brings about, mean of the worlds.

## Three patterns of the evidence, and a review

{chr(10).join(patterns)}

## Each lever alone

*days*: 9 in 10 enquiries are answered within; *handler*: councillors who can name the handler; *early*: ward news heard before the
public; *councillors*, *officers*: how each rate working with the other; *told*: reporters told the outcome; *part*: adults who took
part; *influence*: adults who feel it; *trust*: mean trust in the council.

| id | lever | hours | £ | {head} |
|---|---|---|---|{'---|' * len(OUTCOMES)}
{chr(10).join(rows[lever["id"]] for lever in levers)}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--part", default="0/1")
    options = parser.parse_args()
    first, step = (int(part) for part in options.part.split("/"))
    levers = shipped_levers(options.program)[first::step]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        small_council(folder)
        (folder / "scenarios").mkdir()
        rows = rows_of(options.program, folder, levers)
        patterns = pattern_lines(options.program, folder)
    path = root / "docs/levers.md"
    if not options.check:
        path.write_text(document(levers, rows, patterns))
        return 0
    lines = set(path.read_text().splitlines())
    missing = [line for line in [*rows.values(), *patterns] if line not in lines]
    for line in missing:
        print(f"not in docs/levers.md: {line}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
