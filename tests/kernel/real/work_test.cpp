#include "kernel/real/work.hpp"

#include <gtest/gtest.h>

namespace telar {
namespace {

TEST(Work, is_really_done) {
  // A round is six instructions that each need the one before: no core does ten of them in a
  // nanosecond. A compiler that leaves the loop out does.
  const auto rate = work_per_millisecond(nullptr);
  EXPECT_GT(rate, 0u);
  EXPECT_LT(rate, 10'000'000u);
}

}  // namespace
}  // namespace telar
