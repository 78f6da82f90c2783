// The ticks of a time axis and their labels. Pure; allocates nothing.
#pragma once
#include "base/time_text.hpp"

namespace telar::ui {

// Ticks of a time axis: multiples of `step`, the smallest of 1, 2, 5 x 10^k ns that keeps them
// `min_gap` pixels apart.
struct Ticks {
  Nanos step;
  Nanos first;   // the first multiple that is not before the view's beginning
  int decimals;  // of the labels, in `unit`
  Nanos unit;    // what the labels count: 1, 1e3, 1e6 or 1e9 ns
};
Ticks ticks(double begin, double end, double width, double min_gap);
ShortText tick_label(const Ticks& ticks, Nanos time, Language language);

}  // namespace telar::ui
