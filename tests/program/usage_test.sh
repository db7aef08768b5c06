#!/usr/bin/env bash
# The program answers --help and --version everywhere, names the nearest of what it does not know, keeps results on stdout
# and messages on stderr, and ends with the statuses it promises.
set -uo pipefail
program=$1
export NO_COLOR=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }

# expect STATUS STREAM TEXT ARGUMENT...: the exit status, and a text that the stream (out or err) must contain
expect() {
  local status=$1 stream=$2 text=$3 other=err
  shift 3
  "$program" "$@" >"$folder/out" 2>"$folder/err"
  local found=$?
  ((found == status)) || fail "wardmote $*: status $found, expected $status: $(head -c 300 "$folder/err")"
  grep -qF -- "$text" "$folder/$stream" || fail "wardmote $*: no '$text' in std$stream: $(head -c 300 "$folder/$stream")"
  [[ $stream == out ]] || other=out
  if ((status != 0)) && [[ -s $folder/$other ]]; then fail "wardmote $*: an error, and something on std$other"; fi
}

# help and version
expect 0 out "SUBCOMMAND" --help
expect 0 out "wardmote 0." --version
names=$("$program" --help | sed -n 's/^  \([a-z-]\{3,\}\)  .*/\1/p')
for name in init check plan run list explain diff schema; do
  grep -qx "$name" <<<"$names" || fail "--help does not list $name"
done
for name in $names; do expect 0 out "wardmote $name " "$name" --help; done

# what it does not know
expect 2 err "unknown subcommand 'chek' (did you mean 'check'?)" chek
expect 2 err "check: unknown option '--sett' (did you mean '--set'?)" check --sett years=1 x.toml
expect 2 err "check: something is missing" check
expect 2 err "'b' is one word too many" check a b
expect 2 err "there are no 'lever' (did you mean 'levers'?)" list lever
expect 2 err "nothing is called 'trsut' (did you mean 'trust'?)" explain trsut
expect 2 err "there is no kind 'levers' (did you mean 'lever'?)" schema levers
expect 2 err "there is no council 'kirkles' (did you mean 'kirklees'?)" init "$folder/x" --council kirkles
[[ ! -e $folder/x ]] || fail "init made a folder for a council that is not there"

# what it lists and explains
for kind in councils levers scenarios parameters outcomes primitives studies; do
  "$program" list "$kind" --json | python3 -c 'import json, sys; assert len(json.load(sys.stdin)) > 0' || fail "list $kind --json"
  expect 0 out " " list "$kind"
done
expect 0 out "441,290" list councils
expect 0 out "hours_per_attendee" explain C027
expect 0 out "plausibly" explain p_misroute
expect 0 out "brings councillors, officers and residents together" explain MEET
expect 0 out "adults who trust the council" explain trust
expect 0 out "zone North" explain kirklees
expect 0 out "lever" explain ward_solution_meetings

# a result that cannot be written is an error
if [[ -c /dev/full ]]; then
  "$program" list outcomes >/dev/full 2>"$folder/err"
  status=$?
  ((status == 2)) || fail "full disk: status $status"
  grep -q "cannot write" "$folder/err" || fail "full disk: $(cat "$folder/err")"
fi

exit $((failures > 0))
