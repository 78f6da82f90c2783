#include "explore/minimiser.hpp"

#include "explore/tally.hpp"
#include "tests/explore/programs.hpp"

namespace telar::testing {
namespace {

// An execution by the schedule, as exploring would have found it.
Found found_by(const Program& program, std::vector<std::uint32_t> schedule) {
  VirtualKernel kernel(kernel_options());
  const Bodies bodies = program();
  kernel.begin(bodies);
  Recorded recorded(std::move(schedule));
  kernel.run(recorded);
  Found found;
  found.kind = kernel.outcome();
  found.state = kernel.final_state();
  found.error = kernel.error();
  found.switches = kernel.switches();
  found.schedule.assign(kernel.schedule().begin(), kernel.schedule().end());
  return found;
}

// Works on it until nothing is left to try; after how many executions that was.
int minimise(const Program& program, Found& found) {
  Minimiser minimiser(program(), kernel_options());
  minimiser.start(found);
  int executions = 0;
  while (minimiser.step()) ++executions;
  return executions;
}

TEST(Minimiser, finds_the_fewest_switches_of_the_same_end) {
  const Program program = increments(2, 3);
  // Of all ends, the fewest switches.
  std::map<std::string, std::uint64_t> least;
  for (const Found& f : explore(program).outcomes) least[f.state] = f.switches;
  // The two take turns, step by step.
  Found found = found_by(program, {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1});
  const std::string state = found.state;
  EXPECT_EQ(state, "counter=3");
  EXPECT_EQ(found.switches, 11u);
  EXPECT_GT(minimise(program, found), 0);
  EXPECT_EQ(found.state, state);
  EXPECT_EQ(found.switches, least.at(state));
  const Found again = found_by(program, found.schedule);
  EXPECT_EQ(again.state, state);
  EXPECT_EQ(again.switches, found.switches);
}

TEST(Minimiser, leaves_the_best_as_it_is) {
  const Program program = increments(2, 3);
  for (const Found& best : explore(program).outcomes) {
    Found found = best;
    minimise(program, found);
    EXPECT_EQ(found.switches, best.switches);
    EXPECT_EQ(found.schedule, best.schedule);
  }
}

TEST(Minimiser, does_not_take_another_end_for_the_same) {
  const Program program = lost_update(false);
  const ExploreReport report = explore(program, {.search = "random", .most_executions = 50});
  VirtualKernel kernel(kernel_options());
  for (const Found& outcome : report.outcomes) {
    Found found = outcome;
    minimise(program, found);
    EXPECT_LE(found.switches, outcome.switches);
    EXPECT_EQ(found_by(program, found.schedule).kind, outcome.kind);
    EXPECT_EQ(found_by(program, found.schedule).error, outcome.error);
  }
}

TEST(Minimiser, has_nothing_to_try_for_a_schedule_that_does_not_fit_the_program) {
  const std::vector<std::uint32_t> schedule = {0, 1, 0, 1, 7};
  Found found;
  found.schedule = schedule;
  EXPECT_EQ(minimise(increments(2, 3), found), 0);
  EXPECT_EQ(found.schedule, schedule);
}

TEST(Minimiser, goes_on_to_another_outcome) {
  const Program program = increments(2, 2);
  Found one = found_by(program, {0, 1, 0, 1, 0, 1, 0, 1}), other = one;
  Minimiser minimiser(program(), kernel_options());
  for (Found* found : {&one, &other}) {
    minimiser.start(*found);
    while (minimiser.step()) continue;
  }
  EXPECT_EQ(one.switches, other.switches);
  EXPECT_EQ(one.schedule, other.schedule);
}

}  // namespace
}  // namespace telar::testing
