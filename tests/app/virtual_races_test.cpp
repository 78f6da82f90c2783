// Data races: which there are, what is said of them, and in which programs.
#include <algorithm>
#include <string>
#include <vector>

#include "runtime/shared.hpp"
#include "tests/app/racing.hpp"

namespace telar {
namespace {

using namespace testing;
TEST(VirtualRaces, unordered_accesses_are_found_in_every_order) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              co_await beside([&]() -> Task<> { co_await x.store(1); },
                              [&]() -> Task<> { co_await x.load(); });
            }),
            kSeeds);
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              co_await beside([&]() -> Task<> { co_await x.store(1); },
                              [&]() -> Task<> { co_await x.store(2); });
            }),
            kSeeds);
}

TEST(VirtualRaces, are_the_two_accesses_with_their_strands_steps_and_times) {
  auto kernel = begun([]() -> Task<> {
    Shared<int> x{0, "x"};
    co_await beside([&]() -> Task<> { co_await x.store(1); },
                    [&]() -> Task<> { co_await x.load(); });
  });
  kernel->step(0);  // start
  kernel->step(1);  // store
  const Nanos before_load = kernel->now();
  kernel->step(0);  // load
  ASSERT_EQ(kernel->races().size(), 1u);
  const Race& race = kernel->races()[0];
  EXPECT_EQ(race.variable, "x");
  EXPECT_EQ(race.first.strand, kernel->strand(1).id());
  EXPECT_EQ(race.first.number, 1u);
  EXPECT_EQ(race.first.verb, Verb::store);
  EXPECT_EQ(race.first.step, 1u);
  EXPECT_EQ(race.first.time, VirtualClock::kTick);
  EXPECT_EQ(race.second.strand, kernel->strand(0).id());
  EXPECT_EQ(race.second.verb, Verb::load);
  EXPECT_EQ(race.second.step, 2u);
  EXPECT_EQ(race.second.time, before_load);
}

TEST(VirtualRaces, a_sleep_or_a_print_between_orders_nothing) {
  const auto found = [](auto between) {
    return racing([between]() -> Task<> {
      Shared<int> x{0, "x"};
      co_await beside(
          [&]() -> Task<> {
            co_await x.store(1);
            co_await print("stored");
          },
          [&]() -> Task<> {
            co_await between();
            co_await x.load();
          });
    });
  };
  EXPECT_EQ(found([]() -> Task<> { co_await time::sleep(10); }), kSeeds);
  EXPECT_EQ(found([]() -> Task<> { co_await print("a"); }), kSeeds);
  EXPECT_EQ(found([]() -> Task<> { co_await compute(1); }), kSeeds);
  EXPECT_EQ(found([]() -> Task<> { co_await turn(); }), kSeeds);
}

TEST(VirtualRaces, two_readers_and_one_strand_alone_have_none) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"};
              co_await x.store(1);
              co_await x.load();
              co_await beside([&]() -> Task<> { co_await x.load(); },
                              [&]() -> Task<> { co_await x.load(); });
              co_await x.store(2);
            }),
            0)
      << "start and join order the stores";
}

TEST(VirtualRaces, two_variables_are_two) {
  EXPECT_EQ(racing([]() -> Task<> {
              Shared<int> x{0, "x"}, y{0, "y"};
              co_await beside([&]() -> Task<> { co_await x.store(1); },
                              [&]() -> Task<> { co_await y.store(1); });
            }),
            0);
  auto kernel = ran([]() -> Task<> {
    Shared<int> x{0}, y{0};
    const auto set = [&]() -> Task<> {
      co_await x.store(1);
      co_await y.store(1);
    };
    co_await beside(set, set);
  });
  EXPECT_EQ(kernel->races().size(), 2u) << "though neither has a name";
}

TEST(VirtualRaces, are_forgotten_by_the_next_execution) {
  auto kernel = begun([]() -> Task<> {
    Shared<int> x{0, "x"};
    co_await beside([&]() -> Task<> { co_await x.store(1); },
                    [&]() -> Task<> { co_await x.load(); });
  });
  RoundRobin strategy;
  for (int i = 0; i < 3; ++i) {
    kernel->begin_again();
    EXPECT_TRUE(kernel->races().empty());
    EXPECT_TRUE(kernel->run(strategy));
    EXPECT_EQ(kernel->races().size(), 1u);
  }
  auto options = virtual_options();
  options.find_races = false;
  EXPECT_TRUE(ran(
                  []() -> Task<> {
                    Shared<int> x{0, "x"};
                    co_await beside([&]() -> Task<> { co_await x.store(1); },
                                    [&]() -> Task<> { co_await x.load(); });
                  },
                  options)
                  ->races()
                  .empty());
}

TEST(VirtualRaces, are_found_in_the_programs_that_have_them_and_in_no_other) {
  for (const Parameters& parameters : small_programs()) {
    const std::string_view name = parameters.description().name;
    const bool unlocked =
        parameters.has("lock") && parameters.choice("lock") == "off" && name != "garbled-print";
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      Shown shown(parameters, picked_by(Picker::random, seed));
      const auto& races = shown.run.kernel().races();
      EXPECT_EQ(!races.empty(), unlocked) << name << " " << parameters.words() << ", seed " << seed
                                          << (races.empty() ? "" : ", on " + races[0].variable);
    }
  }
}

TEST(VirtualRaces, are_told_with_both_accesses_and_a_lost_update_with_all_three) {
  const auto parameters =
      parameters_of("lost-update", {{"n", "2"}, {"increments", "1"}, {"lock", "off"}});
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Shown shown(parameters, picked_by(Picker::random, seed));
    const auto findings = shown.findings();
    const auto race = std::ranges::find(findings, Finding::Kind::race, &Finding::kind);
    ASSERT_NE(race, findings.end());
    const std::string text = finding_text(*race, Language::en);
    EXPECT_EQ(text.find("data race on counter: \"Thread-"), 0u) << text;
    ASSERT_EQ(race->places.size(), 2u);
    for (const Finding::Place& place : race->places) {
      EXPECT_TRUE(place.file.ends_with("/lost_update.cpp")) << place.file;
      EXPECT_GT(place.line, 0u);
    }
    const bool lost = shown.run.outcome() == Outcome::failed;
    const auto at = std::ranges::find(findings, Finding::Kind::lost_update, &Finding::kind);
    ASSERT_EQ(at != findings.end(), lost) << "seed " << seed;
    if (!lost) continue;
    EXPECT_EQ(shown.run.error(), "AssertionError: increments lost: 1");
    ASSERT_EQ(at->places.size(), 3u);
    EXPECT_LT(at->places[0].time, at->places[1].time);
    EXPECT_LT(at->places[1].time, at->places[2].time);
    EXPECT_EQ(at->places[0].what.strand, at->places[2].what.strand);
  }
}

}  // namespace
}  // namespace telar
