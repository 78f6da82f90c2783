// Found: what exploring a program has found so far: plain data, for whoever shows it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "report/outcome.hpp"
#include "report/race.hpp"

namespace telar {

class JsonWriter;

// In which executions something was seen.
struct Sightings {
  std::uint64_t count = 0;     // of executions
  std::uint64_t first_at = 0;  // the first of them, from 1
  // The best of them: fewest context switches, then fewest choices, then the lowest of them in
  // order.
  std::uint64_t switches = 0;
  std::vector<std::uint32_t> schedule;  // VirtualKernel::schedule()
};

// One way in which executions end: those that end alike in all of kind, output, state and error.
struct Found : Sightings {
  Outcome kind = Outcome::finished;  // finished, deadlock or failed
  std::string output;                // all that was written
  std::string state;                 // VirtualKernel::final_state()
  std::string error;  // when failed, the exception; when deadlock, who waits for whom

  bool bad() const { return kind != Outcome::finished; }
  // What tells it from others: its error, its output and its final state, as far as it has them, a
  // line or more.
  std::string text() const;
};

// A pair of accesses to a variable that nothing orders: of two lines and verbs, whichever comes
// first or, where lines are not known, of two strands and verbs. Variables of one name each have
// their own pairs. The kernel's Races say which pairs are the same.
struct FoundRace : Sightings {
  Race race;                                // as it is in the best execution
  std::string first_strand, second_strand;  // their names

  // "Thread-1 stores counter (lost_update.cpp:31)".
  std::string first_text(Language language) const;
  std::string second_text(Language language) const;
};
// As an object: {variable, first {strand, verb, file, line}, second {…}, count, first_at, switches,
// schedule}. The schedule is given as text.
void write_race(JsonWriter& json, const FoundRace& race, std::string_view schedule);

// What a search that has come to its end has seen of the program.
enum class Coverage : unsigned char {
  // Every schedule.
  every_schedule,
  // Of all schedules that differ only in the order of independent steps at least one. What depends
  // on time beyond the order of deadlines is not followed: a program that asks what time it is, or
  // whose waits are as short as its steps, may end in ways that are not seen.
  every_order,
  // Some schedules.
  sample
};
// "every-schedule", "every-order", "sample": the words of `explore --format json`.
std::string_view coverage_name(Coverage coverage);

struct ExploreReport {
  std::string_view strategy;  // the search's name on the command line
  Coverage coverage = Coverage::sample;
  std::uint64_t executions = 0;        // that count: each schedule once when exhaustive
  bool over = false;                   // nothing is left to do; false: it goes on, or was stopped
  bool exhausted = false;              // all that `coverage` says was seen (within the bound)
  bool beyond_bound = false;           // there are schedules with more preemptions than the bound
  int bound = -1;                      // the preemption bound under way; -1: none
  std::uint64_t first_failure_at = 0;  // which execution, from 1; 0: none failed
  std::vector<Found> outcomes;         // in the order in which they were seen
  // Executions whose outcomes are not listed: there are too many.
  std::uint64_t in_other_outcomes = 0;
  // Looked for in each execution; in the order in which they were seen.
  std::vector<FoundRace> races;
  bool more_races = false;                    // there are too many to list them all
  std::size_t shortest_failure = kNoFailure;  // index of the bad outcome with the best schedule
  std::uint64_t steps = 0;                    // of those executions
  std::uint64_t deepest = 0;                  // steps of the longest
  // Executions that were given up, since all that could follow is seen in another.
  std::uint64_t pruned = 0;
  // Executions that could not be repeated: the program is not deterministic.
  std::uint64_t diverged = 0;
  double seconds = 0;  // that it took

  static constexpr std::size_t kNoFailure = ~std::size_t{0};
  double executions_per_second() const {
    return seconds > 0 ? static_cast<double>(executions) / seconds : 0;
  }
};

}  // namespace telar
