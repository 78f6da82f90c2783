#include "scenarios/library.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "runtime/errors.hpp"
#include "runtime/multiprocessing.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

constexpr const Scenario* kAll[] = {
    &kThreads,    &kProcesses,       &kPool,          &kProcessesThreads, &kEventLoop,
    &kAsyncAwait, &kQueue,           &kLostUpdate,    &kDeadlock,         &kPhilosophers,
    &kLostWakeup, &kCheckThenAct,    &kBoundedBuffer, &kReadersWriters,   &kBarrier,
    &kSemaphore,  &kBlockingTheLoop, &kCancelledTask, &kGarbledPrint,     &kGilAndCores,
};

}  // namespace

std::span<const Program> library() {
  static const auto all = [] {
    std::vector<Program> programs;
    for (const Scenario* scenario : kAll) {
      ProgramDescription description = scenario->description;
      description.sources = {
          {"", SourceLanguage::python, std::string(listing_python(description.name)), 1},
          {"", SourceLanguage::cpp, std::string(listing_cpp(description.name)), 1}};
      for (ParameterSpec& spec : description.parameters) {
        const bool of_processes = description.name == "processes" || description.name == "gil";
        if (spec.name == "workers" || (spec.name == "n" && of_processes))
          spec.role = ParameterRole::workers;
        else if (spec.name == "n")
          spec.role = ParameterRole::count;
      }
      programs.push_back(compiled_program(std::move(description), scenario->main));
    }
    return programs;
  }();
  return all;
}

const Program* find_program(std::string_view name) {
  const auto all = library();
  const auto found = std::ranges::find(all, name, &Program::name);
  return found == all.end() ? nullptr : &*found;
}

std::string program_names(std::string_view before_last) {
  const auto all = library();
  std::string names;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) names += i + 1 == all.size() ? before_last : ", ";
    names += all[i].name();
  }
  return names;
}

ProgramBody child_of_library(const Bytes& bytes, std::string entry, Bytes arguments) {
  const auto reference = ProgramReference::from(bytes);
  const Program* const program = find_program(reference.name);
  if (program == nullptr) throw RuntimeError("no program '" + reference.name + "' here");
  return program->child(std::move(entry), std::move(arguments));
}

}  // namespace telar
