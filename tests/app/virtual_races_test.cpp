// Data races: which there are, what is said of them, and in which programs.
#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "explore/explorer.hpp"
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

ExploreReport explored(std::function<Explorer::Bodies()> bodies, std::string_view search) {
  Explorer explorer(std::move(bodies), virtual_options(), {.search = search});
  while (explorer.work(kNever)) {
  }
  return explorer.report();
}

// Of a race, "counter: load 18, store 19", whichever of the two came first.
std::string race_text(const std::string& variable, Verb one, std::uint32_t line, Verb two,
                      std::uint32_t other_line) {
  std::string a = std::string(name_of(one)) + " " + std::to_string(line);
  std::string b = std::string(name_of(two)) + " " + std::to_string(other_line);
  if (b < a) std::swap(a, b);
  return variable + ": " + a + ", " + b;
}
std::string race_text(const Race& race) {
  return race_text(race.variable, race.first.verb, race.first.where.line, race.second.verb,
                   race.second.where.line);
}
std::vector<std::string> races_told(const std::vector<Finding>& findings) {
  std::vector<std::string> told;
  for (const Finding& f : findings)
    if (f.kind == Finding::Kind::race)
      told.push_back(race_text(f.subject, f.places[0].what.verb, f.places[0].line,
                               f.places[1].what.verb, f.places[1].line));
  return told;
}

TEST(VirtualRaces, a_run_tells_each_pair_of_lines_that_explore_counts) {
  for (const std::string name : {"lost-update", "check-then-act"}) {
    const auto parameters = parameters_of(name, {{"n", "2"}, {"lock", "off"}});
    const Program& program = *find_program(name);
    const ExploreReport report =
        explored([&] { return Explorer::Bodies{program.body(parameters)}; }, "exhaustive");
    EXPECT_EQ(report.races.size(), name == "lost-update" ? 2u : 1u) << name;
    std::set<std::string> counted;
    for (const FoundRace& found : report.races) counted.insert(race_text(found.race));
    EXPECT_EQ(counted.size(), report.races.size());
    auto options = picked_by(Picker::round_robin);
    for (const FoundRace& found : report.races) {
      options.choices = found.schedule;
      const auto told = races_told(Shown(parameters, options).findings());
      EXPECT_EQ(std::ranges::count(told, race_text(found.race)), 1) << name;
      for (const std::string& race : told) EXPECT_TRUE(counted.contains(race)) << race;
    }
  }
}

TEST(VirtualRaces, on_two_variables_of_one_name_are_two_for_everybody) {
  const Body body = []() -> Task<> {
    Shared<int> one{0, "x"}, two{0, "x"};
    const auto set = [&]() -> Task<> {
      for (int i = 0; i < 2; ++i) co_await (i == 0 ? one : two).store(1);
    };
    co_await beside(set, set);
  };
  auto kernel = ran(body);
  ASSERT_EQ(kernel->races().size(), 2u);
  EXPECT_NE(kernel->pair_of_race(0), kernel->pair_of_race(1));
  std::vector<Event> events;
  kernel->take_events(events);
  Store store;
  store.append(events);
  EXPECT_EQ(races_told(findings_of(store)).size(), 2u);
  for (const std::string_view search : {"exhaustive", "dpor"}) {
    const ExploreReport report = explored(
        [&] { return Explorer::Bodies{[&] { return multiprocessing::main_body(body); }}; }, search);
    ASSERT_EQ(report.races.size(), 2u) << search;
    EXPECT_EQ(report.races[0].count, report.executions) << "in every order";
    EXPECT_EQ(report.races[1].count, report.executions);
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
