// Made-up virtual runs and explorations for ui_demo: nothing runs, everything looks as if it did.
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "model/state.hpp"
#include "tests/trace/programs.hpp"

namespace telar {

// Two threads that take two locks in opposite orders, a step every microsecond.
inline Script two_locks() {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  s.add(0, 0, EventKind::process_running, 0, 1);
  s.object(0, 0, 1, ObjectKind::lock, "lock A").object(0, 0, 2, ObjectKind::lock, "lock B");
  s.strand(kMicrosecond, 1, "Thread-1", 0).strand(2 * kMicrosecond, 2, "Thread-2", 0);
  s.source(0, 0, 1, "a.cpp");
  s.stands(3 * kMicrosecond, 1, Verb::acquire, 1, {}, Place(1, 3));
  s.stands(4 * kMicrosecond, 2, Verb::acquire, 2, {}, Place(1, 4));
  s.stands(5 * kMicrosecond, 1, Verb::write, 0, {}, Place(1, 4));
  s.stands(6 * kMicrosecond, 2, Verb::write, 0, {}, Place(1, 4));
  s.stands(7 * kMicrosecond, 1, Verb::acquire, 2, {}, Place(1, 4));
  s.stands(8 * kMicrosecond, 2, Verb::acquire, 1, {}, Place(1, 4));
  s.state(kMicrosecond, 1, State::ready).state(2 * kMicrosecond, 2, State::ready);
  s.state(3 * kMicrosecond, 0, State::blocked, 0);
  s.state(3 * kMicrosecond, 1, State::running).add(4 * kMicrosecond, 1, EventKind::acquire, 1);
  s.state(4 * kMicrosecond, 2, State::running).add(5 * kMicrosecond, 2, EventKind::acquire, 2);
  s.write(6 * kMicrosecond, 1, "Thread-1 tiene A\n")
      .write(7 * kMicrosecond, 2, "Thread-2 tiene B\n");
  s.state(9 * kMicrosecond, 1, State::blocked, 2).state(11 * kMicrosecond, 2, State::blocked, 1);
  return s;
}

inline Finding::Place place(StrandId strand, Nanos time, Verb verb, ObjectKind kind,
                            const char* object, std::optional<StrandId> holder = {}) {
  Waiting what;
  what.strand = strand;
  what.name = "Thread-" + std::to_string(strand);
  what.verb = verb;
  what.kind = kind;
  what.object = object;
  what.holder = holder;
  return {.what = what, .time = time, .file = "src/demo.cpp", .line = 20 + strand};
}

inline void add_deadlock(AppState& state) {
  state.findings.push_back(
      {.kind = Finding::Kind::deadlock,
       .subject = {},
       .places = {place(1, 9 * kMicrosecond, Verb::acquire, ObjectKind::lock, "B", 2),
                  place(2, 11 * kMicrosecond, Verb::acquire, ObjectKind::lock, "A", 1)}});
}

inline void add_race(AppState& state) {
  state.findings.push_back(
      {.kind = Finding::Kind::race,
       .subject = "counter",
       .places = {place(1, 6 * kMicrosecond, Verb::store, ObjectKind::shared, "counter"),
                  place(2, 7 * kMicrosecond, Verb::load, ObjectKind::shared, "counter")}});
}

inline void choose_next(AppState& state, int strands) {
  state.playback.next.clear();
  const char* actions[] = {
      "adquirir lock B", "escribir counter = 1", "leer counter", "print(\"hola\")",
      "poner en la cola de peticiones un elemento m\xc3\xa1s que no cabe en su sitio"};
  for (int i = 0; i < strands; ++i) {
    const auto number = static_cast<std::uint32_t>(i + 1);
    state.playback.next.push_back(
        {number, number, "Thread-" + std::to_string(i + 1), actions[i % 5], i == 1});
  }
}

inline void grow(std::vector<TreeBranch>& all, unsigned depth, double begin, double end,
                 unsigned& random) {
  random = random * 1664525u + 1013904223u;
  const std::uint32_t ways = depth == 0 ? 2 : 1 + (random >> 20) % 3;
  double from = begin;
  for (std::uint32_t i = 0; i < ways && depth < 9; ++i) {
    random = random * 1664525u + 1013904223u;
    const double part = 0.2 + 0.6 * static_cast<double>(random >> 16 & 255) / 255;
    const double to = i + 1 == ways ? end : from + (end - from) * part;
    const double bad = to - from < 0.03 && (random >> 9) % 3 == 0 ? 1
                       : from < 0.42 && to > 0.4                  ? 0.08
                                                                  : 0;
    all.push_back({static_cast<std::uint16_t>(depth + 1), i + 1, from, to, bad,
                   "Thread-" + std::to_string(i + 1)});
    if (all.size() < 400) grow(all, depth + 1, from, to, random);
    from = to;
  }
}

inline void explored(AppState& state, bool running) {
  Exploration& e = state.exploration;
  e.present = true;
  e.running = running;
  e.program = state.program;
  e.most = 20000;
  ExploreReport& r = e.report;
  r.exhausted = !running;
  r.executions = running ? 3480 : 12870;
  r.first_failure_at = 17;
  r.seconds = 3.05;
  r.bound = running ? 2 : -1;
  const auto found = [](Outcome kind, const char* text, std::uint64_t count, std::uint64_t first,
                        unsigned switches) {
    Found made;
    made.kind = kind;
    (made.bad() ? made.error : made.output) = text;
    made.count = count;
    made.first_at = first;
    made.switches = switches;
    return made;
  };
  r.outcomes = {
      found(Outcome::finished, "counter = 2", running ? 2400 : 9000, 1, 0),
      found(Outcome::failed, "counter = 1\nAssertionError: counter == 2", 1000, 17, 1),
      found(Outcome::deadlock,
            "Thread-1 \xe2\x86\x92 lock B \xe2\x86\x92 Thread-2 \xe2\x86\x92 lock A", 79, 96, 1),
      found(Outcome::finished,
            "Hilo 1 despierto Hilo 2 despierto Hilo 3 despierto Hilo 4 despierto", 1, 3012, 5)};
  e.schedules = {"AAAABBBB", "AABBBBAA", "ABAB", "ABABAABB"};
  FoundRace race;
  race.race.variable = "counter";
  race.race.first = {.verb = Verb::load, .where = {"src/demo.cpp", 31}};
  race.race.second = {.verb = Verb::store, .where = {"src/demo.cpp", 33}};
  race.first_strand = "Thread-1";
  race.second_strand = "Thread-2";
  race.count = 1079;
  race.first_at = 2;
  race.switches = 1;
  r.races = {race};
  e.race_schedules = {"AABBBBAB"};
  e.branches.clear();
  e.branches.push_back({0, 0, 0, 1, 0.1});
  unsigned random = 7;
  grow(e.branches, 0, 0, 1, random);
  std::sort(e.branches.begin(), e.branches.end(), [](const auto& a, const auto& b) {
    return a.depth != b.depth ? a.depth < b.depth : a.begin < b.begin;
  });
}

}  // namespace telar
