#!/usr/bin/env bash
# Every mistake in a file ends in one line on stderr with file:line:column, what was found, what is allowed and the nearest
# name; status 2; and no result file. (The full table of mistakes is tests/scenarios/loader/wrong_input_test.cpp.)
set -uo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }
cd "$folder" || exit 1

# refused TEXT [ARGUMENT...]: `run` of the study in ./study, and `check`, say exactly that
refused() {
  local text=$1 command status
  shift
  for command in run check; do
    local arguments=("$command" study/study.toml "$@")
    if [[ $command == run ]]; then arguments+=(-o results); fi
    "$program" "${arguments[@]}" >out 2>err
    status=$?
    ((status == 2)) || fail "wardmote ${arguments[*]}: status $status, expected 2"
    [[ $(cat err) == "wardmote: error: $text" ]] || fail "wardmote ${arguments[*]}: $(cat err), expected: $text"
    [[ ! -s out ]] || fail "wardmote ${arguments[*]}: an error, and something on stdout"
    [[ ! -e results/results.h5 ]] || fail "wardmote ${arguments[*]}: a result file in spite of the error"
  done
}
# spoil FILE SED: a fresh study with one thing changed
spoil() {
  rm -rf study
  "$program" init -q study 2>/dev/null || fail "init"
  local before
  before=$(sha256sum "study/$1")
  sed -i "$2" "study/$1"
  [[ $(sha256sum "study/$1") != "$before" ]] || fail "the test's own '$2' changed nothing in $1"
}
line_of() { grep -nm1 "$2" "study/$1" | cut -d: -f1; }

spoil study.toml 's/^seed = 1/sede = 1/'
refused "study/study.toml:$(line_of study.toml '^sede'):1: sede is not a key here (did you mean 'seed'?)"
spoil study.toml 's/^years = 2/years = "two"/'
refused "study/study.toml:$(line_of study.toml '^years'):9: years = \"two\" (expected a number)"
spoil study.toml 's/"kirklees"/"kirkless"/'
refused "study/study.toml:$(line_of study.toml '^council'):11: there is no council 'kirkless' (did you mean 'kirklees'?)"
spoil study.toml 's/"monthly_meetings"/"monthly_meeting"/'
refused "study/study.toml:$(line_of study.toml '^scenarios'):14: there is no scenario 'monthly_meeting' (did you mean 'monthly_meetings'?)"
spoil levers.toml 's/value = 0.8, low = 0.4/value = 1.3, low = 0.4/'
refused "study/levers.toml:$(line_of levers.toml '^delivery'):22: lever.delivery = 1.3 (must be in [0, 1])"
spoil levers.toml 's/"my_meetings"/"my_meeting"/'
refused "study/monthly_meetings.toml:$(line_of monthly_meetings.toml '^lever'):9: there is no lever 'my_meetings' (did you mean 'my_meeting'?)"
spoil monthly_meetings.toml 's/^# where = .*/where = { wards = ["Almondbry"] }/'
refused "study/monthly_meetings.toml:$(line_of monthly_meetings.toml '^where'):20: Kirklees has no ward 'Almondbry' (did you mean 'Almondbury'?)"
spoil monthly_meetings.toml 's/^from = .*/&\nuntil = 2018-01-01/'
refused "study/monthly_meetings.toml:$(line_of monthly_meetings.toml '^until'):9: use.until = 2018-01-01 (must be after from = 2018-10-01)"
spoil monthly_meetings.toml 's/^purpose = .*/&\nincludes = ["monthly_meetings"]/'
refused "study/monthly_meetings.toml:$(line_of monthly_meetings.toml '^includes'):13: includes = \"monthly_meetings\" (scenarios include each other in a loop: monthly_meetings -> monthly_meetings)"
spoil study.toml 's/^start = .*/start = 2018-06-01/'
refused "study/study.toml:$(line_of study.toml '^start'):9: start = 2018-06-01 (must not be before 2018-07-02, the day Kirklees is described as found)"

# files that are no text, or not there
spoil study.toml 's/^seed = 1/seed = 1/;s/A first/a first/'
: >study/study.toml
refused "study/study.toml: is empty"
head -c 64 "$program" >study/study.toml
refused "study/study.toml:1:5: is a binary file, not text (byte 0x02)"
rm study/study.toml
refused "study/study.toml: no such file"
mkdir study/study.toml
refused "study/study.toml: is a folder (expected a file)"

# a table of one's own council
rm -rf study
"$program" init -q study 2>/dev/null
cp -r "$WARDMOTE_DATA/councils/kirklees" study/mine
sed -i 's/^id = "kirklees"/id = "mine"/' study/mine/council.toml
sed -i 's/^council = "kirklees"/council = "mine"/' study/study.toml
"$program" check -q study/study.toml || fail "a council of one's own beside the study"
sed -i '2s/,[^,]*$/,x/' study/mine/wards.csv
"$program" check study/study.toml 2>err
grep -qE "^wardmote: error: study/mine/wards.csv:2:[0-9]+: [a-z_]+ = 'x' \(expected a (whole )?number\)$" err ||
  fail "a word in a column of numbers: $(cat err)"

# --set
spoil study.toml 's/A first/a first/'
refused "--set yaers=1: this study has no path 'yaers' (did you mean 'years'?)" --set yaers=1
refused "--set parameters.p_misroute.value=1.3: parameters.p_misroute.value = 1.3 (must be in [0, 0.95])" --set parameters.p_misroute.value=1.3

exit $((failures > 0))
