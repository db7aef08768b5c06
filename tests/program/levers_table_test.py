#!/usr/bin/env python3
"""docs/levers.md says what the program does: some of its lines, worked out anew.

usage: levers_table_test.py PROGRAM
"""

import pathlib
import subprocess
import sys

script = pathlib.Path(__file__).resolve().parents[2] / "docs/levers.py"
sys.exit(subprocess.run([sys.executable, str(script), sys.argv[1], "--check", "--part", "4/40"]).returncode)
