#!/usr/bin/env bash
# A project outside the tree, with nothing but the installed kernel, builds and runs the program of docs/kernel.md.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log"; return 1; }; }

quietly cmake -S . -B "$work/build" -DCMAKE_BUILD_TYPE=Release
quietly cmake --build "$work/build" --target wardmote_kernel
quietly cmake --install "$work/build" --component kernel --prefix "$work/prefix"

# the first C++ block of the page
mkdir "$work/mine"
awk '/^```cpp$/ { inside = 1; next } /^```$/ && inside { exit } inside' docs/kernel.md >"$work/mine/mmc.cpp"
n_line=$(sed -n '/^int main/,$p' "$work/mine/mmc.cpp" | grep -c .)
((n_line > 0 && n_line <= 40)) || { echo "the program of docs/kernel.md has $n_line lines (1 to 40 promised)"; exit 1; }
cat >"$work/mine/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(mine LANGUAGES CXX)
find_package(Wardmote 0.1 REQUIRED)
add_executable(mmc mmc.cpp)
target_link_libraries(mmc PRIVATE Wardmote::kernel)
CMAKE
quietly cmake -S "$work/mine" -B "$work/mine/build" -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_BUILD_TYPE=Release
quietly cmake --build "$work/mine/build"

# 2 million customers; Erlang's C says 0.5541, and the run's own standard error is about 0.006
answer=$("$work/mine/build/mmc")
echo "$answer"
awk '{ if ($4 < 0.53 || $4 > 0.58) { print "expected a mean wait of 0.554"; exit 1 } }' <<<"$answer"
