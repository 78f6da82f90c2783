#include "platform/clock.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/child.hpp"

namespace telar {
namespace {

using testing::Family;
using testing::kTestArea;

TEST(Clock, never_goes_back) {
  Nanos last = monotonic_now();
  for (int i = 0; i < 10000; ++i) {
    const Nanos now = monotonic_now();
    ASSERT_GE(now, last);
    last = now;
  }
}

TEST(Clock, is_the_same_in_every_thread) {
  // Whatever is read after an event is not before what was read before it. 1 ms: what browsers may
  // round to.
  for (int i = 0; i < 20; ++i) {
    const Nanos before = monotonic_now();
    Nanos inside = 0;
    std::thread([&] { inside = monotonic_now(); }).join();
    EXPECT_GE(inside, before - kMillisecond);
    EXPECT_LE(inside, monotonic_now() + kMillisecond);
  }
}

TELAR_TEST_CHILD(clock_write) {
  const Nanos now = monotonic_now();
  memory.write(kTestArea, std::as_bytes(std::span(&now, 1)));
  return 0;
}

TEST(Clock, is_the_same_in_every_process) {
  Family run;
  const Nanos before = monotonic_now();
  run.start(1, "clock_write");
  ASSERT_EQ(run.join(1), 0);
  Nanos inside = 0;
  run.memory().read(kTestArea, std::as_writable_bytes(std::span(&inside, 1)));
  EXPECT_GE(inside, before - kMillisecond);
  EXPECT_LE(inside, monotonic_now() + kMillisecond);
}

TEST(Clock, the_machine_has_a_core) { EXPECT_GE(hardware_cores(), 1); }

}  // namespace
}  // namespace telar
