#!/usr/bin/env python3
"""Writes docs/outcomes.md: every outcome of the catalogue, and how a results file answers it.

usage: outcomes.py PROGRAM [--check]

--check     compares instead of writing
"""

import json
import pathlib
import subprocess
import sys

HEAD = """# Outcomes wanted, and how they are measured

The catalogue wants 78 outcomes (E01 to E78). *Recorded*: the file holds it as defined here, or the part the definition names.
*By proxy*: something stands in that moves with it. *Out of scope*: nothing recorded tells it. Names are variables and outcomes of
[results.h5](results.md); zones are added up from wards (`ward_zone`). Verdicts are given of the eight headline outcomes alone, which
a study may change before it is run; all else is exploratory, by the same names in the file and `compare --json`.

`wardmote list measures` prints this table, and this file is written from it ([outcomes.py](outcomes.py)).

"""


def text(program):
    rows = json.loads(subprocess.run([program, "list", "measures", "--json"], check=True, capture_output=True).stdout)
    counts = {scope: sum(row["scope"] == scope for row in rows) for scope in ("recorded", "by proxy", "out of scope")}
    lines = [HEAD + f"{counts['recorded']} recorded, {counts['by proxy']} by proxy, {counts['out of scope']} out of scope.\n"]
    lines.append("| id | outcome | scope | by | definition; what is left out | made from |")
    lines.append("|---|---|---|---|---|---|")
    for row in rows:
        names = ", ".join(f"`{name}`" for name in row["names"].split())
        lines.append(
            f"| {row['id']} | {row['title']} | {row['scope']} | {', '.join(row['by'])} | {row['definition']} | {names} |"
        )
    return "\n".join(lines) + "\n"


def main():
    page = pathlib.Path(__file__).resolve().parent / "outcomes.md"
    made = text(sys.argv[1])
    if "--check" not in sys.argv[2:]:
        page.write_text(made)
    elif page.read_text() != made:
        sys.exit(f"{page.name} does not say what the program does: run docs/outcomes.py")


main()
