#include "kernel/virtual/strategy.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace telar {
namespace {

constexpr std::uint32_t kNone = ReadySet::kNone;

ReadySet ready_of(const std::vector<std::uint32_t>& numbers) {
  ReadySet ready;
  ready.make_room(64);
  for (const std::uint32_t n : numbers) {
    ready.make_room(n + 1);
    ready.insert(n);
  }
  return ready;
}

std::unique_ptr<Strategy> make_strategy(std::string_view name, std::uint64_t seed) {
  if (name == "round-robin") return std::make_unique<RoundRobin>();
  if (name == "random") return std::make_unique<RandomWalk>(seed);
  return std::make_unique<Pct>(3, seed);
}

// What it picks when a set that changes at random is put before it.
std::vector<std::uint32_t> picks(Strategy& strategy, int steps, std::uint32_t strands,
                                 std::uint64_t seed) {
  Rng rng(seed);
  ReadySet ready;
  ready.make_room(strands);
  std::vector<std::uint32_t> picked;
  std::uint32_t last = kNone;
  strategy.begin();
  for (int i = 0; i < steps; ++i) {
    for (std::uint32_t n = 0; n < strands; ++n) rng.below(3) ? ready.insert(n) : ready.erase(n);
    if (ready.count() < 2) ready.insert(0), ready.insert(strands - 1);
    last = strategy.pick({ready, last, static_cast<std::uint64_t>(i)});
    EXPECT_TRUE(ready.contains(last)) << "picked " << last << ", which is not ready";
    picked.push_back(last);
  }
  return picked;
}

TEST(Strategy, picks_the_same_for_the_same_seed_and_again_after_begin) {
  for (const char* name : {"round-robin", "random", "pct"})
    for (const std::uint32_t strands : {2u, 10u, 100u, 1000u})
      for (std::uint64_t seed = 0; seed < 5; ++seed) {
        SCOPED_TRACE(std::string(name) + ", strands " + std::to_string(strands) + ", seed " +
                     std::to_string(seed));
        const auto one = make_strategy(name, seed), other = make_strategy(name, seed);
        const auto picked = picks(*one, 60, strands, 7);
        EXPECT_EQ(picks(*other, 60, strands, 7), picked);
        EXPECT_EQ(picks(*one, 60, strands, 7), picked);
      }
}

TEST(Strategy, picks_otherwise_for_another_seed) {
  for (const char* name : {"random", "pct"}) {
    std::set<std::vector<std::uint32_t>> all;
    for (std::uint64_t seed = 0; seed < 20; ++seed)
      all.insert(picks(*make_strategy(name, seed), 60, 10, 7));
    EXPECT_EQ(all.size(), 20u) << name;
  }
}

TEST(RoundRobin, takes_each_in_turn_and_begins_again_with_the_lowest) {
  const ReadySet ready = ready_of({1, 5, 70});
  RoundRobin strategy;
  std::uint32_t last = kNone;
  std::vector<std::uint32_t> picked;
  for (int i = 0; i < 7; ++i) picked.push_back(last = strategy.pick({ready, last, 0}));
  EXPECT_EQ(picked, (std::vector<std::uint32_t>{1, 5, 70, 1, 5, 70, 1}));
  EXPECT_EQ(strategy.pick({ready, 6, 0}), 70u) << "the last one is not ready any more";
}

TEST(RandomWalk, picks_each_about_equally_often) {
  // Few of many, and nearly all of many: it looks for them in two ways.
  for (const std::uint32_t step : {1u, 20u}) {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t n = 0; n < 20 * step; n += step) numbers.push_back(n);
    ReadySet ready = ready_of(numbers);
    ready.make_room(129);
    std::vector<int> often(20 * step);
    RandomWalk strategy(3);
    strategy.begin();
    for (int i = 0; i < 20'000; ++i) ++often[strategy.pick({ready, kNone, 0})];
    for (const std::uint32_t n : numbers) {
      EXPECT_GT(often[n], 800) << n;
      EXPECT_LT(often[n], 1200) << n;
    }
  }
}

TEST(Pct, without_changes_always_picks_by_the_same_priorities) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Pct strategy(1, seed);
    strategy.begin();
    // An order of all: whoever wins over another wins over it in every set.
    std::array<std::array<int, 6>, 6> wins{};
    Rng rng(seed);
    for (std::uint64_t step = 0; step < 300; ++step) {
      std::vector<std::uint32_t> numbers;
      for (std::uint32_t n = 0; n < 6; ++n)
        if (rng.below(2)) numbers.push_back(n);
      if (numbers.size() < 2) continue;
      const std::uint32_t best = strategy.pick({ready_of(numbers), kNone, step});
      for (const std::uint32_t n : numbers)
        if (n != best) ++wins[best][n];
    }
    for (std::size_t a = 0; a < 6; ++a)
      for (std::size_t b = 0; b < 6; ++b) EXPECT_FALSE(wins[a][b] && wins[b][a]) << "seed " << seed;
  }
}

TEST(Pct, changes_who_runs_at_depth_less_one_steps_and_nobody_comes_back_before) {
  const ReadySet ready = ready_of({0, 1, 2, 3, 4, 5, 6, 7});
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Pct strategy(4, seed, 100);
    strategy.begin();
    std::vector<std::uint32_t> runs;
    for (std::uint64_t step = 0; step < 100; ++step) {
      const std::uint32_t picked = strategy.pick({ready, runs.empty() ? kNone : runs.back(), step});
      if (runs.empty() || runs.back() != picked) runs.push_back(picked);
    }
    // Two changes may fall on one step.
    EXPECT_LE(runs.size(), 4u) << "seed " << seed;
    EXPECT_GE(runs.size(), 2u - (runs.size() == 1)) << "seed " << seed;
    EXPECT_EQ(std::set(runs.begin(), runs.end()).size(), runs.size()) << "seed " << seed;
  }
}

TEST(Recorded, follows_its_choices_then_goes_on) {
  const ReadySet ready = ready_of({0, 1, 2});
  Recorded strategy({2, 2, 1});
  strategy.begin();
  std::vector<std::uint32_t> picked;
  std::uint32_t last = kNone;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(strategy.diverged(), i < 3);
    picked.push_back(last = strategy.pick({ready, last, 0}));
  }
  EXPECT_EQ(picked, (std::vector<std::uint32_t>{2, 2, 1, 1, 1}));
  EXPECT_EQ(strategy.followed(), 3u);
  EXPECT_FALSE(strategy.diverged());
}

TEST(Recorded, gives_up_where_a_choice_cannot_be_had) {
  Recorded strategy({1, 3, 0});
  strategy.begin();
  EXPECT_EQ(strategy.pick({ready_of({0, 1}), kNone, 0}), 1u);
  EXPECT_EQ(strategy.pick({ready_of({0, 1}), 1, 1}), Strategy::kGiveUp);
  EXPECT_TRUE(strategy.diverged());
  EXPECT_EQ(strategy.followed(), 1u);
  strategy.begin();
  EXPECT_EQ(strategy.followed(), 0u);
}

}  // namespace
}  // namespace telar
