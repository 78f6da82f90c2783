// Minimiser: looks for a simpler schedule that ends the same way. Of the stretches in which one
// strand made steps without another in between it moves one next to another of the same strand,
// which saves switches, and executes that as far as it can be done; what ends alike with a better
// schedule (is_better) it goes on from. One execution a step, so that a page stays alive.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "kernel/virtual/virtual_kernel.hpp"
#include "report/found.hpp"

namespace telar {

class Minimiser {
 public:
  // Executions for one outcome, at most.
  static constexpr int kMost = 2'000;

  Minimiser(std::vector<std::function<Task<>()>> bodies, VirtualKernel::Options kernel);

  // Works on this outcome, which is to outlive that.
  void start(Found& found);
  // Makes one execution. False: nothing is left to try.
  bool step();

 private:
  struct Stretch {
    std::uint32_t strand;
    std::uint64_t steps;
  };
  template <class Next, class Made>
  void execute(Next next, Made made);
  // Executes these stretches as far as possible.
  void replay(std::vector<Stretch> wanted);
  bool ends_alike() const;
  bool next_pair();

  std::vector<std::function<Task<>()>> bodies_;
  VirtualKernel kernel_;
  Found* found_ = nullptr;
  std::uint64_t hash_ = 0;
  std::vector<Stretch> best_, made_;  // the stretches of the best execution, and of the last
  std::size_t from_ = 0, to_ = 0;     // the pair to be tried next
  bool later_ = false;                // the earlier is moved to the later
  int left_ = 0;
  bool begun_ = false;
};

}  // namespace telar
