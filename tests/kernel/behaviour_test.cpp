#include "kernel/behaviour.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace telar {
namespace {

// An execution of so many steps; at one of them it does something else, if that is said.
BehaviourHash ran(std::uint64_t steps, std::uint64_t otherwise_at = 0) {
  BehaviourHash hash;
  hash.begin();
  for (std::uint64_t i = 1; i <= steps; ++i) {
    hash.add(static_cast<std::uint32_t>(i % 3), i == otherwise_at ? Verb::store : Verb::load,
             static_cast<std::uint32_t>(i % 5));
    hash.end_step();
  }
  return hash;
}

// The step at which an execution like ran(…) is noticed not to be the expected one; 0: never.
std::uint64_t noticed_at(const Behaviour& expected, std::uint64_t steps,
                         std::uint64_t otherwise_at = 0) {
  for (std::uint64_t i = 1; i <= steps; ++i)
    if (!ran(i, otherwise_at).fits(expected)) return i;
  return 0;
}

TEST(Behaviour, of_the_same_steps_is_the_same_however_many_there_are) {
  for (const std::uint64_t steps : {1, 2, 31, 32, 33, 34, 63, 64, 65, 66, 67, 1000, 4095, 4225}) {
    const Behaviour behaviour = ran(steps).behaviour(true);
    EXPECT_EQ(behaviour, ran(steps).behaviour(true));
    EXPECT_EQ(behaviour.steps, steps);
    EXPECT_EQ(behaviour.looks.size(), steps / Behaviour::stride(steps));
    EXPECT_LE(behaviour.looks.size(), Behaviour::kMostLooks);
    EXPECT_GE(behaviour.looks.size(), std::min<std::uint64_t>(steps, Behaviour::kMostLooks / 2));
  }
}

TEST(Behaviour, fits_the_steps_that_it_is_of_all_along) {
  for (const std::uint64_t steps : {1, 7, 32, 33, 65, 66, 200, 1000})
    EXPECT_EQ(noticed_at(ran(steps).behaviour(true), steps), 0u) << steps;
}

TEST(Behaviour, of_a_short_run_tells_the_step_that_differs) {
  for (const std::uint64_t step : {1, 2, 7, 12, 20})
    EXPECT_EQ(noticed_at(ran(20).behaviour(true), 20, step), step);
}

TEST(Behaviour, of_a_long_run_tells_it_within_a_look_or_two) {
  const std::uint64_t stride = Behaviour::stride(1000);
  EXPECT_EQ(stride, 32u);
  for (const std::uint64_t step : {1, 31, 32, 33, 500, 960}) {
    const std::uint64_t noticed = noticed_at(ran(1000).behaviour(true), 1000, step);
    EXPECT_GE(noticed, step);
    EXPECT_LE(noticed, step + 2 * stride);
  }
  EXPECT_EQ(noticed_at(ran(1000).behaviour(true), 1000, 999), 1000u) << "after its last look";
}

TEST(Behaviour, depends_on_who_did_what_to_what) {
  const auto one = [](std::uint32_t strand, Verb verb, std::uint32_t object) {
    BehaviourHash hash;
    hash.begin();
    hash.add(strand, verb, object);
    hash.end_step();
    return hash.behaviour(true).text();
  };
  const std::string text = one(1, Verb::load, 1);
  EXPECT_EQ(text, one(1, Verb::load, 1));
  for (const std::string& other :
       {one(2, Verb::load, 1), one(1, Verb::store, 1), one(1, Verb::load, 2)})
    EXPECT_NE(text, other);
}

TEST(Behaviour, of_a_run_that_was_over_does_not_fit_one_that_goes_on) {
  EXPECT_EQ(noticed_at(ran(10).behaviour(true), 12), 11u);
  EXPECT_EQ(noticed_at(ran(10).behaviour(false), 12), 0u);
}

TEST(Behaviour, is_read_back_from_its_text) {
  for (const std::uint64_t steps : {1, 11, 35, 36, 40, 1000, 5000})
    for (const bool whole : {false, true}) {
      const Behaviour behaviour = ran(steps).behaviour(whole);
      Behaviour read;
      ASSERT_TRUE(Behaviour::parse(behaviour.text(), read)) << behaviour.text();
      EXPECT_EQ(read, behaviour);
      EXPECT_LE(behaviour.text().size(), 42u);
    }
}

TEST(Behaviour, that_is_written_wrong_is_not_known) {
  const std::string good = ran(11).behaviour(true).text();
  for (const std::string& bad :
       {std::string(), std::string("w"), std::string("wb."), std::string("w.0000"), good + "0",
        good.substr(0, good.size() - 1), "x" + good.substr(1), "w0." + good.substr(3),
        "wB." + good.substr(3), good.substr(0, 5) + "-" + good.substr(6),
        "w11111111111111." + good.substr(3)}) {
    Behaviour read;
    EXPECT_FALSE(Behaviour::parse(bad, read)) << bad;
    EXPECT_FALSE(read.known()) << bad;
  }
}

TEST(Behaviour, of_nothing_is_not_known) {
  EXPECT_FALSE(ran(0).behaviour(true).known());
  EXPECT_TRUE(ran(1).behaviour(false).known());
}

}  // namespace
}  // namespace telar
