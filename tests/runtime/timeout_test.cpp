#include "runtime/timeout.hpp"

#include <gtest/gtest.h>

#include "runtime/builtins.hpp"
#include "tests/runtime/harness.hpp"

namespace telar {
namespace {

TEST(Timeout, counts_from_now_on_the_strands_clock) {
  testing::run_virtually(
      []() -> Task<> {
        Strand& self = co_await current_strand();
        co_await time::sleep(2);
        EXPECT_EQ(deadline_after(self, 1.5), 3'500 * kMillisecond);
        EXPECT_EQ(deadline_after(self, kForever), kNever);
        EXPECT_LE(deadline_after(self, 0), self.now());
        EXPECT_LE(deadline_after(self, -1), self.now());
      },
      {}, {});
}

}  // namespace
}  // namespace telar
