// VirtualRun: one virtual run as it is shown: run to its end, then walked through. All of its trace
// is in the store, and the step on show is a number: going back or forwards executes nothing. Only
// a pick by hand in the past, taking one back, and going on after a stop execute the run again up
// to there. The thread that owns it does the work, in slices.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/shown_run.hpp"
#include "app/step_log.hpp"
#include "app/virtual_program.hpp"
#include "kernel/virtual/behaviour_watch.hpp"
#include "model/virtual_settings.hpp"

namespace telar {

class VirtualRun final : public ShownRun {
 public:
  struct Options : VirtualSettings {
    Language language = Language::es;
    // Of a schedule, to replay; then nobody picks.
    std::optional<std::vector<std::uint32_t>> choices;
    // Of the schedule, if it is known: the run fails at the first step that is seen to differ.
    Behaviour behaviour = {};
    // Every event of the run is kept, to walk through.
    std::uint64_t most_steps_at_once = kMostStepsAtOnce, most_steps = kMostSteps;
  };

  // Begins; by hand it then waits before the first step.
  VirtualRun(const Program& program, const Parameters& parameters, const Options& options);

  // Runs ahead until it is whole, or until monotonic_now() is `until`; whether there was anything
  // to do.
  bool work(Nanos until);
  // It has been run to its end, or as far as somebody has picked by hand.
  bool whole() const { return whole_; }
  // Ends running ahead: the run is as long as it is now, and has ended there until somebody goes
  // on. If it was whole, nothing happens.
  void stop() override;
  bool stopped() const { return stopped_; }
  // From what it was to replay: a choice could not be had, or the program did something else.
  bool diverged() const { return diverged_; }

  // Steps shown, and of the whole run as far as it is known.
  std::uint64_t position() const { return position_; }
  std::uint64_t length() const { return log_.steps(); }
  // When the next step happens; when the last did, if none can follow.
  Nanos now() const { return log_.time_after(position_); }
  // Shows the run as it was after this many steps, at most length(). Only when whole. Executes
  // nothing, and costs the same however long the run is.
  void seek(std::uint64_t step);
  // The same by the run's clock: after the last step that is made by then.
  void seek_time(Nanos time) { seek(log_.steps_by(time)); }
  bool over() const { return position_ == length() && kernel_.over(); }  // nothing can follow

  // The strands that could make the next step, by number, in order; at most so many. None when
  // over().
  std::vector<std::uint32_t> ready(std::size_t most = ~std::size_t{0}) const;
  // The strand that made the last one; ReadySet::kNone before the first.
  std::uint32_t last() const { return log_.last_of(position_); }
  // Where this strand stands; null before its first operation.
  const Stand* stand_of(std::uint32_t number) const;
  // What it would do there. The names in it are the store's.
  Action next_action(std::uint32_t number) const;
  // The strand that made the next step in the recorded run; ReadySet::kNone if nothing is recorded.
  std::uint32_t recorded_next() const;
  // From the step on show on, this strand first; what was recorded beyond is given up. False if it
  // cannot go on.
  bool pick(std::uint32_t number);
  bool can_undo() const { return !picked_at_.empty(); }
  void undo();  // back to before the last pick
  // When whole, but not over at its end: on to the end, everybody going on as long as it can.
  void go_on_to_the_end();

  // --- ShownRun
  bool poll() override;
  void wait(Nanos) override {}  // there is always something to do, or nothing
  bool live() const override { return !whole_; }
  Moment moment() const override;
  // Running until nothing can follow; then of the run.
  Outcome outcome() const override;
  std::string error() const override;
  Nanos elapsed() const override { return over() ? kernel_.elapsed() : now(); }
  Nanos duration() const override;
  int cores() const override { return options_.cores; }
  VirtualRun* virtual_run() override { return this; }

  // What executes it. It stands at the end of what is recorded, wherever the run is looked at.
  const VirtualKernel& kernel() const { return kernel_; }
  const Options& options() const { return options_; }
  const Parameters& parameters() const { return parameters_; }
  // Of the whole run.
  Schedule schedule() const;
  // A strategy has picked every step, so that its seed and the parameters make the same run again.
  bool is_strategys() const {
    return !options_.choices && options_.picker != Picker::by_hand && !steered_ && !stopped_;
  }

 private:
  bool is_at_end() const { return position_ == length(); }
  bool step(Strategy& strategy);
  bool behaves_otherwise() const;
  std::string difference() const;
  Behaviour behaviour() const;
  const Stand* stand_of(std::uint32_t number, const Moment& moment) const;
  void take_events();
  void publish();
  void tell_end();
  void cut(std::uint64_t step);

  const Options options_;
  const Parameters parameters_;
  bool too_long_ = false;  // the kernel has ended it for its length
  VirtualKernel kernel_;
  BehaviourWatch watch_;
  std::unique_ptr<Strategy> strategy_;
  Recorded* recorded_ = nullptr;  // the strategy, if it replays
  StepLog log_;
  std::uint64_t position_ = 0;
  std::vector<std::uint64_t> picked_at_;
  bool whole_ = false, stopped_ = false, diverged_ = false, steered_ = false;
  bool differs_ = false;            // diverged_ because it behaves otherwise
  std::uint64_t taken_events_ = 0;  // of the kernel, of this execution
  std::vector<Event> events_;       // of those, not yet in the store
};

}  // namespace telar
