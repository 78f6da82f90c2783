// Happens-before caching: the same outcomes from fewer executions.
#include "explore/history.hpp"

#include "runtime/queue.hpp"
#include "tests/explore/programs.hpp"

namespace telar::testing {
namespace {

Task<> hand_over(queue::Queue<int>& items, int first) {
  for (int i = 0; i < 2; ++i) co_await items.put(first + i);
}

Program producers() {
  return main_of([]() -> Task<> {
    queue::Queue<int> items;
    threading::Thread one(hand_over, std::ref(items), 0), two(hand_over, std::ref(items), 10);
    co_await one.start();
    co_await two.start();
    std::string all;
    for (int i = 0; i < 4; ++i) {
      const int item = co_await items.get();
      all += std::to_string(item) + " ";
    }
    co_await print(Text{"{}", "{}"}, all);
    co_await one.join();
    co_await two.join();
  });
}

Task<> meet(threading::Condition& condition, Shared<int>& arrived) {
  auto held = co_await condition.hold();
  const int before = co_await arrived.load();
  co_await arrived.store(before + 1);
  co_await condition.notify();
  if (before == 0) co_await condition.wait();
}

Program lost_wakeup() {
  return main_of([]() -> Task<> {
    threading::Condition condition;
    Shared<int> arrived{0, "arrived"};
    threading::Thread one(meet, std::ref(condition), std::ref(arrived)),
        two(meet, std::ref(condition), std::ref(arrived));
    co_await one.start();
    co_await two.start();
    co_await one.join();
    co_await two.join();
  });
}

TEST(History, finds_the_same_outcomes_as_without_it) {
  const std::pair<const char*, Program> programs[] = {
      {"increments 2x3", increments(2, 3)}, {"increments 3x2", increments(3, 2)},
      {"independent", independent(3, 3)},   {"lost update", lost_update(false)},
      {"locked", lost_update(true)},        {"two locks", two_locks()},
      {"producers", producers()},           {"wake-up", lost_wakeup()}};
  for (const auto& [name, program] : programs) {
    const ExploreReport all = explore(program), cached = explore(program, {.cache = true});
    EXPECT_EQ(kinds(cached), kinds(all)) << name;
    EXPECT_TRUE(cached.exhausted);
    EXPECT_LE(cached.executions, all.executions) << name;
    expect_replays(program, cached);
  }
}

TEST(History, independent_steps_are_followed_in_one_order) {
  const ExploreReport report = explore(independent(3, 3), {.cache = true});
  EXPECT_EQ(report.outcomes.size(), kinds(explore(independent(3, 3))).size());
  EXPECT_GT(report.pruned, 0u);
  EXPECT_LE(report.executions + report.pruned, 4u * 4 * 4 * 3);
}

TEST(History, keeps_to_the_bound) {
  for (const Program& program : {increments(2, 3), lost_update(false), two_locks()})
    for (const int bound : {0, 1, 2, 3})
      EXPECT_EQ(kinds(explore(program, {.bound = bound, .cache = true})),
                kinds(explore(program, {.bound = bound})))
          << bound;
}

}  // namespace
}  // namespace telar::testing
