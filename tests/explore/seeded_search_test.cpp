// Schedules at random.
#include "explore/seeded_search.hpp"

#include "tests/explore/programs.hpp"

namespace telar::testing {
namespace {

TEST(SeededSearch, the_same_seed_gives_the_same_report) {
  for (const char* const search : {"random", "pct"}) {
    const ExploreOptions options{.search = search, .most_executions = 3'000, .seed = 7};
    const std::string one = text_of(explore(increments(2, 3), options));
    EXPECT_EQ(text_of(explore(increments(2, 3), options)), one);
    ExploreOptions several = options;
    several.jobs = 3;
    EXPECT_EQ(text_of(explore(increments(2, 3), several)), one);
    ExploreOptions other = options;
    other.seed = 8'000;
    EXPECT_NE(text_of(explore(increments(2, 3), other)), one);
  }
}

TEST(SeededSearch, finds_what_there_is_and_nothing_else) {
  for (const Program& program : {increments(2, 2), lost_update(false), two_locks()}) {
    const auto all = kinds(explore(program));
    for (const char* const search : {"random", "pct"}) {
      const ExploreReport report =
          explore(program, {.search = search, .most_executions = 2'000, .seed = 1});
      EXPECT_EQ(report.executions, 2'000u);
      EXPECT_FALSE(report.exhausted);
      EXPECT_TRUE(report.over);
      EXPECT_EQ(kinds(report), all);
      expect_replays(program, report);
    }
  }
}

TEST(SeededSearch, the_shortest_failure_is_as_short_as_that_of_an_exhaustive_search) {
  for (const Program& program : {lost_update(false), two_locks()}) {
    const ExploreReport all = explore(program);
    const ExploreReport report =
        explore(program, {.search = "random", .most_executions = 40, .seed = 3});
    ASSERT_NE(report.shortest_failure, ExploreReport::kNoFailure);
    EXPECT_EQ(report.outcomes[report.shortest_failure].switches,
              all.outcomes[all.shortest_failure].switches);
    expect_replays(program, report);
  }
}

TEST(SeededSearch, executions_are_those_of_the_strategy_with_seeds_in_order) {
  const Program program = increments(2, 3);
  const ExploreReport report =
      explore(program, {.search = "random", .most_executions = 1, .seed = 42});
  VirtualKernel kernel(kernel_options());
  const Bodies bodies = program();
  kernel.begin(bodies);
  RandomWalk walk(42);
  kernel.run(walk);
  ASSERT_EQ(report.outcomes.size(), 1u);
  EXPECT_EQ(report.outcomes[0].state, kernel.final_state());
  EXPECT_EQ(report.outcomes[0].switches, kernel.switches());
}

}  // namespace
}  // namespace telar::testing
