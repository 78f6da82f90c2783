// Worker: makes the executions of a part of a search, one after another, on a kernel of its own:
// the inner loop of exploring, which allocates nothing.
#pragma once
#include <atomic>

#include "explore/explorer.hpp"
#include "explore/search.hpp"

namespace telar {

class Explorer::Worker {
 public:
  // `keeps_choices`: the search does not know them itself.
  Worker(Bodies bodies, VirtualKernel::Options kernel, bool keeps_choices);

  struct Signals {
    const std::atomic<bool>& interrupt;
    const std::atomic<int>& hungry;
  };
  // Until the segment is done (true), or somebody wants something, or the time has come.
  bool run(Segment& segment, const Signals& signals, Nanos until);

  Picture picture;

 private:
  bool search(Segment& segment, const Signals& signals, Nanos until);
  void begin(std::uint64_t same_steps);
  void count(const Search& search, Tally& tally, bool follows);

  const Bodies bodies_;
  VirtualKernel kernel_;
  bool begun_ = false;
};

}  // namespace telar
