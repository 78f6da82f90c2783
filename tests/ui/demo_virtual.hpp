// Made-up virtual runs and explorations for ui_demo: nothing runs, everything looks as if it did.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "tests/trace/programs.hpp"
#include "ui/app_state.hpp"

namespace telar {

// Two threads that take two locks in opposite orders, a step every microsecond.
inline Script two_locks() {
  Script s;
  s.process(0, 0, "MainProcess").strand(0, 0, "MainThread").state(0, 0, State::running);
  s.add(0, 0, EventKind::process_running, 0, 1);
  s.object(0, 0, 1, ObjectKind::lock, "lock A").object(0, 0, 2, ObjectKind::lock, "lock B");
  s.strand(kMicrosecond, 1, "Thread-1", 0).strand(2 * kMicrosecond, 2, "Thread-2", 0);
  s.state(kMicrosecond, 1, State::ready).state(2 * kMicrosecond, 2, State::ready);
  s.state(3 * kMicrosecond, 0, State::blocked, 0);
  s.state(3 * kMicrosecond, 1, State::running).add(4 * kMicrosecond, 1, EventKind::acquire, 1);
  s.state(4 * kMicrosecond, 2, State::running).add(5 * kMicrosecond, 2, EventKind::acquire, 2);
  s.write(6 * kMicrosecond, 1, "Thread-1 tiene A\n")
      .write(7 * kMicrosecond, 2, "Thread-2 tiene B\n");
  s.state(9 * kMicrosecond, 1, State::blocked, 2).state(11 * kMicrosecond, 2, State::blocked, 1);
  return s;
}

inline void add_deadlock(ui::AppState& state) {
  ui::Problem problem{
      ui::Problem::Kind::deadlock,
      "Thread-1 espera lock B, que tiene Thread-2; Thread-2 espera lock A, que tiene Thread-1",
      {}};
  problem.places.push_back({1, 9 * kMicrosecond, "espera lock B, que tiene Thread-2"});
  problem.places.push_back({2, 11 * kMicrosecond, "espera lock A, que tiene Thread-1"});
  state.problems.push_back(problem);
}

inline void add_race(ui::AppState& state) {
  ui::Problem problem{
      ui::Problem::Kind::race, "Thread-1 y Thread-2 usan counter sin orden entre ellos", {}};
  problem.places.push_back({1, 6 * kMicrosecond, "escribe counter = 1"});
  problem.places.push_back({2, 7 * kMicrosecond, "lee counter"});
  state.problems.push_back(problem);
}

inline void choose_next(ui::AppState& state, int strands) {
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

inline void grow(std::vector<ui::Exploration::Branch>& all, unsigned depth, double begin,
                 double end, unsigned& random) {
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
    all.push_back({static_cast<std::uint16_t>(depth + 1), i + 1, from, to, bad});
    if (all.size() < 400) grow(all, depth + 1, from, to, random);
    from = to;
  }
}

inline void explored(ui::AppState& state, bool running) {
  ui::Exploration& e = state.exploration;
  e.present = true;
  e.running = running;
  e.exhausted = !running;
  e.scenario = state.scenarios[state.chosen];
  e.executions = running ? 3480 : 12870;
  e.most = 20000;
  e.first_failure_at = 17;
  e.executions_per_second = 4213;
  e.seconds = 3.05;
  e.bound = running ? 2 : -1;
  e.outcomes = {
      {"finished", "counter = 2", running ? 2400u : 9000u, 1, 0, "AAAABBBB", false},
      {"failed", "counter = 1\nAssertionError: counter == 2", 1000, 17, 1, "AABBBBAA", true},
      {"deadlock", "Thread-1 \xe2\x86\x92 lock B \xe2\x86\x92 Thread-2 \xe2\x86\x92 lock A", 79, 96,
       1, "ABAB", true},
      {"finished", "Hilo 1 despierto Hilo 2 despierto Hilo 3 despierto Hilo 4 despierto", 1, 3012,
       5, "ABABAABB", false}};
  e.branches.clear();
  e.branches.push_back({0, 0, 0, 1, 0.1});
  unsigned random = 7;
  grow(e.branches, 0, 0, 1, random);
  std::sort(e.branches.begin(), e.branches.end(), [](const auto& a, const auto& b) {
    return a.depth != b.depth ? a.depth < b.depth : a.begin < b.begin;
  });
}

}  // namespace telar
