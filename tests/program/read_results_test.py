#!/usr/bin/env python3
"""A small run's results open in the tools people already use, without our code, and say the same everywhere.

usage: read_results_test.py PROGRAM
"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import warnings

program = sys.argv[1]
failures = []


def check(condition, what):
    if not condition:
        failures.append(what)
        print(f"FAILED: {what}")


def output_of(*command, expect=0):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    check(done.returncode == expect, f"{command[0]} {command[1]}: status {done.returncode}, {done.stderr[:500]}")
    return done.stdout


def wardmote(*arguments, expect=0):
    return output_of(program, *arguments, expect=expect)


def shell_tools(file):
    header = output_of("h5dump", "-H", file)
    check('DATASET "trust_council"' in header, "h5dump: no trust_council")
    check("run_status" in output_of("h5dump", "-d", "/run_status", file), "h5dump: run_status")
    check("run_status" in output_of("ncdump", "-v", "run_status", file), "ncdump: run_status")
    check("H5T_VARIABLE" in header and "H5T_CSET_UTF8" in header, "h5dump: labels are not variable-length UTF-8")

    header = output_of("ncdump", "-h", file)
    for expected in ("string scenario(scenario) ;", "float trust_council(scenario, replication, time, ward) ;",
                     "double cost(scenario, replication, budget_line, year) ;",
                     'time:units = "seconds since 2018-07-02 00:00:00" ;', 'time:bounds = "time_bnds" ;',
                     'trust_council:cell_methods = "time: point" ;', 'reports:cell_methods = "time: sum" ;',
                     ':Conventions = "CF-1.8" ;'):
        check(expected in header, f"ncdump: {expected} is missing")
    # no axis of the root without a name (those of /provenance come after the first "group:")
    check("phony_dim" not in header.split("group: ")[0], "ncdump: an axis has no name")


def python_tools(file):
    import h5py
    import netCDF4  # noqa: F401  (first, since importing it warns of itself)
    import numpy
    import xarray

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = xarray.open_dataset(file)
        check(data.trust_council.dims == ("scenario", "replication", "time", "ward"), "xarray: dimensions of trust_council")
        check(str(data.time.values[0])[:10] == "2018-07-09", f"xarray: first week ends {data.time.values[0]}")
        check(str(data.time_bnds.values[0][0])[:10] == "2018-07-02", "xarray: first week begins")
        check(data.scenario.values[0] == "as_found", "xarray: labels of scenarios")
        one = data.trust_council.sel(scenario="as_found", ward=data.ward.values[0], replication=0)
        check(bool(numpy.all((one > 0) & (one < 1))), "xarray: mean trust lies between 0 and 1")
        check(data.trust_council.attrs["units"] == "1" and data.cost.attrs["units"] == "GBP", "xarray: units")
        check(json.loads(data.attrs["study"])["baseline"] == "as_found", "xarray: the study resolved")
        values = data.trust_council.values
        data.close()

    with h5py.File(file) as raw:
        check(numpy.array_equal(raw["trust_council"][:], values, equal_nan=True), "h5py: the same values")
        check([raw["trust_council"].dims[i][0].name for i in range(4)] == ["/scenario", "/replication", "/time", "/ward"],
              "h5py: a scale on every axis")
        unnamed = [name for name, item in raw.items() if isinstance(item, h5py.Dataset) and item.attrs.get("CLASS") != b"DIMENSION_SCALE"
                   and any(len(dimension) == 0 for dimension in item.dims)]
        check(not unnamed, f"h5py: axes without a scale: {unnamed}")


def r_tools(file):
    """R is tried where it is installed with ncdf4."""
    if shutil.which("Rscript") is None:
        return
    if subprocess.run(["Rscript", "-e", "library(ncdf4)"], capture_output=True).returncode != 0:
        return
    said = output_of("Rscript", "-e", f'library(ncdf4); f <- nc_open("{file}"); cat(f$dim$scenario$vals[1], f$dim$time$units, '
                     'dim(ncvar_get(f, "outcomes")), ncatt_get(f, 0, "title")$value, sep="|")')
    check(said.startswith("as_found|seconds since 2018-07-02 00:00:00|"), f"R: {said}")


def octave_tools(file):
    """Octave is tried where it is installed with its netcdf package: it reads no variable-length text, but the labels as JSON."""
    if shutil.which("octave-cli") is None:
        return
    if subprocess.run(["octave-cli", "--eval", "pkg load netcdf"], capture_output=True).returncode != 0:
        return
    said = output_of("octave-cli", "--eval", f'pkg load netcdf; f = "{file}"; x = ncread(f, "outcomes"); '
                     'l = jsondecode(ncreadatt(f, "/", "labels")); printf("%s|%s|%d|%s", l.scenario{1}, ncreadatt(f, "time", "units"), '
                     'size(x, 3), ncreadatt(f, "/", "title"))')
    check(said.startswith("as_found|seconds since 2018-07-02 00:00:00|7|Kirklees"), f"Octave: {said}")


def our_own(folder, file):
    digest = wardmote("digest", folder).strip()
    check(len(digest) == 64, f"digest: {digest}")

    # other chunks, no compression, the same content
    copy = folder / "repacked.h5"
    output_of("h5repack", "-l", "CONTI", "-f", "NONE", file, copy)
    check(wardmote("digest", copy).strip() == digest, "the digest moved with chunks")
    copy.unlink()

    compared = json.loads(wardmote("compare", folder, "--json"))
    check(len(compared["scenarios"]) == 7 and len(compared["outcomes"]) == 8, "compare --json: seven scenarios, eight outcomes")
    table = wardmote("compare", folder)
    check(table.startswith("A what-if, not a forecast."), "compare: says first what it is")
    check("\x1b[" not in table, "compare: colours in a file")
    for scenario in compared["scenarios"][1:]:
        check(scenario["title"] in table, f"compare: {scenario['title']} is missing")

    wardmote("report", folder, "-o", folder / "page.html", "-q")
    page = (folder / "page.html").read_text()
    check(digest in page and "</html>" in page, "report: complete, with its digest")
    n_course = page.count("<figcaption>Baseline")
    check(n_course == 7, f"report: trajectories of {n_course} headline outcomes, not of all but the residents' days")
    wardmote("export", folder, "-o", folder / "csv", "--series", "influence", "-q")
    with open(folder / "csv" / "outcomes.csv", newline="") as rows:
        outcomes = list(csv.DictReader(rows))
    with open(folder / "csv" / "runs.csv", newline="") as rows:
        runs = list(csv.DictReader(rows))
    check(len(runs) == 14 and all(row["status"] == "0" and row["reason"] == "" for row in runs), "export: every run")
    check({row["scenario"] for row in outcomes} == {one["id"] for one in compared["scenarios"]}, "export: every scenario")
    check((folder / "csv" / "influence.csv").stat().st_size > 1000, "export: the series asked for")


def broken(folder, file):
    empty = folder / "elsewhere"
    empty.mkdir()
    (empty / "results.h5").write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    for command in ("digest", "compare", "report", "export"):
        wardmote(command, empty, expect=2)
        wardmote(command, folder / "nowhere", expect=2)
    check(not (empty / "report.html").exists(), "report: a page of a broken file")


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    study = pathlib.Path("scenarios/studies/kirklees.toml").resolve()
    wardmote("run", study, "-o", folder, "--worlds", "1", "--replications", "2", "--scale", "0.002", "--set", "years=0.5",
             "--set", "warm_up_years=0.1", "-q")
    results = folder / "results.h5"
    check(results.exists() and not (folder / "results.h5.partial").exists(), "run: one complete file")
    if results.exists():
        shell_tools(results)
        python_tools(results)
        r_tools(results)
        octave_tools(results)
        our_own(folder, results)
        broken(folder, results)

sys.exit(1 if failures else 0)
