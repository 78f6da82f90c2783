#include "kernel/virtual/virtual_kernel.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "tests/kernel/gate.hpp"

namespace telar {
namespace {

using testing::Gate;

struct Program {
  Gate gate{"gate"};
  std::vector<int> order;

  std::vector<Body> bodies() {
    return {[this] { return wait(0); }, [this] { return wait(1); }, [this] { return open(); }};
  }
  Task<> wait(int who) {
    co_await gate.pass();
    order.push_back(who);
  }
  Task<> open() {
    co_await gate.set_open();
    order.push_back(2);
  }
};

TEST(VirtualKernel, only_those_that_may_go_on_can_make_the_next_step) {
  Program program;
  VirtualKernel kernel({});
  kernel.begin(program.bodies());
  ASSERT_EQ(kernel.ready().count(), 1u);
  EXPECT_TRUE(kernel.ready().contains(2));
  kernel.step(2);
  EXPECT_EQ(kernel.ready().count(), 2u);
  kernel.step(1);
  kernel.step(0);
  EXPECT_TRUE(kernel.over());
  EXPECT_EQ(kernel.outcome(), Outcome::finished);
  EXPECT_EQ(program.order, (std::vector<int>{2, 1, 0}));
  EXPECT_EQ(kernel.steps(), 3u);
}

TEST(VirtualKernel, what_a_strand_stands_before_has_its_line) {
  Program program;
  VirtualKernel kernel({});
  kernel.begin(program.bodies());
  const Waiting waiting = kernel.pending(0);
  EXPECT_EQ(waiting.verb, Verb::wait);
  EXPECT_EQ(waiting.object, "gate");
  EXPECT_STREQ(waiting.where.file, "tests/kernel/virtual/virtual_kernel_test.cpp");
  EXPECT_GT(waiting.where.line, 0u);
  EXPECT_NE(waiting.where, kernel.pending(2).where);
  EXPECT_EQ(waiting.where, kernel.pending(1).where);
}

TEST(VirtualKernel, an_execution_in_which_nobody_can_go_on_is_a_deadlock) {
  Program program;
  VirtualKernel kernel({});
  kernel.begin([&] { return program.wait(0); });
  EXPECT_TRUE(kernel.over());
  EXPECT_EQ(kernel.outcome(), Outcome::deadlock);
  ASSERT_EQ(kernel.waiting().size(), 1u);
  EXPECT_EQ(kernel.waiting()[0].object, "gate");
}

TEST(VirtualKernel, the_clock_jumps_to_a_deadline_when_nobody_can_go_on) {
  Gate gate;
  bool passed = true;
  VirtualKernel kernel({});
  kernel.begin([&]() -> Task<> { passed = co_await gate.pass(3 * kSecond); });
  ASSERT_FALSE(kernel.over());
  EXPECT_EQ(kernel.now(), 3 * kSecond);
  kernel.step(0);
  EXPECT_TRUE(kernel.over());
  EXPECT_FALSE(passed);
  EXPECT_EQ(kernel.elapsed(), 3 * kSecond);
}

TEST(VirtualKernel, the_same_program_again_is_the_same_execution) {
  std::vector<std::unique_ptr<Program>> programs;
  const Body bodies[] = {[&] {
                           programs.push_back(std::make_unique<Program>());
                           return programs.back()->open();
                         },
                         [&] { return programs.back()->wait(1); }};
  VirtualKernel kernel({});
  RoundRobin in_turn;
  kernel.begin(bodies);
  kernel.run(in_turn);
  const std::vector<std::uint32_t> choices(kernel.choices().begin(), kernel.choices().end());
  for (int i = 0; i < 3; ++i) {
    kernel.begin_again();
    kernel.run(in_turn);
    EXPECT_EQ(kernel.outcome(), Outcome::finished);
    EXPECT_EQ(std::vector<std::uint32_t>(kernel.choices().begin(), kernel.choices().end()),
              choices);
    EXPECT_EQ(programs.back()->order, programs.front()->order);
  }
}

}  // namespace
}  // namespace telar
