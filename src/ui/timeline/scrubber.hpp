// Where the steps of a run lie on a scrubber of some width, and which step a place on it means.
// Pure.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>

namespace telar::ui {

// Points from its left end; a run without steps has its only place there.
inline float scrubber_x(std::uint64_t step, std::uint64_t steps, float width) {
  if (steps == 0) return 0;
  return static_cast<float>(static_cast<double>(std::min(step, steps)) /
                            static_cast<double>(steps)) *
         width;
}

// The nearest step; beyond an end, that end.
inline std::uint64_t scrubber_step(float x, float width, std::uint64_t steps) {
  if (!(width > 0)) return 0;
  const double part = std::clamp(static_cast<double>(x) / static_cast<double>(width), 0.0, 1.0);
  return std::min(static_cast<std::uint64_t>(std::llround(part * static_cast<double>(steps))),
                  steps);
}

// Every how many steps a mark is drawn so that marks are at least `gap` points apart: 1, 2, 5, 10,
// 20 …
inline std::uint64_t scrubber_marks(std::uint64_t steps, float width, float gap) {
  std::uint64_t every = 1;
  for (int i = 0; scrubber_x(every, steps, width) < gap && every < steps; ++i)
    every = every * (i % 3 == 1 ? 5 : 4) / 2;
  return every;
}

}  // namespace telar::ui
