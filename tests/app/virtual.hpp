// Bodies and programs in virtual time, for tests: run to their end, with all that came of it.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/virtual_run.hpp"
#include "report/action_words.hpp"
#include "report/finding.hpp"
#include "report/trace_text.hpp"
#include "scenarios/library.hpp"
#include "tests/runtime/harness.hpp"
#include "trace/metrics.hpp"

namespace telar::testing {

using Words = std::initializer_list<std::pair<std::string_view, std::string_view>>;
using Body = std::function<Task<>()>;

inline std::string text_of(const Store& store) {
  std::ostringstream out;
  write_text(out, store, Language::en);
  return out.str();
}
// What it recorded since it was last asked.
inline std::string take_text(VirtualKernel& kernel) {
  std::vector<Event> events;
  kernel.take_events(events);
  Store store;
  store.append(events);
  EXPECT_EQ(store.rejected(), 0u);
  EXPECT_EQ(store.dropped(), 0u);
  return text_of(store);
}

// A body on a virtual kernel of its own. The body is a program's main.
inline std::unique_ptr<VirtualKernel> begun(Body body,
                                            VirtualKernel::Options options = virtual_options()) {
  auto kernel = std::make_unique<VirtualKernel>(std::move(options));
  kernel->begin([body = std::move(body)] { return multiprocessing::main_body(body); });
  return kernel;
}
inline std::unique_ptr<VirtualKernel> ran(Body body, Strategy& strategy,
                                          VirtualKernel::Options options = virtual_options()) {
  auto kernel = begun(std::move(body), std::move(options));
  EXPECT_TRUE(kernel->run(strategy));
  return kernel;
}
inline std::unique_ptr<VirtualKernel> ran(Body body,
                                          VirtualKernel::Options options = virtual_options()) {
  RoundRobin strategy;
  return ran(std::move(body), strategy, std::move(options));
}
inline std::unique_ptr<VirtualKernel> ran_to_the_end(Body body) {
  auto kernel = ran(std::move(body));
  EXPECT_EQ(outcome_name(kernel->outcome()), "finished")
      << kernel->error() << deadlock_text(kernel->waiting(), Language::en);
  return kernel;
}
// Runs it with many seeds, one after the other on one kernel, and gives each to `look`.
template <class F>
void with_seeds(Body body, int seeds, F look, VirtualKernel::Options options = virtual_options()) {
  auto kernel = begun(std::move(body), std::move(options));
  for (int seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    if (seed > 1) kernel->begin_again();
    RandomWalk strategy(static_cast<std::uint64_t>(seed));
    ASSERT_TRUE(kernel->run(strategy));
    look(*kernel);
  }
}
inline std::set<std::string> outputs(Body body, int seeds) {
  std::set<std::string> all;
  with_seeds(std::move(body), seeds, [&](VirtualKernel& kernel) { all.insert(kernel.output()); });
  return all;
}

inline Parameters parameters_of(std::string_view name, Words words) {
  const Program* const program = find_program(name);
  EXPECT_TRUE(program) << name;
  Parameters parameters = program->defaults();
  for (const auto& [parameter, word] : words)
    EXPECT_EQ(parameters.set(parameter, word, Language::en), "");
  return parameters;
}
inline VirtualRun::Options picked_by(Picker picker, std::uint64_t seed = 0) {
  VirtualRun::Options options;
  options.picker = picker;
  options.seed = seed;
  options.language = Language::en;
  return options;
}

// A virtual run's trace as it is on show.
inline Store shown_store(const VirtualRun& run) {
  const Moment moment = run.moment();
  const std::span<const Event> events = run.store().events();
  Store store;
  store.append(events.first(std::min<std::size_t>(moment.events, events.size())));
  return store;
}

// A program, run to its end.
struct Shown {
  Shown(const Parameters& p, const VirtualRun::Options& options)
      : parameters(p), run(*find_program(p.description().name), parameters, options) {
    run.work(kNever);
  }
  Shown(std::string_view name, Words words, const VirtualRun::Options& options)
      : Shown(parameters_of(name, words), options) {}
  Metrics metrics() const { return measure(store, run.elapsed(), 0); }
  std::string text() const { return text_of(shown_store(run)); }
  std::vector<Finding> findings() const { return findings_of(store); }

  Parameters parameters;
  VirtualRun run;
  const Store& store = run.store();  // of the whole run
};

// Small parameters of every program, as it goes wrong and as it is mended: whatever choices it has,
// one by one.
inline std::vector<Parameters> small_programs() {
  std::vector<Parameters> all;
  for (const Program& program : library()) {
    Parameters small = program.defaults();
    for (const auto& [name, word] : {std::pair("n", "2"),
                                     {"seconds", "0.02"},
                                     {"items", "2"},
                                     {"reads", "2"},
                                     {"phases", "2"},
                                     {"workers", "2"},
                                     {"timeout", "0.01"},
                                     {"k", "1"}})
      small.set(name, word, Language::en);  // those that it has
    all.push_back(small);
    for (const ParameterSpec& spec : program.description().parameters)
      for (const std::string_view word : spec.choices)
        if (Parameters other = small;
            other.set(spec.name, word, Language::en).empty() && other != small)
          all.push_back(other);
  }
  return all;
}

// What replays this run by its schedule.
inline VirtualRun::Options replaying(const VirtualRun& run) {
  Schedule schedule;
  EXPECT_EQ(Schedule::parse(run.schedule().text(), schedule), Schedule::Error::none);
  auto options = run.options();
  options.picker = Picker::round_robin;
  options.choices = schedule.choices;
  return options;
}

}  // namespace telar::testing
