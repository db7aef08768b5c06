#!/usr/bin/env bash
# A real SLURM on this one machine: munge, slurmctld and slurmd from Debian's packages; the printed array script is
# submitted, one of its tasks requeued while it runs, the results merged: the same digest as a local run. Needs root and
# the packages munge, slurmctld, slurmd, slurm-client; without them there is nothing to test. $1: the program.
set -uo pipefail
program=$(realpath "$1")
[[ ${WARDMOTE_FULL:-} == 1 ]] || { echo "a cluster is started at full size only: WARDMOTE_FULL=1"; exit 0; }
for command in munged slurmctld slurmd sbatch; do
  command -v $command >/dev/null || PATH=$PATH:/usr/sbin command -v $command >/dev/null || { echo "no $command here: not tested"; exit 0; }
done
((EUID == 0)) || { echo "not root: not tested"; exit 0; }
export PATH=$PATH:/usr/sbin

work=$(mktemp -d)
chmod 755 "$work"
pids=()
# shellcheck disable=SC2317  # the trap calls it
cleanup() {
  scancel --user root >/dev/null 2>&1
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done
  sleep 1
  for pid in "${pids[@]}"; do kill -KILL "$pid" 2>/dev/null; done
  [[ ${KEEP:-} ]] || rm -rf "$work"
}
trap cleanup EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }

# ---- a cluster of one ----
mkdir "$work/munge" "$work/state" "$work/spool"
dd if=/dev/urandom of="$work/munge/key" bs=1024 count=1 2>/dev/null
chmod 700 "$work/munge"
chmod 400 "$work/munge/key"
munged --foreground --key-file "$work/munge/key" --socket "$work/munge/socket" --pid-file "$work/munge/pid" \
  --log-file "$work/munge/log" --seed-file "$work/munge/seed" --force >"$work/munged.log" 2>&1 &
pids+=($!)
cat >"$work/slurm.conf" <<END
ClusterName=test
SlurmctldHost=$(hostname)(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CryptoType=crypto/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobRequeue=1
MaxArraySize=1001
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
SlurmctldPort=16817
SlurmdPort=16818
ReturnToService=2
NodeName=$(hostname) NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$work/slurm.conf
sleep 1
slurmctld -D >"$work/slurmctld.out" 2>&1 &
pids+=($!)
sleep 2
slurmd -D >"$work/slurmd.out" 2>&1 &
pids+=($!)
for ((i = 0; i < 60; ++i)); do
  [[ $(sinfo -h -o %t 2>/dev/null) == idle ]] && break
  sleep 1
done
[[ $(sinfo -h -o %t 2>/dev/null) == idle ]] || { fail "the cluster did not start"; tail -5 "$work"/*.log "$work"/*.out; exit 1; }

# ---- the study, locally and on it ----
study=$PWD/scenarios/studies/kirklees.toml
small=(--scale 0.05 --set years=1 --set warm_up_years=0.5 --worlds 4 --set 'scenarios=["fix_the_desk"]')
cd "$work" || exit 1
"$program" run "$study" "${small[@]}" -o local -q >/dev/null || fail "the local run"
"$program" slurm "$study" "${small[@]}" -o cluster --tasks 4 --cpus 1 --time 00:10:00 --memory 400M >job.sh || fail "wardmote slurm"
for expected in '#SBATCH --array=0-3 ' '#SBATCH --signal=USR1@120 ' '#SBATCH --requeue ' '#SBATCH --cpus-per-task=1 '; do
  grep -qF -- "$expected" job.sh || fail "the script lacks $expected"
done
export WARDMOTE=$program
job=$(sbatch --parsable job.sh) || fail "sbatch: $(cat job.sh)"

# one task is requeued while it runs, and merging waits for all
for ((i = 0; i < 300; ++i)); do
  [[ -s cluster/shards/1-of-4/journal.jsonl ]] && break
  sleep 0.1
done
scontrol requeue "${job}_1" || fail "requeue"
sbatch --dependency="afterany:$job" --wait --wrap "$program merge $work/cluster" >/dev/null || fail "the merge job: $(cat slurm-*.out)"
[[ $("$program" digest cluster) == "$("$program" digest local)" ]] || fail "another digest on the cluster: $(tail -3 slurm-*.out)"
started=$(grep -c '"event":"started"' cluster/shards/1-of-4/journal.jsonl)
((started >= 2)) || fail "the requeued task started $started times"
cat cluster/shards/*/journal.jsonl | python3 -c '
import json, sys
names = [name for line in sys.stdin for name in json.loads(line).get("done", [])]
assert len(names) == len(set(names)) == 16, len(names)' || fail "runs done twice"

((failures)) || echo "one digest, on SLURM $(sinfo --version) and locally; the requeued task started $started times"
exit $((failures > 0))
