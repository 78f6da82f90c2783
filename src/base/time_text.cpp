#include "base/time_text.hpp"

#include <cmath>
#include <cstdio>
#include <cstring>

namespace telar {
namespace {

struct Unit {
  Nanos size;
  int digits;  // decimals that make it exact
  const char* name;
};
constexpr Unit kUnits[] = {
    {kSecond, 9, "s"}, {kMillisecond, 6, "ms"}, {kMicrosecond, 3, "\xc2\xb5s"}, {1, 0, "ns"}};

const Unit& unit_for(Nanos time) {
  const Nanos size = time < 0 ? -time : time;
  for (const Unit& unit : kUnits) {
    if (size >= unit.size) return unit;
  }
  return kUnits[3];
}

void set_decimal_mark(char* text, Language language) {
  if (language != Language::es) return;
  if (char* dot = std::strchr(text, '.')) *dot = ',';
}

// Integer arithmetic: a time of hours keeps its nanoseconds.
void write_units(char* out, std::size_t size, Nanos time, const Unit& unit, int decimals,
                 Language language) {
  const char* sign = time < 0 ? "-" : "";
  const auto magnitude = static_cast<unsigned long long>(time < 0 ? -time : time);
  const auto whole = magnitude / static_cast<unsigned long long>(unit.size);
  auto rest = magnitude % static_cast<unsigned long long>(unit.size);
  for (int i = decimals; i < unit.digits; ++i) rest /= 10;
  if (decimals > 0) {
    const int width = decimals < 9 ? decimals : 9;  // no unit has more; a bound that GCC sees
    std::snprintf(out, size, "%s%llu.%0*llu %s", sign, whole, width, rest, unit.name);
  } else {
    std::snprintf(out, size, "%s%llu %s", sign, whole, unit.name);
  }
  set_decimal_mark(out, language);
}

}  // namespace

ShortText exact_time(Nanos time, Language language) {
  ShortText result;
  const Unit& unit = unit_for(time);
  int decimals = unit.digits;
  Nanos rest = (time < 0 ? -time : time) % unit.size;
  while (decimals > 0 && rest % 10 == 0) {
    rest /= 10;
    --decimals;
  }
  write_units(result.text, sizeof result.text, time, unit, decimals, language);
  return result;
}

ShortText short_time(Nanos time, Language language) {
  ShortText result;
  if (time == 0) {
    std::snprintf(result.text, sizeof result.text, "0 s");
    return result;
  }
  const Unit* unit = &unit_for(time);
  const auto in_unit = [&] { return static_cast<double>(time) / static_cast<double>(unit->size); };
  // What rounds to a thousand of a unit is one of the next.
  if (unit != kUnits && std::fabs(in_unit()) >= 999.5) --unit;
  const double size = std::fabs(in_unit());
  const int decimals = unit->digits == 0 ? 0 : size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
  std::snprintf(result.text, sizeof result.text, "%.*f %s", decimals, in_unit(), unit->name);
  set_decimal_mark(result.text, language);
  return result;
}

ShortText number(double value, int decimals, Language language) {
  ShortText result;
  std::snprintf(result.text, sizeof result.text, "%.*f", decimals, value);
  set_decimal_mark(result.text, language);
  return result;
}

Nanos unit_of(Nanos time) { return unit_for(time).size; }

ShortText time_in(Nanos size, Nanos time, int decimals, Language language) {
  ShortText result;
  for (const Unit& unit : kUnits) {
    if (unit.size == size)
      write_units(result.text, sizeof result.text, time, unit, decimals, language);
  }
  return result;
}

}  // namespace telar
