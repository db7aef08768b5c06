#!/usr/bin/env python3
"""Includes run one way (design: program -> experiment -> loader, analysis -> run -> process, policy, measure -> world -> kernel).

usage: include_direction.py [ROOT]     prints file:line: what is wrong; exit status 1 if anything is, 0 if nothing

The tables below are the rule. Checked against them: every #include of engine/, analysis/ and scenarios/, that it is
written from the root and that the file exists, and every LINKS of CMakeLists.txt, so that the linker holds the same rule.
"""

import pathlib
import re
import sys

# Which boxes, or single headers of others, a box may include besides itself.
ENGINE_BELOW = {"engine/kernel", "engine/world"}
ENGINE = ENGINE_BELOW | {"engine/process", "engine/policy", "engine/measure", "engine/run"}
ANALYSIS = {f"analysis/{box}" for box in ("results", "estimate", "compare", "sensitivity", "select", "baseline", "calibrate", "report")}
ALLOWED = {
    "engine/kernel": set(),
    "engine/world": {"engine/kernel"},
    "engine/process": ENGINE_BELOW,
    "engine/policy": ENGINE_BELOW,
    "engine/measure": ENGINE_BELOW,
    "engine/run": ENGINE,
    "analysis/results": ENGINE_BELOW,
    "analysis/estimate": ENGINE_BELOW | {"analysis/results"},
    "analysis/compare": ENGINE_BELOW | {"analysis/results", "analysis/estimate", "analysis/select", "analysis/sensitivity"},
    "analysis/sensitivity": ENGINE_BELOW | {"analysis/results", "analysis/estimate"},
    "analysis/select": ENGINE_BELOW | {"analysis/results", "analysis/estimate"},
    "analysis/baseline": ENGINE_BELOW | {"analysis/results", "analysis/estimate"},
    "analysis/calibrate": {"engine/kernel"},
    "analysis/report": ENGINE_BELOW | ANALYSIS,
    "scenarios/loader": ENGINE | {"analysis/baseline/criterion.hpp"},  # criteria are data
    "scenarios/experiment": ENGINE | ANALYSIS | {"scenarios/loader"},
    "scenarios/program": ENGINE | ANALYSIS | {"scenarios/loader", "scenarios/experiment"},
}

# Which headers from outside a part must do without: (part, headers, why).
FILE_SYNTAX = r"toml\+\+/.*|nlohmann/.*|fstream|filesystem"
HDF5 = r"hdf5.*|H5.*"
STARTS_THREADS = r"omp\.h|mpi\.h|thread|future"
LOCKS = r"mutex|shared_mutex|condition_variable|atomic"
FORBIDDEN = [
    ("engine/", FILE_SYNTAX, "the engine knows no files"),
    ("engine/", HDF5, "the engine knows no HDF5"),
    ("engine/", STARTS_THREADS + "|" + LOCKS, "a run has one thread; all parallelism is scenarios/experiment's"),
    ("analysis/", STARTS_THREADS, "all parallelism is scenarios/experiment's"),
    ("engine/", r"wardmote/version\.hpp", "the engine's answer depends on its results-version alone"),
    ("", r"random_device|random", "draws are keyed: engine/kernel's streams"),
]

GENERATED = {"wardmote/version.hpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
LINKS = re.compile(r"wardmote_(?:box|program)\(\s*(\S+)([^)]*)\)")


def box_of(path):
    """`engine/kernel/clock.hpp` is of the box `engine/kernel`."""
    return "/".join(path.split("/")[:2])


def faults_of_file(root, path):
    """The faults of one source file; `path` is relative to `root`."""
    box = box_of(path)
    if box not in ALLOWED:
        yield 1, f"'{box}' is no box of the design (one of {', '.join(sorted(ALLOWED))})"
        return
    for number, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), start=1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quote, header = match.groups()
        for part, pattern, why in FORBIDDEN:
            if path.startswith(part) and re.fullmatch(pattern, header):
                yield number, f"{header} must not be included here: {why}"
        if quote == "<" or header in GENERATED:
            continue
        if not (root / header).is_file():
            yield number, f'"{header}" is not a file seen from the root of the tree'
        elif box_of(header) != box and not {box_of(header), header} & ALLOWED[box]:
            yield number, f"{box} must not include {box_of(header)} ({header})"


def faults_of_links(root):
    """The faults of CMakeLists.txt: a box that links what it must not include."""
    text = (root / "CMakeLists.txt").read_text(encoding="utf-8")
    path_of = {path.split("/")[1]: path for path in ALLOWED}
    for match in LINKS.finditer(text):
        box, arguments = match.groups()
        line = text.count("\n", 0, match.start()) + 1
        if box not in ALLOWED:
            yield line, f"'{box}' is no box of the design"
            continue
        links = re.search(r"LINKS\s+(.*?)\s*(?:USES|$)", arguments, re.DOTALL)
        for name in links.group(1).split() if links else []:
            if path_of.get(name, name) not in ALLOWED[box]:
                yield line, f"{box} must not link {name}"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    sources = sorted(
        file.relative_to(root).as_posix()
        for top in ("engine", "analysis", "scenarios")
        for file in (root / top).rglob("*")
        if file.suffix in {".hpp", ".cpp", ".def"}
    )
    if not sources:
        sys.exit(f"{root}: no sources found")
    faults = [(path, *fault) for path in sources for fault in faults_of_file(root, path)]
    faults += [("CMakeLists.txt", *fault) for fault in faults_of_links(root)]
    for path, line, what in faults:
        print(f"{path}:{line}: {what}")
    print(f"{len(sources)} files, {len(faults)} faults", file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
