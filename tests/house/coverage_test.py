#!/usr/bin/env python3
"""docs/coverage.md has each row A001-A120 and B001-B131 of the catalogue once, with files that exist or a reason, and its
head counts right. scenarios/baseline/criteria.toml has each test T01-T54 and each pattern of evidence section 10."""

import pathlib
import re
import sys
import tomllib

root = pathlib.Path(__file__).resolve().parents[2]
faults = []

# every actor and system, once
text = (root / "docs/coverage.md").read_text(encoding="utf-8")
rows = re.findall(r"^\| ([AB]\d{3}) \| (.+?) \| (as found|by a lever|outside) \| (.+) \|$", text, re.M)
ids = [row[0] for row in rows]
wanted = [f"A{n:03}" for n in range(1, 121)] + [f"B{n:03}" for n in range(1, 132)]
faults += [f"{row} stands {ids.count(row)} times" for row in wanted if ids.count(row) != 1]
faults += [f"{row} is no row of the catalogue" for row in ids if row not in wanted]

levers = {}
for file in (root / "scenarios/policies").glob("*.toml"):
    for lever in tomllib.loads(file.read_text(encoding="utf-8")).get("lever", []):
        levers[lever["id"]] = file.relative_to(root).as_posix()
for row, _, where, what in rows:
    files = re.findall(r"`([a-z_./]+/[a-z_./]+)`", what)
    faults += [f"{row}: {file} does not exist" for file in files if not (root / file).is_file()]
    if where == "outside":
        if len(what) < 10:
            faults.append(f"{row} gives no reason")
        continue
    if not files:
        faults.append(f"{row} is in the world, but in no file")
    named = re.search(r"\((C\d{3}(?:, C\d{3})*)\):", what)
    if where == "by a lever" and not named:
        faults.append(f"{row} names no lever")
    for lever in named[1].split(", ") if named else []:
        if levers.get(lever) not in files:
            faults.append(f"{row}: the file of {lever} is {levers.get(lever)}")

# the head's counts
n_outside = sum(row[2] == "outside" for row in rows)
n_lever = sum(row[2] == "by a lever" for row in rows)
head = re.search(r"(\d+) of 251 rows are in\s+the world, (\d+) are outside.*?(\d+) do something .*?; (\d+) come in", text, re.S)
counted = (len(rows) - n_outside, n_outside, len(rows) - n_outside - n_lever, n_lever)
if not head or tuple(map(int, head.groups())) != counted:
    faults.append(f"the head of docs/coverage.md must count {counted}, not {head and head.groups()}")

# every test and pattern
criteria = tomllib.loads((root / "scenarios/baseline/criteria.toml").read_text(encoding="utf-8"))["criterion"]
having = {criterion["catalogue"] for criterion in criteria}
patterns = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 21, 23)
for row in [f"T{n:02}" for n in range(1, 55)] + [f"P{n}" for n in patterns]:
    if row not in having:
        faults.append(f"{row} has no criterion")
for criterion in criteria:
    if (criterion["catalogue"] in {"T10", "T18", "T26", "T31", "T49", "P13"}) != (criterion["role"] == "policy"):
        faults.append(f"{criterion['id']}: policy questions are T10, T18, T26, T31, T49 and P13, no more and no less")

print("\n".join(faults) or f"{len(rows)} rows, {n_outside} outside; {len(criteria)} criteria")
sys.exit(bool(faults))
