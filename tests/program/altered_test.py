#!/usr/bin/env python3
"""A well-formed HDF5 file that is not as ours are (a variable or attribute gone, of another type or shape, without its
axes) is read or refused in one clear line with status 2, never a crash and never a bug.

usage: altered_test.py PROGRAM      WARDMOTE_FULL=1 makes every alteration instead of some
"""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import h5py
import numpy

program = sys.argv[1]
failures = []
random.seed(20180702)
commands = ("digest", "compare", "report", "export")


def remake(file, name, data):
    """Replaces a dataset by one without axes."""
    del file[name]
    file.create_dataset(name, data=data, dtype=h5py.string_dtype() if isinstance(data, str) else None)


def alterations(file):
    """(what, how) for each thing that can be done to the file."""
    for name, item in file.items():
        if not isinstance(item, h5py.Dataset):
            yield f"no group {name}", lambda f, n=name: f.__delitem__(n)
            continue
        yield f"no {name}", lambda f, n=name: f.__delitem__(n)
        yield f"{name} as one text", lambda f, n=name: remake(f, n, "text")
        yield f"{name} as one number", lambda f, n=name: remake(f, n, 7)
        yield f"{name} with nothing in it", lambda f, n=name: remake(f, n, numpy.zeros((0,)))
        yield f"{name} half as long", lambda f, n=name: remake(f, n, f[n][: len(f[n]) // 2])
        yield f"{name} turned round", lambda f, n=name: remake(f, n, f[n][:].T)
        yield f"{name} without axes", lambda f, n=name: remake(f, n, f[n][:])
        if item.dtype.kind in "if":
            yield f"{name} full of -1", lambda f, n=name: f[n].__setitem__(..., -1)
    for name in file.attrs:
        yield f"no attribute {name}", lambda f, n=name: f.attrs.__delitem__(n)
        for text in ("", "{", "[]", '{"outcomes": [1]}', '{"outcomes": [], "scenarios": 1}', "nan"):
            yield f"attribute {name} = {text!r}", lambda f, n=name, t=text: f.attrs.__setitem__(n, t)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    done = subprocess.run([program, "run", "scenarios/studies/kirklees.toml", "-o", folder / "whole", "--worlds", "1", "--scale", "0.002",
                           "-q", "--set", "years=0.1", "--set", "warm_up_years=0.05", "--set", 'scenarios=["fix_the_desk"]'],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    whole = folder / "whole" / "results.h5"
    with h5py.File(whole) as file:
        everything = list(alterations(file))
    tried = everything if os.environ.get("WARDMOTE_FULL") == "1" else random.sample(everything, 80)
    n_refused = 0
    for number, (what, how) in enumerate(tried):
        alone = folder / "alone.h5"
        shutil.copy(whole, alone)
        with h5py.File(alone, "r+") as file:
            how(file)
        for command in commands if os.environ.get("WARDMOTE_FULL") == "1" else commands[1 + number % 3:][:1]:
            done = subprocess.run([program, command, alone, "-q"], capture_output=True, text=True, timeout=120)
            errors = [line for line in done.stderr.strip().splitlines() if "error" in line]
            n_refused += done.returncode == 2
            if done.returncode not in (0, 2) or (done.returncode == 2 and (len(errors) != 1 or "bug of ours" in errors[0])):
                failures.append(what)
                print(f"FAILED: {what}: {command}: status {done.returncode}, {done.stderr[-300:]}")

print(f"{len(tried)} of {len(everything)} alterations, {n_refused} readings refused")
sys.exit(1 if failures else 0)
