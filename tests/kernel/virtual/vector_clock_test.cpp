#include "kernel/virtual/vector_clock.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace telar {
namespace {

TEST(VectorClock, has_what_it_was_told_and_nothing_later) {
  VectorClock clock;
  EXPECT_EQ(clock.of(3), 0u);
  EXPECT_TRUE(clock.has(3, 0));
  EXPECT_FALSE(clock.has(3, 1));
  clock.advance(3, 2);
  EXPECT_TRUE(clock.has(3, 2));
  EXPECT_FALSE(clock.has(3, 3));
  EXPECT_EQ(clock.of(2), 0u);
}

TEST(VectorClock, joined_with_another_it_has_the_later_of_both) {
  VectorClock one, other;
  one.advance(0, 5);
  one.advance(1, 1);
  other.advance(1, 4);
  other.advance(2, 3);
  one.join(other);
  EXPECT_EQ(one.of(0), 5u);
  EXPECT_EQ(one.of(1), 4u);
  EXPECT_EQ(one.of(2), 3u);
  EXPECT_EQ(other.of(0), 0u);
}

TEST(VectorClock, tells_what_a_join_changes_and_takes_it_back) {
  VectorClock one, other;
  one.advance(0, 5);
  one.advance(1, 1);
  other.advance(0, 2);
  other.advance(1, 4);
  other.advance(2, 3);
  std::vector<std::pair<std::uint32_t, VectorClock::Time>> changes;
  one.join(other, [&](std::uint32_t strand, VectorClock::Time before) {
    changes.emplace_back(strand, before);
  });
  EXPECT_EQ(changes, (std::vector<std::pair<std::uint32_t, VectorClock::Time>>{{1, 1}, {2, 0}}));
  for (const auto& [strand, before] : changes) one.restore(strand, before);
  EXPECT_EQ(one.of(0), 5u);
  EXPECT_EQ(one.of(1), 1u);
  EXPECT_EQ(one.of(2), 0u);
}

}  // namespace
}  // namespace telar
