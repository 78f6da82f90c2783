// Partial-order reduction: the same ends as with every schedule, from one schedule of each order
// that makes a difference.
#include "base/rng.hpp"
#include "runtime/queue.hpp"
#include "tests/explore/programs.hpp"

namespace telar::testing {
namespace {

constexpr ExploreOptions kDpor{.search = ExploreOptions::Search::dpor};

std::uint64_t factorial(std::uint64_t n) { return n < 2 ? 1 : n * factorial(n - 1); }

// The happens-before graphs of all schedules: how many executions nobody could do without. `most`
// schedules at most: else 0.
std::size_t different_histories(const Program& program, std::size_t most) {
  History history;
  VirtualKernel::Options options = kernel_options();
  options.record = options.find_races = false;
  options.watcher = &history;
  VirtualKernel kernel(options);
  const Bodies bodies = program();
  DepthFirst search;
  std::set<std::uint64_t> different;
  std::size_t made = 0;
  do {
    if (++made > most) return 0;
    kernel.stop();
    history.begin();
    kernel.begin(bodies);
    EXPECT_TRUE(kernel.run_with(search));
    different.insert(history.hash());
  } while (search.go_on_to_next());
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

// ---- Programs at random

enum class Do {
  load,
  store,
  add,
  hold,
  try_acquire,
  put,
  get,
  set,
  wait,
  print,
  sleep,
  timed_get,
  semaphore,
  compute,
  kCount
};

struct World {
  std::vector<std::unique_ptr<Shared<int>>> variables;
  threading::Lock locks[2];
  threading::Semaphore semaphore{1};
  threading::Event event;
  queue::Queue<int> items{1};
};

struct Line {
  Do what;
  unsigned which;
};

// A daemon still waits in the world when the main body has returned.
Task<> follow(std::shared_ptr<World> shared, std::vector<Line> lines, int name) {
  World& world = *shared;
  int known = name;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [what, which] = lines[i];
    switch (what) {
      case Do::load:
        known = co_await world.variables[which]->load();
        break;
      case Do::store:
        co_await world.variables[which]->store(known + 1);
        break;
      case Do::add:
        co_await world.variables[which]->add(name);
        break;
      case Do::hold: {
        // The rest is within.
        auto held = co_await world.locks[which].hold();
        co_await follow(shared, {lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end()},
                        name);
        co_return;
      }
      case Do::try_acquire: {
        const bool got = co_await world.locks[which].acquire(Timeout(0));
        co_await print(Text{"{} {}", "{} {}"}, name, got);
        if (got) co_await world.locks[which].release();
        break;
      }
      case Do::semaphore: {
        auto held = co_await world.semaphore.hold();
        known += co_await world.variables[which]->load();
        break;
      }
      case Do::put:
        co_await world.items.put(name);
        break;
      case Do::get:
        known = co_await world.items.get();
        break;
      case Do::timed_get:
        try {
          known = co_await world.items.get(Timeout(1));
        } catch (const queue::Empty&) {
          known = -1;
        }
        break;
      case Do::set:
        co_await world.event.set();
        break;
      case Do::wait:
        co_await world.event.wait();
        break;
      case Do::print:
        co_await print(Text{"{}", "{}"}, known);
        break;
      case Do::sleep:
        co_await time::sleep(1 + which);
        break;
      case Do::compute:
        co_await compute(1);
        break;
      case Do::kCount:
        break;
    }
  }
}

Program at_random(std::uint64_t seed, bool timed) {
  return main_of([=]() -> Task<> {
    Rng rng(seed);
    auto world = std::make_shared<World>();
    for (const char* name : {"a", "b"})
      world->variables.push_back(std::make_unique<Shared<int>>(0, name));
    std::vector<threading::Thread> threads;
    const auto strands = 2 + rng.below(2);
    for (std::uint64_t i = 0; i < strands; ++i) {
      std::vector<Line> lines;
      for (auto left = 1 + rng.below(strands == 2 ? 4 : 2); left-- > 0;) {
        const Do what = static_cast<Do>(rng.below(static_cast<std::uint64_t>(Do::kCount)));
        if (!timed && (what == Do::sleep || what == Do::timed_get || what == Do::try_acquire ||
                       what == Do::compute))
          continue;
        lines.push_back({what, static_cast<unsigned>(rng.below(2))});
      }
      // Some are daemons: the program does not wait for them.
      threads.emplace_back(threading::Thread::Options{.daemon = timed && rng.below(6) == 0}, follow,
                           world, lines, static_cast<int>(i) + 1);
    }
    for (auto& t : threads) co_await t.start();
    for (auto& t : threads)
      if (!t.daemon()) co_await t.join();
  });
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
  EXPECT_EQ(
      explore(increments(2, 3), {.search = ExploreOptions::Search::dpor, .most_executions = 5})
          .executions,
      5u);
}

}  // namespace
}  // namespace telar::testing
