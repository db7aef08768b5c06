#!/usr/bin/env python3
"""The commands that docs/results.md shows for reading results run as they stand there, in every tool that is installed,
and every variable it names is in the file.

usage: results_doc_test.py PROGRAM
"""

import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

program = pathlib.Path(sys.argv[1]).resolve()
page = pathlib.Path("docs/results.md").read_text(encoding="utf-8")
data = pathlib.Path(os.environ["WARDMOTE_DATA"]).resolve()
shown = [line[4:] for line in page.splitlines() if line.startswith("    ")]
failures = []
small = shlex.split("--set years=0.2 --set warm_up_years=0.1 -q")
unavailable = {"Rscript": ["-e", "library(ncdf4)"], "octave": ["--eval", "pkg load netcdf"]}


def run(what, command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != 0 or (not done.stdout.strip() and "-q" not in command):
        failures.append(what)
        print(f"FAILED: {what}: status {done.returncode}: {done.stderr[-800:]}")
    return done.stdout


def the(pattern):
    """The one command of the page that begins so."""
    found = [line.split("   #")[0] for line in shown if re.match(pattern, line)]
    assert len(found) == 1, f"{len(found)} lines of docs/results.md begin with {pattern}"
    return found[0]


def heredocs():
    """What stands between <<'END' and END, each a script for Python."""
    return re.findall(r"/usr/bin/python3 - <<'END'\n(.*?)\n    END\n", page, re.S)


def is_there(tool):
    if shutil.which(tool) is None:
        return False
    return tool not in unavailable or subprocess.run([tool, *unavailable[tool]], capture_output=True).returncode == 0


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    os.symlink(program.parent, folder / "build")
    os.symlink(data, folder / "scenarios")

    # the example, in small
    first = the(r"build/wardmote run ").replace("--worlds 8", "--worlds 2").replace("--scale 0.1", "--scale 0.002")
    run(first, shlex.split(first) + small, cwd=folder)

    # scripts: comparing; then, from the chapter on attributes, what goes on from there; a sweep
    comparing, over_points = (re.sub(r"^    ", "", text, flags=re.M) for text in heredocs())
    attributes = the(r"import json; study")
    for what, script in (("comparing", comparing), ("attributes", comparing + "\n" + attributes)):
        run(what, ["/usr/bin/python3", "-c", script], cwd=folder)

    design = page.split("```toml\n")[1].split("```")[0]
    (folder / "study").mkdir()
    (folder / "study" / "delays.toml").write_text(design.replace("points = 500", "points = 3"), encoding="utf-8")
    shutil.copy(data / "studies" / "kirklees.toml", folder / "study")
    run("a sweep", ["build/wardmote", "run", "study/kirklees.toml", "--design", "delays", "-o", "results/sweep", "--scale", "0.002",
                    "--worlds", "1", *small], cwd=folder)

    # a line each, on a study and on a sweep
    n_run = 0
    for tool in ("python3 -c", "Rscript", "octave", "ncdump -v", "ncdump -h", "h5dump"):
        command = the(re.escape(tool))
        if not is_there(shlex.split(command)[0]):
            continue
        n_run += 1
        for kind in ("small", "sweep"):
            run(f"{tool} of {kind}", shlex.split(command.replace("results/small", f"results/{kind}")), cwd=folder)
    run("over points", ["/usr/bin/python3", "-c", over_points], cwd=folder)

    # the variables it names, with their axes
    chapter = page.split("## Variables")[1].split("One of them, in full")[0]
    header = run("ncdump", ["ncdump", "-h", "results/small/results.h5"], cwd=folder)
    named = re.findall(r"^    (float|double|int|string) +(.*)$", chapter, re.M)
    assert len(named) > 8
    for kind, rest in named:
        words, axes = re.match(r"([a-z_0-9, ]+)\(([a-z_, ]+)\)", rest).groups()
        for variable in words.replace(" ", "").split(","):
            if f"{kind} {variable}({axes})" not in header:
                failures.append(variable)
                print(f"FAILED: no {kind} {variable}({axes}) in the file")

print(f"{n_run} of 6 tools, {len(named)} lines of variables")
sys.exit(1 if failures else 0)
