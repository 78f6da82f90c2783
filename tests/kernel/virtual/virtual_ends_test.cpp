// How strands, processes and executions end on the virtual kernel.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "kernel/segment.hpp"
#include "kernel/virtual/virtual_kernel.hpp"
#include "tests/kernel/gate.hpp"

namespace telar {
namespace {

using testing::Gate;
using Names = std::vector<std::string>;

// In a body: says that its frame is gone.
struct Frame {
  Names& gone;
  std::string name;
  ~Frame() { gone.push_back(name); }
};

// Starts a thread of the strand that asks.
std::shared_ptr<Strand> start(Strand& starter, std::string name, Body body, bool daemon = false) {
  Kernel& kernel = starter.kernel();
  auto strand = kernel.make_strand(starter.process(), std::move(name), std::move(body), daemon);
  kernel.start(strand, starter);
  return strand;
}

void run(VirtualKernel& kernel) {
  RoundRobin in_turn;
  kernel.run(in_turn);
}

// "no" of std::runtime_error("no").
std::string what(std::exception_ptr error) {
  try {
    std::rethrow_exception(std::move(error));
  } catch (const std::exception& e) {
    return e.what();
  }
}

TEST(VirtualKernel, an_execution_that_is_stopped_unwinds_whoever_still_waits) {
  struct Count {
    int& n;
    ~Count() { ++n; }
  };
  int unwound = 0;
  Gate gate;
  const Body waits = [&]() -> Task<> {
    Count count{unwound};
    co_await gate.pass();
  };
  const Body opens = [&]() -> Task<> { co_await gate.set_open(); };
  const Body bodies[] = {waits, waits, opens};
  VirtualKernel kernel({});
  kernel.begin(bodies);
  kernel.stop();
  EXPECT_EQ(kernel.outcome(), Outcome::stopped);
  EXPECT_EQ(unwound, 2);
  EXPECT_FALSE(gate.has_waiters());
}

TEST(VirtualKernel, a_strand_is_unwound_after_those_that_it_started) {
  Gate never;
  Names gone;
  VirtualKernel kernel({});
  kernel.begin([&]() -> Task<> {
    Frame frame{gone, "main"};
    const auto waits = [&](std::string name) -> Task<> {
      Frame its_frame{gone, name};
      co_await never.pass();
    };
    start(co_await current_strand(), "thread", [&]() -> Task<> {
      Frame its_frame{gone, "thread"};
      start(co_await current_strand(), "grandchild", [&] { return waits("grandchild"); });
      co_await never.pass();
    });
    co_await never.pass(kSecond);
    co_await never.pass();
  });
  ASSERT_FALSE(kernel.over());
  kernel.stop();
  EXPECT_EQ(gone, (Names{"grandchild", "thread", "main"}));
}

TEST(VirtualKernel, a_process_waits_for_its_threads_and_unwinds_its_daemons) {
  Gate gate, never;
  Names gone;
  VirtualKernel kernel({});
  kernel.begin([&]() -> Task<> {
    Strand& self = co_await current_strand();
    start(
        self, "daemon",
        [&]() -> Task<> {
          Frame frame{gone, "daemon"};
          co_await never.pass();
        },
        true);
    start(self, "brief daemon", [&]() -> Task<> { co_await gate.set_open(); }, true);
    start(self, "thread", [&]() -> Task<> {
      Frame frame{gone, "thread"};
      co_await gate.pass();
      co_await gate.pass();
    });
    co_await gate.set_open();
  });
  kernel.step(2);
  kernel.step(0);
  EXPECT_TRUE(kernel.is_finished(2));
  EXPECT_TRUE(kernel.is_finished(0));
  EXPECT_FALSE(kernel.over());
  run(kernel);
  EXPECT_EQ(kernel.outcome(), Outcome::finished);
  EXPECT_EQ(gone, (Names{"thread", "daemon"}));
  EXPECT_FALSE(never.has_waiters());
}

TEST(VirtualKernel, an_exception_of_the_main_strand_fails_the_execution_and_a_threads_does_not) {
  for (const bool main_raises : {true, false}) {
    Names reported;
    Gate gate;
    VirtualKernel::Options options;
    options.describe = what;
    options.report_error = [&](Strand& strand, std::exception_ptr error) {
      reported.push_back(strand.name() + ": " + what(std::move(error)));
    };
    VirtualKernel kernel(std::move(options));
    const auto body = [&](bool raises) -> Task<> {
      co_await gate.set_open();
      if (raises) throw std::runtime_error("no");
    };
    const Body bodies[] = {[&] { return body(main_raises); }, [&] { return body(!main_raises); }};
    kernel.begin(bodies);
    kernel.step(0);
    EXPECT_EQ(kernel.outcome(), Outcome::running);  // its thread has not ended
    kernel.step(1);
    EXPECT_EQ(kernel.outcome(), main_raises ? Outcome::failed : Outcome::finished);
    EXPECT_EQ(kernel.error(), main_raises ? "no" : "");
    EXPECT_EQ(reported, Names{main_raises ? "MainThread: no" : "Thread-1: no"});
  }
}

TEST(VirtualKernel, how_those_are_unwound_who_have_not_ended_is_not_what_happened) {
  struct Counts final : ExecutionObserver {
    int performed_count = 0, ends_count = 0;
    void begins() override {}
    void started(std::uint32_t, std::uint32_t) override {}
    void performed(const Performed&) override { performed_count += ends_count == 0 ? 1 : 100; }
    void ends() override { ++ends_count; }
  } counts;
  Gate never, gate;
  struct OpensAtEnd {
    Strand& self;
    Gate& gate;
    ~OpensAtEnd() {
      perform_now(self, gate.set_open());
      self.kernel().note_final("n", "1");
      self.record(EventKind::put);
    }
  };
  VirtualKernel kernel({});
  kernel.observe({&counts});
  kernel.begin([&]() -> Task<> {
    OpensAtEnd opens{co_await current_strand(), gate};
    co_await gate.set_open();
    co_await never.pass();
  });
  kernel.step(0);
  EXPECT_EQ(kernel.outcome(), Outcome::deadlock);
  EXPECT_EQ(counts.performed_count, 1);
  EXPECT_EQ(counts.ends_count, 1);
  EXPECT_EQ(kernel.final_state(), "");
  std::vector<Event> events;
  kernel.take_events(events);
  for (const Event& e : events) EXPECT_NE(e.kind, EventKind::put);
}

// A program with child processes: bodies by process.
struct Processes {
  std::vector<Body> children{{}};
  VirtualKernel kernel{options()};

  VirtualKernel::Options options() {
    VirtualKernel::Options options;
    options.child = [this](Segment&, ProcessId id) {
      return ChildProgram{.name = "Process-" + std::to_string(id), .body = children.at(id)};
    };
    return options;
  }
  static ProcessId start_child(Strand& parent) {
    const auto id = parent.process().segment()->add_process(parent.process().id, {});
    parent.kernel().start_process(*id);
    return *id;
  }
  Segment& segment() { return *kernel.segment(); }
};

TEST(VirtualKernel, a_process_ends_with_its_strands_and_says_whether_its_main_strand_raised) {
  Processes p;
  Gate gate, never;
  p.children.push_back([&]() -> Task<> { co_await gate.set_open(); });
  p.children.push_back([&]() -> Task<> {
    co_await gate.pass();
    throw std::runtime_error("no");
  });
  p.kernel.begin([&]() -> Task<> {
    Strand& self = co_await current_strand();
    Processes::start_child(self);
    Processes::start_child(self);
    co_await never.pass(kSecond);
    EXPECT_EQ(p.segment().state_of(1), ProcessState::ended);
    EXPECT_EQ(p.segment().exit_code_of(1), 0);
    EXPECT_EQ(p.segment().state_of(2), ProcessState::ended);
    EXPECT_EQ(p.segment().exit_code_of(2), 1);
  });
  run(p.kernel);
  EXPECT_EQ(p.kernel.outcome(), Outcome::finished);
  EXPECT_EQ(p.kernel.elapsed(), kSecond);
}

TEST(VirtualKernel, a_process_that_is_killed_ends_at_once_with_those_that_it_started) {
  Processes p;
  Gate never;
  Names gone;
  p.children.push_back([&]() -> Task<> {
    Frame frame{gone, "child"};
    Processes::start_child(co_await current_strand());
    co_await never.pass();
  });
  p.children.push_back([&]() -> Task<> {
    Frame frame{gone, "grandchild"};
    co_await never.pass();
  });
  p.kernel.begin([&]() -> Task<> {
    Strand& self = co_await current_strand();
    Processes::start_child(self);
    co_await never.pass(kSecond);
    EXPECT_TRUE(gone.empty());
    self.kernel().end_process(1, 9);
    EXPECT_EQ(gone, (Names{"child", "grandchild"}));
    EXPECT_EQ(p.segment().exit_code_of(1), -9);
    EXPECT_EQ(p.segment().exit_code_of(2), -9);
    // It has ended: another signal does not reach it.
    self.kernel().end_process(1, 15);
    EXPECT_EQ(p.segment().exit_code_of(1), -9);
  });
  run(p.kernel);
  EXPECT_EQ(p.kernel.outcome(), Outcome::finished);
  EXPECT_EQ(gone.size(), 2u);
}

TEST(VirtualKernel, processes_that_outlive_the_main_one_end_with_the_execution) {
  Processes p;
  Gate never;
  p.children.push_back([&]() -> Task<> { co_await never.pass(); });
  p.kernel.begin([&]() -> Task<> {
    Processes::start_child(co_await current_strand());
    co_await never.pass(kSecond);
  });
  run(p.kernel);
  EXPECT_EQ(p.kernel.outcome(), Outcome::finished);
  EXPECT_EQ(p.segment().state_of(1), ProcessState::ended);
  EXPECT_EQ(p.segment().exit_code_of(1), 1);
  EXPECT_FALSE(never.has_waiters());
}

}  // namespace
}  // namespace telar
