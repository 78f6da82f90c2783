// Tally: counts executions by how they end. Allocates for an outcome that is new or has a better
// schedule, and for no other. Two tallies of consecutive stretches of a search make the one of
// both.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "kernel/virtual/virtual_kernel.hpp"
#include "report/found.hpp"

namespace telar {

class Tally {
 public:
  // More distinct outcomes than these are only counted: nobody reads them, and memory ends.
  static constexpr std::size_t kMostOutcomes = 20'000;

  // An execution that is over. `schedule`: its choices without those at the end that go_on() picks
  // too.
  void add(const VirtualKernel& kernel, std::span<const std::uint32_t> schedule) {
    add_execution(kernel, schedule.size(), [&] { return schedule; });
  }
  // The same where the choices lie in other records: picks[i].picked.
  template <class Node>
  void add_path(const VirtualKernel& kernel, std::span<const Node> picks) {
    add_execution(kernel, picks.size(), [&]() -> std::span<const std::uint32_t> {
      scratch_.clear();
      for (const Node& node : picks) scratch_.push_back(node.picked);
      return scratch_;
    });
  }
  // What came after all that is counted here.
  void append(const Tally& later);

  std::uint64_t executions() const { return executions_; }
  std::uint64_t first_failure_at() const { return first_failure_at_; }
  const std::vector<Found>& outcomes() const { return found_; }
  void write(ExploreReport& report) const;

  std::uint64_t pruned = 0, diverged = 0;

 private:
  template <class Schedule>
  void add_execution(const VirtualKernel& kernel, std::size_t length, Schedule schedule) {
    const std::size_t at = count(kernel);
    if (at == kMostOutcomes) return;
    Found& found = found_[at];
    const std::uint64_t switches = kernel.switches();
    if (found.count > 1 && (switches > found.switches ||
                            (switches == found.switches && length > found.schedule.size())))
      return;
    keep_better(found, switches, schedule());
  }
  std::size_t count(const VirtualKernel& kernel);
  static void keep_better(Found& found, std::uint64_t switches,
                          std::span<const std::uint32_t> schedule);
  // Where an outcome with this hash for which is_same(found) is; a place for a new one with only
  // its hash if there is none; kMostOutcomes if there is no place.
  template <class Same>
  std::size_t place(std::uint64_t hash, Same is_same);

  std::vector<Found> found_;
  std::vector<std::uint64_t> hashes_;  // of found_
  std::vector<std::uint32_t> slots_;   // open addressing: 1 + index into found_, or 0
  std::vector<std::uint32_t> scratch_;
  std::uint64_t executions_ = 0, first_failure_at_ = 0, others_ = 0, steps_ = 0, deepest_ = 0;
};

// Whether one schedule is to be preferred to another: fewer switches, fewer choices, lower in
// order.
bool is_better(std::uint64_t switches, std::span<const std::uint32_t> schedule,
               std::uint64_t than_switches, std::span<const std::uint32_t> than);
// Of how the execution ended; the same for those that end alike.
std::uint64_t outcome_hash(const VirtualKernel& kernel);

}  // namespace telar
