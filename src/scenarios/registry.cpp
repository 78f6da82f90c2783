#include "scenarios/registry.hpp"

#include <algorithm>
#include <array>

namespace telar {

namespace {

constexpr std::array kAll{
    &kThreads,    &kProcesses,       &kPool,          &kProcessesThreads, &kEventLoop,
    &kAsyncAwait, &kQueue,           &kLostUpdate,    &kDeadlock,         &kPhilosophers,
    &kLostWakeup, &kCheckThenAct,    &kBoundedBuffer, &kReadersWriters,   &kBarrier,
    &kSemaphore,  &kBlockingTheLoop, &kCancelledTask, &kGarbledPrint,     &kGilAndCores,
};

}  // namespace

std::span<const Scenario* const> scenarios() { return kAll; }

std::span<const ScenarioDescription* const> scenario_descriptions() {
  static const auto all = [] {
    std::array<const ScenarioDescription*, kAll.size()> descriptions{};
    std::ranges::transform(kAll, descriptions.begin(),
                           [](const Scenario* s) { return &s->description; });
    return descriptions;
  }();
  return all;
}

const Scenario* find_scenario(std::string_view name) {
  const auto found =
      std::ranges::find_if(kAll, [&](const Scenario* s) { return s->description.name == name; });
  return found == kAll.end() ? nullptr : *found;
}

}  // namespace telar
