#include "kernel/process_context.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kernel/virtual/virtual_kernel.hpp"

namespace telar {
namespace {

struct Process {
  VirtualKernel kernel{{}};
  ProcessContext context{kernel, 3, "Process-3", RunSettings{}};
};

TEST(ProcessContext, numbers_a_source_by_its_text) {
  Process p;
  const std::string name = "src/a.cpp", same = name, other = "src/b.cpp";
  const auto first = p.context.number_of_source(name.c_str());
  EXPECT_EQ(first.number, 1u);
  EXPECT_TRUE(first.is_new);
  // One file may have several addresses.
  const auto again = p.context.number_of_source(same.c_str());
  EXPECT_EQ(again.number, 1u);
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(p.context.number_of_source(other.c_str()).number, 2u);
}

TEST(ProcessContext, has_no_numbers_for_sources_that_an_event_has_no_room_for) {
  Process p;
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i <= Place::kMostFiles; ++i) names.push_back(std::to_string(i));
  std::uint32_t last = 0;
  for (std::uint32_t i = 0; i < Place::kMostFiles; ++i)
    last = p.context.number_of_source(names[i].c_str()).number;
  EXPECT_EQ(last, Place::kMostFiles);
  const auto too_many = p.context.number_of_source(names.back().c_str());
  EXPECT_EQ(too_many.number, 0u);
  EXPECT_FALSE(too_many.is_new);
  EXPECT_EQ(p.context.number_of_source(names[0].c_str()).number, 1u);
}

TEST(ProcessContext, counts_each_kind_of_thing_by_itself) {
  Process p;
  EXPECT_EQ(p.context.take_strand_number(), 0u);
  EXPECT_EQ(p.context.take_strand_number(), 1u);
  EXPECT_EQ(p.context.take_object_id(), 1u);
  EXPECT_EQ(p.context.take_task_id(), 1u);
  EXPECT_EQ(p.context.take_thread_name_number(), 1u);
  EXPECT_EQ(p.context.take_process_name_number(), 1u);
  EXPECT_EQ(p.context.take_process_name_number(), 2u);
}

TEST(ProcessContext, begins_again_as_it_was_made) {
  struct Counts final : Kept {
    int n = 0;
    void begin_again() override { n = 0; }
  };
  Process p;
  const auto strand = p.kernel.make_strand(p.context, "main", {}, false);
  p.context.kept.get<Counts>().n = 7;
  p.context.add_child({4, false});
  p.context.interpreter_lock.owner = strand->id();
  p.context.interpreter_lock.promised = strand->id();
  EXPECT_EQ(p.context.interpreter_lock.held_by(), strand->id());
  EXPECT_EQ(strand->id_of(p.context.console), 1u);
  EXPECT_EQ(strand->id_of(p.context.interpreter_lock), 2u);
  p.context.take_task_id();
  p.context.take_thread_name_number();
  p.context.take_process_name_number();
  p.context.number_of_source("src/a.cpp");
  ASSERT_EQ(p.context.children().size(), 1u);

  p.context.begin_again();
  EXPECT_EQ(p.context.kept.get<Counts>().n, 0);
  EXPECT_TRUE(p.context.children().empty());
  EXPECT_EQ(p.context.interpreter_lock.held_by(), std::nullopt);
  EXPECT_EQ(p.context.interpreter_lock.promised, std::nullopt);
  // What has an id gets one anew, in the order in which it is used.
  EXPECT_EQ(strand->id_of(p.context.interpreter_lock), 1u);
  EXPECT_EQ(strand->id_of(p.context.console), 2u);
  EXPECT_EQ(p.context.take_strand_number(), 0u);
  EXPECT_EQ(p.context.take_task_id(), 1u);
  EXPECT_EQ(p.context.take_thread_name_number(), 1u);
  EXPECT_EQ(p.context.take_process_name_number(), 1u);
  EXPECT_TRUE(p.context.number_of_source("src/a.cpp").is_new);
}

}  // namespace
}  // namespace telar
