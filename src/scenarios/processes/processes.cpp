// The chapter's multiprocessing_test.py.
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/multiprocessing.hpp"

namespace telar {
namespace {

using multiprocessing::Function;
using multiprocessing::Process;

// listing begin
Task<> snooze(int i, Seconds nap) {
  co_await print(Text{"Proceso {} durmiendo {} segundos", "Process {} sleeping {} seconds"}, i,
                 nap);
  co_await time::sleep(nap);
  co_await print(Text{"Proceso {} despierto", "Process {} awake"}, i);
}

Task<> crunch(int i, Seconds work) {
  co_await print(Text{"Proceso {} calculando {} segundos", "Process {} computing {} seconds"}, i,
                 work);
  co_await compute(work);
  co_await print(Text{"Proceso {} ha terminado", "Process {} has finished"}, i);
}

// A child finds what it is to run by this name: it is this program, started again.
const Function kSnooze{"processes.snooze", snooze};
const Function kCrunch{"processes.crunch", crunch};

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  const auto& target = parameters.choice("work") == "cpu" ? kCrunch : kSnooze;

  std::vector<Process> processes;
  for (int i = 0; i < n; ++i) {
    Process& process = processes.emplace_back(target, i, seconds);
    co_await process.start();
  }
  for (Process& process : processes) {
    co_await process.join();
  }
}
// listing end

}  // namespace

extern const CompiledMain kProcesses = main;

}  // namespace telar
