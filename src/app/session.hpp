// Session: one run after another, on either kernel, for the window, the page and the command line.
// Starts a program, polls its events into a Store, stops it, and says how it ended. All calls from
// one thread, the owner's; none of them blocks but wait() and the destructor.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/shown_run.hpp"
#include "app/virtual_run.hpp"
#include "base/language.hpp"
#include "base/time.hpp"
#include "program/program.hpp"
#include "trace/metrics.hpp"
#include "trace/store.hpp"

namespace telar {

class Session {
 public:
  struct Options {
    Language language = Language::es;  // of the program's own output
    bool processes = true;  // whether the platform can have them: else they fail to start
    std::optional<VirtualRun::Options> virtual_time;  // none: on the real kernel
  };

  Session() = default;
  // Stops what still runs and waits for it.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Starts a run, which is on show from here on. One that still lives is stopped, and goes on
  // ending out of sight.
  void start(const Program& program, Parameters parameters, Options options);
  void start(const Program& program, Parameters parameters) {
    start(program, std::move(parameters), {});
  }
  // Appends to the store what has happened since; whether that changed anything shown (the outcome
  // included). Call it every frame, or a few times a second at least, while busy().
  bool poll();
  // Asks the run to end; it has, a moment later, when live() is false. Then its outcome is
  // `stopped`.
  void stop();
  // Sleeps until there may be something to poll, or until the deadline on monotonic_now()'s clock.
  // Not on a UI thread.
  void wait(Nanos deadline);

  // The run on show if it is a virtual one, else null: what it can do more than a real one.
  VirtualRun* virtual_run() { return run_ ? run_->virtual_run() : nullptr; }
  const VirtualRun* virtual_run() const { return run_ ? run_->virtual_run() : nullptr; }

  // A run was started and is not over; a virtual one: it is not yet known to its end.
  bool live() const { return run_ && run_->live(); }
  bool stopping() const { return live() && stop_asked_; }
  // Something needs polling: a live run, or an earlier one that is still ending.
  bool busy() const { return live() || !ending_.empty(); }

  // The run on show: null and empty before the first.
  const Program* program() const { return program_ ? &*program_ : nullptr; }
  const Parameters* parameters() const { return parameters_ ? &*parameters_ : nullptr; }
  const Options& options() const { return options_; }
  unsigned run_number() const { return run_number_; }
  // All of its trace, and the moment of it that is on show.
  const Store& store() const { return run_ ? run_->store() : nothing_; }
  Moment moment() const { return run_ ? run_->moment() : Moment(); }
  // As of that moment. `running` while it lives and before the first run; the error is one line,
  // when it failed; the clock stands at its end.
  Outcome outcome() const { return run_ ? run_->outcome() : Outcome::running; }
  std::string error() const { return run_ ? run_->error() : std::string(); }
  Nanos elapsed() const { return run_ ? run_->elapsed() : 0; }
  // Of all of the trace. Measured anew when it has changed, or a real run's clock has moved on by
  // `fresh`; else the last measurement.
  const Metrics& metrics(Nanos fresh = 0);

 private:
  std::unique_ptr<ShownRun> run_;
  // Stopped for another one: polled into nowhere until they are over, since destroying a real one
  // earlier blocks.
  std::vector<std::unique_ptr<ShownRun>> ending_;
  std::optional<Program> program_;
  std::optional<Parameters> parameters_;
  Options options_;
  Store nothing_;
  Metrics metrics_;
  std::uint64_t measured_revision_ = ~0ull;
  Nanos measured_at_ = 0;
  unsigned run_number_ = 0;
  bool stop_asked_ = false;
};

}  // namespace telar
