#include "ui/timeline/ticks.hpp"

#include <cmath>

namespace telar::ui {

Ticks ticks(double begin, double end, double width, double min_gap) {
  const double span = end > begin ? end - begin : 1;
  const double wanted = span * min_gap / (width > 1 ? width : 1);
  Nanos step = 1;
  for (int i = 0; static_cast<double>(step) < wanted && step < kNever / 10; ++i) {
    step = i % 3 == 1 ? step / 2 * 5 : step * 2;  // 1, 2, 5, 10 …
  }
  Ticks result{step, 0, 0, 1};
  result.first = static_cast<Nanos>(std::ceil(begin / static_cast<double>(step))) * step;
  // One unit for the whole axis, that of its far end: labels can be compared by eye.
  result.unit = unit_of(static_cast<Nanos>(std::fmax(std::fabs(begin), std::fabs(end))));
  Nanos precision = result.unit;
  while (precision > 1 && step % precision != 0) {
    precision /= 10;
    ++result.decimals;
  }
  return result;
}

ShortText tick_label(const Ticks& ticks, Nanos time, Language language) {
  return time_in(ticks.unit, time, ticks.decimals, language);
}

}  // namespace telar::ui
