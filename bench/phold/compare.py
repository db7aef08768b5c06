#!/usr/bin/env python3
"""PHOLD on our set, on std::priority_queue and, where installed, on ns-3 and SimPy: one run, interleaved.

    python3 bench/phold/compare.py [build folder, default build/bench] [rounds, default 5]

First every kernel runs a small PHOLD and their digests must agree: a fast wrong answer never gets a number. Then each
round runs all of them one after the other, so that a busy machine is busy for all; the best round of each counts.
"""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # Debian's own: it sees python3-simpy
# processes, events each, events to run, events SimPy runs (0: not at this size)
SIZES = [(1024, 1, 4_000_000, 200_000), (65536, 1, 4_000_000, 200_000), (1048576, 1, 8_000_000, 0), (65536, 16, 8_000_000, 0)]


def fields(command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: {done.stderr.strip()}")
    return dict(field.split("=", 1) for field in done.stdout.split()[1:])


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/bench")
    n_round = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    phold, ns3 = folder / "phold", folder / "phold_ns3"
    with tempfile.NamedTemporaryFile() as draws:

        def simpy(n, m, n_event):
            draws.seek(0)
            draws.truncate()
            subprocess.run([phold, str(n), str(m), str(n_event), "--draws"], stdout=draws, check=True)
            return [PYTHON, HERE / "phold_simpy.py", n, m, n_event, draws.name]

        kernels = {"wardmote": lambda n, m, e: [phold, n, m, e, "--digest"],
                   "std::priority_queue": lambda n, m, e: [phold, n, m, e, "--heap", "--digest"]}
        if ns3.exists():
            kernels["ns-3"] = lambda n, m, e: [ns3, n, m, e, "--digest"]
        if subprocess.run([PYTHON, "-c", "import SimPy.Simulation"], capture_output=True).returncode == 0:
            kernels["SimPy"] = simpy

        # the same answer first
        for n, m, n_event in [(1024, 1, 50_000), (300, 7, 40_000)]:
            digests = {name: fields(command(n, m, n_event))["digest"] for name, command in kernels.items()}
            if len(set(digests.values())) != 1:
                sys.exit(f"the kernels disagree at n={n} m={m}: {digests}")
        print(f"same answer from {', '.join(kernels)}\n")

        print(f"{'n x m':>14} {'kernel':<20} {'M events/s':>10} {'ns/event':>9} {'ours is':>8}  bytes/event of the set")
        for n, m, n_event, n_event_simpy in SIZES:
            best = {}
            for _ in range(n_round):
                for name, command in kernels.items():
                    events = n_event_simpy if name == "SimPy" else n_event
                    if events == 0 or (name == "SimPy" and name in best):
                        continue
                    line = fields(command(n, m, events))
                    if name not in best or float(line["rate"]) > float(best[name]["rate"]):
                        best[name] = line
            ours = float(best["wardmote"]["rate"])
            for name, line in best.items():
                rate = float(line["rate"])
                set_bytes = int(line["queue_bytes"]) / (n * m)
                print(f"{f'{n} x {m}':>14} {name:<20} {rate / 1e6:>10.2f} {1e9 / rate:>9.1f} {ours / rate:>7.1f}x  "
                      + (f"{set_bytes:.0f}" if set_bytes else "-"), flush=True)


main()
