// Programs to explore, small enough for their schedules to be counted with pencil and paper.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "explore/depth_first.hpp"
#include "explore/explorer.hpp"
#include "kernel/schedule.hpp"
#include "runtime/builtins.hpp"
#include "runtime/errors.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"

namespace telar::testing {

using Bodies = Explorer::Bodies;
using Program = std::function<Bodies()>;

inline VirtualKernel::Options kernel_options() {
  VirtualKernel::Options options;
  options.settings.language = Language::en;
  options.describe = describe;
  options.most_steps = 10'000;
  return options;
}

// A program with one main strand.
inline Program main_of(std::function<Task<>()> body) {
  return [body] { return Bodies{body}; };
}

// `strands` strands that start at once; each makes `steps` operations on an object of its own.
inline Program independent(int strands, int steps) {
  return [=] {
    Bodies bodies;
    for (int i = 0; i < strands; ++i)
      bodies.push_back([steps]() -> Task<> {
        Shared<int> own{0, "own"};
        for (int k = 0; k < steps; ++k) co_await own.add(1);
      });
    return bodies;
  };
}

// `strands` strands that start at once; each adds 1 to one counter `times` times by a load and a
// store.
inline Program increments(int strands, int times) {
  return [=] {
    struct World {
      Shared<int> counter{0, ""};
      int unfinished = 0;
    };
    auto world = std::make_shared<World>();
    Bodies bodies;
    for (int i = 0; i < strands; ++i)
      bodies.push_back([world, i, strands, times]() -> Task<> {
        Strand& self = co_await current_strand();
        if (i == 0) {  // the first to begin: as new for each execution
          Shared<int>::Store{world->counter, 0}.perform(self);
          world->counter.forget_id();
          world->unfinished = strands;
        }
        for (int k = 0; k < times; ++k) {
          const int value = co_await world->counter.load();
          co_await world->counter.store(value + 1);
        }
        if (--world->unfinished > 0) co_return;
        Shared<int>::Load end{world->counter};
        end.perform(self);
        self.kernel().note_final("counter", std::to_string(end.value));
      });
    return bodies;
  };
}

inline Task<> add_once(Shared<int>& counter, threading::Lock& mutex, bool locks) {
  if (locks) {
    auto held = co_await mutex.hold();
    const int value = co_await counter.load();
    co_await counter.store(value + 1);
  } else {
    const int value = co_await counter.load();
    co_await counter.store(value + 1);
  }
}

// Two threads that add 1 to a counter, and a main strand that expects 2.
inline Program lost_update(bool locks) {
  return main_of([locks]() -> Task<> {
    Shared<int> counter{0, "counter"};
    threading::Lock mutex{"mutex"};
    threading::Thread one(add_once, std::ref(counter), std::ref(mutex), locks);
    threading::Thread two(add_once, std::ref(counter), std::ref(mutex), locks);
    co_await one.start();
    co_await two.start();
    co_await one.join();
    co_await two.join();
    const int total = co_await counter.load();
    if (total != 2) throw RuntimeError("it is " + std::to_string(total));
  });
}

inline Task<> take_both(threading::Lock& first, threading::Lock& second) {
  auto has_first = co_await first.hold();
  auto has_second = co_await second.hold();
}

inline Program two_locks() {
  return main_of([]() -> Task<> {
    threading::Lock a{"A"}, b{"B"};
    threading::Thread one(take_both, std::ref(a), std::ref(b)),
        two(take_both, std::ref(b), std::ref(a));
    co_await one.start();
    co_await two.start();
    co_await one.join();
    co_await two.join();
  });
}

inline ExploreReport explore(const Program& program, ExploreOptions options = {}) {
  Explorer explorer(program, kernel_options(), options);
  while (explorer.work(kNever)) {
  }
  return explorer.report();
}

// Counts of outcomes by their text.
inline std::map<std::string, std::uint64_t> counts(const ExploreReport& report) {
  std::map<std::string, std::uint64_t> counts;
  for (const Found& f : report.outcomes)
    counts[std::string(outcome_name(f.kind)) + "|" + f.output + "|" + f.state + "|" + f.error] +=
        f.count;
  return counts;
}

inline std::set<std::string> kinds(const ExploreReport& report) {
  std::set<std::string> kinds;
  for (const auto& [text, count] : counts(report)) kinds.insert(text);
  return kinds;
}

// All that is to be the same however the work was shared.
inline std::string text_of(const ExploreReport& report) {
  std::string text = std::to_string(report.executions) + (report.exhausted ? " exhausted" : "") +
                     " first failure " + std::to_string(report.first_failure_at) + " steps " +
                     std::to_string(report.steps) + " deepest " + std::to_string(report.deepest) +
                     "\n";
  for (const Found& f : report.outcomes)
    text += std::string(outcome_name(f.kind)) + " " + f.output + " " + f.state + " " + f.error +
            " x" + std::to_string(f.count) + " at " + std::to_string(f.first_at) + " " +
            std::to_string(f.switches) + " " + choices_text(f.schedule) + "\n";
  for (const FoundRace& r : report.races)
    text += "race on " + r.race.variable + ": " + r.first_strand + ", " + r.second_strand + ", " +
            std::to_string(r.race.first.step) + ", " + std::to_string(r.race.second.step) + " x" +
            std::to_string(r.count) + " at " + std::to_string(r.first_at) + " " +
            std::to_string(r.switches) + " " + choices_text(r.schedule) + "\n";
  return text;
}

// Every schedule of the report leads to the outcome that it stands for.
inline void expect_replays(const Program& program, const ExploreReport& report) {
  VirtualKernel kernel(kernel_options());
  const Bodies bodies = program();
  for (const Found& f : report.outcomes) {
    kernel.begin(bodies);
    Recorded recorded(f.schedule);
    EXPECT_TRUE(kernel.run(recorded));
    EXPECT_FALSE(recorded.diverged()) << choices_text(f.schedule);
    EXPECT_EQ(kernel.outcome(), f.kind);
    EXPECT_EQ(kernel.output(), f.output);
    EXPECT_EQ(kernel.final_state(), f.state);
    EXPECT_EQ(kernel.switches(), f.switches);
    if (f.kind == Outcome::failed) EXPECT_EQ(kernel.error(), f.error);
    if (f.kind == Outcome::deadlock)
      EXPECT_EQ(deadlock_text(kernel.waiting(), Language::en), f.error);
  }
}

// Every schedule of a program by DepthFirst alone, with what it had of switches and preemptions.
struct Visit {
  std::string choices;  // all of them, those at the end too
  std::uint64_t preemptions;
};
inline std::vector<Visit> visits(const Program& program,
                                 std::uint32_t bound = DepthFirst::kNoBound) {
  VirtualKernel kernel(kernel_options());
  const Bodies bodies = program();
  DepthFirst search(bound);
  std::vector<Visit> visits;
  do {
    kernel.begin(bodies);
    EXPECT_TRUE(kernel.run_with(search));
    EXPECT_FALSE(search.diverged());
    visits.push_back({choices_text(kernel.choices()), kernel.preemptions()});
  } while (search.next());
  return visits;
}

}  // namespace telar::testing
