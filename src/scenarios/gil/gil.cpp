// The same computation in a row, on threads, on processes and on a pool: who is held up by the GIL.
#include <string>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/multiprocessing.hpp"
#include "runtime/pool.hpp"
#include "runtime/threading.hpp"
#include "scenarios/texts.hpp"

namespace telar {
namespace {

using multiprocessing::AsyncResult;
using multiprocessing::Function;
using multiprocessing::Pool;
using multiprocessing::Process;
using threading::Thread;

// time.perf_counter()
Task<Seconds> perf_counter() {
  Strand& s = co_await current_strand();
  co_return to_seconds(s.now());
}

// listing begin
Task<> crunch(Seconds work) { co_await compute(work); }

const Function kCrunch{"gil.crunch", crunch};

Task<> in_a_row(int n, Seconds work) {
  for (int i = 0; i < n; ++i) {
    co_await crunch(work);
  }
}

Task<> on_threads(int n, Seconds work) {
  std::vector<Thread> threads;
  for (int i = 0; i < n; ++i) {
    co_await threads.emplace_back(crunch, work).start();
  }
  for (Thread& thread : threads) {
    co_await thread.join();
  }
}

Task<> on_processes(int n, Seconds work) {
  std::vector<Process> processes;
  for (int i = 0; i < n; ++i) {
    co_await processes.emplace_back(kCrunch, work).start();
  }
  for (Process& process : processes) {
    co_await process.join();
  }
}

Task<> on_pool(int n, Seconds work) {
  Pool pool = co_await Pool::make(n);
  std::vector<AsyncResult<void>> results;
  for (int i = 0; i < n; ++i) {
    results.push_back(co_await pool.apply_async(kCrunch, work));
  }
  for (auto& result : results) {
    co_await result.get();
  }
  co_await pool.close();
  co_await pool.join();
}

Task<> measure(Text how, Task<> (*run)(int n, Seconds work), int n, Seconds work) {
  const std::string name = co_await formatted(how);
  const Seconds begun = co_await perf_counter();
  co_await run(n, work);
  const Seconds ended = co_await perf_counter();
  co_await print(Text{"{}: {:.2f} segundos", "{}: {:.2f} seconds"}, name, ended - begun);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  const Seconds seconds = parameters.real("seconds");
  co_await measure({"Uno tras otro", "One after another"}, in_a_row, n, seconds);
  co_await measure({"Hilos", "Threads"}, on_threads, n, seconds);
  co_await measure({"Procesos", "Processes"}, on_processes, n, seconds);
  co_await measure({"Grupo de procesos", "Pool of processes"}, on_pool, n, seconds);
}
// listing end

}  // namespace

extern const CompiledMain kGil = main;

}  // namespace telar
