// Worker: makes the executions of a part of a search, one after another, on a kernel of its own:
// the inner loop of exploring, which allocates nothing.
#pragma once
#include <atomic>
#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "explore/part.hpp"
#include "explore/picture.hpp"
#include "kernel/virtual/virtual_kernel.hpp"

namespace telar {

class Worker {
 public:
  // Of the kernel's options those that say what is recorded are this class's. `keeps_choices`: the
  // search does not know them itself.
  Worker(std::vector<Body> bodies, VirtualKernel::Options kernel, bool keeps_choices);

  struct Signals {
    const std::atomic<bool>& interrupt;  // looked at after each execution
    const std::atomic<int>& hungry;      // how many workers have no part; now and then
  };
  // Until the part is done (true), or somebody wants something, or the time (monotonic) has come.
  // Then another call goes on with it.
  bool run(Part& part, const Signals& signals, Nanos until);

  Picture picture;  // of all executions that it has counted

 private:
  bool search(Part& part, const Signals& signals, Nanos until);
  void begin(std::uint64_t same_steps);
  void count(const Search& search, Tally& tally);

  const std::vector<Body> bodies_;
  VirtualKernel kernel_;
  bool begun_ = false;
};

}  // namespace telar
