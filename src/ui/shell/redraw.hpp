// Redraw: whether a frame is worth drawing. An idle screen draws nothing. Pure.
#pragma once
#include <cstdint>

#include "base/time.hpp"
#include "model/state.hpp"

namespace telar::ui {

class Redraw {
 public:
  struct Decision {
    bool draw;
    Nanos look_again;  // kNever: only after input
  };
  // `clock`: any monotonic clock. `wake_at`: when the screen will change by itself, on that clock
  // (kNever: it will not).
  Decision decide(bool input, const AppState& state, Nanos clock, Nanos wake_at);

  static constexpr Nanos kFastest = 15 * kMillisecond;    // something changed: 60 frames a second
  static constexpr Nanos kFollowing = 33 * kMillisecond;  // only time passes: 30
  static constexpr Nanos kGlancing =
      100 * kMillisecond;              // a search goes on: its numbers, and time left for it
  static constexpr int kSettling = 2;  // Dear ImGui rests a frame after input

 private:
  std::uint64_t seen_ = ~std::uint64_t{0};  // the revision that was drawn
  int settling_ = kSettling;
  bool owed_ = false;  // one more frame after a change
  Nanos drawn_ = 0;
};

}  // namespace telar::ui
