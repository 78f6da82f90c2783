// How many schedules there are: counted, and known beforehand.
#include "tests/counting_new.hpp"
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

TEST(ExploreCount, two_strands_that_load_and_store_once_have_six_schedules) {
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

TEST(ExploreCount, strands_of_independent_steps_have_all_their_interleavings) {
  for (const auto& [n, k] :
       {std::pair(2, 1), {2, 2}, {2, 5}, {3, 1}, {3, 2}, {3, 3}, {4, 2}, {6, 1}}) {
    const ExploreReport report = explore(independent(n, k));
    EXPECT_EQ(report.executions, interleavings(n, k)) << n << " strands of " << k;
    EXPECT_TRUE(report.exhausted);
  }
}

TEST(ExploreCount, three_increments_of_two_strands_are_924_schedules_and_five_counters) {
  const ExploreReport report = explore(increments(2, 3));
  EXPECT_EQ(report.executions, 924u);
  // Of two strands the last to end has stored at least 2 after its own second load: 2, 3, 4, 5, 6.
  EXPECT_EQ(report.outcomes.size(), 5u);
}

TEST(ExploreCount, each_schedule_is_visited_once) {
  for (const Program& program :
       {increments(2, 3), independent(3, 3), lost_update(false), two_locks()}) {
    std::set<std::string> different;
    const auto all = visits(program);
    for (const Visit& v : all) different.insert(v.choices);
    EXPECT_EQ(different.size(), all.size());
    EXPECT_EQ(explore(program).executions, all.size());
  }
}

TEST(ExploreCount, each_bound_counts_the_schedules_with_exactly_as_many_preemptions) {
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

TEST(ExploreCount, a_bound_finds_nothing_that_is_not_there_and_the_highest_finds_all) {
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

TEST(ExploreCount, slice_by_slice_is_the_same_as_at_once) {
  Explorer explorer(increments(2, 3), kernel_options(), {});
  int slices = 0;
  std::uint64_t before = 0;
  while (explorer.work(0)) {  // one execution each
    ++slices;
    const std::uint64_t executions = explorer.report().executions;
    EXPECT_GE(executions, before);
    before = executions;
  }
  EXPECT_GT(slices, 1);
  EXPECT_EQ(text_of(explorer.report()), text_of(explore(increments(2, 3))));
}

TEST(ExploreCount, several_jobs_report_what_one_does) {
  for (const Program& program :
       {increments(2, 4), independent(4, 2), lost_update(false), two_locks()}) {
    for (const std::uint64_t most : {0, 1, 5, 100, 1'000, 12'870}) {
      const std::string one = text_of(explore(program, {.most_executions = most}));
      for (const int jobs : {2, 3, 8})
        EXPECT_EQ(text_of(explore(program, {.most_executions = most, .jobs = jobs})), one)
            << jobs << " jobs, " << most;
    }
    for (const std::uint64_t most : {0, 3, 20}) {
      const std::string one = text_of(explore(program, {.bound = 2, .most_executions = most}));
      EXPECT_EQ(text_of(explore(program, {.bound = 2, .most_executions = most, .jobs = 3})), one)
          << most;
    }
  }
}

TEST(ExploreCount, the_most_is_exact) {
  EXPECT_EQ(explore(increments(2, 3), {.most_executions = 100}).executions, 100u);
  EXPECT_FALSE(explore(increments(2, 3), {.most_executions = 923}).exhausted);
  EXPECT_TRUE(explore(increments(2, 3), {.most_executions = 924}).exhausted);
}

TEST(ExploreCount, ten_thousand_executions_more_allocate_nothing) {
  if (!allocations_are_counted()) GTEST_SKIP() << "a sanitizer counts for itself";
  // Long enough for nothing to be new at its end: outcomes, branches, frames.
  std::uint64_t allocations[2] = {};
  for (const std::uint64_t more : {0, 1}) {
    Explorer explorer(increments(2, 6), kernel_options(),
                      {.most_executions = 300'000 + more * 10'000});
    const std::uint64_t before = allocations_of_this_thread();
    while (explorer.work(kNever)) {
    }
    allocations[more] = allocations_of_this_thread() - before;
  }
  EXPECT_EQ(allocations[1], allocations[0]);
}

TEST(ExploreCount, the_picture_is_the_tree) {
  Explorer explorer(increments(2, 6), kernel_options(), {.most_executions = 100'000});
  while (explorer.work(kNever)) {
  }
  const auto branches = explorer.branches();
  ASSERT_GT(branches.size(), 20u);
  EXPECT_LE(branches.size(), Picture::kMostBranches);
  EXPECT_EQ(branches[0].depth, 0);
  EXPECT_EQ(branches[0].begin, 0);
  EXPECT_EQ(branches[0].end, 1);
  for (std::size_t i = 1; i < branches.size(); ++i) {
    const TreeBranch& b = branches[i];
    EXPECT_GE(b.depth, branches[i - 1].depth);
    if (b.depth == branches[i - 1].depth) EXPECT_GE(b.begin, branches[i - 1].end - 1e-9);
    EXPECT_LE(b.begin, b.end);
    EXPECT_TRUE(std::ranges::any_of(branches, [&](const TreeBranch& above) {
      return above.depth + 1 == b.depth && above.begin <= b.begin + 1e-9 &&
             b.end <= above.end + 1e-9;
    }));
  }
}

TEST(ExploreCount, a_small_tree_is_in_the_picture_whole) {
  Explorer explorer(independent(2, 2), kernel_options(), {});
  while (explorer.work(kNever)) {
  }
  const auto branches = explorer.branches();
  // Half of the schedules begin with each of the two strands; of the three of each half, two go on
  // and one changes.
  ASSERT_GE(branches.size(), 3u);
  EXPECT_EQ(branches[1].strand, 0u);
  EXPECT_DOUBLE_EQ(branches[1].begin, 0);
  EXPECT_EQ(branches[2].strand, 1u);
  EXPECT_NEAR(branches[2].end - branches[2].begin, 0.5, 1e-9);
}

}  // namespace
}  // namespace telar::testing
