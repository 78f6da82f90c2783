#include "kernel/virtual/virtual_cores.hpp"

#include <gtest/gtest.h>

#include "kernel/virtual/virtual_kernel.hpp"

namespace telar {
namespace {

// Two strands of a process without an interpreter lock, and two of one with.
struct Computing {
  VirtualKernel kernel{{}};
  ProcessContext free{kernel, 0, "", RunSettings{}};
  ProcessContext locked{kernel, 1, "", RunSettings{.gil = true}};
  VirtualStrand a{free, "a", {}, false}, b{free, "b", {}, false};
  VirtualStrand c{locked, "c", {}, false}, d{locked, "d", {}, false};
  VirtualCores cores;
};

TEST(VirtualCores, let_everybody_go_on_while_one_is_free) {
  Computing x;
  x.cores.begin(2);
  EXPECT_TRUE(x.cores.all_free());
  EXPECT_TRUE(x.cores.lets(x.b));
  x.cores.take(x.a);
  EXPECT_FALSE(x.cores.all_free());
  EXPECT_TRUE(x.cores.lets(x.b));
}

TEST(VirtualCores, that_are_all_held_let_only_their_holders_go_on) {
  Computing x;
  x.cores.begin(1);
  x.cores.take(x.a);
  EXPECT_TRUE(x.a.computing);
  EXPECT_TRUE(x.cores.lets(x.a));
  EXPECT_FALSE(x.cores.lets(x.b));
  EXPECT_FALSE(x.cores.lets(x.c));
  x.cores.give(x.a);
  EXPECT_FALSE(x.a.computing);
  EXPECT_TRUE(x.cores.all_free());
  EXPECT_TRUE(x.cores.lets(x.b));
}

TEST(VirtualCores, who_computes_with_an_interpreter_lock_holds_up_its_own_process_only) {
  Computing x;
  x.cores.begin(4);
  x.cores.take(x.c);
  EXPECT_TRUE(x.cores.lets(x.c));
  EXPECT_FALSE(x.cores.lets(x.d));
  EXPECT_TRUE(x.cores.lets(x.a));
  x.cores.take(x.a);
  x.cores.give(x.c);
  EXPECT_TRUE(x.cores.lets(x.d));
}

TEST(VirtualCores, are_all_free_in_the_next_execution) {
  Computing x;
  x.cores.begin(1);
  x.cores.take(x.c);
  x.cores.begin(2);
  EXPECT_TRUE(x.cores.all_free());
  x.cores.take(x.a);
  EXPECT_TRUE(x.cores.lets(x.d));  // nobody has its interpreter
}

}  // namespace
}  // namespace telar
