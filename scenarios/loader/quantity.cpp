#include "scenarios/loader/quantity.hpp"

#include <algorithm>
#include <utility>

#include "engine/kernel/maths.hpp"

namespace wardmote::loader {

double Quantity::quantile(double u) const {
  if (!uncertain()) return value;
  if (unit == "switch") return u < 0.5 ? low : high;
  auto const width = high - low;
  double x = value;
  switch (distribution) {
    case Distribution::triangular: {
      auto const below = (value - low) / width;  // share of worlds below the mode
      x = u < below ? low + kernel::sqrt(u * width * (value - low))
                    : high - kernel::sqrt((1.0 - u) * width * (high - value));
      break;
    }
    case Distribution::uniform:
      x = low + u * width;
      break;
    case Distribution::loguniform: {
      auto const log_low = kernel::log(low);
      x = kernel::exp(log_low + u * (kernel::log(high) - log_low));
      break;
    }
    case Distribution::fixed:
      break;
  }
  return std::clamp(x, low, high);  // rounding must not leave the range
}

Quantity fixed_quantity(double value, std::string unit, std::string source) {
  Quantity q;
  q.value = q.low = q.high = value;
  q.unit = std::move(unit);
  q.source = std::move(source);
  q.distribution = Distribution::fixed;
  return q;
}

}  // namespace wardmote::loader
