#include "kernel/virtual/virtual_process.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "kernel/virtual/virtual_kernel.hpp"

namespace telar {
namespace {

TEST(VirtualProcess, begins_again_with_its_context_as_it_was_made) {
  VirtualKernel kernel({});
  VirtualProcess process;
  process.context = std::make_unique<ProcessContext>(kernel, 0, "", RunSettings{});
  ProcessContext* const context = process.context.get();
  context->take_strand_number();
  process.main = 2;
  process.unfinished = process.working = 3;
  process.ended = true;
  process.begin_again();
  EXPECT_EQ(process.main + process.unfinished + process.working, 0u);
  EXPECT_FALSE(process.ended);
  EXPECT_EQ(process.context.get(), context);  // strands refer to it
  EXPECT_EQ(context->take_strand_number(), 0u);
}

}  // namespace
}  // namespace telar
