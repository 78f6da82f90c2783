#include "trace/store.hpp"

#include <gtest/gtest.h>

#include "tests/trace/programs.hpp"

namespace telar {
namespace {

// "running 0-5, blocked(3) 5-": states with their times, in the unit given.
std::string described(const Lane& lane, Nanos unit = 1) {
  constexpr const char* kStates[] = {"ready", "running", "sleeping", "blocked", "finished"};
  std::string line;
  for (const Span& span : lane.spans) {
    if (!line.empty()) line += ", ";
    line += kStates[static_cast<int>(span.state)];
    if (span.object) line += "(" + std::to_string(span.object) + ")";
    line += " " + std::to_string(span.begin / unit) + "-";
    if (span.end != kNever) line += std::to_string(span.end / unit);
  }
  return line;
}

// The lines, and after each piece the number of the strand that wrote it: "Hola<1>| mundo<2>".
std::vector<std::string> console(const Store& store) {
  std::vector<std::string> lines;
  for (const ConsoleLine& line : store.console()) {
    std::string& text = lines.emplace_back();
    for (const auto& piece : line.pieces) {
      const Write& write = store.writes()[piece.write];
      text += (text.empty() ? "" : "|") + write.text.substr(piece.begin, piece.length);
      text += "<" + std::to_string(number_of(write.strand)) + ">";
    }
    if (line.ended_by == ConsoleLine::kOpen) text += "...";
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Store, makes_spans_of_states) {
  Script s;
  s.strand(0, 1, "Thread-1")
      .state(1, 1, State::running)
      .state(5, 1, State::blocked, 3)
      .state(7, 1, State::sleeping);
  Store store = s.store();
  const Lane& lane = store.lanes()[store.lane_of(1)];
  EXPECT_EQ(described(lane), "running 1-5, blocked(3) 5-7, sleeping 7-");
  EXPECT_EQ(lane.begin, 0);
  EXPECT_EQ(lane.end, kNever);
  store.append(Script().state(9, 1, State::running).state(10, 1, State::finished).events);
  EXPECT_EQ(described(lane), "running 1-5, blocked(3) 5-7, sleeping 7-9, running 9-10");
  EXPECT_EQ(lane.end, 10);
  EXPECT_TRUE(lane.finished);
  EXPECT_EQ(store.end(), 10);
  EXPECT_EQ(store.rejected(), 0u);
}

TEST(Store, has_names_that_stand_in_one_line_whoever_made_the_trace) {
  Script s;
  s.process(0, 0, "Main\x1b[2J")
      .strand(0, 1, "Thread\n1\xff")
      .object(0, 1, 1, ObjectKind::lock, "a\nb");
  const Store store = s.store();
  EXPECT_EQ(store.processes()[0].name, "Main?[2J");
  EXPECT_EQ(store.lanes()[store.lane_of(1)].name, "Thread?1\xef\xbf\xbd");
  EXPECT_EQ(store.object(0, 1)->name, "a?b");
}

TEST(Store, joins_a_state_with_the_same_one_after_it) {
  const Store store = Script()
                          .state(1, 1, State::running)
                          .state(2, 1, State::running)
                          .state(3, 1, State::finished)
                          .store();
  EXPECT_EQ(described(store.lanes()[0]), "running 1-3");
}

TEST(Store, takes_the_start_of_a_thread_after_its_first_states) {
  Script s;
  s.state(4, 1, State::running).strand(3, 1, "Thread-1");
  const Store store = s.store();
  const Lane& lane = store.lanes()[store.lane_of(1)];
  EXPECT_EQ(lane.name, "Thread-1");
  EXPECT_EQ(lane.begin, 3);
  EXPECT_EQ(described(lane), "running 4-");
}

TEST(Store, names_a_thread_whose_start_was_lost) {
  const Store store = Script().state(4, make_strand_id(2, 7), State::running).store();
  EXPECT_EQ(store.lanes()[0].name, "Thread 7");
  EXPECT_EQ(store.processes()[2].name, "Process 2");
  EXPECT_EQ(store.processes()[2].id, 2u);
  EXPECT_TRUE(store.processes()[2].known);
  EXPECT_FALSE(store.processes()[1].known);
}

TEST(Store, closes_what_is_open_when_a_process_ends_or_the_run_does) {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  const StrandId child = make_strand_id(1, 0);
  s.process(1, 1, "Process-1")
      .strand(1, child, "MainThread", child)
      .state(1, child, State::sleeping);
  s.process_ended(8, 1, -9);
  Store store = s.store();
  EXPECT_EQ(described(store.lanes()[store.lane_of(child)]), "sleeping 1-8");
  EXPECT_FALSE(store.lanes()[store.lane_of(child)].finished);
  EXPECT_EQ(store.processes()[1].exitcode, -9);
  EXPECT_EQ(described(store.lanes()[store.lane_of(0)]), "running 0-");
  EXPECT_FALSE(store.finished());

  store.finish(10);
  EXPECT_TRUE(store.finished());
  EXPECT_EQ(store.end(), 10);
  EXPECT_EQ(described(store.lanes()[store.lane_of(0)]), "running 0-10");
  EXPECT_EQ(store.processes()[0].end, 10);

  // What the child had still said, arriving last of all.
  store.append(Script().state(5, child, State::running).state(6, child, State::finished).events);
  EXPECT_EQ(described(store.lanes()[store.lane_of(child)]), "sleeping 1-5, running 5-6");
  EXPECT_TRUE(store.lanes()[store.lane_of(child)].finished);
}

TEST(Store, shows_each_thread_followed_by_its_tasks) {
  Script s;
  s.strand(0, 0, "MainThread")
      .task(0, 0, 1, "Task-1")
      .strand(0, 2, "Thread-2")
      .task(0, 2, 3, "Task-3");
  s.task(0, 0, 2, "Task-2").strand(0, 1, "Thread-1");
  const Store store = s.store();
  std::string order;
  for (const auto lane : store.processes()[0].lanes) order += store.lanes()[lane].name + " ";
  EXPECT_EQ(order, "MainThread Task-1 Task-2 Thread-1 Thread-2 Task-3 ");
  EXPECT_EQ(store.lanes()[store.lane_of_task(0, 2)].name, "Task-2");
  EXPECT_EQ(store.lane_of_task(0, 9), Store::kNone);
  EXPECT_EQ(store.lane_of(9), Store::kNone);
}

TEST(Store, keeps_what_a_task_did_with_the_task) {
  Script s;
  s.strand(0, 0, "MainThread")
      .write(0, 0, "a\n")
      .task(1, 0, 1, "Task-1")
      .task_state(1, 0, 1, State::running);
  s.write(2, 0, "b\n")
      .add(2, 0, EventKind::put, 4, 1)
      .task_state(3, 0, 1, State::sleeping)
      .write(3, 0, "c\n");
  s.add(4, 0, EventKind::get, 4, 0);
  const Store store = s.store();
  EXPECT_EQ(store.writes()[0].task, 0u);
  EXPECT_EQ(store.writes()[1].task, 1u);
  EXPECT_EQ(store.writes()[2].task, 0u);
  const auto kinds = [&](std::uint32_t lane) {
    std::vector<EventKind> kinds;
    for (const std::uint32_t mark : store.lanes()[lane].marks)
      kinds.push_back(store.events()[mark].kind);
    return kinds;
  };
  EXPECT_EQ(kinds(store.lane_of_task(0, 1)), (std::vector{EventKind::put}));
  EXPECT_EQ(kinds(store.lane_of(0)), (std::vector{EventKind::get}));
  EXPECT_EQ(described(store.lanes()[store.lane_of_task(0, 1)]), "running 1-3, sleeping 3-");
}

TEST(Store, shows_how_lines_of_two_threads_interleave) {
  Script s;
  s.write(1, 7, "Hilo 7 despierto")
      .write(2, 9, "Hilo 9 despierto")
      .write(3, 7, "\n")
      .write(4, 9, "\n");
  s.print(5, 8, "Hilo 8 despierto").write(6, 1, "dos\nlíneas y ");
  const Store store = s.store();
  EXPECT_EQ(console(store), (Lines{"Hilo 7 despierto<7>|Hilo 9 despierto<9>", "",
                                   "Hilo 8 despierto<8>", "dos<1>", "líneas y <1>..."}));
  EXPECT_EQ(store.console()[0].ended_by, 2u);
  EXPECT_EQ(store.console()[1].ended_by, 3u);
}

TEST(Store, puts_writes_that_arrive_late_where_they_belong) {
  Store store;
  store.append(Script()
                   .print(1, 1, "uno")
                   .write(5, 1, "cin")
                   .write(7, 1, "co\n")
                   .print(9, 1, "nueve")
                   .events);
  EXPECT_EQ(console(store), (Lines{"uno<1>", "cin<1>|co<1>", "nueve<1>"}));
  store.append(Script().print(2, 2, "dos").write(6, 2, "seis").write(8, 2, "\n\n").events);
  EXPECT_EQ(console(store),
            (Lines{"uno<1>", "dos<2>", "cin<1>|seis<2>|co<1>", "", "", "nueve<1>"}));
  store.append(Script().write(0, 3, "cero").events);
  EXPECT_EQ(console(store)[0], "cero<3>|uno<1>");
}

// The same events in any packets of any arrival give the same console, as long as each strand's are
// in order.
TEST(Store, derives_the_same_console_however_packets_arrive) {
  std::vector<Script> strands(4);
  Script all;
  for (int i = 0; i < 60; ++i) {
    const StrandId strand = static_cast<StrandId>(i * 7 % 4);
    const char* const text = i % 3 == 0 ? "\n" : i % 5 == 0 ? "a\nb" : "x";
    strands[strand].write(i, strand, text);
    all.write(i, strand, text);
  }
  const Store expected = all.store();
  for (std::size_t chunk = 1; chunk < 20; ++chunk) {
    Store store;
    for (std::size_t at = 0; at < 200; at += 2 * chunk)
      for (const Script& script : strands)
        if (at < script.events.size())
          store.append(
              std::span(script.events).subspan(at, std::min(2 * chunk, script.events.size() - at)));
    EXPECT_EQ(console(store), console(expected)) << chunk;
  }
}

TEST(Store, keeps_a_text_of_several_events_whole) {
  const std::string long_text = std::string(300, 'x') + "ñ";
  const Store store = Script().write(1, 1, long_text).store();
  EXPECT_EQ(store.writes()[0].text, long_text);
  EXPECT_EQ(store.rejected(), 0u);
}

TEST(Store, follows_the_jobs_of_a_pool) {
  const StrandId worker = make_strand_id(1, 0);
  Script s;  // the worker's packet comes before the owner's
  s.add(3, worker, EventKind::job_begun, 5, 0).add(9, worker, EventKind::job_ended, 5, 0, 1);
  s.add(1, 0, EventKind::job_submitted, 5, 2).add(2, 0, EventKind::job_submitted, 6, 2);
  const Store store = s.store();
  ASSERT_EQ(store.jobs().size(), 2u);
  const Job& job = store.jobs()[0];
  EXPECT_EQ(job.id, 5u);
  EXPECT_EQ(job.pool, 2u);
  EXPECT_EQ(job.submitted, 1);
  EXPECT_EQ(job.begun, 3);
  EXPECT_EQ(job.ended, 9);
  EXPECT_EQ(job.worker, worker);
  EXPECT_TRUE(job.raised);
  EXPECT_EQ(store.jobs()[1].begun, kNever);
}

TEST(Store, names_objects_of_each_process_apart) {
  Script s;
  s.object(0, 0, 3, ObjectKind::queue, "requests")
      .object(0, make_strand_id(1, 0), 3, ObjectKind::lock);
  const Store store = s.store();
  EXPECT_EQ(store.object(0, 3)->name, "requests");
  EXPECT_EQ(store.object(1, 3)->name, "lock 3");
  EXPECT_EQ(store.object(1, 3)->kind, ObjectKind::lock);
  EXPECT_EQ(store.object(0, 4), nullptr);
}

// What it did or stands before, by the words of a test: "load counter 0".
std::string action(const Store& store, std::uint32_t lane, Nanos time) {
  const std::uint32_t at = store.stand_at(store.lanes()[lane], time);
  return at == Store::kNone ? "nowhere"
                            : say_plainly(store.action_of(store.lanes()[lane].stands[at]));
}

TEST(Store, says_where_a_strand_stands_at_any_time) {
  Script s;
  s.strand(0, 1, "Thread-1").object(1, 1, 4, ObjectKind::shared, "counter");
  s.stands(1, 1, Verb::load, 4).did(3, 1, EventKind::load, 4, Payload::of(0));
  s.stands(4, 1, Verb::store, 4, Payload::of(1)).did(6, 1, EventKind::store, 4, Payload::of(1));
  s.stands(7, 1, Verb::join, 9).state(9, 1, State::finished);
  const Store store = s.store();
  EXPECT_EQ(action(store, 0, 0), "nowhere");
  EXPECT_EQ(action(store, 0, 1), "load counter 0");
  EXPECT_EQ(action(store, 0, 3), "load counter 0");
  EXPECT_EQ(action(store, 0, 4), "store counter 1");
  EXPECT_EQ(action(store, 0, 8), "join");
  EXPECT_EQ(action(store, 0, 9), "nowhere");
}

TEST(Store, does_not_know_what_comes_of_the_last_operation_of_a_deadlock) {
  Script s;
  s.strand(0, 1, "Thread-1").stands(1, 1, Verb::acquire, 4, {}, Place(1, 5));
  s.source(1, 1, 1, "src/a/deadlock.cpp")
      .process_ended(8, 0, 1)
      .add(8, 1, EventKind::run_ended, 0, 0, 4);
  const Store store = s.store();
  const Lane& lane = store.lanes()[0];
  ASSERT_EQ(store.stand_at(lane, 8), 0u);
  EXPECT_EQ(store.stand_at(lane, 9), Store::kNone);
  EXPECT_EQ(lane.stands[0].did, Stand::kNotTold);
  EXPECT_EQ(place_text(store.action_of(lane.stands[0])), "deadlock.cpp:5");
}

TEST(Store, does_not_take_one_operation_for_another_of_the_same_object) {
  Script s;
  s.stands(1, 1, Verb::add, 4, Payload::of(2)).did(2, 1, EventKind::load, 4, Payload::of(5), 1);
  s.did(2, 1, EventKind::store, 4, Payload::of(7), 1);
  s.stands(3, 1, Verb::acquire, 5).did(4, 1, EventKind::acquire, 6);
  const Store store = s.store();
  EXPECT_EQ(action(store, 0, 2), "add 2");
  EXPECT_EQ(store.lanes()[0].stands[1].did, Stand::kNotTold);
}

TEST(Store, knows_the_sources_of_each_process_even_if_they_are_told_late) {
  const StrandId other = make_strand_id(1, 0);
  Script s;
  s.stands(1, 0, Verb::look, 1, {}, Place(1, 3)).stands(1, other, Verb::look, 1, {}, Place(1, 4));
  Store store = s.store();
  const auto place = [&](StrandId strand) {
    return place_text(store.action_of(store.lanes()[store.lane_of(strand)].stands[0]));
  };
  EXPECT_EQ(place(0), "");
  store.append(Script().source(0, 0, 1, "a.py").source(0, other, 1, "src/b/b.cpp").events);
  EXPECT_EQ(place(0), "a.py:3");
  EXPECT_EQ(place(other), "b.cpp:4");
}

TEST(Store, knows_how_the_run_ended) {
  Script s;
  s.strand(0, 0, "MainThread").state(1, 0, State::running);
  Store store = s.store();
  EXPECT_EQ(store.run_end(), nullptr);
  EXPECT_FALSE(store.finished());
  store.append(
      Script()
          .add({5, 0, EventKind::schedule, 0, 0, 0}, "1.0.1")
          .add({11, 0, EventKind::run_ended, static_cast<std::uint16_t>(Outcome::failed), 0, 9},
               "ValueError: no")
          .events);
  ASSERT_NE(store.run_end(), nullptr);
  EXPECT_EQ(store.run_end()->outcome, Outcome::failed);
  EXPECT_EQ(store.run_end()->error, "ValueError: no");
  EXPECT_EQ(store.schedule(), "1.0.1");
  EXPECT_TRUE(store.finished());
  EXPECT_EQ(store.run_end()->elapsed, 9);
  EXPECT_EQ(store.elapsed(), 9);
  EXPECT_EQ(described(store.lanes()[0]), "running 1-11");
}

TEST(Store, remembers_where_events_were_lost) {
  const Store store =
      Script().state(1, 1, State::running).add(5, 1, EventKind::dropped, 12).store();
  EXPECT_EQ(store.dropped(), 12u);
  EXPECT_EQ(store.lanes()[0].gaps, (std::vector<Nanos>{5}));
}

TEST(Store, counts_senseless_events_and_ignores_them) {
  Script s;
  s.add(1, 1, static_cast<EventKind>(99)).add(1, 1, EventKind::text).add(-1, 1, EventKind::put, 1);
  s.did(1, 1, EventKind::put, 1, Payload{static_cast<PayloadKind>(6), 0});
  s.stands(1, 1, static_cast<Verb>(kVerbNames.size()), 1).add(1, 1, EventKind::source_named, 0);
  s.add(1, 1, EventKind::source_named, 4096).add(1, 1, EventKind::run_ended, 0, 0, 99);
  s.add(1, 1, EventKind::run_ended, 0, 2).add(1, 1, EventKind::run_ended, 0, ~std::uint64_t{0});
  s.add(1, 1, EventKind::strand_state, 0, 0, 77)
      .add(1, 1, EventKind::process_started, kMaxProcesses);
  s.add(1, 1, EventKind::task_started, 0);
  s.add(kNever, 1, EventKind::put, 1).add(1, 1, EventKind::object_named, 1, 0, 500);
  const Store store = s.store();
  EXPECT_EQ(store.rejected(), 15u);
  EXPECT_TRUE(store.events().empty());
  EXPECT_TRUE(store.lanes().empty());
}

TEST(Store, sorts_events_by_time_and_keeps_texts_behind_theirs) {
  Store store;
  store.append(Script().write(5, 1, "una frase de más de dieciséis bytes").events);
  store.append(Script().write(3, 2, "otra").write(5, 2, "x").events);
  const auto sorted = store.sorted_events();
  EXPECT_EQ(sorted[0].time, 3);
  EXPECT_EQ(sorted[1].kind, EventKind::text);
  EXPECT_EQ(sorted[2].strand, 1u);
  EXPECT_EQ(sorted[sorted.size() - 2].strand, 2u);
}

TEST(Store, says_when_it_has_changed) {
  Store store;
  std::uint64_t last = store.revision();
  const auto changed = [&] { return std::exchange(last, store.revision()) != last; };
  store.append({});
  EXPECT_FALSE(changed());
  store.append(ten_threads().events);
  EXPECT_TRUE(changed());
  store.clear();
  EXPECT_TRUE(changed());
  EXPECT_TRUE(store.lanes().empty());
  store.append(ten_threads().events);
  EXPECT_TRUE(changed());
  EXPECT_EQ(store.lanes().size(), 11u);
}

}  // namespace
}  // namespace telar
