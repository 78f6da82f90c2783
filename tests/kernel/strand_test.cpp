#include "kernel/strand.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernel/virtual/virtual_kernel.hpp"
#include "tests/kernel/gate.hpp"
#include "tests/kernel/real_process.hpp"
#include "tests/threads.hpp"

namespace telar {
namespace {

using testing::Gate;
using testing::RealProcess;

TEST(Strand, is_current_while_its_body_runs_and_at_no_other_time) {
  Gate gate;
  int looks = 0;
  const Body looks_twice = [&]() -> Task<> {
    Strand& self = co_await current_strand();
    EXPECT_EQ(Strand::current(), &self);
    co_await gate.set_open();
    EXPECT_EQ(Strand::current(), &self);
    looks += 2;
  };
  const Body bodies[] = {looks_twice, looks_twice};
  VirtualKernel kernel({});
  kernel.begin(bodies);
  EXPECT_EQ(Strand::current(), nullptr);
  kernel.step(1);
  EXPECT_EQ(Strand::current(), nullptr);
  kernel.step(0);
  EXPECT_EQ(looks, 4);
}

TEST(Strand, is_numbered_in_its_process_in_order_of_creation) {
  VirtualKernel kernel({});
  ProcessContext first(kernel, 0, "", {}), sixth(kernel, 5, "", {});
  EXPECT_EQ(kernel.make_strand(first, "a", {}, false)->id(), make_strand_id(0, 0));
  EXPECT_EQ(kernel.make_strand(sixth, "b", {}, false)->id(), make_strand_id(5, 0));
  EXPECT_EQ(kernel.make_strand(first, "c", {}, true)->id(), make_strand_id(0, 1));
}

TEST(Strand, its_end_is_a_thing_that_it_holds_itself) {
  VirtualKernel kernel({});
  ProcessContext process(kernel, 0, "", {});
  kernel.make_strand(process, "main", {}, false);
  const auto strand = kernel.make_strand(process, "worker", {}, false);
  EXPECT_EQ(strand->ended().kind(), ObjectKind::thread);
  EXPECT_EQ(strand->ended().name(), "worker");
  EXPECT_EQ(strand->ended().held_by(), strand->id());
}

// The events of an execution in which two strands each open and pass a gate.
std::vector<Event> events_of_two(Gate& gate) {
  const Body uses = [&]() -> Task<> {
    co_await gate.set_open();
    co_await gate.pass();
  };
  const Body bodies[] = {uses, uses};
  VirtualKernel kernel({});
  kernel.begin(bodies);
  RoundRobin in_turn;
  kernel.run(in_turn);
  std::vector<Event> events;
  kernel.take_events(events);
  return events;
}

TEST(Strand, names_an_object_and_a_source_once_and_before_it_tells_of_them) {
  Gate gate("gate");
  ObjectId object = 0;
  std::uint64_t source = 0;
  int told = 0;
  for (const Event& e : events_of_two(gate)) {
    if (e.kind == EventKind::object_named) {
      EXPECT_EQ(static_cast<ObjectKind>(e.detail), ObjectKind::event);
      EXPECT_EQ(object, 0u);
      object = static_cast<ObjectId>(e.a);
    }
    if (e.kind == EventKind::source_named) {
      EXPECT_EQ(source, 0u);
      source = e.a;
    }
    if (e.kind != EventKind::stands) continue;
    ++told;
    EXPECT_NE(object_of(e), 0u);
    EXPECT_EQ(object_of(e), object);
    EXPECT_NE(place_of(e).file(), 0u);
    EXPECT_EQ(place_of(e).file(), source);
  }
  EXPECT_EQ(told, 4);
}

TEST(Strand, keeps_things_until_its_body_has_ended) {
  struct Thing final : Kept {
    explicit Thing(bool& is_gone) : gone(is_gone) {}
    ~Thing() override { gone = true; }
    bool& gone;
  };
  Gate gate;
  bool gone = false;
  const Body bodies[] = {[&]() -> Task<> { co_await gate.pass(); },
                         [&]() -> Task<> {
                           (co_await current_strand()).kept().get<Thing>(gone);
                           co_await gate.set_open();
                           EXPECT_FALSE(gone);
                         }};
  VirtualKernel kernel({});
  kernel.begin(bodies);
  EXPECT_FALSE(gone);
  kernel.step(1);
  EXPECT_FALSE(kernel.over());
  EXPECT_TRUE(gone);
}

TEST(Strand, is_as_it_was_made_in_the_next_execution) {
  int executions = 0;
  Gate gate;
  VirtualKernel kernel({});
  kernel.begin([&]() -> Task<> {
    Strand& self = co_await current_strand();
    EXPECT_EQ(self.id(), make_strand_id(0, 0));
    EXPECT_FALSE(self.where().known());
    EXPECT_FALSE(self.finished());
    co_await gate.set_open();
    if (++executions == 1) throw std::runtime_error("once");
  });
  kernel.step(0);
  EXPECT_NE(kernel.strand(0).error(), nullptr);
  kernel.begin_again();
  kernel.step(0);
  EXPECT_EQ(executions, 2);
  EXPECT_EQ(kernel.strand(0).error(), nullptr);
}

TEST(Strand, that_is_stopped_unwinds_past_every_handler_of_exceptions) {
  TELAR_NEEDS_THREADS();
  RealProcess p;
  Gate never;
  bool handled = false, went_on = false;
  std::shared_ptr<Strand> daemon;
  p.run([&]() -> Task<> {
    daemon = p.start(
        [&]() -> Task<> {
          try {
            co_await never.pass();
            went_on = true;
          } catch (const std::exception&) {
            handled = true;
          }
        },
        co_await current_strand(), true);
  });
  EXPECT_TRUE(daemon->finished());
  EXPECT_FALSE(handled);
  EXPECT_FALSE(went_on);
  EXPECT_EQ(daemon->error(), nullptr);  // it has not ended by an exception of its own
}

TEST(Strand, drains_its_ring_rather_than_lose_what_is_written) {
  TELAR_NEEDS_THREADS();
  RealProcess p;
  std::vector<Event> events;
  p.process.flush = [&] { p.process.collector.drain(events); };
  const std::string text(1000, 'x');
  p.run([&]() -> Task<> {
    Strand& self = co_await current_strand();
    // Too full for the text, but not full.
    for (std::size_t i = 0; i < Recorder::kDefaultCapacity - 20; ++i) self.record(EventKind::put);
    self.write_text(p.process.console, text);
  });
  p.process.flush();
  std::string written;
  for (const Event& e : events) {
    EXPECT_NE(e.kind, EventKind::dropped);
    if (e.kind == EventKind::text) written += std::string(e.detail, 'x');
  }
  // "stdout", the console's name, is a text too.
  EXPECT_EQ(written.size(), text.size() + p.process.console.name().size());
}

}  // namespace
}  // namespace telar
