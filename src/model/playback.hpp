// Playback: the virtual run on show, as far as it is shown, and how fast it is played. Plain data.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/choices.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "words/words.hpp"

namespace telar {

// How fast a virtual run is played: steps a second, the clock's own pace or a multiple of it, or at
// once.
enum class PlaySpeed : unsigned char {
  step_1,
  step_5,
  step_25,
  time_1,
  time_10,
  time_100,
  at_once
};

struct SpeedTraits {
  PlaySpeed value;
  std::string_view word;  // in JSON, and in the names of the controls
  Word label;
  double steps = 0;  // a second; 0: not at that pace
  double time = 0;   // seconds of the run's clock a second; 0: not at that pace
};
inline constexpr Choices kSpeeds{
    std::to_array<SpeedTraits>({{PlaySpeed::step_1, "step-1", words::speed_step_1, 1, 0},
                                {PlaySpeed::step_5, "step-5", words::speed_step_5, 5, 0},
                                {PlaySpeed::step_25, "step-25", words::speed_step_25, 25, 0},
                                {PlaySpeed::time_1, "time-1", words::speed_time_1, 0, 1},
                                {PlaySpeed::time_10, "time-10", words::speed_time_10, 0, 10},
                                {PlaySpeed::time_100, "time-100", words::speed_time_100, 0, 100},
                                {PlaySpeed::at_once, "at-once", words::speed_at_once, 0, 0}})};

// A strand that could make the next step, and the operation it would do.
struct NextStep {
  // Of the strand in the run: what command::Pick takes; its letter in the schedule.
  std::uint32_t number = 0;
  StrandId strand = 0;
  std::string name;      // "Thread-1"
  std::string action;    // "store counter = 1", in the language of the page
  bool is_last = false;  // it made the last step: to pick another one is a switch
};

struct Playback {
  static constexpr std::uint32_t kNobody = 0xffffffff;

  bool available = false;   // the run on show is a virtual one
  std::uint64_t step = 0;   // steps shown
  std::uint64_t steps = 0;  // of the whole run; by hand: as far as it has been steered
  Nanos time = 0, duration = 0;
  bool playing = false;
  bool at_end = false;         // nothing can follow: the run is over at `step`
  std::vector<NextStep> next;  // who could make the next step, and how; empty at the end
  // Among them, who did in the recorded run; kNobody: nothing is recorded from here on.
  std::uint32_t picked = kNobody;
  bool can_undo = false;  // a pick by hand can be taken back
  std::string schedule;   // the run's schedule as text
};

}  // namespace telar
