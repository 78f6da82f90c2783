// Time as every layer counts it: whole nanoseconds on one clock that all threads and processes of a
// run share.
#pragma once
#include <cstdint>
#include <limits>

namespace telar {

using Nanos = std::int64_t;

inline constexpr Nanos kNever = std::numeric_limits<Nanos>::max();
inline constexpr Nanos kMicrosecond = 1'000;
inline constexpr Nanos kMillisecond = 1'000'000;
inline constexpr Nanos kSecond = 1'000'000'000;

// Python's durations are seconds as a float. Negative, NaN and absurdly long ones are clamped to
// [0, kNever).
using Seconds = double;
constexpr Nanos to_nanos(Seconds seconds) {
  if (!(seconds > 0)) return 0;
  if (seconds > 9e9) return kNever - 1;
  return static_cast<Nanos>(seconds * 1e9 + 0.5);
}
constexpr Seconds to_seconds(Nanos t) { return static_cast<Seconds>(t) * 1e-9; }

// start + duration without overflow; kNever stays never.
constexpr Nanos after(Nanos start, Nanos duration) {
  return duration >= kNever - start ? kNever : start + duration;
}

}  // namespace telar
