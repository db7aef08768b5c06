#!/usr/bin/env bash
# The Debian package holds the program and its data and names the libraries it needs. At full size, as root and with
# debootstrap: it is installed with apt on a bare Debian of its own and runs a study there. $1: the program.
set -uo pipefail
program=$(realpath "$1")
command -v dpkg-shlibdeps >/dev/null || { echo "no dpkg-dev here: not tested"; exit 0; }
build=$(dirname "$program")
work=$(mktemp -d)
trap 'umount "$work/bare/proc" 2>/dev/null; rm -rf "$work"' EXIT
failures=0
fail() { printf 'FAILED: %s\n' "$*"; failures=$((failures + 1)); }

(cd "$build" && cpack --config CPackConfig.cmake -B "$work/deb" >"$work/cpack.log" 2>&1) || fail "cpack: $(tail -5 "$work/cpack.log")"
package=$(find "$work/deb" -maxdepth 1 -name '*.deb')
[[ -n $package ]] || { fail "no package"; exit 1; }
dpkg-deb -f "$package" Depends | grep -q 'libhdf5-103' || fail "the package does not ask for HDF5: $(dpkg-deb -f "$package" Depends)"

# unpacked anywhere, the program finds its data beside it
dpkg-deb -x "$package" "$work/anywhere"
tiny=(--scale 0.002 --worlds 1 --set years=0.1 --set warm_up_years=0.05 --set 'scenarios=[]' -q)
study=share/wardmote/studies/kirklees.toml
(cd "$work" && unset WARDMOTE_DATA && anywhere/usr/bin/wardmote run "anywhere/usr/$study" "${tiny[@]}" -o out >log 2>&1) ||
  fail "unpacked: $(cat "$work/log")"

# a bare machine
if [[ ${WARDMOTE_FULL:-} == 1 ]] && ((EUID == 0)) && command -v debootstrap >/dev/null; then
  debootstrap --variant=minbase bookworm "$work/bare" >"$work/bare.log" 2>&1 || { fail "debootstrap: $(tail -3 "$work/bare.log")"; exit 1; }
  mount -t proc proc "$work/bare/proc"
  cp "$package" "$work/bare/wardmote.deb"
  cp /etc/resolv.conf "$work/bare/etc/" 2>/dev/null
  chroot "$work/bare" apt-get install -y --no-install-recommends /wardmote.deb >"$work/bare.log" 2>&1 || fail "apt: $(tail -5 "$work/bare.log")"
  chroot "$work/bare" env -u WARDMOTE_DATA wardmote run "/usr/$study" "${tiny[@]}" -o /out >"$work/log" 2>&1 || fail "bare: $(cat "$work/log")"
  [[ $(chroot "$work/bare" wardmote digest /out) == "$("$program" digest "$work/out")" ]] || fail "another digest on the bare machine"
  echo "installed and run on a bare machine"
fi

exit $((failures > 0))
