#include "trace/moment.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string>

#include "tests/trace/programs.hpp"

namespace telar {
namespace {

std::string lines_of(const Store& store, const Moment& moment) {
  std::string text;
  const std::size_t lines = lines_by(store, moment);
  for (std::size_t i = 0; i < lines; ++i) {
    for (const ConsoleLine::Piece& piece : pieces_by(store, store.console()[i], moment))
      text += store.writes()[piece.write].text.substr(piece.begin, piece.length);
    text += '\n';
  }
  return text;
}

TEST(Moment, what_has_happened_by_each_event_is_what_a_store_of_those_events_holds) {
  Script script;
  script.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  script.print(1, 0, "one")
      .strand(2, 1, "Thread-1", 0)
      .write(3, 1, "half a ")
      .write(4, 0, "\n\ntwo");
  script.process(5, 1, "Process-1").strand(6, make_strand_id(1, 0), "MainThread", 0);
  script.write(7, 1, "line\n").process_ended(8, 1, 3).print(9, 0, "end");
  const Store whole = script.store();
  for (std::size_t events = 0; events <= script.events.size(); ++events) {
    if (events < script.events.size() && script.events[events].kind == EventKind::text) continue;
    SCOPED_TRACE(events);
    Store part;
    part.append(std::span(script.events).first(events));
    const Moment moment{events, 0};
    EXPECT_EQ(writes_by(whole, moment), part.writes().size());
    EXPECT_EQ(lines_of(whole, moment), lines_of(part, {}));
    std::size_t lanes = 0, processes = 0, ended = 0, known = 0, over = 0;
    for (const Lane& lane : whole.lanes()) lanes += has_begun(lane, moment);
    for (const ProcessInfo& process : whole.processes()) processes += has_begun(process, moment);
    for (const ProcessInfo& process : whole.processes()) ended += has_ended(process, moment);
    for (const ProcessInfo& process : part.processes()) known += process.known;
    for (const ProcessInfo& process : part.processes()) over += process.ended;
    EXPECT_EQ(lanes, part.lanes().size());
    EXPECT_EQ(processes, known);
    EXPECT_EQ(ended, over);
  }
}

TEST(Moment, the_end_holds_everything) {
  const Store store = ten_threads().store();
  EXPECT_TRUE(Moment().is_end());
  EXPECT_EQ(writes_by(store, {}), store.writes().size());
  EXPECT_EQ(lines_by(store, {}), store.console().size());
  for (const Lane& lane : store.lanes()) EXPECT_TRUE(has_begun(lane, {}));
}

}  // namespace
}  // namespace telar
