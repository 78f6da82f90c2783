// Redraw: whether a frame is worth drawing. An idle screen draws nothing. Pure.
#pragma once
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
  // Everything that shows and may change without input.
  struct Seen {
    RunStatus status;
    Outcome outcome;
    Language language;
    ThemeChoice theme;
    bool dark;
    std::size_t chosen;
    std::uint64_t run, revision;
    int processes, threads;
    std::size_t notice;
    KernelChoice kernel;
    Picker strategy;
    std::uint64_t seed;
    int cores;
    PlaySpeed speed;
    std::uint64_t step, steps;
    Nanos time;
    bool available, playing, can_undo;
    std::size_t next, findings;
    bool present, exploring, exhausted;
    std::uint64_t executions;  // of a search that rests: one under way is glanced at
    std::size_t outcomes, search_error;
    bool operator==(const Seen&) const = default;
  };
  Seen seen_{};
  int settling_ = kSettling;
  bool owed_ = false;  // one more frame after a change
  Nanos drawn_ = 0;
};

}  // namespace telar::ui
