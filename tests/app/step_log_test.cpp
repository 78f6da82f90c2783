#include "app/step_log.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "base/rng.hpp"

namespace telar {
namespace {

std::vector<std::uint32_t> members(const ReadySet& set) {
  std::vector<std::uint32_t> all;
  for (auto n = set.first(); n != ReadySet::kNone; n = set.at_or_after(n + 1)) all.push_back(n);
  return all;
}

// Strands become ready and cease to be at random, also many at once; what was is remembered.
TEST(StepLog, knows_who_was_ready_after_each_step_and_when_that_was) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    ReadySet ready;
    ready.reset(64);
    StepLog log;
    std::vector<std::vector<std::uint32_t>> all;
    std::vector<Nanos> times;
    Nanos now = 0;
    std::uint32_t strands = 1;
    for (std::uint64_t step = 0; step <= 100; ++step) {
      if (rng.below(3) == 0) ready.make_room(strands += rng.below(30));
      for (std::uint32_t i = rng.below(4); i > 0; --i) {
        const std::uint32_t strand = rng.below(strands);
        if (ready.contains(strand)) {
          ready.erase(strand);
        } else {
          ready.insert(strand);
        }
      }
      now += rng.below(3);
      if (step == 0) {
        log.begin(now, 0, ready);
      } else {
        log.add(static_cast<std::uint32_t>(step), now, 10 * step, ready);
      }
      all.push_back(members(ready));
      times.push_back(now);
    }
    ASSERT_EQ(log.steps(), 100u);
    const auto check = [&](std::uint64_t length) {
      for (std::uint64_t step = 0; step <= length; ++step) {
        ASSERT_EQ(log.ready_after(step), all[step]) << step;
        EXPECT_EQ(log.time_after(step), times[step]);
        EXPECT_EQ(log.events_after(step), 10 * step);
        EXPECT_EQ(log.last_of(step), step == 0 ? ReadySet::kNone : step);
      }
    };
    check(100);
    log.cut(60);
    EXPECT_EQ(log.steps(), 60u);
    check(60);
    // It goes on from there.
    log.add(61, times[61], 610, ready);
    EXPECT_EQ(log.ready_after(61), members(ready));
  }
}

TEST(StepLog, counts_the_steps_that_are_made_by_a_time) {
  ReadySet ready;
  ready.reset(1);
  StepLog log;
  log.begin(5, 0, ready);   // the first step is made at 5
  log.add(0, 8, 1, ready);  // the second at 8
  log.add(0, 8, 2, ready);  // the third too
  log.add(0, 9, 3, ready);  // there is no fourth
  EXPECT_EQ(log.steps_by(4), 0u);
  EXPECT_EQ(log.steps_by(5), 1u);
  EXPECT_EQ(log.steps_by(7), 1u);
  EXPECT_EQ(log.steps_by(8), 3u);
  EXPECT_EQ(log.steps_by(100), 3u);
}

TEST(StepLog, tells_no_more_of_many_than_it_is_asked_for) {
  ReadySet ready;
  ready.reset(200);
  for (std::uint32_t strand = 0; strand < 200; ++strand) ready.insert(strand);
  StepLog log;
  log.begin(0, 0, ready);
  EXPECT_EQ(log.ready_after(0, 3), (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(log.ready_after(0).size(), 200u);
}

}  // namespace
}  // namespace telar
