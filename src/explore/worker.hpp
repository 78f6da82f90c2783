// Worker: makes the executions of a segment, one after another, on a kernel of its own: the inner
// loop of exploring, which allocates nothing.
#pragma once
#include <atomic>

#include "explore/explorer.hpp"
#include "explore/history.hpp"
#include "explore/partial_order.hpp"

namespace telar {

class Explorer::Worker {
 public:
  // `pct_steps`: how long an execution is, about.
  Worker(Bodies bodies, VirtualKernel::Options kernel, const ExploreOptions& options);

  struct Signals {
    const std::atomic<bool>& interrupt;
    const std::atomic<int>& hungry;
  };
  // Until the segment is done (true), or somebody wants something, or the time has come.
  bool run(Segment& segment, const Signals& signals, Nanos until);
  void forget_histories() { cache_.clear(); }

  Picture picture;

 private:
  VirtualKernel::Options prepared(VirtualKernel::Options kernel);
  template <class S>
  bool execute(S& strategy);
  bool run_depth_first(Segment& segment, const Signals& signals, Nanos until);
  void count(
      Segment& segment);  // the execution that was made, where the kernel has kept its choices
  bool run_partial_order(Segment& segment, const Signals& signals, Nanos until);
  template <class S>
  bool run_random(S& strategy, Segment& segment, const Signals& signals, Nanos until);
  std::uint64_t length_of_an_execution();

  const ExploreOptions& options_;
  const Bodies bodies_;
  History history_;
  HistoryCache cache_;
  PartialOrder partial_order_;
  VirtualKernel kernel_;
  bool begun_ = false;
  RandomWalk random_;
  Pct pct_;  // made with an execution: after all that is above
};

}  // namespace telar
