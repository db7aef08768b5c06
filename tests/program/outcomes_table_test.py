#!/usr/bin/env python3
"""docs/outcomes.md says what the program does.

usage: outcomes_table_test.py PROGRAM
"""

import pathlib
import subprocess
import sys

script = pathlib.Path(__file__).resolve().parents[2] / "docs/outcomes.py"
sys.exit(subprocess.run([sys.executable, str(script), sys.argv[1], "--check"]).returncode)
