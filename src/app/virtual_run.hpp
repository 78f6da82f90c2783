// VirtualRun: one virtual run as it is shown: run to its end, then walked through. Forwards is one
// more step; backwards is the same run again, to one step earlier. Its events go into a Store,
// which holds what had happened by the step on show. The thread that owns it does the work, in
// slices; nothing blocks.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/virtual_program.hpp"
#include "model/virtual_settings.hpp"
#include "trace/store.hpp"

namespace telar {

class VirtualRun {
 public:
  struct Options : VirtualSettings {
    Language language = Language::es;
    // Of a schedule, to replay; then nobody picks.
    std::optional<std::vector<std::uint32_t>> choices;
    std::uint64_t most_steps_at_once = 200'000,
                  most_steps = 3'000'000;  // every event of the run is kept, to walk through
  };

  // Begins; by hand it then waits before the first step. The store is the run's own from here on,
  // and outlives it.
  VirtualRun(const Program& program, const Parameters& parameters, const Options& options,
             Store& store);

  // Runs ahead until it is whole, or until monotonic_now() is `until`; whether there was anything
  // to do.
  bool work(Nanos until);
  // It has been run to its end, or as far as somebody has picked by hand.
  bool whole() const { return whole_; }
  // Ends running ahead: the run is as long as it is now. If it was whole, nothing happens.
  void stop();
  bool stopped() const { return stopped_; }
  bool diverged() const { return diverged_; }  // from the choices it was to replay

  // Steps shown, and of the whole run as far as it is known.
  std::uint64_t position() const { return kernel_.steps(); }
  std::uint64_t length() const { return length_; }
  Nanos duration() const { return duration_; }  // when the last of them was made
  // When the next step happens; when the last did, if none can follow.
  Nanos now() const { return kernel_.now(); }
  // Shows the run as it was after this many steps, at most length(). Only when whole.
  void seek(std::uint64_t step);
  bool over() const { return kernel_.over(); }  // nothing can follow the step on show

  // From the step on show on, this strand first; what was recorded beyond is given up. False if it
  // cannot go on.
  bool pick(std::uint32_t number);
  bool can_undo() const { return !picked_at_.empty(); }
  void undo();  // back to before the last pick
  // When whole, but not over at its end: on to the end, everybody going on as long as it can.
  void go_on_to_the_end();
  // Who made the next step in the recorded run; ReadySet::kNone if nothing is recorded.
  std::uint32_t recorded_next() const;

  const VirtualKernel& kernel() const { return kernel_; }
  // Running until nothing can follow; then of the run.
  Outcome outcome() const {
    if (diverged_) return Outcome::failed;
    return stopped_ && position() == length_ ? Outcome::stopped : kernel_.outcome();
  }
  std::string error() const;  // one line, when it failed
  Nanos elapsed() const { return kernel_.over() ? kernel_.elapsed() : kernel_.now(); }
  const Options& options() const { return options_; }
  // Of the whole run.
  Schedule schedule() const;
  // A strategy has picked every step, so that its seed and the parameters make the same run again.
  bool is_strategys() const {
    return !options_.choices && options_.picker != Picker::by_hand && !steered_ && !stopped_;
  }
  const Parameters& parameters() const { return parameters_; }

 private:
  void restart();
  void publish();
  void steer(std::uint64_t step);
  void note_end();

  const Options options_;
  const Parameters parameters_;
  Store& store_;
  VirtualKernel kernel_;
  std::unique_ptr<Strategy> strategy_;
  Recorded* recorded_ = nullptr;        // the strategy, if it replays
  std::vector<std::uint32_t> choices_;  // of the whole run
  std::size_t said_choices_ = 0;        // how many of them its schedule says
  std::vector<std::uint64_t> picked_at_;
  std::uint64_t length_ = 0;
  Nanos duration_ = 0;
  bool whole_ = false, stopped_ = false, diverged_ = false, steered_ = false;
  std::vector<Event> events_;
};

}  // namespace telar
