#include "kernel/virtual/behaviour_watch.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>

#include "kernel/virtual/virtual_kernel.hpp"
#include "tests/kernel/gate.hpp"

namespace telar {
namespace {

using testing::Gate;

// Two strands that each open two gates, or one gate twice.
struct Watched {
  Gate one, two;
  bool opens_both = true;
  BehaviourWatch watch;
  VirtualKernel kernel{{}};

  Watched() {
    const Body opens = [this]() -> Task<> {
      co_await one.set_open();
      co_await (opens_both ? two : one).set_open();
    };
    const Body bodies[] = {opens, opens};
    kernel.observe({&watch});
    kernel.begin(bodies);
  }
  Behaviour behaviour_of(std::initializer_list<std::uint32_t> order) {
    kernel.begin_again();
    for (const std::uint32_t strand : order) {
      kernel.step(strand);
      watch.end_step();
    }
    return watch.hash().behaviour(kernel.over());
  }
};

TEST(BehaviourWatch, each_execution_has_its_own_behaviour_and_the_same_one_the_same) {
  Watched x;
  const Behaviour first = x.behaviour_of({0, 0, 1, 1});
  EXPECT_EQ(first.steps, 4u);
  EXPECT_TRUE(first.whole);
  EXPECT_NE(x.behaviour_of({0, 1, 0, 1}), first);
  EXPECT_NE(x.behaviour_of({1, 1, 0, 0}), first);
  x.opens_both = false;
  EXPECT_NE(x.behaviour_of({0, 0, 1, 1}), first);
  x.opens_both = true;
  EXPECT_EQ(x.behaviour_of({0, 0, 1, 1}), first);
}

TEST(BehaviourWatch, its_steps_are_those_that_the_schedule_has) {
  Watched x;
  const Behaviour whole = x.behaviour_of({0, 1, 0, 1});
  x.behaviour_of({0, 1});
  EXPECT_TRUE(x.watch.hash().fits(whole));
  x.behaviour_of({0, 0});
  EXPECT_FALSE(x.watch.hash().fits(whole));
  x.behaviour_of({1});
  EXPECT_FALSE(x.watch.hash().fits(whole));
}

}  // namespace
}  // namespace telar
