#include "kernel/virtual/virtual_strand.hpp"

#include <gtest/gtest.h>

#include "kernel/virtual/virtual_kernel.hpp"

namespace telar {
namespace {

TEST(VirtualStrand, begins_again_as_it_was_made) {
  VirtualKernel kernel({});
  ProcessContext process(kernel, 0, "", RunSettings{});
  VirtualStrand strand(process, "main", {}, false);
  strand.number = 2;
  strand.wait = 3;
  strand.shown = State::finished;
  strand.ready = strand.computing = true;
  strand.finished_ = true;
  process.begin_again();
  strand.begin_again();
  EXPECT_EQ(strand.id(), make_strand_id(0, 0));
  EXPECT_EQ(strand.number, 0u);
  EXPECT_EQ(strand.wait, 0u);
  EXPECT_EQ(strand.shown, State::ready);
  EXPECT_FALSE(strand.ready);
  EXPECT_FALSE(strand.computing);
  EXPECT_FALSE(strand.finished());
}

}  // namespace
}  // namespace telar
