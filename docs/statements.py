#!/usr/bin/env python3
"""Writes docs/statements.md: what the documents say of the present state, and the criteria that test it.

usage: statements.py [--check]

--check     compares instead of writing
"""

import csv
import pathlib
import sys
import tomllib

root = pathlib.Path(__file__).resolve().parents[1]

HEAD = """# What the documents say, and where it is tested

The catalogue (section D) holds {n} statements of the documents on Kirklees that a baseline could show, and the tests T01 to T54 they
stand for. `wardmote check-baseline` measures the criteria named here; [validation.md](validation.md) has what came out. A statement
is **tested** where every test it stands for has a criterion that can be measured, tested **in part** where some have, **not tested**
where none has: the second table says what is missing. Most statements are one person's voice, and none gives a score: a criterion
tests an order, not a size.

Of the {n}: {tested} tested, {part} in part, {untested} not tested. Of the {n_test} tests they stand for {n_measured} have a criterion
that can be measured.

Written by [statements.py](statements.py) from `scenarios/baseline/statements.csv` and `scenarios/baseline/criteria.toml`.
"""


def load():
    """The statements, and by test the ids of criteria measured and the reasons why others cannot be."""
    with open(root / "scenarios/baseline/statements.csv", newline="", encoding="utf-8") as file:
        statements = list(csv.DictReader(file))
    criteria = tomllib.loads((root / "scenarios/baseline/criteria.toml").read_text(encoding="utf-8"))["criterion"]
    measured, missing = {}, {}
    for criterion in criteria:
        test = criterion["catalogue"]
        measured.setdefault(test, [])
        missing.setdefault(test, [])
        if criterion.get("reproducible", True):
            measured[test].append(criterion["id"])
        else:
            missing[test].append(criterion["reason"])
    return statements, measured, missing


def text():
    statements, measured, missing = load()
    counts = {"tested": 0, "in part": 0, "not tested": 0}
    lines = ["| id | statement | who says it | source | stands for | tested by | |", "|---|---|---|---|---|---|---|"]
    for row in statements:
        tests = row["tests"].split()
        n = sum(bool(measured[test]) for test in tests)
        so = "tested" if n == len(tests) else "in part" if n else "not tested"
        counts[so] += 1
        by = ", ".join(one for test in tests for one in measured[test])
        cells = [row["id"], row["statement"], row["who"], row["source"], ", ".join(tests), by, so]
        lines.append(f"| {' | '.join(cells)} |")
    used = sorted({test for row in statements for test in row["tests"].split()})
    lines += ["", "| test | criteria | not measured, because |", "|---|---|---|"]
    for test in used:
        lines.append(f"| {test} | {', '.join(measured[test])} | {'; '.join(missing[test])} |")
    head = HEAD.format(
        n=len(statements),
        tested=counts["tested"],
        part=counts["in part"],
        untested=counts["not tested"],
        n_test=len(used),
        n_measured=sum(bool(measured[test]) for test in used),
    )
    return head + "\n" + "\n".join(lines) + "\n"


def main():
    page = root / "docs/statements.md"
    if "--check" not in sys.argv[1:]:
        page.write_text(text(), encoding="utf-8")
    elif page.read_text(encoding="utf-8") != text():
        sys.exit(f"{page.name} does not follow from its data: run docs/statements.py")


main()
