#include "trace/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/golden.hpp"
#include "tests/json_check.hpp"
#include "tests/trace/programs.hpp"

namespace telar {
namespace {

// One event of every kind.
Script everything() {
  Script s;
  const StrandId child = make_strand_id(1, 0);
  s.process(0, 0, "MainProcess")
      .add(0, 0, EventKind::process_running, 0, 4242)
      .strand(0, 0, "MainThread");
  s.state(1'000, 0, State::running).strand(2'000, 1, "Hilo ñ", 0).state(3'000, 1, State::ready);
  s.object(4'000, 0, 1, ObjectKind::lock).object(4'000, 0, 2, ObjectKind::queue, "requests");
  s.object(4'000, 0, 3, ObjectKind::semaphore, "two")
      .object(4'000, 0, 4, ObjectKind::shared, "counter");
  s.state(5'000, 1, State::blocked, 1, 9 * kSecond);
  s.source(5'500, 0, 1, "src/scenarios/counter.cpp").source(5'500, 0, 2, "plain.py");
  s.did(6'000, 0, EventKind::acquire, 1).did(6'500, 0, EventKind::release, 1, {}, 0, Place(1, 23));
  s.did(7'000, 0, EventKind::acquire, 3, Payload::of(1));
  s.did(7'500, 0, EventKind::release, 3, Payload::of(2));
  s.did(8'000, 0, EventKind::put, 2, Payload::of("ñandú"), 1)
      .did(8'500, 1, EventKind::get, 2, {}, 255, Place(2, 7))
      .did(8'600, 0, EventKind::signal, 9, Payload::of(3), detail_of(Verb::notify))
      .did(8'700, 0, EventKind::signal, 9, {}, detail_of(Verb::set));
  s.stands(9'000, 0, Verb::load, 4)
      .stands(9'100, 1, Verb::store, 4, Payload::of(true), Place(1, 24));
  s.stands(9'200, 0, Verb::sleep, 0, Payload::of_duration(5 * kSecond), Place(3, 1));
  s.did(9'600, 0, EventKind::load, 4, Payload::of(0.5))
      .did(9'700, 0, EventKind::store, 4, Payload::of(-42), 1, Place(1, 25));
  s.print(10'000, 0, "Hilo 0 \"durmiendo\" 5 segundos\t\xff")
      .state(11'000, 0, State::sleeping, 0, 5 * kSecond);
  s.state(12'000, 0, State::blocked);
  s.task(13'000, 0, 1, "Task-1")
      .task(13'000, 0, 2, "Task-2", 1)
      .task_state(14'000, 0, 2, State::running);
  s.task_state(15'000, 0, 2, State::sleeping, kSecond)
      .write(15'500, 0, "x")
      .task_state(16'000, 0, 2, State::blocked);
  s.task_ended(17'000, 0, 1)
      .task_ended(17'000, 0, 2, 2)
      .task(17'000, 0, 3, "Task\n3")
      .task_ended(17'100, 0, 3, 1);
  s.process(18'000, 1, "Worker").strand(18'500, child, "MainThread", child);
  s.add(19'000, 0, EventKind::job_submitted, 7, 5).add(20'000, child, EventKind::job_begun, 7, 0);
  s.add(21'000, child, EventKind::job_ended, 7, 0).add(22'000, child, EventKind::dropped, 12);
  s.add(22'500, child, EventKind::dropped, 1)
      .process_ended(23'000, 1, -9)
      .state(24'000, 1, State::finished);
  s.process_ended(25'000'000'000, 0);
  s.add({25'000'000'000, 0, EventKind::schedule, 0, 0, 0}, "1.0.2x3");
  return s.add({25'000'000'001, 0, EventKind::run_ended,
                static_cast<std::uint16_t>(Outcome::failed), 0, 25'000'000'000},
               "ValueError: no\nway");
}

std::string text(const Store& store) {
  std::ostringstream out;
  write_text(out, store, say_plainly);
  return out.str();
}

std::string chrome_json(const Store& store) {
  std::ostringstream out;
  write_chrome_json(out, store, say_plainly);
  EXPECT_TRUE(JsonCheck::valid(out.str()));
  return out.str();
}

TEST(Text, has_one_line_for_each_event) {
  const Store store = everything().store();
  EXPECT_EQ(store.rejected(), 0u);
  const std::string lines = text(store);
  std::size_t events = 0;
  for (const Event& event : store.events()) events += event.kind != EventKind::text;
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(lines, '\n')), events);
  expect_golden("trace_everything.txt", lines);
}

TEST(Text, of_the_pool_is_as_it_was) {
  expect_golden("trace_pool.txt", text(pool_of_two().store()));
}

TEST(Text, does_not_depend_on_how_events_arrive) {
  const Script script = everything();
  Store store;
  for (std::size_t at = 0; at < script.events.size();) {
    std::size_t end = at + 1;
    while (end < script.events.size() && script.events[end].kind == EventKind::text) ++end;
    store.append(std::span(script.events).subspan(at, end - at));
    at = end;
  }
  EXPECT_EQ(text(store), text(script.store()));
}

TEST(ChromeJson, holds_every_kind_of_thing) {
  std::string json = chrome_json(everything().store());
  for (std::size_t at = 0; (at = json.find("},{\"name\"", at)) != std::string::npos;)
    json.insert(at += 2, "\n");
  expect_golden("chrome_everything.json", json);
}

TEST(ChromeJson, is_valid_for_empty_and_for_large_traces) {
  EXPECT_EQ(chrome_json(Store()), "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[]}\n");
  Store store = pool_of_two().store();
  for (int i = 0; i < 40; ++i) store.append(ten_tasks().events);
  EXPECT_GT(chrome_json(store).size(), std::size_t{1} << 16);
}

}  // namespace
}  // namespace telar
