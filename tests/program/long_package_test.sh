#!/usr/bin/env bash
# The Debian package holds the program and its data and names the libraries it needs. At full size, as root and with
# debootstrap: it is installed with apt on a bare Debian of its own and runs a study there. $1: the program.
set -uo pipefail
program=$(realpath "$1")
command -v dpkg-shlibdeps >/dev/null || { echo "no dpkg-dev here: not tested"; exit 0; }
build=$(dirname "$program")
work=$(mktemp -d)
bare=$work/bare
trap 'umount "$bare/proc" 2>/dev/null; rm -rf --one-file-system "$work"' EXIT
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

# A bare machine: a minimal Debian of this one's release, from the mirror and with the settings that apt uses here.
# WARDMOTE_BARE may name a folder that keeps it for the next time.
make_bare() {
  local mirror release
  mirror=$(apt-get indextargets --format "\$(REPO_URI)" 'Created-By: Packages' | head -n 1)
  release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  debootstrap --variant=minbase --include=ca-certificates "$release" "$1" "$mirror" || return
  rm -f "$1/etc/apt/sources.list"
  cp -a /etc/apt/sources.list* /etc/apt/apt.conf.d "$1/etc/apt/"
  cp -a /etc/apt/auth.conf* "$1/etc/apt/" 2>/dev/null
  cp -a /usr/share/keyrings/. "$1/usr/share/keyrings/"
  touch "$1/.complete"
}

install_on_bare() {
  local kept=${WARDMOTE_BARE:-$work/kept}
  [[ -e $kept/.complete ]] || make_bare "$kept" >"$work/bare.log" 2>&1 || { fail "debootstrap: $(tail -3 "$work/bare.log")"; return; }
  cp -a --reflink=auto "$kept" "$bare"
  cp -L /etc/resolv.conf /etc/hosts "$bare/etc/"
  local certificates=${SSL_CERT_FILE:-${CURL_CA_BUNDLE:-}}
  [[ ! -e $certificates ]] || install -D "$(realpath "$certificates")" "$bare$certificates"
  mount -t proc proc "$bare/proc"
  cp "$package" "$bare/wardmote.deb"
  { chroot "$bare" apt-get update &&
    chroot "$bare" apt-get install -y --no-install-recommends /wardmote.deb; } >"$work/bare.log" 2>&1 || { fail "apt: $(tail -5 "$work/bare.log")"; return; }
  chroot "$bare" env -u WARDMOTE_DATA wardmote run "/usr/$study" "${tiny[@]}" -o /out >"$work/log" 2>&1 || fail "bare: $(cat "$work/log")"
  [[ $(chroot "$bare" wardmote digest /out) == "$("$program" digest "$work/out")" ]] || fail "another digest on the bare machine"
  ((failures)) || echo "installed and run on a bare $(sed -n 's/^PRETTY_NAME=//p' "$bare/etc/os-release"): the same digest"
}
if [[ ${WARDMOTE_FULL:-} == 1 ]] && ((EUID == 0)) && command -v debootstrap >/dev/null; then install_on_bare; fi

exit $((failures > 0))
