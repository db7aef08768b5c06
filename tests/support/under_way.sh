# shellcheck shell=bash
# Waits by what a run has done, not by the clock: a slow or crowded machine must not decide what a test tests.

# n_started FOLDER: how often runs were begun there, by its journal
n_started() { grep -c '"event":"started"' "$1/journal.jsonl" 2>/dev/null || true; }

# under_way FOLDER PID [BEFORE]: returns once process PID has begun its runs into FOLDER, where BEFORE sessions had
# begun theirs; fails if it ended first
under_way() {
  while [[ $(n_started "$1") -le ${3:-0} ]]; do
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.01
  done
}
