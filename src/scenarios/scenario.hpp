// Scenario: a named program with parameters and texts, and the body that runs. Its file has all of
// it; registry.hpp lists them.
#pragma once
#include "kernel/task.hpp"
#include "program/description.hpp"
#include "program/parameters.hpp"

namespace telar {

struct Scenario {
  ProgramDescription description;
  // The program's main(). The parameters outlive the coroutine.
  Task<> (*main)(const Parameters& parameters);
};

// One for each file: the chapter's, in its order; then what goes wrong, and what mends it.
extern const Scenario kThreads, kProcesses, kPool, kProcessesThreads, kEventLoop, kAsyncAwait,
    kQueue;
extern const Scenario kLostUpdate, kDeadlock, kPhilosophers, kLostWakeup, kCheckThenAct,
    kBoundedBuffer;
extern const Scenario kReadersWriters, kBarrier, kSemaphore, kBlockingTheLoop, kCancelledTask,
    kGarbledPrint;
extern const Scenario kGilAndCores;

// The program as the chapter has it and as Telar runs it; generated. Empty for an unknown name.
std::string_view listing_python(std::string_view scenario);
std::string_view listing_cpp(std::string_view scenario);

}  // namespace telar
