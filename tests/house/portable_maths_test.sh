#!/usr/bin/env bash
# The engine takes exp, log, pow, sin ... from engine/kernel/maths.hpp alone: the C library's differ between CPUs in the last bit.
# Outside the kernel a bare `exp(x)` would find the C library's, so there the namespace is written out: `kernel::exp(x)`.
# The check is tried on planted text first.
set -euo pipefail

functions='exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|erf|erfc|tgamma|lgamma|cbrt|hypot'
start='(^|[^[:alnum:]_:.>])'
calls() { grep -nE "$@" | grep -vE '^([^:]+:)?[0-9]+: *//' || true; }
of_std() { calls "$start(std::|::)($functions)f?l? *\(" "$@"; }
bare() { calls "$start($functions)f?l? *\(" "$@"; }

planted='x = std::exp(-t);
x = ::pow(a, b);
  std::log1p (x)
y = kernel::exp(x)
std::sqrt(x) + std::expected(x) + journal.log(x)
z = exp(x) * 2
// exp(x) and std::exp(x)
log(x)'
found="$(of_std <<<"$planted" | wc -l) $(bare <<<"$planted" | wc -l)"
[[ $found == "3 2" ]] || { echo "the check itself is broken: found $found of the 3 and 2 planted calls"; exit 1; }

found=$(of_std -r engine --include='*.hpp' --include='*.cpp'
  bare -r engine --include='*.hpp' --include='*.cpp' --exclude-dir=kernel)
if [[ -n $found ]]; then
  printf '%s\nuse engine/kernel/maths.hpp for these: kernel::exp(x)\n' "$found"
  exit 1
fi
