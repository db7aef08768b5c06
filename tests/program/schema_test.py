#!/usr/bin/env python3
"""The JSON Schema that `wardmote schema` prints accepts every shipped file and what `wardmote init` writes, and refuses
what the program refuses.

usage: schema_test.py PROGRAM"""

import copy
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import tomllib

import jsonschema

program = sys.argv[1]
data = pathlib.Path(os.environ["WARDMOTE_DATA"])
faults = []


def as_json(value):
    """TOML's dates as the texts that schemas know."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def schema(*kind):
    printed = json.loads(subprocess.run([program, "schema", *kind], check=True, capture_output=True, text=True).stdout)
    jsonschema.Draft202012Validator.check_schema(printed)
    return jsonschema.Draft202012Validator(printed)


def read(path):
    return as_json(tomllib.loads(path.read_text(encoding="utf-8")))


any_kind = schema()
by_kind = {kind: schema(kind) for kind in any_kind.schema["properties"]["kind"]["enum"]}

# every file we ship, every one that init writes, the design in the documentation, and a quality log
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([program, "init", "-q", f"{folder}/mine"], check=True, stderr=subprocess.DEVNULL)
    files = {path: read(path) for place in (data, pathlib.Path(folder)) for path in sorted(place.rglob("*.toml"))}
files["docs/results.md"] = tomllib.loads(pathlib.Path("docs/results.md").read_text(encoding="utf-8").split("```toml")[1].split("```")[0])
files["a quality log"] = {"wardmote": 1, "kind": "quality", "check": [
    {"date": "2026-01-31", "by": "A. Nalyst", "what": "hours of desks", "found": "as measured", "outcome": "passed"}]}
seen = set()
for path, content in files.items():
    seen.add(content["kind"])
    for validator in (any_kind, by_kind[content["kind"]]):
        for error in validator.iter_errors(content):
            faults.append(f"{path}: {'.'.join(map(str, error.absolute_path))}: {error.message[:200]}")
if seen != set(by_kind):
    faults.append(f"no shipped file of kind {set(by_kind) - seen}")


def spoilt(kind, change):
    """A sound file of that kind after a change."""
    content = copy.deepcopy(next(content for content in files.values() if content["kind"] == kind and
                                 (kind != "scenario" or content.get("use"))))
    change(content)
    return content


def assign(path, value):
    def change(content):
        for key in path[:-1]:
            content = content[key]
        content[path[-1]] = value
    return change


def remove(*path):
    def change(content):
        for key in path[:-1]:
            content = content[key]
        del content[path[-1]]
    return change


# what the program refuses, the schema refuses
mistakes = [
    ("study", assign(["yaers"], 1)),
    ("study", remove("seed")),
    ("study", assign(["years"], 0)),
    ("study", assign(["mode"], "luck")),
    ("study", assign(["runs", "replications"], 1)),
    ("study", assign(["outcome", 0, "id"], "trsut")),
    ("parameters", assign(["p_misroute", "value"], 1.3)),
    ("parameters", assign(["p_misroute", "unit"], "%")),
    ("parameters", remove("p_misroute", "low")),
    ("parameters", assign(["p_misrout"], {})),
    ("lever", assign(["lever", 0, "does", 0, "primitive"], "CORD")),
    ("lever", assign(["lever", 0, "does", 0, "trust"], 1)),
    ("lever", assign(["lever", 0, "delivery", "high"], 1.5)),
    ("lever", remove("lever", 0, "sources")),
    ("scenario", assign(["use", 0, "from"], 2018)),
    ("scenario", assign(["use", 0, "where"], {"zone": "North", "wards": ["a"]})),
    ("criteria", assign(["criterion", 0, "role"], "value")),
    ("criteria", remove("criterion", 0, "measure")),
    ("criteria", assign(["criterion", 0, "measure"], {"outcome": "trsut"})),
    ("design", assign(["method"], "grid")),
    ("design", remove("factor")),
    ("quality", remove("check", 0, "by")),
    ("council", remove("office")),
    ("council", assign(["n_cabinet"], -1)),
    ("council", assign(["kind"], "councl")),
]
for number, (kind, change) in enumerate(mistakes):
    if any_kind.is_valid(spoilt(kind, change)):
        faults.append(f"mistake {number} of a {kind} file is accepted")

print("\n".join(faults) or f"{len(files)} files accepted, {len(mistakes)} mistakes refused")
sys.exit(bool(faults))
