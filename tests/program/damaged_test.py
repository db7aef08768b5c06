#!/usr/bin/env python3
"""Whatever a results file is, reading commands end with status 2 and one clear line: not HDF5, cut off, bits flipped, absurd
dimensions, a later format. So they do when nobody vouches for the file.

usage: damaged_test.py PROGRAM      WARDMOTE_FULL=1 spoils 500 files instead of 40
"""

import os
import pathlib
import random
import subprocess
import sys
import tempfile

program = sys.argv[1]
failures = []
random.seed(20180702)
n_spoilt = 500 if os.environ.get("WARDMOTE_FULL") == "1" else 40
commands = ("digest", "compare", "report", "export", "verify")


def wardmote(*arguments, limit=120):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=limit)


def refused(what, command, target):
    done = wardmote(command, target)
    lines = done.stderr.strip().splitlines()
    if done.returncode != 2 or len(lines) != 1 or not lines[0].startswith("wardmote: error: ") or done.stdout:
        failures.append(what)
        print(f"FAILED: {what}: {command}: status {done.returncode}, {lines[:3]}, stdout {done.stdout[:100]!r}")


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    whole = folder / "whole"
    done = wardmote("run", "scenarios/studies/kirklees.toml", "-o", whole, "--worlds", 1, "--scale", 0.002, "-q", "--set", "years=0.1",
                    "--set", "warm_up_years=0.05", "--set", 'scenarios=["fix_the_desk"]')
    assert done.returncode == 0, done.stderr
    good = (whole / "results.h5").read_bytes()

    # a file that is alone: nobody vouches for it
    alone = folder / "alone.h5"
    alone.write_bytes(good)
    assert wardmote("digest", alone).stdout == wardmote("digest", whole).stdout

    for what, data in {"nothing": b"", "text": b"no results at all\n" * 100, "half": good[: len(good) // 2],
                       "no end": good[:-1], "a head alone": good[:600]}.items():
        alone.write_bytes(data)
        for command in commands:
            refused(what, command, alone)

    # a later format; a variable that claims more than there is on earth
    import h5py

    alone.write_bytes(good)
    with h5py.File(alone, "r+") as file:
        file.attrs["wardmote_format"] = "99"
    for command in commands:
        refused("a later format", command, alone)
    alone.write_bytes(good)
    with h5py.File(alone, "r+") as file:
        file.create_dataset("absurd", shape=(1 << 30, 1 << 20), dtype="f8", chunks=(1024, 1024))
    for command in commands:
        refused("absurd dimensions", command, alone)

    # flipped bits: refused, or harmless
    n_refused = 0
    for i in range(n_spoilt):
        data = bytearray(good)
        for _ in range(random.choice((1, 3, 10, 100))):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        alone.write_bytes(data)
        for command in ("digest", "compare"):
            try:
                done = wardmote(command, alone)
            except subprocess.TimeoutExpired:
                failures.append("a hang")
                print(f"FAILED: flipped bits, file {i}: {command} does not end")
                continue
            n_refused += done.returncode == 2
            if done.returncode not in (0, 2) or (done.returncode == 2 and len(done.stderr.strip().splitlines()) != 1):
                failures.append("flipped bits")
                print(f"FAILED: flipped bits, file {i}: {command}: status {done.returncode}, {done.stderr[:300]}")

    # in its folder every flip is found, and the batches make it anew
    for i in range(5):
        data = bytearray(good)
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        (whole / "results.h5").write_bytes(data)
        for command in ("digest", "compare"):
            refused("one flipped bit in its folder", command, whole)
    digest = subprocess.run(["sha256sum", whole / "results.h5"], capture_output=True, text=True).stdout
    done = wardmote("merge", whole)
    assert done.returncode == 0, done.stderr
    assert wardmote("digest", whole).returncode == 0

print(f"{n_refused} of {2 * n_spoilt} readings of spoilt files refused")
sys.exit(1 if failures else 0)
