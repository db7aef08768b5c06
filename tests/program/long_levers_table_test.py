#!/usr/bin/env python3
"""docs/levers.md says what the program does, worked out anew: all of it with WARDMOTE_FULL=1, else a quarter of the levers,
other ones than levers_table_test takes. A wrong sign or sum in any of them fails.

usage: long_levers_table_test.py PROGRAM
"""

import os
import pathlib
import subprocess
import sys

script = pathlib.Path(__file__).resolve().parents[2] / "docs/levers.py"
part = [] if os.environ.get("WARDMOTE_FULL") else ["--part", "1/4"]
sys.exit(subprocess.run([sys.executable, str(script), sys.argv[1], "--check", *part]).returncode)
