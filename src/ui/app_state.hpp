// AppState: everything the UI is told before a frame, and the Commands it gives back. Plain data:
// src/app fills it, the UI reads it, and no call leads from here to a run.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/language.hpp"
#include "base/time.hpp"
#include "scenarios/description.hpp"
#include "trace/metrics.hpp"
#include "trace/store.hpp"

namespace telar::ui {

enum class RunStatus : unsigned char { idle, starting, running, stopping, finished };
enum class Outcome : unsigned char { none, finished, failed, stopped, deadlock };
enum class ThemeChoice : unsigned char { system, light, dark };

// What this page or window can really do: shown as it is, never better than it is.
struct Environment {
  bool web = false;
  bool isolated = false;        // the page is cross-origin isolated (natively: true)
  bool real_threads = false;    // else the virtual kernel
  bool real_processes = false;  // else strands of one process
  int cores = 1;
  int processes_alive = 0;  // children or process workers that exist now
  int threads_alive = 0;    // OS threads or thread workers of this process that exist now
};

// --- virtual time

enum class KernelChoice : unsigned char { real, virtual_time };
// Who picks the strand that makes the next step.
enum class StrategyChoice : unsigned char { round_robin, random, pct, by_hand };
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

// A strand that could make the next step, and the operation it would do.
struct NextStep {
  std::uint32_t number =
      0;  // of the strand in the run: what command::Pick takes; its letter in the schedule
  StrandId strand = 0;
  std::string name;      // "Thread-1"
  std::string action;    // "store counter = 1", in the language of the page
  bool is_last = false;  // it made the last step: to pick another one is a switch
};

// The virtual run on show, as far as it is shown.
struct Playback {
  bool available = false;   // the run on show is a virtual one
  std::uint64_t step = 0;   // steps shown
  std::uint64_t steps = 0;  // of the whole run; by hand: as far as it has been steered
  Nanos time = 0, duration = 0;
  bool playing = false;
  bool at_end = false;             // nothing can follow: the run is over at `step`
  std::vector<NextStep> next;      // who could make the next step, and how; empty at the end
  std::uint32_t picked = kNobody;  // among them, who did in the recorded run; kNobody: nothing is
                                   // recorded from here on
  bool can_undo = false;           // a pick by hand can be taken back
  std::string schedule;            // the run's schedule as text
  static constexpr std::uint32_t kNobody = 0xffffffff;
};

// What went wrong in a failing run, for the timeline: each place is a lane and a moment on it.
struct Problem {
  enum class Kind : unsigned char { deadlock, starved, race, lost_update, failed };
  struct Place {
    StrandId strand;
    Nanos time;
    std::string text;  // "waits for lock B, held by Thread-2"
  };
  Kind kind = Kind::failed;
  std::string text;           // one line
  std::vector<Place> places;  // of a deadlock: in the order of the cycle
};

// The search over schedules, as far as it has come.
struct Exploration {
  struct Outcome {
    std::string kind;  // finished, deadlock, failed
    std::string text;  // its output, its final state or its error: one line or more
    std::uint64_t count = 0;
    std::uint64_t first_at = 0;  // at which execution it was first seen, from 1
    unsigned switches = 0;       // of its shortest schedule
    std::string schedule;
    bool bad = false;  // a failure
  };
  // A stretch of the picture of the tree: the executions that begin with the same choices. Depth 0
  // is all of them.
  struct Branch {
    std::uint16_t depth;
    std::uint32_t strand;  // who was picked at this depth (meaningless at 0)
    double begin, end;     // in 0..1 of the executions made so far, in the order of the search
    double bad;            // 0..1 of its executions failed
  };
  bool present = false, running = false, exhausted = false;
  std::uint64_t number = 0;  // grows with each search
  const ScenarioDescription* scenario = nullptr;
  std::uint64_t executions = 0, first_failure_at = 0;  // 0: none yet
  double executions_per_second = 0, seconds = 0;
  int bound = -1;                 // the preemption bound under way; -1: none
  std::uint64_t most = 0;         // executions after which it stops
  std::vector<Outcome> outcomes;  // most frequent first
  std::vector<Branch> branches;   // a few hundred at most, by depth, then by place
  std::string error;
};

struct AppState {
  std::span<const ScenarioDescription* const> scenarios;
  std::size_t chosen = 0;
  std::vector<double>
      parameters;  // of the chosen one, in the order of its specs; a choice as its index
  Language language = Language::es;
  ThemeChoice theme = ThemeChoice::system;
  bool system_is_dark = false;
  Environment environment;

  RunStatus status = RunStatus::idle;
  Outcome outcome = Outcome::none;  // once finished
  std::string error;                // why it failed: one line, maybe more
  // What the run on show was started with (the form may have changed since). Null before the first
  // run.
  const ScenarioDescription* run_scenario = nullptr;
  std::vector<double> run_parameters;
  const Store* store = nullptr;      // null before the first run
  const Metrics* metrics = nullptr;  // of `store`
  Nanos now = 0;                     // the run's clock: its end once it has finished
  std::uint64_t run_number = 0;      // grows with each run

  // What the next run is to be, and the virtual run on show.
  KernelChoice kernel = KernelChoice::real;
  bool kernel_fixed = false;  // real threads cannot be had here: virtual only
  StrategyChoice strategy = StrategyChoice::round_robin;
  std::uint64_t seed = 0;
  int virtual_cores = 4;
  PlaySpeed speed = PlaySpeed::at_once;
  Playback playback;
  std::vector<Problem> problems;  // of the run on show, as far as it is shown
  Exploration exploration;

  std::string notice;  // one line to show until dismissed (a bad query …); empty: none
  float pinch = 1;     // two fingers since the last frame: > 1 apart
};

inline bool is_live(RunStatus status) {
  return status == RunStatus::starting || status == RunStatus::running ||
         status == RunStatus::stopping;
}

namespace command {
struct Run {
  std::size_t scenario;
  std::vector<double> parameters;
};
struct Stop {};
struct Choose {
  std::size_t scenario;
};
struct SetParameter {
  std::size_t index;
  double value;
};  // already within its range
struct SetLanguage {
  Language language;
};
struct SetTheme {
  ThemeChoice theme;
};
struct DismissNotice {};
struct SetKernel {
  KernelChoice kernel;
};
struct SetStrategy {
  StrategyChoice strategy;
};
struct SetSeed {
  std::uint64_t seed;
};
struct SetCores {
  int cores;  // 1 to kMostVirtualCores
};
struct SetSpeed {
  PlaySpeed speed;
};
struct Play {
  bool playing;
};
// Shows the run as it was after this many steps.
struct Seek {
  std::uint64_t step;
};
// The strand that makes the next step, from here on by hand: what was recorded beyond is given up.
struct Pick {
  std::uint32_t number;
};
struct Undo {};     // the last pick
struct Explore {};  // the chosen program, with the parameters of the form
struct StopExploring {};
struct ShowOutcome {
  std::size_t index;  // loads the schedule that shows it
};
struct CopyLink {};  // to the run on show
}  // namespace command

using Command =
    std::variant<command::Run, command::Stop, command::Choose, command::SetParameter,
                 command::SetLanguage, command::SetTheme, command::DismissNotice,
                 command::SetKernel, command::SetStrategy, command::SetSeed, command::SetCores,
                 command::SetSpeed, command::Play, command::Seek, command::Pick, command::Undo,
                 command::Explore, command::StopExploring, command::ShowOutcome, command::CopyLink>;
inline constexpr int kMostVirtualCores = 16;

}  // namespace telar::ui
