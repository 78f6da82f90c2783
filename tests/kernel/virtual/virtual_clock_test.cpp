#include "kernel/virtual/virtual_clock.hpp"

#include <gtest/gtest.h>

namespace telar {
namespace {

constexpr Nanos kTick = VirtualClock::kTick;

TEST(VirtualClock, the_ticks_since_a_jump_are_borrowed_from_the_wait_that_follows) {
  VirtualClock clock;
  clock.begin();
  for (int i = 0; i < 5; ++i) clock.tick();
  EXPECT_EQ(clock.now(), 5 * kTick);
  EXPECT_EQ(clock.deadline_in(kSecond), kSecond);
  clock.jump(kSecond);
  EXPECT_EQ(clock.now(), kSecond);
  EXPECT_EQ(clock.elapsed(), kSecond);
}

TEST(VirtualClock, a_wait_of_which_the_ticks_are_a_part_that_counts_is_not_shortened) {
  VirtualClock clock;
  clock.begin();
  for (int i = 0; i < 5; ++i) clock.tick();
  const Nanos shortest = 5 * kTick * VirtualClock::kBorrows;
  EXPECT_EQ(clock.deadline_in(shortest), shortest);
  EXPECT_EQ(clock.deadline_in(shortest - 1), 5 * kTick + shortest - 1);
}

TEST(VirtualClock, its_timers_come_by_time_and_then_by_age) {
  VirtualClock clock;
  clock.begin();
  EXPECT_EQ(clock.first(), nullptr);
  clock.add_timer(30, 0, 1);
  clock.add_timer(10, 1, 1);
  clock.add_timer(10, 2, 1);
  EXPECT_FALSE(clock.is_due());
  std::vector<std::uint32_t> strands;
  while (const VirtualClock::Timer* timer = clock.first()) {
    strands.push_back(timer->strand);
    clock.remove_first();
  }
  EXPECT_EQ(strands, (std::vector<std::uint32_t>{1, 2, 0}));
}

TEST(VirtualClock, passing_a_deadline_keeps_the_time_and_moves_what_ticks_are_counted_from) {
  VirtualClock clock;
  clock.begin();
  clock.add_timer(2 * kTick, 0, 1);
  for (int i = 0; i < 3; ++i) clock.tick();
  EXPECT_TRUE(clock.is_due());
  EXPECT_TRUE(clock.pass(2 * kTick));
  EXPECT_EQ(clock.now(), 3 * kTick);
  EXPECT_EQ(clock.deadline_in(kSecond), 2 * kTick + kSecond);
  EXPECT_FALSE(clock.pass(kTick));  // an older one moves nothing
}

}  // namespace
}  // namespace telar
