#!/usr/bin/env bash
# The page in a real browser: Debian's Chromium, driven by playwright-core, with the network blocked. Skipped where node,
# npm, Chromium, pdftotext or the packages cannot be had (./dev test installs all but the last).
set -euo pipefail
program=$1
page=analysis/report/page
modules=$PWD/.cache/page-test
for tool in node npm chromium pdftotext; do
  command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done

# one fetch for each lock file, kept between builds
wanted=$(sha256sum "$page/package-lock.json")
if [[ $(cat "$modules/fetched" 2>/dev/null) != "$wanted" ]]; then
  mkdir -p "$modules"
  cp "$page/package.json" "$page/package-lock.json" "$page/.npmrc" "$modules"
  (cd "$modules" && npm ci --ignore-scripts --prefer-offline >/dev/null 2>&1) || { echo "skipped: npm cannot fetch"; exit 77; }
  echo "$wanted" >"$modules/fetched"
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# a study with hostile names, and one with a single scenario
hostile='<img src=x onerror=alert(1)> & "q" </script><script>alert(2)</script> ‮abc'
study() {  # study NAME TITLE SCENARIO...
  local name=$1 title=$2; shift 2
  python3 - "$name" "$title" "$@" >"$folder/$name.toml" <<'PYTHON'
import json, pathlib, re, sys
text = pathlib.Path("scenarios/studies/kirklees.toml").read_text(encoding="utf-8")
text = re.sub(r"(?m)^title = .*$", lambda _: "title = " + json.dumps(sys.argv[2], ensure_ascii=False).replace("\u202e", "\\u202e"), text, count=1)
text = re.sub(r"scenarios = \[[^]]*\]", "scenarios = " + json.dumps(sys.argv[3:]), text)
print(text.replace("years = 4", "years = 1").replace("warm_up_years = 2", "warm_up_years = 0.25"))
PYTHON
  "$program" run "$folder/$name.toml" -o "$folder/$name" --worlds 3 --scale 0.005 -q
  [[ ! -f $folder/$name.checks ]] || cp "$folder/$name.checks" "$folder/$name/baseline.json"
  "$program" report "$folder/$name" -o "$folder/$name.html" -q
  "$program" compare "$folder/$name" --json >"$folder/$name.json"
}
cat >"$folder/several.checks" <<'JSON'
[{"id": "T35-young", "statement": "the young take part less", "criterion": "a - b < 0", "value": 0.1, "low": 0, "high": 0.2,
  "pass": false, "held": 0.4, "role": "validation", "measures": ["participation"], "source": "", "reason": ""},
 {"id": "T39", "statement": "some act outside <the council>", "criterion": "a > 0", "value": 0.3, "low": 0.2, "high": 0.4,
  "pass": true, "held": 1, "role": "validation", "measures": ["civic_rate"], "source": "", "reason": ""},
 {"id": "T03", "statement": "scrutiny is low", "pass": null, "reason": "no score by theme"}]
JSON
study several "$hostile" ward_solution_meetings fix_the_desk digital_channels
study one "One policy" close_the_loop

PAGE_MODULES=$modules node tests/program/page_browser.mjs "$folder/several" "$folder/one"

# what must not be had is refused, with the reason
for option in --rank-wards --score --pounds-per-point --person; do
  status=0
  "$program" report "$folder/one" "$option" 2>"$folder/refusal" || status=$?
  if [[ $status != 2 ]] || ! grep -q -- "$option: " "$folder/refusal"; then
    echo "$option was not refused with status 2"
    exit 1
  fi
done

# a smallest difference changed after results is marked across the page, and one of nothing known refused
"$program" report "$folder/one" -q -o "$folder/marked.html" --story none --matters trust=0.2
grep -q 'class="watermark"' "$folder/marked.html" || { echo "no watermark"; exit 1; }
! grep -q 'class="watermark"' "$folder/one.html" || { echo "a watermark for nothing"; exit 1; }
for wrong in trusts=0.2 trust=0 trust; do
  status=0
  "$program" report "$folder/one" -q -o "$folder/marked.html" --matters "$wrong" 2>"$folder/refusal" || status=$?
  [[ $status == 2 ]] || { echo "--matters $wrong: status $status"; exit 1; }
done

# the story is told by itself, too, and of one citizen alone
"$program" story "$folder/one" >"$folder/story.txt"
for said in 'illustration, not evidence' '  In both'; do
  grep -q "$said" "$folder/story.txt" || { cat "$folder/story.txt"; exit 1; }
done
status=0
"$program" story "$folder/one" --citizen 999999999 2>"$folder/refusal" || status=$?
if [[ $status != 2 ]] || ! grep -q 'adults simulated at this scale' "$folder/refusal"; then cat "$folder/refusal"; exit 1; fi

# the brief opens as what it says it is, and the tables are written
"$program" report "$folder/one" -q -o "$folder/again.html" --brief "$folder/brief.docx" --csv "$folder/tables"
python3 - "$folder" <<'PYTHON'
import sys, xml.dom.minidom, zipfile
folder = sys.argv[1]
with zipfile.ZipFile(f"{folder}/brief.docx") as archive:
    assert archive.testzip() is None
    for name in archive.namelist():
        xml.dom.minidom.parseString(archive.read(name))
    assert "4. Legal implications" in archive.read("word/document.xml").decode()
PYTHON
[[ -s $folder/tables/comparison.csv ]] || { echo "no tables"; exit 1; }
printf 'wardmote = 1\nkind = "quality"\n[[check]]\ndate = 2026-11-20\nby = "analyst"\nwhat = "hours"\nfound = "agree"\noutcome = "maybe"\n' >"$folder/one/qa.toml"
status=0
"$program" report "$folder/one" -q 2>"$folder/refusal" || status=$?
if [[ $status != 2 ]] || ! grep -q 'qa.toml:8:11.*maybe' "$folder/refusal"; then
  echo "a wrong quality log: $(cat "$folder/refusal")"
  exit 1
fi
