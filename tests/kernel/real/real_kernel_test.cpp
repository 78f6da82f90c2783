#include "kernel/real/real_kernel.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "tests/kernel/gate.hpp"
#include "tests/kernel/real_process.hpp"
#include "tests/threads.hpp"

namespace telar {
namespace {

using testing::Gate;
using testing::RealProcess;

TEST(RealKernel, an_operation_blocks_its_thread_until_another_lets_it_go_on) {
  TELAR_NEEDS_THREADS();
  RealProcess p;
  Gate gate;
  bool passed = false;
  p.run([&]() -> Task<> {
    Strand& s = co_await current_strand();
    auto thread = p.start([&]() -> Task<> { passed = co_await gate.pass(); }, s);
    co_await gate.set_open();
    p.kernel.join(*thread);
    EXPECT_TRUE(thread->finished());
  });
  EXPECT_TRUE(passed);
  EXPECT_FALSE(gate.has_waiters());
}

TEST(RealKernel, an_operation_whose_deadline_has_passed_expires) {
  TELAR_NEEDS_THREADS();
  RealProcess p;
  Gate gate;
  bool passed = true;
  p.run([&]() -> Task<> { passed = co_await gate.pass(0); });
  EXPECT_FALSE(passed);
}

TEST(RealKernel, daemons_are_unwound_when_the_others_have_ended) {
  TELAR_NEEDS_THREADS();
  RealProcess p;
  Gate never;
  std::shared_ptr<Strand> daemon;
  p.run([&]() -> Task<> {
    daemon = p.start([&]() -> Task<> { co_await never.pass(); }, co_await current_strand(), true);
  });
  EXPECT_TRUE(daemon->finished());
  EXPECT_FALSE(never.has_waiters());
}

TEST(RealKernel, a_strand_knows_the_line_at_which_it_stands) {
  TELAR_NEEDS_THREADS();
  RealProcess p;
  Gate gate;
  p.run([&]() -> Task<> {
    Strand& s = co_await current_strand();
    EXPECT_FALSE(s.where().known());
    co_await gate.set_open();
    EXPECT_STREQ(s.where().file, "tests/kernel/real/real_kernel_test.cpp");
    const auto first = s.where();
    co_await gate.pass();
    EXPECT_GT(s.where().line, first.line);
    EXPECT_EQ(s.pending(), nullptr);
  });
}

}  // namespace
}  // namespace telar
