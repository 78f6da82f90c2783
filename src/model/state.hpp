// AppState: everything the UI is told before a frame. Plain data: src/app fills it, the UI reads
// it, and no call leads from here to a run. What a person asks for comes back as Commands.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/choices.hpp"
#include "base/language.hpp"
#include "base/time.hpp"
#include "model/command.hpp"
#include "model/exploration.hpp"
#include "model/playback.hpp"
#include "model/virtual_settings.hpp"
#include "program/description.hpp"
#include "report/finding.hpp"
#include "report/outcome.hpp"
#include "trace/metrics.hpp"
#include "trace/moment.hpp"
#include "trace/store.hpp"

namespace telar {

// How far the run on show has come; how it ended is its Outcome.
enum class RunStatus : unsigned char { idle, starting, running, stopping, finished };

struct RunStatusTraits {
  RunStatus value;
  std::string_view word;  // in JSON
};
inline constexpr Choices kRunStatuses{
    std::to_array<RunStatusTraits>({{RunStatus::idle, "idle"},
                                    {RunStatus::starting, "starting"},
                                    {RunStatus::running, "running"},
                                    {RunStatus::stopping, "stopping"},
                                    {RunStatus::finished, "finished"}})};

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

struct AppState {
  // Grows with every change to what is below: a screen that has drawn this revision need not draw
  // again, unless time itself is on show.
  std::uint64_t revision = 0;

  std::vector<SharedDescription> programs;  // in the order of the list
  // The chosen one of them; null if there are none.
  SharedDescription program;
  // The chosen one's, in the order of its specs; a choice as its index.
  std::vector<double> parameters;
  Language language = Language::es;
  ThemeChoice theme = ThemeChoice::system;
  bool system_is_dark = false;
  Environment environment;

  RunStatus status = RunStatus::idle;
  Outcome outcome = Outcome::running;  // of the run on show; running until it has finished
  std::string error;                   // why it failed: one line, maybe more
  // What the run on show was started with (the form may have changed since). Null before the first
  // run.
  SharedDescription run_program;
  std::vector<double> run_parameters;
  const Store* store = nullptr;      // of the whole run; null before the first
  const Metrics* metrics = nullptr;  // of all of `store`
  Moment moment;                     // how much of `store` is on show
  Figures figures;                   // as of that moment
  Nanos now = 0;                     // the run's clock: its end once it has finished
  std::uint64_t run_number = 0;      // grows with each run

  // What the next run is to be, and the virtual run on show.
  KernelChoice kernel = KernelChoice::real;
  bool kernel_fixed = false;  // real threads cannot be had here: virtual only
  VirtualSettings settings;
  PlaySpeed speed = PlaySpeed::at_once;
  Playback playback;
  std::vector<Finding> findings;  // of the run on show, as far as it is shown
  Exploration exploration;

  // Where what lasts at the moment on show ends, on the run's clock.
  Nanos until() const {
    if (!moment.is_end()) return moment.time;
    return std::max(now, store != nullptr ? store->end() : 0);
  }

  std::string notice;  // one line to show until dismissed (a bad query …); empty: none
  float pinch = 1;     // two fingers since the last frame: > 1 apart
};

inline bool is_live(RunStatus status) {
  return status == RunStatus::starting || status == RunStatus::running ||
         status == RunStatus::stopping;
}

}  // namespace telar
