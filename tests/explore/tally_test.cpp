// Data races, looked for in every execution of a search.
#include "explore/tally.hpp"

#include "tests/explore/at_random.hpp"
#include "tests/explore/programs.hpp"

namespace telar::testing {
namespace {

// "counter: load, store": a race without who made it.
std::string pair_text(const FoundRace& found) {
  std::string one(name_of(found.race.first.verb)), two(name_of(found.race.second.verb));
  if (two < one) std::swap(one, two);
  return found.race.variable + ": " + one + ", " + two;
}
std::set<std::string> pairs(const ExploreReport& report) {
  std::set<std::string> pairs;
  for (const FoundRace& found : report.races) pairs.insert(pair_text(found));
  return pairs;
}
// With the lines of the accesses, or the strands where lines are not known.
std::set<std::string> exact_pairs(const ExploreReport& report) {
  std::set<std::string> pairs;
  for (const FoundRace& found : report.races) {
    const auto side = [](const Race::Access& a) {
      return std::string(name_of(a.verb)) + " " +
             std::to_string(a.where.known() ? a.where.line : a.number);
    };
    std::string one = side(found.race.first), two = side(found.race.second);
    if (two < one) std::swap(one, two);
    pairs.insert(found.race.variable + ": " + one + ", " + two);
  }
  return pairs;
}

// The schedule of each race leads to an execution that has it.
void expect_races_replay(const Program& program, const ExploreReport& report) {
  VirtualKernel kernel(kernel_options());
  const Bodies bodies = program();
  for (const FoundRace& found : report.races) {
    kernel.begin(bodies);
    Recorded recorded(found.schedule);
    EXPECT_TRUE(kernel.run(recorded));
    EXPECT_FALSE(recorded.diverged()) << choices_text(found.schedule);
    EXPECT_EQ(kernel.switches(), found.switches);
    EXPECT_TRUE(std::ranges::any_of(kernel.races(), [&](const Race& race) {
      return race.variable == found.race.variable && race.first.step == found.race.first.step &&
             race.second.step == found.race.second.step &&
             race.first.verb == found.race.first.verb && race.second.verb == found.race.second.verb;
    })) << pair_text(found);
  }
}

TEST(Tally, counts_each_race_once_for_each_execution_that_has_it) {
  // Two strands that load and store once: the six schedules.
  const ExploreReport report = explore(lost_update(false));
  EXPECT_EQ(pairs(report),
            (std::set<std::string>{"counter: load, store", "counter: store, store"}));
  for (const FoundRace& found : report.races) {
    EXPECT_EQ(found.race.variable, "counter");
    EXPECT_GE(found.count, 1u);
    EXPECT_LE(found.count, report.executions);
    EXPECT_GE(found.first_at, 1u);
    EXPECT_LE(found.first_at, report.executions);
    EXPECT_TRUE(found.first_strand.starts_with("Thread-")) << found.first_strand;
    EXPECT_TRUE(found.second_strand.starts_with("Thread-")) << found.second_strand;
    EXPECT_NE(found.race.first.strand, found.race.second.strand);
  }
  EXPECT_FALSE(report.more_races);
  expect_races_replay(lost_update(false), report);
  EXPECT_TRUE(explore(lost_update(true)).races.empty());
}

TEST(Tally, counts_races_as_executions_one_by_one_have_them) {
  for (const Program& program : {increments(2, 2), lost_update(false), two_locks()}) {
    std::map<std::uint64_t, std::uint64_t> counts;
    VirtualKernel kernel(kernel_options());
    const Bodies bodies = program();
    DepthFirst search;
    do {
      kernel.begin(bodies);  // from scratch: nothing is known of the execution before
      ASSERT_TRUE(kernel.run_with(search));
      for (std::size_t i = 0; i < kernel.races().size(); ++i) ++counts[kernel.pair_of_race(i)];
    } while (search.next());
    std::multiset<std::uint64_t> expected, found;
    for (const auto& [pair, count] : counts) expected.insert(count);
    for (const FoundRace& race : explore(program).races) found.insert(race.count);
    EXPECT_EQ(found, expected);
  }
}

// A flag that is looked at once: only who sees it set goes on to the variable.
Program hidden_race() {
  return main_of([]() -> Task<> {
    Shared<int> flag{0, "flag"}, hidden{0, "hidden"};
    threading::Thread one([&]() -> Task<> {
      co_await hidden.store(1);
      co_await flag.store(1);
      co_await flag.store(0);
    });
    threading::Thread two([&]() -> Task<> {
      if (co_await flag.load() == 1) co_await hidden.store(2);
    });
    co_await one.start();
    co_await two.start();
    co_await one.join();
    co_await two.join();
  });
}

TEST(Tally, a_race_of_few_schedules_is_found_by_every_systematic_search) {
  for (const char* const search : {"exhaustive", "dpor"}) {
    const ExploreReport report = explore(hidden_race(), {.search = search});
    const auto found = std::ranges::find(report.races, "hidden", [](const FoundRace& r) {
      return std::string_view(r.race.variable);
    });
    ASSERT_NE(found, report.races.end()) << search;
    EXPECT_LT(found->count, report.executions);
    expect_races_replay(hidden_race(), report);
  }
}

// All executions end alike: of the one outcome one schedule is kept, and it has not the race.
TEST(Tally, finds_races_in_executions_that_stand_for_no_outcome) {
  const Program program = main_of([]() -> Task<> {
    Shared<int> flag{0, ""}, hidden{0, ""};
    threading::Thread one([&]() -> Task<> {
      co_await flag.exchange(1);
      co_await flag.exchange(0);
    });
    threading::Thread two([&]() -> Task<> {
      const bool seen = co_await flag.exchange(0) == 1;
      if (seen) co_await hidden.store(0);
    });
    co_await one.start();
    co_await two.start();
    co_await hidden.load();
    co_await one.join();
    co_await two.join();
  });
  const ExploreReport report = explore(program);
  ASSERT_EQ(report.outcomes.size(), 1u);
  ASSERT_EQ(report.races.size(), 1u);
  VirtualKernel kernel(kernel_options());
  kernel.begin(program());
  Recorded kept(report.outcomes[0].schedule);
  ASSERT_TRUE(kernel.run(kept));
  EXPECT_TRUE(kernel.races().empty());
  expect_races_replay(program, report);
}

TEST(Tally, races_are_the_same_with_every_order_and_with_every_schedule) {
  unsigned racing = 0, without = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Program program = at_random(seed, false);
    const ExploreReport all = explore(program, {.most_executions = 20'000});
    if (!all.exhausted) continue;
    const ExploreReport some = explore(program, {.search = "dpor"});
    ASSERT_EQ(exact_pairs(some), exact_pairs(all)) << "seed " << seed;
    const ExploreReport cached = explore(program, {.cache = true});
    ASSERT_EQ(exact_pairs(cached), exact_pairs(all)) << "seed " << seed;
    const ExploreReport bounded = explore(program, {.bound = 100});
    ASSERT_EQ(exact_pairs(bounded), exact_pairs(all)) << "seed " << seed;
    expect_races_replay(program, some);
    ++(all.races.empty() ? without : racing);
  }
  EXPECT_GT(racing, 30u);
  EXPECT_GT(without, 50u);
}

TEST(Tally, races_at_random_are_among_those_there_are) {
  for (const char* const search : {"random", "pct"}) {
    const Program program = increments(2, 2);
    const ExploreReport report = explore(program, {.search = search, .most_executions = 500});
    EXPECT_EQ(exact_pairs(report), exact_pairs(explore(program)));
    expect_races_replay(program, report);
  }
}

}  // namespace
}  // namespace telar::testing
