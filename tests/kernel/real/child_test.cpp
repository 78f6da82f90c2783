#include "kernel/real/child.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "kernel/segment.hpp"
#include "platform/process.hpp"
#include "tests/child.hpp"
#include "tests/kernel/gate.hpp"
#include "tests/kernel/run_to_end.hpp"
#include "tests/threads.hpp"

namespace telar {
namespace {

using testing::Gate;
using testing::poll;

// --- in a child, which is started with kOurs and the name of what it does

constexpr std::string_view kOurs = "child_test: ";

Task<> writes(std::string text) {
  Strand& self = co_await current_strand();
  self.write_text(self.process().console, text);
}

Task<> act(std::string deed) {
  co_await writes(deed);
  if (deed == "raises") throw std::runtime_error("no");
  Gate never;
  if (deed == "waits") co_await never.pass();
}

std::string message_of(Segment& segment, ProcessId id) {
  std::string text;
  for (const std::byte byte : segment.start_message_of(id)) text += static_cast<char>(byte);
  return text;
}

ChildProgram program_of(Segment& segment, ProcessId id) {
  const std::string deed = message_of(segment, id).substr(kOurs.size());
  return {.name = "Process-1", .identity = "1", .body = [deed] { return act(deed); }};
}

std::optional<int> run_if_ours() {
  Segment segment(SharedMemory::inherited());
  if (!message_of(segment, child_process_id()).starts_with(kOurs)) return std::nullopt;
  return run_child_program(program_of, [](Strand& self, std::exception_ptr) {
    self.write_text(self.process().console, " and reports");
  });
}

const bool kAreKnown = (testing::children_of_runs.push_back(run_if_ours), true);

// --- in the main process

// A run whose main strand starts one child, and ends.
struct Family {
  Store store;
  std::shared_ptr<Segment> segment;
  Run run;

  explicit Family(std::string deed) : run([this, deed] { return start(deed); }, {}) {}

  Task<> start(std::string deed) {
    Strand& self = co_await current_strand();
    segment = self.process().segment();
    const std::string message = std::string(kOurs) + deed;
    const auto id = segment->add_process(0, std::as_bytes(std::span(message)));
    self.kernel().start_process(*id);
  }
  std::string written() const {
    std::string text;
    for (const auto& write : store.writes()) text += write.text;
    return text;
  }
};

TEST(Child, brings_all_its_events_to_the_main_process) {
  TELAR_NEEDS_THREADS();
  Family family("ends");
  poll(family.run, family.store);
  EXPECT_EQ(family.run.outcome(), Outcome::finished);
  ASSERT_EQ(family.store.processes().size(), 2u);
  const ProcessInfo& child = family.store.processes()[1];
  EXPECT_TRUE(child.ended);
  EXPECT_EQ(child.exitcode, 0);
  EXPECT_EQ(child.os_id, static_cast<std::int64_t>(family.segment->os_id_of(1)));
  ASSERT_EQ(child.lanes.size(), 1u);
  const Lane& lane = family.store.lanes()[child.lanes[0]];
  EXPECT_EQ(lane.strand, make_strand_id(1, 0));
  EXPECT_EQ(lane.name, "MainThread");
  EXPECT_TRUE(lane.finished);
  ASSERT_EQ(family.store.writes().size(), 1u);
  EXPECT_EQ(family.store.writes()[0].strand, make_strand_id(1, 0));
  EXPECT_EQ(family.written(), "ends");
  EXPECT_EQ(family.store.dropped() + family.store.rejected(), 0u);
}

TEST(Child, whose_main_strand_raises_reports_it_and_ends_with_one) {
  TELAR_NEEDS_THREADS();
  Family family("raises");
  poll(family.run, family.store);
  EXPECT_EQ(family.run.outcome(), Outcome::finished);
  ASSERT_EQ(family.store.processes().size(), 2u);
  EXPECT_EQ(family.store.processes()[1].exitcode, 1);
  EXPECT_EQ(family.written(), "raises and reports");
}

TEST(Child, unwinds_and_ends_with_one_when_its_run_is_stopped) {
  TELAR_NEEDS_THREADS();
  Family family("waits");
  poll(family.run, family.store, [&] { return !family.store.writes().empty(); });
  family.run.stop();
  // A run that is polled kills who does not unwind in time; this one is not.
  const Offset state = family.segment->status_of(1);
  testing::wait_while(family.segment->memory(), state,
                      static_cast<std::uint32_t>(ProcessState::running));
  poll(family.run, family.store);
  EXPECT_EQ(family.run.outcome(), Outcome::stopped);
  EXPECT_EQ(family.store.processes()[1].exitcode, 1);
  EXPECT_EQ(family.written(), "waits");
}

}  // namespace
}  // namespace telar
