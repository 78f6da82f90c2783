// The chapter's multiprocessing_threading_test.py. `workers` is the number of processes, `n` that
// of threads in each.
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/multiprocessing.hpp"
#include "runtime/threading.hpp"

namespace telar {
namespace {

using multiprocessing::Function;
using multiprocessing::Process;
using threading::Thread;

// listing begin
Task<> snooze(int i, Seconds nap) {
  co_await print(Text{"Hilo {} durmiendo {} segundos", "Thread {} sleeping {} seconds"}, i, nap);
  co_await time::sleep(nap);
  co_await print(Text{"Hilo {} despierto", "Thread {} awake"}, i);
}

Task<> crunch(int i, Seconds work) {
  co_await print(Text{"Hilo {} calculando {} segundos", "Thread {} computing {} seconds"}, i, work);
  co_await compute(work);
  co_await print(Text{"Hilo {} ha terminado", "Thread {} has finished"}, i);
}

Task<> run_threads(int n, Seconds seconds, bool cpu) {
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    Thread& thread = threads.emplace_back(cpu ? crunch : snooze, i, seconds);
    co_await thread.start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}

const Function kRunThreads{"processes_threads.run_threads", run_threads};

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n"), workers = parameters.integer("workers");
  const Seconds seconds = parameters.real("seconds");
  const bool cpu = parameters.choice("work") == "cpu";

  std::vector<Process> processes;
  for (int i = 0; i < workers; ++i) {
    Process& process = processes.emplace_back(kRunThreads, n, seconds, cpu);
    co_await process.start();
  }
  for (Process& process : processes) {
    co_await process.join();
  }
}
// listing end

}  // namespace

extern const CompiledMain kProcessesThreads = main;

}  // namespace telar
