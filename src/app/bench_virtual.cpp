#include "app/bench_virtual.hpp"

#include <array>
#include <functional>
#include <memory>
#include <vector>

#include "explore/depth_first.hpp"
#include "explore/explorer.hpp"
#include "explore/tally.hpp"
#include "kernel/virtual/virtual_kernel.hpp"
#include "runtime/builtins.hpp"
#include "runtime/shared.hpp"
#include "runtime/threading.hpp"

namespace telar {
namespace {

using threading::Lock;
using Bodies = Explorer::Bodies;

VirtualKernel::Options bare_kernel() {
  VirtualKernel::Options options;
  options.record = options.find_races = options.keep_choices = false;
  options.most_steps_at_once = options.most_steps;  // they are many, and no time passes
  return options;
}

// --- V1a, V1b, V1c: one execution, each strand a step in turn

Task<> load_often(Shared<int>* shared, std::int64_t times) {
  for (std::int64_t i = 0; i < times; ++i) co_await shared->load();
}

template <int kStrands>
void steps(Region& region) {
  constexpr std::int64_t kSteps = 20'000'000;
  Shared<int> shared;
  const Bodies bodies(kStrands, [&shared] { return load_often(&shared, kSteps / kStrands); });
  VirtualKernel kernel(bare_kernel());
  kernel.begin(bodies);
  RoundRobin strategy;
  region.start();
  kernel.run_with(strategy);
  region.stop(static_cast<std::int64_t>(kernel.steps()));
  check(kernel.outcome() == Outcome::finished && region.n == kSteps, "the number of steps");
}

// --- V2, V3: executions

// Strands that each add 1 to one counter, three times, by a load and a store.
Bodies increments(int strands) {
  constexpr int kIncrements = 3;
  auto counter = std::make_shared<Shared<int>>();
  Bodies bodies;
  for (int i = 0; i < strands; ++i)
    bodies.push_back([counter]() -> Task<> {
      for (int k = 0; k < kIncrements; ++k) {
        const int value = co_await counter->load();
        co_await counter->store(value + 1);
      }
    });
  return bodies;
}

constexpr int kPhilosophers = 3;
Bodies philosophers() {
  auto forks = std::make_shared<std::array<Lock, kPhilosophers>>();
  Bodies bodies;
  for (std::size_t i = 0; i < kPhilosophers; ++i)
    bodies.push_back([forks, i]() -> Task<> {
      auto one_fork = co_await (*forks)[i].hold();
      auto other_fork = co_await (*forks)[(i + 1) % kPhilosophers].hold();
    });
  return bodies;
}

// All schedules of a small program, again and again on one kernel: what an Explorer does, but for
// what it does once.
void explore_often(Region& region, const Bodies& bodies, std::int64_t schedules,
                   bool find_races = false) {
  constexpr std::int64_t kExecutions = 2'000'000;
  VirtualKernel::Options options = bare_kernel();
  options.find_races = find_races;
  VirtualKernel kernel(options);
  kernel.begin(bodies);
  Tally tally;
  std::int64_t executions = 0;
  region.start();
  while (executions < kExecutions) {
    const std::int64_t before = executions;
    DepthFirst search;
    do {
      kernel.begin_again(search.same_steps());
      kernel.run_with(search);
      tally.add(kernel, search.path().schedule());
      region.steps += static_cast<std::int64_t>(kernel.steps());
      ++executions;
    } while (search.next());
    check(executions - before == schedules, "the number of schedules");
  }
  region.stop(executions);
}
void explore_lost_update(Region& region) { explore_often(region, increments(2), 924); }
void explore_philosophers(Region& region) { explore_often(region, philosophers(), 30); }
// The same, and races are looked for.
void race_lost_update(Region& region) { explore_often(region, increments(2), 924, true); }
void race_philosophers(Region& region) { explore_often(region, philosophers(), 30, true); }

// The first of the 17,153,136 schedules of three strands: memory is not to grow with their number.
template <std::uint64_t kExecutions>
void explore_long(Region& region) {
  region.start();
  Explorer explorer([] { return increments(3); }, bare_kernel(), {.most_executions = kExecutions});
  while (explorer.work(kNever)) {
  }
  const ExploreReport report = explorer.report();
  region.steps = static_cast<std::int64_t>(report.steps);
  region.stop(static_cast<std::int64_t>(report.executions));
  check(report.executions == kExecutions, "the number of executions");
}

constexpr VirtualWorkload kWorkloads[] = {
    {"V1a", steps<10>},           {"V1b", steps<1'000>},          {"V1c", steps<10'000>},
    {"V2a", explore_lost_update}, {"V2b", explore_philosophers},  {"V2c", race_lost_update},
    {"V2d", race_philosophers},   {"V3a", explore_long<100'000>}, {"V3b", explore_long<10'000'000>},
};

}  // namespace

std::span<const VirtualWorkload> virtual_workloads() { return kWorkloads; }

}  // namespace telar
