#include "kernel/virtual/virtual_log.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "kernel/virtual/virtual_kernel.hpp"
#include "tests/kernel/gate.hpp"

namespace telar {
namespace {

using testing::Gate;

// Two strands that record into a log.
struct Logged {
  VirtualKernel kernel{{}};
  ProcessContext process{kernel, 0, "", RunSettings{}};
  VirtualStrand a{process, "a", {}, false}, b{process, "b", {}, false};
  VirtualLog log{true};

  Logged() { a.recorder_ = b.recorder_ = log.recorder(); }
  std::vector<Event> take() {
    std::vector<Event> events;
    log.take_events(events);
    return events;
  }
  // The states that it tells of: who, what.
  std::vector<std::pair<std::string, State>> states() {
    std::vector<std::pair<std::string, State>> states;
    for (const Event& e : take())
      if (e.kind == EventKind::strand_state)
        states.emplace_back(e.strand == a.id() ? "a" : "b", static_cast<State>(e.detail));
    return states;
  }
};

using States = std::vector<std::pair<std::string, State>>;

TEST(VirtualLog, gives_each_event_away_once) {
  Logged x;
  x.a.record(EventKind::put, 0, 1);
  x.log.drain();
  x.a.record(EventKind::put, 0, 2);
  const std::vector<Event> events = x.take();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].a, 1u);
  EXPECT_EQ(events[1].a, 2u);
  EXPECT_TRUE(x.take().empty());
}

TEST(VirtualLog, loses_nothing_however_much_is_recorded) {
  Logged x;
  constexpr std::uint64_t kMany = 3 * Recorder::kDefaultCapacity;
  for (std::uint64_t i = 0; i < kMany; ++i) x.a.record(EventKind::put, 0, i);
  const std::vector<Event> events = x.take();
  ASSERT_EQ(events.size(), kMany);
  for (std::uint64_t i = 0; i < kMany; ++i) ASSERT_EQ(events[i].a, i);
}

TEST(VirtualLog, forgets_the_execution_before) {
  Logged x;
  x.a.record(EventKind::put);
  x.log.drain();
  x.a.record(EventKind::put);
  x.log.note_write("text");
  x.log.note_final("n", "1");
  x.log.begin();
  EXPECT_TRUE(x.take().empty());
  EXPECT_EQ(x.log.output(), "");
  EXPECT_EQ(x.log.final_state(), "");
}

TEST(VirtualLog, keeps_what_was_written_and_how_variables_ended_without_recording_too) {
  VirtualLog log(false);
  EXPECT_EQ(log.recorder(), nullptr);
  log.record({0, 0, EventKind::put, 0, 0, 0});
  log.note_write("a");
  log.note_write("b\n");
  log.note_final("n", "1");
  log.note_final("m", "2");
  std::vector<Event> events;
  log.take_events(events);
  EXPECT_TRUE(events.empty());
  EXPECT_EQ(log.output(), "ab\n");
  EXPECT_EQ(log.final_state(), "n=1 m=2");
}

TEST(VirtualLog, who_goes_on_is_shown_as_running_and_the_one_before_as_ready) {
  Logged x;
  x.log.show_switch(nullptr, x.a);
  EXPECT_EQ(x.states(), (States{{"a", State::running}}));
  x.log.show_switch(&x.a, x.b);
  EXPECT_EQ(x.states(), (States{{"a", State::ready}, {"b", State::running}}));
  // It waits already, and the other is shown to run.
  x.log.show(x.a, State::blocked, 1);
  x.take();
  x.log.show_switch(&x.a, x.b);
  EXPECT_TRUE(x.states().empty());
}

TEST(VirtualLog, who_computes_runs_while_others_make_steps) {
  Logged x;
  x.log.show(x.a, State::running);
  x.a.computing = true;
  x.take();
  x.log.show_switch(&x.a, x.b);
  EXPECT_EQ(x.states(), (States{{"b", State::running}}));
}

TEST(VirtualLog, a_wait_is_told_with_its_object_and_its_deadline_and_a_sleep_with_its_end) {
  Logged x;
  Gate gate("gate");
  auto pass = gate.pass();
  const Pending waits{&pass, &kTableOf<Gate::Pass>, &gate, kSecond};
  const Pending sleeps{&pass, &kTableOf<Gate::Pass>, &x.b.sleep_object(), 2 * kSecond};
  x.a.stand_before(waits);
  x.b.stand_before(sleeps);
  x.log.show_waiting(x.a);
  x.log.show_waiting(x.b);
  std::vector<Event> told;
  for (const Event& e : x.take())
    if (e.kind == EventKind::strand_state) told.push_back(e);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(static_cast<State>(told[0].detail), State::blocked);
  EXPECT_EQ(told[0].a, x.a.id_of(gate));
  EXPECT_EQ(told[0].b, static_cast<std::uint64_t>(kSecond));
  EXPECT_EQ(static_cast<State>(told[1].detail), State::sleeping);
  EXPECT_EQ(told[1].a, 0u);
  EXPECT_EQ(told[1].b, static_cast<std::uint64_t>(2 * kSecond));
  // To compute is to wait for nobody.
  x.b.computing = true;
  x.log.show_waiting(x.b);
  EXPECT_TRUE(x.states().empty());
}

TEST(VirtualLog, who_is_stuck_is_told_with_the_one_that_holds_it_up_if_it_is_one) {
  Logged x;
  x.log.show_stuck(x.a, x.b.id());
  x.log.show_stuck(x.b, std::nullopt);
  const std::vector<Event> events = x.take();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].kind, EventKind::stuck);
  EXPECT_EQ(events[0].strand, x.a.id());
  EXPECT_EQ(events[0].detail, 1u);
  EXPECT_EQ(events[0].a, x.b.id());
  EXPECT_EQ(events[1].detail, 0u);
}

}  // namespace
}  // namespace telar
