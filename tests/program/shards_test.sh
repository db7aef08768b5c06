#!/usr/bin/env bash
# One digest for 1 and 2 threads; 1, 3 and 8 shards, two of them at once in one folder; 1 and 3 MPI ranks; merged in any
# order. $1: the program.
set -uo pipefail
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }

study=scenarios/studies/kirklees.toml
small=(--scale 0.002 --set years=0.2 --set warm_up_years=0.1 --worlds 5 --set 'scenarios=["fix_the_desk"]' -q)
go() { "$program" run "$study" "${small[@]}" "$@" >"$work/out" 2>"$work/err"; }
merge() { "$program" merge "$study" "${small[@]}" "$@" >"$work/out" 2>"$work/err"; }

go -o "$work/one" --threads 1 || fail "one thread: $(cat "$work/err")"
go -o "$work/two" --threads 2 || fail "two threads: $(cat "$work/err")"
expected=$("$program" digest "$work/one")
[[ $("$program" digest "$work/two") == "$expected" ]] || fail "two threads give another digest"

for n in 1 3 8; do
  for ((i = n - 1; i >= 0; --i)); do
    go -o "$work/shards$n" --shard "$i/$n" --threads 1 || fail "shard $i/$n: $(cat "$work/err")"
  done
  [[ ! -e $work/shards$n/results.h5 ]] || fail "$n shards: results before the merge"
  merge -o "$work/shards$n" || fail "merging $n shards: $(cat "$work/err")"
  [[ $("$program" digest "$work/shards$n") == "$expected" ]] || fail "$n shards give another digest"
done

# two at once; an unsharded run and a merge are refused meanwhile
go -o "$work/both" --shard 0/2 --threads 1 &
first=$!
go -o "$work/both" --shard 1/2 --threads 1 || fail "the second of two shards at once: $(cat "$work/err")"
wait $first || fail "the first of two shards at once"
merge -o "$work/both" || fail "merging two at once: $(cat "$work/err")"
[[ $("$program" digest "$work/both") == "$expected" ]] || fail "two shards at once give another digest"

# a merge of what is not complete says so
go -o "$work/half" --shard 0/2 || fail "shard 0/2"
merge -o "$work/half"
status=$?
((status == 4)) || fail "merging a half: status $status: $(cat "$work/err")"
[[ ! -e $work/half/results.h5 ]] || fail "merging a half made results"
merge -o "$work/half" --partial || fail "merge --partial: $(cat "$work/err")"
python3 - "$work/half/results.h5" <<'END' || fail "merge --partial: run_status"
import sys, h5py
status = h5py.File(sys.argv[1])["run_status"][:]
assert status.shape == (2, 10) and (status == 2).sum() == 10 and (status == 0).sum() == 10, status
END
# and the other half, without shards
go -o "$work/half" || fail "completing a half: $(cat "$work/err")"
[[ $("$program" digest "$work/half") == "$expected" ]] || fail "a half and the rest give another digest"

# ranks
if command -v mpirun >/dev/null && ldd "$program" | grep -q libmpi; then
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
  for n in 1 3; do
    mpirun -n $n "$program" run "$study" "${small[@]}" -o "$work/ranks$n" --threads 1 >"$work/out" 2>"$work/err" ||
      fail "$n ranks: $(cat "$work/err")"
    [[ $("$program" digest "$work/ranks$n") == "$expected" ]] || fail "$n ranks give another digest"
  done
  [[ -d $work/ranks3/ranks/2-of-3 ]] || fail "three ranks did not share the work"
  mpirun -n 2 "$program" run "$study" "${small[@]}" --set seed=1 -o "$work/ranks3" >"$work/out" 2>"$work/err"
  status=$?
  ((status == 2)) || fail "ranks, another seed: status $status: $(cat "$work/err")"
fi

((failures)) || echo "one digest: $expected"
exit $((failures > 0))
