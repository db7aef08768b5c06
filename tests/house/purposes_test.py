#!/usr/bin/env python3
"""No two purposes of random draws share a number: they would be one stream, and their draws not independent."""
import pathlib
import re
import sys

SOURCE = pathlib.Path(__file__).parents[2] / "engine/world/purposes.hpp"

names = {}
for name, number in re.findall(r"constexpr Purpose (\w+)\{(\w+)\}", SOURCE.read_text()):
    names.setdefault(int(number, 0), []).append(name)

shared = {number: who for number, who in names.items() if len(who) > 1}
for number, who in shared.items():
    print(f"{SOURCE.name}: {' and '.join(who)} share the number {number}")
assert len(names) > 50, "the purposes are no longer written as this test reads them"
sys.exit(bool(shared))
