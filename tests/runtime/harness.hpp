// Runs a body as a program would, and keeps what came of it: on the real kernel or, if TELAR_KERNEL
// is "virtual" or the program was built without threads, on the virtual one, where each repetition
// of a test (--gtest_repeat) picks at random from another seed.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/real/child.hpp"
#include "kernel/real/run.hpp"
#include "kernel/virtual/virtual_kernel.hpp"
#include "platform/clock.hpp"
#include "runtime/builtins.hpp"
#include "runtime/multiprocessing.hpp"
#include "tests/child.hpp"

namespace telar::testing {

// The body of a child process: a registered function's, unless a test's program is another.
inline multiprocessing::ChildBody child_body = [](const Bytes&, std::string entry,
                                                  Bytes arguments) {
  return multiprocessing::registered_body(std::move(entry), std::move(arguments));
};
inline ChildProgram child_program(Segment& segment, ProcessId id) {
  return multiprocessing::child_program(segment, id, child_body);
}
inline int telar_child() { return run_child_program(child_program, multiprocessing::report_error); }
inline const bool children_are_telars = (other_child = telar_child, true);

inline bool on_virtual_kernel() {
  if (!has_threads()) return true;
  const char* kernel = std::getenv("TELAR_KERNEL");
  return kernel && std::string_view(kernel) == "virtual";
}
// For what only the system can do: kill a process from outside, measure a clock.
#define TELAR_REAL_KERNEL_ONLY() \
  if (telar::testing::on_virtual_kernel()) GTEST_SKIP() << "on the real kernel only"

struct Ran {
  Store store;
  Outcome outcome = Outcome::running;
  std::string error;
  std::string output() const {
    std::string all;
    for (const auto& w : store.writes()) all += w.text;
    return all;
  }
  std::vector<std::string> lines() const;
  // What each signal told of how many it had woken.
  std::vector<Payload> woken() const {
    std::vector<Payload> all;
    for (const Event& event : store.events())
      if (event.kind == EventKind::signal) all.push_back(payload_of(event));
    return all;
  }
};

// Runs the body to its end; a run that hangs is stopped, and fails the test. `while_running` is
// called again and again meanwhile; its true answer stops the run.
Ran run(std::function<Task<>()> body, RunSettings settings = {},
        std::function<bool(Store&)> while_running = {});
// The same, and expects that the body returned.
Ran expect_finishes(std::function<Task<>()> body, RunSettings settings = {});

inline std::vector<std::string> Ran::lines() const {
  std::vector<std::string> lines;
  std::string line;
  for (char c : output()) {
    if (c != '\n') {
      line += c;
      continue;
    }
    lines.push_back(std::exchange(line, {}));
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

inline VirtualKernel::Options virtual_options(RunSettings settings = {}) {
  VirtualKernel::Options options;
  options.settings = settings;
  options.most_steps = 10'000'000;
  options.describe = describe;
  options.report_error = multiprocessing::report_error;
  options.child = child_program;
  return options;
}

inline Ran run_virtually(std::function<Task<>()> body, RunSettings settings,
                         std::function<bool(Store&)> while_running) {
  static std::uint64_t seed = 0;
  RandomWalk strategy(++seed);
  SCOPED_TRACE("seed " + std::to_string(seed));
  Ran ran;
  VirtualKernel kernel(virtual_options(settings));
  kernel.begin([body] { return multiprocessing::main_body(body); });
  strategy.begin();
  const auto take = [&] {
    std::vector<Event> events;
    kernel.take_events(events);
    ran.store.append(events);
  };
  while (!kernel.over()) {
    kernel.step_with(strategy);
    if (!while_running) continue;
    take();
    if (while_running(ran.store)) kernel.stop();
  }
  take();
  ran.outcome = kernel.outcome();
  ran.error = ran.outcome == Outcome::deadlock ? deadlock_text(kernel.waiting(), Language::en)
                                               : kernel.error();
  return ran;
}

inline Ran run(std::function<Task<>()> body, RunSettings settings,
               std::function<bool(Store&)> while_running) {
  if (on_virtual_kernel()) return run_virtually(body, settings, while_running);
  Ran ran;
  Run::Options options;
  options.settings = settings;
  options.describe = describe;
  options.report_error = multiprocessing::report_error;
  Run one([body] { return multiprocessing::main_body(body); }, options);
  const Nanos hangs = monotonic_now() + kHangs;
  while (!one.over()) {
    one.poll(ran.store);
    if (while_running && while_running(ran.store)) one.stop();
    if (monotonic_now() > hangs) {
      ADD_FAILURE() << "the run hangs; so far it printed:\n" << ran.output();
      one.stop();
      break;
    }
    if (!one.over()) one.wait(monotonic_now() + 5 * kMillisecond);
  }
  while (!one.over() && monotonic_now() < hangs + 10 * kSecond) one.poll(ran.store);
  ran.outcome = one.outcome();
  ran.error = one.error();
  return ran;
}

inline Ran expect_finishes(std::function<Task<>()> body, RunSettings settings) {
  Ran ran = run(std::move(body), settings);
  EXPECT_EQ(outcome_name(ran.outcome), "finished") << ran.error << "\n" << ran.output();
  return ran;
}

// Expects that an awaited expression raises, as in EXPECT_RAISES(ValueError, co_await
// lock.release()).
#define EXPECT_RAISES(Exception_, ...)                                  \
  do {                                                                  \
    bool raised_ = false;                                               \
    try {                                                               \
      __VA_ARGS__;                                                      \
    } catch (const Exception_&) {                                       \
      raised_ = true;                                                   \
    }                                                                   \
    EXPECT_TRUE(raised_) << #__VA_ARGS__ " did not raise " #Exception_; \
  } while (0)

}  // namespace telar::testing
