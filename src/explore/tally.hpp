// Tally: counts executions by how they end, and the data races that were found in them. Allocates
// for what is new or has a better schedule, and for nothing else. Two tallies of consecutive
// stretches of a search make the one of both.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "explore/hash_index.hpp"
#include "kernel/virtual/virtual_kernel.hpp"
#include "report/found.hpp"

namespace telar {

class Tally {
 public:
  // More distinct outcomes or races than these are only counted: nobody reads them, and memory
  // ends.
  static constexpr std::size_t kMostOutcomes = 20'000, kMostRaces = 2'000;

  // An execution that is over. `schedule`: its choices without those at the end that go_on() picks
  // too.
  void add(const VirtualKernel& kernel, std::span<const std::uint32_t> schedule);
  // What came after all that is counted here.
  void append(const Tally& later);

  std::uint64_t executions() const { return executions_; }
  void write(ExploreReport& report) const;

  std::uint64_t pruned = 0, diverged = 0;

 private:
  void count_outcome(const VirtualKernel& kernel, std::span<const std::uint32_t> schedule);
  void count_races(const VirtualKernel& kernel, std::span<const std::uint32_t> schedule);

  std::vector<Found> found_;
  HashIndex found_index_;
  std::vector<FoundRace> races_;
  HashIndex races_index_;
  bool more_races_ = false;
  std::uint64_t executions_ = 0, first_failure_at_ = 0, others_ = 0, steps_ = 0, deepest_ = 0;
};

// Whether one schedule is to be preferred to another: fewer switches, fewer choices, lower in
// order.
bool is_better(std::uint64_t switches, std::span<const std::uint32_t> schedule,
               std::uint64_t than_switches, std::span<const std::uint32_t> than);
// Of how the execution ended; the same for those that end alike.
std::uint64_t outcome_hash(const VirtualKernel& kernel);

}  // namespace telar
