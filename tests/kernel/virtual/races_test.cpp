// Races of executions that begin alike: what is taken back, and what stays.
#include "kernel/virtual/races.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "base/rng.hpp"

namespace telar {
namespace {

constexpr Effect kLoad = Effect::accesses, kStore = Effect::accesses | Effect::writes,
                 kLock = Effect::orders | Effect::writes;
constexpr std::uint32_t kStrands = 3;

struct Made {
  bool starts;
  std::uint32_t strand, object;
  Effect effect;
};

// Strands 1 and 2 are started, then all do things at random with two variables and two locks.
std::vector<Made> made_at_random(Rng& rng, std::size_t steps) {
  std::vector<Made> made{{true, 1, 0, Effect::none}, {true, 2, 0, Effect::none}};
  while (made.size() < steps) {
    const auto what = rng.below(4);
    const auto object = static_cast<std::uint32_t>(1 + rng.below(2) + (what >= 2 ? 2 : 0));
    made.push_back({false, static_cast<std::uint32_t>(rng.below(kStrands)), object,
                    what == 0   ? kLoad
                    : what == 1 ? kStore
                                : kLock});
  }
  return made;
}

class Execution {
 public:
  Execution() {
    for (int i = 0; i < 5; ++i) objects_.push_back(std::make_unique<Object>(ObjectKind::shared));
  }
  // What is found, as text.
  std::string look(Races& races, const std::vector<Made>& made, std::uint64_t same) {
    races.begin(same);
    for (std::size_t i = 0; i < made.size(); ++i) {
      const std::uint64_t step = i + 1;
      if (!races.looks_at(step)) continue;
      const Made& m = made[i];
      if (m.starts) {
        races.started(step, 0, m.strand);
      } else if (m.effect == kLock) {
        races.synchronised(step, m.strand, m.object, true);
      } else {
        const bool writes = m.effect == kStore;
        races.accessed(step,
                       {.strand = m.strand,
                        .number = m.strand,
                        .verb = writes ? Verb::store : Verb::load,
                        .step = i},
                       *objects_[m.object], m.object, m.effect);
      }
    }
    std::string text;
    for (std::size_t i = 0; i < races.found().size(); ++i) {
      const Race& race = races.found()[i];
      text += std::to_string(race.first.step) + "-" + std::to_string(race.second.step) + "/" +
              std::to_string(races.pair_of(i)) + " ";
    }
    return text;
  }

 private:
  std::vector<std::unique_ptr<Object>> objects_;
};

TEST(Races, of_executions_that_begin_alike_are_those_of_each_alone) {
  Execution execution;
  unsigned with_races = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Rng rng(seed);
    Races races;
    std::vector<Made> made = made_at_random(rng, 20);
    execution.look(races, made, 0);
    for (int again = 0; again < 20; ++again) {
      // Another end, as far from the last one as may be.
      const std::size_t same = rng.below(static_cast<std::uint32_t>(made.size() + 1));
      const auto other = made_at_random(rng, 20);
      for (std::size_t i = std::max<std::size_t>(same, 2); i < made.size(); ++i) made[i] = other[i];
      Races alone;
      const std::string expected = execution.look(alone, made, 0);
      ASSERT_EQ(execution.look(races, made, same), expected) << "seed " << seed;
      with_races += !expected.empty();
    }
  }
  EXPECT_GT(with_races, 1'000u);
}

TEST(Races, steps_that_are_known_are_not_looked_at) {
  Execution execution;
  Rng rng(1);
  const auto made = made_at_random(rng, 20);
  Races races;
  execution.look(races, made, 0);
  races.begin(5);
  EXPECT_TRUE(races.looks_at(1)) << "nobody had said that beginnings would be repeated";
  execution.look(races, made, 0);
  races.begin(5);
  EXPECT_FALSE(races.looks_at(5));
  EXPECT_TRUE(races.looks_at(6));
  races.forget();
  races.begin(5);
  EXPECT_TRUE(races.looks_at(0));
}

}  // namespace
}  // namespace telar
