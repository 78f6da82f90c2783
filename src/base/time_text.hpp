// Times as a person reads them, in both languages. Pure; allocates nothing.
#pragma once
#include "base/language.hpp"
#include "base/time.hpp"

namespace telar {

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
// In this unit (1, kMicrosecond, kMillisecond or kSecond) with so many decimals; the rest is cut.
ShortText time_in(Nanos unit, Nanos time, int decimals, Language language);
// The largest of those units that is not above the time.
Nanos unit_of(Nanos time);
// A plain number with so many decimals, the language's decimal mark.
ShortText number(double value, int decimals, Language language);

}  // namespace telar
