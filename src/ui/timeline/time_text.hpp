// Times as a person reads them: axis ticks and exact durations. Pure; writes into a caller's
// buffer, allocates nothing.
#pragma once
#include <cstddef>

#include "base/language.hpp"
#include "base/time.hpp"

namespace telar::ui {

// A small buffer that knows its length: a formatted time never needs more.
struct ShortText {
  char text[48] = {};
  const char* c_str() const { return text; }
};

// Every digit that is there, none that is not: "2.500123456 s", "12.5 ms", "340 ns". Decimal comma
// in Spanish.
ShortText exact_time(Nanos time, Language language);
// Three significant digits, for tiles: "2.50 s", "12.5 ms".
ShortText short_time(Nanos time, Language language);
// A plain number with so many decimals, the language's decimal mark.
ShortText number(double value, int decimals, Language language);

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
