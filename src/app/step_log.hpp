// StepLog: what is known of every step of a virtual run without executing it again: when it was
// made and by whom, how much of the trace there was then, and who could have made the next one.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "kernel/virtual/ready_set.hpp"

namespace telar {

class StepLog {
 public:
  // Forgets all, and begins with the moment before the first step.
  void begin(Nanos now, std::uint64_t events, const ReadySet& ready);
  // A step was made by this strand, and this is how things stand after it.
  void add(std::uint32_t strand, Nanos now, std::uint64_t events, const ReadySet& ready);
  // Forgets the steps beyond the first so many.
  void cut(std::uint64_t steps);

  std::uint64_t steps() const { return moments_.empty() ? 0 : moments_.size() - 1; }
  // After so many steps, at most steps(): the time of the next one, and how many events the trace
  // had.
  Nanos time_after(std::uint64_t steps) const { return moments_[steps].time; }
  std::uint64_t events_after(std::uint64_t steps) const { return moments_[steps].events; }
  // The strand that made the last of so many steps; ReadySet::kNone before the first.
  std::uint32_t last_of(std::uint64_t steps) const { return moments_[steps].strand; }
  // How many of the steps are made no later than this.
  std::uint64_t steps_by(Nanos time) const;
  // The strands that could make the next one, by number, in order; at most so many.
  std::vector<std::uint32_t> ready_after(std::uint64_t steps,
                                         std::size_t most = ~std::size_t{0}) const;
  bool is_ready_after(std::uint64_t steps, std::uint32_t strand) const;

 private:
  struct Moment {
    Nanos time;
    std::uint32_t events, strand;
  };
  void note_ready(const ReadySet& ready);

  std::vector<Moment> moments_;  // after 0, 1, 2, … steps
  // Of each strand: after how many steps it became ready, ceased to be, became it again, …
  std::vector<std::vector<std::uint32_t>> changes_;
  std::vector<std::uint64_t> ready_;  // as ReadySet::words(), after the last step
};

}  // namespace telar
