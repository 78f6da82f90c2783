// The chapter's multiprocessing_threading_test.py. `workers` is the number of processes, `n` that
// of threads in each.
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/multiprocessing.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

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

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Hilos por proceso", "Threads per process"}, 5, 16),
    kSeconds,
    count_parameter("workers", {"Procesos", "Processes"}, 2, 8),
    kWork,
    kGil,
};

}  // namespace

const Scenario kProcessesThreads{
    {.name = "processes-threads",
     .title = {"Procesos con hilos", "Processes with threads"},
     .summary = {"Varios procesos, con varios hilos dentro de cada uno.",
                 "Several processes, with several threads inside each."},
     .watch =
         {"Cada proceso agrupa sus hilos. Los números se repiten en la consola, porque cada "
          "proceso cuenta los "
          "suyos desde 0. Con work=cpu y gil=on calcula un hilo de cada proceso a la vez.",
          "Each process groups its threads. The numbers come twice in the console, since each "
          "process counts its "
          "own from 0. With work=cpu and gil=on, one thread of each process computes at a time."},
     .teaches = {"Las dos técnicas se combinan: los hilos de un proceso comparten su memoria, y "
                 "nada de otro proceso.\n"
                 "Los procesos dan paralelismo y los hilos, concurrencia dentro de cada uno. Como "
                 "cada proceso tiene su propio "
                 "GIL, dos procesos calculan en paralelo aunque los hilos de cada uno se turnen.",
                 "Both techniques go together: the threads of a process share its memory, and "
                 "nothing of another process.\n"
                 "Processes give parallelism, and threads give concurrency inside each. Since each "
                 "process has a GIL of its "
                 "own, two processes compute in parallel although the threads of each take turns."},
     .parameters = {std::begin(kParameters), std::end(kParameters)},
     .starts_processes = true},
    main};

}  // namespace telar
