// Found: what exploring a program has found so far: plain data, for whoever shows it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "report/outcome.hpp"

namespace telar {

// One way in which executions end: those that end alike in all of kind, output, state and error.
struct Found {
  Outcome kind = Outcome::finished;  // finished, deadlock or failed
  std::string output;                // all that was written
  std::string state;                 // VirtualKernel::final_state()
  std::string error;           // when failed, the exception; when deadlock, who waits for whom
  std::uint64_t count = 0;     // of executions
  std::uint64_t first_at = 0;  // at which execution it was first seen, from 1
  // The best execution seen: fewest context switches, then fewest choices, then the lowest of them
  // in order.
  std::uint64_t switches = 0;
  std::vector<std::uint32_t> schedule;  // VirtualKernel::schedule()

  bool bad() const { return kind != Outcome::finished; }
  // What tells it from others: its error, its output and its final state, as far as it has them, a
  // line or more.
  std::string text() const;
};

struct ExploreReport {
  std::uint64_t executions = 0;        // that count: each schedule once when exhaustive
  bool over = false;                   // nothing is left to do; false: it goes on, or was stopped
  bool exhausted = false;              // every schedule was executed (within the bound)
  bool beyond_bound = false;           // there are schedules with more preemptions than the bound
  int bound = -1;                      // the preemption bound under way; -1: none
  std::uint64_t first_failure_at = 0;  // which execution, from 1; 0: none failed
  std::vector<Found> outcomes;         // in the order in which they were seen
  // Executions whose outcomes are not listed: there are too many.
  std::uint64_t in_other_outcomes = 0;
  std::size_t shortest_failure = kNoFailure;  // index of the bad outcome with the best schedule
  std::uint64_t steps = 0;                    // of those executions
  std::uint64_t deepest = 0;                  // steps of the longest
  std::uint64_t pruned = 0;  // with the cache: prefixes not followed, since their like was
  std::uint64_t diverged =
      0;               // executions that could not be repeated: the program is not deterministic
  double seconds = 0;  // that it took

  static constexpr std::size_t kNoFailure = ~std::size_t{0};
  double executions_per_second() const {
    return seconds > 0 ? static_cast<double>(executions) / seconds : 0;
  }
};

}  // namespace telar
