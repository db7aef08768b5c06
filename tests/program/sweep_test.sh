#!/usr/bin/env bash
# A sweep over a design: points first in the file, failed points listed with their inputs and repeated alone, extended by
# more points, verified by repetition, run again from its own file, exported. $1: the program.
set -uo pipefail
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }
python=/usr/bin/python3

mkdir "$work/study"
cp scenarios/studies/kirklees.toml "$work/study/study.toml"
"$python" - "$work/study/study.toml" <<'END'
import re, sys
text = open(sys.argv[1]).read()
for pattern, new in ((r"^scenarios = \[.*?\]", 'scenarios = ["ward_solution_meetings"]'), (r"^years = \S+", "years = 0.1"),
                     (r"^start = \S+", "start = 2018-09-24"),  # the meetings begin on 1 October
                     (r"^warm_up_years = \S+", "warm_up_years = 0.05"), (r"^mode = .*?$", 'mode = "chance"\nkeep = ["council"]')):
    text, n = re.subn(pattern, new, text, flags=re.M | re.S)
    assert n == 1, pattern
open(sys.argv[1], "w").write(text)
END
cat >"$work/study/sweep.toml" <<'END'
wardmote = 1
kind = "design"
id = "sweep"
title = "Misrouting against meetings"
method = "factorial"

[[factor]]
path = "parameters.p_misroute"
levels = [0.1, 0.3]

[[factor]]
path = "levers.C027.hours_per_attendee"
levels = [2, 3, 4]
END
study=$work/study/study.toml
run() { "$program" run "$study" --scale 0.002 -q "$@" >"$work/out" 2>"$work/err"; }

run --design sweep -o "$work/sweep" || fail "sweep: $(cat "$work/err")"
"$python" - "$work/sweep/results.h5" <<'END' || fail "the file of a sweep"
import sys, numpy, xarray
data = xarray.open_dataset(sys.argv[1])
assert data.outcomes.dims == ("point", "scenario", "replication", "outcome"), data.outcomes.dims
assert dict(data.sizes)["point"] == 6 and "trust_council" not in data, "ward trajectories were not to be kept"
assert list(data.factor.values) == ["parameters.p_misroute", "levers.C027.hours_per_attendee"]
assert data.design.values.tolist() == [[0.1, 2], [0.1, 3], [0.1, 4], [0.3, 2], [0.3, 3], [0.3, 4]], data.design.values
assert (data.run_status == 0).all()
# the baseline has no meetings: hours of meetings do not move it; misrouting does
base = data.outcomes.sel(scenario="as_found").values
same = lambda a, b: numpy.array_equal(a, b, equal_nan=True)
assert same(base[0], base[1]) and same(base[0], base[2]) and not same(base[0], base[3])
END
# ... so it is run once for each misrouting: 2 x 2 replications + 6 x 2
"$python" - "$work/sweep/journal.jsonl" <<'END' || fail "the journal of a sweep"
import json, sys
done = [name for line in open(sys.argv[1]) for name in json.loads(line).get("done", [])]
assert len(done) == len(set(done)) == 16, len(done)
END
"$program" compare "$work/sweep" >/dev/null 2>"$work/err"
(($? == 2)) || fail "compare takes a sweep for a study"
grep -q 'sweep of 6 points' "$work/err" || fail "compare: $(cat "$work/err")"
"$program" export "$work/sweep" -q || fail "export of a sweep"
"$python" - "$work/sweep/csv/runs.csv" <<'END' || fail "runs.csv"
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
assert len(rows) == 6 * 2 * 2 and rows[-1]["parameters.p_misroute"] == "0.3" and rows[-1]["point"] == "5", rows[-1]
END

# what is kept decides the disk: the forecast covers what the file takes, and falls with it
forecast() { "$program" plan "$study" --design sweep --scale 0.002 --set "keep=$1" --json 2>/dev/null | "$python" -c 'import json, sys; print(json.load(sys.stdin)["disk_bytes_at_most"])'; }
all=$(forecast '["council","ward","group","quantiles","costs","instruments"]')
quantiles=$(forecast '["quantiles"]')
least=$(forecast '[]')
((all > 2 * quantiles && quantiles > least && least > 0)) || fail "the forecast: $all, $quantiles, $least"
for keep in '["quantiles"]' '["ward"]' '["group"]'; do
  rm -rf "$work/kept"
  run --design sweep --set "keep=$keep" -o "$work/kept" || fail "keep=$keep: $(cat "$work/err")"
  "$python" - "$work/kept/results.h5" "$keep" "$(forecast "$keep")" <<'END' || fail "keep=$keep"
import json, os, sys, xarray
kept, at_most = json.loads(sys.argv[2]), int(sys.argv[3])
data = xarray.open_dataset(sys.argv[1])
by = {"ward": "trust_council", "group": "trust_council_by_group", "quantiles": "response_days_quantiles", "council": "desk_backlog",
      "costs": "cost"}
for what, variable in by.items():
    assert (variable in data) == (what in kept), (what, variable)
payload = sum(data[name].nbytes for name in data if "replication" in data[name].dims and "scenario" in data[name].dims)
assert payload <= at_most, (payload, at_most)
END
done

# more points: only they are run
sed -i 's/levels = \[0.1, 0.3\]/levels = [0.1, 0.3, 0.5]/' "$work/study/sweep.toml"
run --design sweep -o "$work/sweep"
(($? == 2)) || fail "run took a larger design"
grep -q 'wardmote extend' "$work/err" || fail "a larger design: $(cat "$work/err")"
"$program" extend "$study" --design sweep --scale 0.002 -o "$work/sweep" >"$work/out" 2>"$work/err" || fail "extend: $(cat "$work/err")"
grep -q ' 8 runs of ' "$work/out" || fail "extend ran other than 8 runs: $(cat "$work/out")"
run --design sweep -o "$work/afresh" || fail "the larger sweep at once"
[[ $("$program" digest "$work/sweep") == "$("$program" digest "$work/afresh")" ]] || fail "extended and at once: two digests"

# more worlds, from the folder alone
run -o "$work/worlds" --set mode=uncertainty --worlds 1 || fail "one world"
"$program" extend "$work/worlds" --worlds 2 -q >"$work/out" 2>"$work/err" || fail "extend DIR: $(cat "$work/err")"
run -o "$work/two" --set mode=uncertainty --worlds 2 || fail "two worlds"
[[ $("$program" digest "$work/worlds") == "$("$program" digest "$work/two")" ]] || fail "one world and one more: another digest"

# points that cannot be: listed with their inputs, never fatal, tried again alone
cat >"$work/study/broken.toml" <<'END'
wardmote = 1
kind = "design"
id = "broken"
title = "Weights that may all be nothing"
method = "factorial"
END
for weight in outcome speed feedback fairness; do
  printf '\n[[factor]]\npath = "parameters.weight_%s"\nlevels = [0, 0.5]\n' $weight >>"$work/study/broken.toml"
done
run --design broken -o "$work/broken"
(($? == 3)) || fail "a sweep with failed runs: $(cat "$work/err")"
"$program" status "$work/broken" --json >"$work/out" 2>"$work/err"
(($? == 3)) || fail "status of a sweep with failed runs"
"$python" - "$work/out" "$work/broken/results.h5" <<'END' || fail "failed runs"
import json, sys, xarray
status = json.load(open(sys.argv[1]))
assert (status["runs"], status["done"], status["failed"], status["missing"]) == (64, 60, 4, 0), status
failure = status["failures"][0]
assert "weight_outcome" in failure["reason"] and "parameters.weight_speed=0" in failure["settings"], failure
data = xarray.open_dataset(sys.argv[2])
assert int((data.run_status == 1).sum()) == 4 and (data.run_status[0] == 1).all()
assert "weight_outcome" in str(data.run_reason.values[0, 0, 0]) and data.outcomes[0].isnull().all()
END
"$program" export "$work/broken" -q || fail "export of a sweep with failed runs"
"$python" - "$work/broken/csv/runs.csv" <<'END' || fail "failed runs in runs.csv"
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
failed = [row for row in rows if row["status"] == "1"]
assert len(rows) == 64 and len(failed) == 4, (len(rows), len(failed))
assert all("weight_outcome" in row["reason"] and row["parameters.weight_speed"] == "0" for row in failed), failed[0]
assert all(row["reason"] == "" for row in rows if row["status"] == "0")
END
run --design broken -o "$work/broken"
(($? == 3)) || fail "nothing to do, but some runs failed"
lines=$(wc -l <"$work/broken/journal.jsonl")
run --design broken -o "$work/broken" --retry
(($? == 3)) || fail "--retry of what fails again"
tail -n +"$((lines + 1))" "$work/broken/journal.jsonl" | "$python" -c '
import json, sys
tried = [one for line in sys.stdin for key in ("done", "failed") if isinstance(json.loads(line).get(key), list) for one in json.loads(line)[key]]
assert len(tried) == 4, tried' || fail "--retry ran other than the four that failed"

# mistakes in a design have a place
sed 's/p_misroute/p_misrout/' "$work/study/sweep.toml" >"$work/study/typo.toml"
run --design typo -o "$work/typo"
(($? == 2)) || fail "a design with a typo"
grep -q "typo.toml:8:8: this study has no path 'parameters.p_misrout' (did you mean 'parameters.p_misroute'?)" "$work/err" || fail "a typo: $(cat "$work/err")"
sed 's/0.1, 0.3/0.1, 1.3/' "$work/study/sweep.toml" >"$work/study/range.toml"
run --design range -o "$work/typo"
grep -q "range.toml:8:8: parameters.p_misroute = 1.3 (must be in \[0, 0.95\])" "$work/err" || fail "out of range: $(cat "$work/err")"

# verified by repetition; a changed value is found
"$program" verify "$work/sweep" --sample 6 >"$work/out" 2>"$work/err" || fail "verify: $(cat "$work/err")"
grep -q '6 runs repeated: all the same' "$work/out" || fail "verify: $(cat "$work/out")"
cp "$work/sweep/results.h5" "$work/alone.h5"
"$program" verify "$work/alone.h5" --sample 3 >"$work/out" 2>"$work/err" || fail "verify of a file alone: $(cat "$work/err")"
"$python" - "$work/alone.h5" <<'END'
import sys, h5py
with h5py.File(sys.argv[1], "r+") as file:
    file["outcomes"][...] = file["outcomes"][...] * (1 + 1e-15)
END
"$program" verify "$work/alone.h5" --sample 6 >"$work/out" 2>"$work/err"
(($? == 5)) || fail "verify overlooked a changed value: $(cat "$work/out")"

# run again from its own file, somewhere else, without the study
cp "$work/sweep/results.h5" "$work/again.h5"
rm -r "$work/study"
(cd "$work" && unset WARDMOTE_DATA && "$program" run again.h5 -q -o again >"$work/out" 2>"$work/err") || fail "run results.h5: $(cat "$work/err")"
[[ $("$program" digest "$work/again") == "$("$program" digest "$work/sweep")" ]] || fail "run again from its file: another digest"

# a file that another holds is refused, unless HDF5 is told not to lock: network file systems often cannot
flock -x "$work/again.h5" "$program" run "$work/again.h5" -q -o "$work/locked" >"$work/out" 2>"$work/err"
(($? == 2)) || fail "a file that another has locked: $(cat "$work/err")"
flock -x "$work/again.h5" "$program" run "$work/again.h5" -q -o "$work/locked" --no-file-locking >"$work/out" 2>"$work/err" ||
  fail "--no-file-locking: $(cat "$work/err")"

# what lies beside the results
"$python" - "$work/sweep" <<'END' || fail "ro-crate"
import datetime, hashlib, json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
crate = json.load(open(folder / "ro-crate-metadata.json"))
graph = {one["@id"]: one for one in crate["@graph"]}
assert len(graph) == len(crate["@graph"]), "an @id stands twice"
# what RO-Crate 1.1 asks of the descriptor and of the root data entity
assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
descriptor, root = graph["ro-crate-metadata.json"], graph["./"]
assert descriptor["@type"] == "CreativeWork" and descriptor["about"] == {"@id": "./"}
assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
assert root["@type"] == "Dataset" and root["name"] and root["description"] and root["license"]
datetime.datetime.fromisoformat(root["datePublished"].replace("Z", "+00:00"))
# every reference leads to an entity of the crate or to the web, every entity has a type, every part is a file here
def references(node):
    if isinstance(node, list):
        return [one for item in node for one in references(item)]
    if not isinstance(node, dict):
        return []
    return [node["@id"]] if set(node) == {"@id"} else [one for item in node.values() for one in references(item)]
for entity in graph.values():
    assert entity["@type"], entity
    for target in references(entity):
        assert target in graph or target.startswith("https://"), target
for part in root["hasPart"]:
    assert graph[part["@id"]]["@type"] == "File" and (folder / part["@id"]).is_file(), part
for name in ("results.h5", "plan.json", "inputs.json"):
    assert graph[name]["sha256"] == hashlib.sha256((folder / name).read_bytes()).hexdigest(), name
    assert int(graph[name]["contentSize"]) == (folder / name).stat().st_size and {"@id": name} in root["hasPart"], name
assert root["identifier"] == graph["plan.json"]["sha256"]
END

exit $((failures > 0))
