// Partial-order reduction: the same ends as with every schedule, from one schedule of each order
// that makes a difference.
#include "explore/partial_order.hpp"

#include "tests/explore/at_random.hpp"
#include "tests/explore/programs.hpp"

namespace telar::testing {
namespace {

constexpr ExploreOptions kDpor{.search = "dpor"};

std::uint64_t factorial(std::uint64_t n) { return n < 2 ? 1 : n * factorial(n - 1); }

// The happens-before graphs of all schedules: how many executions nobody could do without. `most`
// schedules at most: else 0.
std::size_t different_histories(const Program& program, std::size_t most) {
  History history;
  VirtualKernel::Options options = kernel_options();
  options.record = options.find_races = false;
  VirtualKernel kernel(options);
  kernel.observe({&history});
  const Bodies bodies = program();
  DepthFirst search;
  std::set<std::uint64_t> different;
  std::size_t made = 0;
  do {
    if (++made > most) return 0;
    kernel.begin(bodies);
    EXPECT_TRUE(kernel.run_with(search));
    different.insert(history.hash());
  } while (search.next());
  return different.size();
}

TEST(PartialOrder, independent_strands_are_executed_once) {
  for (const auto& [n, k] : {std::pair(2, 1), {2, 5}, {3, 3}, {6, 4}}) {
    const ExploreReport report = explore(independent(n, k), kDpor);
    EXPECT_EQ(report.executions, 1u) << n << " strands of " << k;
    EXPECT_EQ(report.pruned, 0u);
    EXPECT_TRUE(report.exhausted);
    EXPECT_TRUE(report.over);
  }
}

Program stores(int strands, int times) {
  return [=] {
    auto shared = std::make_shared<Shared<int>>(0, "");
    Bodies bodies;
    for (int i = 0; i < strands; ++i)
      bodies.push_back([=]() -> Task<> {
        for (int k = 0; k < times; ++k) co_await shared->store(k);
      });
    return bodies;
  };
}

TEST(PartialOrder, of_stores_to_one_variable_every_order_makes_a_difference) {
  for (const auto& [n, k] : {std::pair(2, 1), {2, 3}, {3, 2}, {4, 1}}) {
    const auto orders = factorial(static_cast<std::uint64_t>(n * k));
    std::uint64_t same = 1;
    for (int i = 0; i < n; ++i) same *= factorial(static_cast<std::uint64_t>(k));
    EXPECT_EQ(explore(stores(n, k), kDpor).executions, orders / same) << n << " strands of " << k;
  }
}

TEST(PartialOrder, a_load_makes_a_difference_only_to_stores) {
  // Two loads and two stores, each strand's in that order: which loads came after the other's
  // store, and whose was last.
  EXPECT_EQ(explore(increments(2, 1), kDpor).executions, 4u);
  const Program readers = [] {
    auto shared = std::make_shared<Shared<int>>(0, "");
    return Bodies(5, [=]() -> Task<> {
      for (int k = 0; k < 3; ++k) co_await shared->load();
    });
  };
  EXPECT_EQ(explore(readers, kDpor).executions, 1u);
}

Program holders(int strands) {
  return main_of([=]() -> Task<> {
    threading::Lock mutex;
    const auto body = [](threading::Lock& mutex) -> Task<> {
      auto held = co_await mutex.hold();
      co_await turn();
    };
    std::vector<threading::Thread> threads;
    for (int i = 0; i < strands; ++i) threads.emplace_back(body, std::ref(mutex));
    for (auto& t : threads) co_await t.start();
    for (auto& t : threads) co_await t.join();
  });
}

TEST(PartialOrder, strands_that_take_a_lock_once_have_as_many_orders_as_they_can_take_it_in) {
  for (const int n : {1, 2, 3, 4, 5}) {
    const ExploreReport report = explore(holders(n), kDpor);
    EXPECT_EQ(report.executions, factorial(static_cast<std::uint64_t>(n)));
    EXPECT_EQ(report.pruned, 0u);
  }
}

constexpr std::size_t kMostSchedules = 20'000;

TEST(PartialOrder, every_order_that_makes_a_difference_is_executed_once_in_programs_at_random) {
  unsigned looked_at = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Program program = at_random(seed, false);
    const std::size_t different = different_histories(program, kMostSchedules);
    if (different == 0) continue;
    ++looked_at;
    const ExploreReport all = explore(program), some = explore(program, kDpor);
    ASSERT_EQ(kinds(some), kinds(all)) << "seed " << seed;
    ASSERT_EQ(some.executions, different) << "seed " << seed;
    ASSERT_TRUE(some.exhausted);
    ASSERT_EQ(some.diverged, 0u);
  }
  EXPECT_GT(looked_at, 100u);
}

TEST(PartialOrder, ends_are_the_same_in_programs_that_wait_for_the_clock_and_have_daemons) {
  unsigned looked_at = 0;
  for (std::uint64_t seed = 1000; seed < 1300; ++seed) {
    const Program program = at_random(seed, true);
    const ExploreReport all = explore(program, {.most_executions = kMostSchedules});
    if (!all.exhausted) continue;
    ++looked_at;
    const ExploreReport some = explore(program, kDpor);
    ASSERT_EQ(kinds(some), kinds(all)) << "seed " << seed;
    ASSERT_LE(some.executions, all.executions) << "seed " << seed;
    expect_replays(program, some);
  }
  EXPECT_GT(looked_at, 100u);
}

TEST(PartialOrder, finds_the_deadlocks_that_all_schedules_have) {
  const ExploreReport all = explore(two_locks()), some = explore(two_locks(), kDpor);
  EXPECT_EQ(kinds(some), kinds(all));
  EXPECT_GT(some.first_failure_at, 0u);
  EXPECT_EQ(some.executions, different_histories(two_locks(), kMostSchedules));
  expect_replays(two_locks(), some);
}

TEST(PartialOrder, a_minimised_failure_is_as_short_as_that_of_all_schedules) {
  const ExploreReport all = explore(lost_update(false)), some = explore(lost_update(false), kDpor);
  ASSERT_NE(some.shortest_failure, ExploreReport::kNoFailure);
  EXPECT_EQ(some.outcomes[some.shortest_failure].switches,
            all.outcomes[all.shortest_failure].switches);
}

TEST(PartialOrder, can_be_stopped_and_gone_on_with) {
  const ExploreReport at_once = explore(increments(2, 3), kDpor);
  Explorer explorer(increments(2, 3), kernel_options(), kDpor);
  while (explorer.work(0)) {
  }
  EXPECT_EQ(text_of(explorer.report()), text_of(at_once));
  EXPECT_EQ(explore(increments(2, 3), {.search = "dpor", .most_executions = 5}).executions, 5u);
}

}  // namespace
}  // namespace telar::testing
