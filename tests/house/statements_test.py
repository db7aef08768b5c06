#!/usr/bin/env python3
"""docs/statements.md follows from its data: each of the 158 reproducible statements once, each of its tests known."""

import csv
import pathlib
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[2]
with open(root / "scenarios/baseline/statements.csv", newline="", encoding="utf-8") as file:
    ids = [row["id"] for row in csv.DictReader(file)]
if len(ids) != 158 or len(set(ids)) != 158:
    sys.exit(f"158 statements are reproducible, not {len(ids)} ({len(set(ids))} different)")
sys.exit(subprocess.run([sys.executable, str(root / "docs/statements.py"), "--check"]).returncode)
