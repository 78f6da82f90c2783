// AppState: everything the UI is told before a frame, and the Commands it gives back. Plain data: src/app fills it, the
// UI reads it, and no call leads from here to a run.
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

struct AppState {
  std::span<const ScenarioDescription* const> scenarios;
  std::size_t chosen = 0;
  std::vector<double> parameters;  // of the chosen one, in the order of its specs; a choice as its index
  Language language = Language::es;
  ThemeChoice theme = ThemeChoice::system;
  bool system_is_dark = false;
  Environment environment;

  RunStatus status = RunStatus::idle;
  Outcome outcome = Outcome::none;  // once finished
  std::string error;                // why it failed: one line, maybe more
  // What the run on show was started with (the form may have changed since). Null before the first run.
  const ScenarioDescription* run_scenario = nullptr;
  std::vector<double> run_parameters;
  const Store* store = nullptr;      // null before the first run
  const Metrics* metrics = nullptr;  // of `store`
  Nanos now = 0;                     // the run's clock: its end once it has finished
  std::uint64_t run_number = 0;      // grows with each run

  std::string notice;  // one line to show until dismissed (a bad query …); empty: none
  float pinch = 1;     // two fingers since the last frame: > 1 apart
};

inline bool is_live(RunStatus status) {
  return status == RunStatus::starting || status == RunStatus::running || status == RunStatus::stopping;
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
}  // namespace command

using Command = std::variant<command::Run, command::Stop, command::Choose, command::SetParameter, command::SetLanguage,
                             command::SetTheme, command::DismissNotice>;

}  // namespace telar::ui
