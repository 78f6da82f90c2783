#include "base/rng.hpp"

#include <gtest/gtest.h>

#include <array>

namespace telar {
namespace {

// Published first outputs of SplitMix64 for the seed 1234567.
TEST(Rng, gives_the_published_numbers) {
  Rng rng(1234567);
  EXPECT_EQ(rng.next(), 6457827717110365317u);
  EXPECT_EQ(rng.next(), 3203168211198807973u);
  EXPECT_EQ(rng.next(), 9817491932198370423u);
}

TEST(Rng, draws_below_a_bound_evenly) {
  Rng rng(7);
  std::array<int, 3> seen{};
  for (int i = 0; i < 30'000; ++i) ++seen[rng.below(3)];
  for (int count : seen) EXPECT_NEAR(count, 10'000, 300);
  EXPECT_EQ(rng.below(1), 0u);
  EXPECT_EQ(rng.below(0), 0u);
}

TEST(Rng, draws_units_from_zero_to_below_one) {
  Rng rng(7);
  for (int i = 0; i < 10'000; ++i) {
    const double unit = rng.unit();
    EXPECT_GE(unit, 0);
    EXPECT_LT(unit, 1);
  }
}

}  // namespace
}  // namespace telar
