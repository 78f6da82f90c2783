// How many schedules there are: counted, and known beforehand.
#include "explore/depth_first.hpp"

#include "tests/explore/programs.hpp"

namespace telar::testing {
namespace {

std::uint64_t factorial(int n) {
  return n < 2 ? 1 : static_cast<std::uint64_t>(n) * factorial(n - 1);
}
std::uint64_t interleavings(int strands, int steps) {
  std::uint64_t all = factorial(strands * steps);
  for (int i = 0; i < strands; ++i) all /= factorial(steps);
  return all;
}

TEST(DepthFirst, two_strands_that_load_and_store_once_have_six_schedules) {
  const ExploreReport report = explore(increments(2, 1));
  EXPECT_EQ(report.executions, 6u);
  EXPECT_TRUE(report.exhausted);
  EXPECT_TRUE(report.over);
  EXPECT_EQ(report.outcomes.size(), 2u);
  EXPECT_EQ(counts(report)["finished||counter=2|"], 2u);
  EXPECT_EQ(counts(report)["finished||counter=1|"], 4u);
  EXPECT_EQ(report.first_failure_at, 0u);
  EXPECT_EQ(report.steps, 6u * 4);
  EXPECT_EQ(report.deepest, 4u);
}

TEST(DepthFirst, strands_of_independent_steps_have_all_their_interleavings) {
  for (const auto& [n, k] :
       {std::pair(2, 1), {2, 2}, {2, 5}, {3, 1}, {3, 2}, {3, 3}, {4, 2}, {6, 1}}) {
    const ExploreReport report = explore(independent(n, k));
    EXPECT_EQ(report.executions, interleavings(n, k)) << n << " strands of " << k;
    EXPECT_TRUE(report.exhausted);
  }
}

TEST(DepthFirst, three_increments_of_two_strands_are_924_schedules_and_five_counters) {
  const ExploreReport report = explore(increments(2, 3));
  EXPECT_EQ(report.executions, 924u);
  // Of two strands the last to end has stored at least 2 after its own second load: 2, 3, 4, 5, 6.
  EXPECT_EQ(report.outcomes.size(), 5u);
}

TEST(DepthFirst, each_schedule_is_visited_once) {
  for (const Program& program :
       {increments(2, 3), independent(3, 3), lost_update(false), two_locks()}) {
    std::set<std::string> different;
    const auto all = visits(program);
    for (const Visit& v : all) different.insert(v.choices);
    EXPECT_EQ(different.size(), all.size());
    EXPECT_EQ(explore(program).executions, all.size());
  }
}

TEST(DepthFirst, each_bound_counts_the_schedules_with_exactly_as_many_preemptions) {
  for (const Program& program :
       {increments(2, 2), independent(3, 2), lost_update(false), two_locks()}) {
    std::map<std::uint64_t, std::uint64_t> with;  // that many preemptions
    std::uint64_t most = 0;
    for (const Visit& v : visits(program)) {
      ++with[v.preemptions];
      most = std::max(most, v.preemptions);
    }
    std::uint64_t at_most = 0;
    for (std::uint64_t bound = 0; bound <= most + 1; ++bound) {
      at_most += with[bound];
      const ExploreReport report = explore(program, {.bound = static_cast<int>(bound)});
      EXPECT_EQ(report.executions, at_most) << "bound " << bound;
      EXPECT_TRUE(report.exhausted);
      EXPECT_EQ(report.beyond_bound, bound < most);
      EXPECT_EQ(report.bound, static_cast<int>(std::min(bound, most)));
    }
  }
}

TEST(DepthFirst, a_bound_finds_nothing_that_is_not_there_and_the_highest_finds_all) {
  for (const Program& program : {increments(2, 3), lost_update(false), two_locks()}) {
    const auto all = counts(explore(program));
    std::map<std::string, std::uint64_t> last;
    for (int bound = 0; bound < 12; ++bound) {
      last = counts(explore(program, {.bound = bound}));
      for (const auto& [outcome, count] : last) {
        ASSERT_TRUE(all.contains(outcome)) << outcome;
        EXPECT_LE(count, all.at(outcome));
      }
    }
    EXPECT_EQ(last, all);
  }
}

}  // namespace
}  // namespace telar::testing
